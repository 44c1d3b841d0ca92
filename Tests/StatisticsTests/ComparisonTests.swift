// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: SciPy 1.17 (`ttest_rel`) and the worked procedure of Holm.
struct ComparisonTests {
  private let base = [10.0, 12, 9, 14, 11, 13]
  private let other = [8.5, 10.9, 8.1, 11.8, 9.7, 11]

  @Test func pairedDifferenceAgrees() throws {
    let paired = try #require(PairedComparison(base: base, other: other))
    #expect(agree(paired.difference.mean, -1.5, within: 1e-13))
    #expect(agree(paired.difference.low, -2.035109280608935, within: 1e-12))
    #expect(agree(paired.difference.high, -0.9648907193910649, within: 1e-12))
    #expect(agree(paired.pValue, 0.000802079346035574, within: 1e-11))
    #expect(agree(paired.varianceRatio, 0.045614035087719246, within: 1e-12))
    #expect(agree(paired.correlation, 0.9802199594127682, within: 1e-12))
    #expect(paired.difference.kind == .pairedDifference)
    #expect(paired.difference.excludesZero)
  }

  @Test func pairsWithAMissingSideAreLeftOut() throws {
    let paired = try #require(PairedComparison(base: [1, .nan, 3], other: [2, 5, .nan]))
    #expect(paired.difference.mean == 1)
    #expect(paired.difference.n == 1)
    #expect(paired.difference.missing == 2)
    #expect(paired.pValue == nil)
    #expect(paired.varianceRatio == nil)
    #expect(PairedComparison(base: [1, 2], other: [1]) == nil)
    #expect(PairedComparison(base: [.nan], other: [1]) == nil)
  }

  @Test func constantDifferencesLeaveNoDoubt() throws {
    let shifted = try #require(PairedComparison(base: [1, 2, 3], other: [2, 3, 4]))
    #expect(shifted.pValue == 0)
    #expect(shifted.varianceRatio == 0)
    let same = try #require(PairedComparison(base: [1, 2, 3], other: [1, 2, 3]))
    #expect(same.pValue == 1)
    #expect(agree(same.correlation, 1, within: 1e-12))
  }

  @Test func holmStepsDownAndBonferroniDoesNot() {
    let pValues: [Double?] = [0.01, 0.04, 0.03, 0.005]
    let holm = MultipleComparison.adjust(pValues, correction: .holm)
    for (value, expected) in zip(holm, [0.03, 0.06, 0.06, 0.02]) {
      #expect(agree(value, expected, within: 1e-14))
    }
    let bonferroni = MultipleComparison.adjust(pValues, correction: .bonferroni)
    for (value, expected) in zip(bonferroni, [0.04, 0.16, 0.12, 0.02]) {
      #expect(agree(value, expected, within: 1e-14))
    }
    #expect(MultipleComparison.adjust([0.9, nil, 0.8], correction: .holm) == [1, nil, 1])
    #expect(MultipleComparison.adjust([], correction: .holm) == [])
  }

  @Test func familyWidensTheIntervals() throws {
    let nearly = base.map { $0 + ($0 > 11 ? 0.1 : -0.1) }
    let family = MultipleComparison(base: base, others: [other, nearly, [1]])
    #expect(agree(family.intervalLevel, 1 - 0.05 / 3, within: 1e-14))
    let first = try #require(family.members[0])
    let alone = try #require(PairedComparison(base: base, other: other))
    #expect((first.comparison.difference.halfWidth ?? 0) > (alone.difference.halfWidth ?? 0))
    #expect(first.isDifferent)
    #expect(agree(first.adjustedPValue, 3 * 0.000802079346035574, within: 1e-11))
    #expect(try #require(family.members[1]).isDifferent == false)
    #expect(family.members[2] == nil)
  }

  /// With no difference at all, at most one family in twenty may claim one: 1000 families, five
  /// members, bound four standard deviations above 50.
  @Test(arguments: MultipleComparison.Correction.allCases)
  func familiesRarelyClaimADifferenceThatIsNone(correction: MultipleComparison.Correction) {
    var generator = TestGenerator(seed: 23)
    func draw() -> [Double] {
      (0..<8).map { _ in generator.normal() }
    }
    var claims = 0
    for _ in 0..<1000 {
      let family = MultipleComparison(
        base: draw(), others: (0..<5).map { _ in draw() }, correction: correction)
      if family.members.contains(where: { $0?.isDifferent == true }) { claims += 1 }
    }
    #expect(claims <= 77)
    #expect(claims > 10)
  }
}
