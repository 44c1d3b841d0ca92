// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

/// The arithmetic of the indicators against figures a bureau has published about its own reform.
struct IndicatorArithmeticTests {
  private static func rounded(_ value: Double?, _ places: Double = 100) -> Double? {
    value.map { ($0 * places).rounded() / places }
  }

  @Test func `Working days, papers and steps per item are means over the items that lose any`() {
    #expect(Self.rounded(ItemReduction(total: 1197, items: 96).average) == 12.47)
    #expect(Self.rounded(ItemReduction(total: 81, items: 39).average) == 2.08)
    #expect(ItemReduction(total: 26, items: 8).average == 3.25)
    #expect(ItemReduction(total: 0, items: 0).average == nil)
  }

  @Test func `Items that lose nothing are in the sum and not in the mean`() {
    let items = ItemReduction([
      Reduction(before: 10, after: 3), Reduction(before: 5, after: 5),
      Reduction(before: 10, after: 5),
    ])
    #expect(items.total == 12)
    #expect(items.items == 2)
    #expect(items.average == 6)
  }

  @Test func `Thirteen days to seven is shorter by 46.2 per cent`() {
    let reduction = Reduction(before: 13, after: 7)
    #expect(reduction.change == 6)
    #expect(Self.rounded(reduction.rate, 1000) == 0.462)
    #expect(Reduction(before: 11, after: 7).change == 4)
    #expect(Reduction(before: 0, after: 0).rate == nil)
  }

  @Test func `Twenty-one of twenty-eight passed is 75 per cent and seven points above 68`() {
    let passed = Rate(21, of: 28)
    #expect(passed.value == 0.75)
    let earlier = Rate(share: 0.68, of: 100)
    #expect(earlier.part == 68)
    #expect(Self.rounded(passed.points(above: earlier)) == 7)
    #expect(Rate(0, of: 0).value == nil)
    #expect(Rate(0, of: 0).points(above: passed) == nil)
  }

  @Test func `99.22 per cent of 9,021 ratings are 8,951 positive ones`() {
    let positive = Rate(share: 0.9922, of: 9021)
    #expect(positive.part == 8951)
    #expect(Self.rounded(positive.value, 10_000) == 0.9922)
    #expect(Rate(8950, of: 9021).value.map { ($0 * 10_000).rounded() } == 9921)
  }

  @Test(arguments: [
    (101, [3, 3, 55, 40]), (30, [4, 5, 2, 19]), (35, [3, 32]), (35, [8, 27]), (189, [171, 18]),
    (557, [70, 30, 50, 100, 197, 100, 10]),
  ])
  func `Parts of a published whole add up to it`(_ whole: Int, _ parts: [Int]) {
    let breakdown = Breakdown(
      counts: Dictionary(uniqueKeysWithValues: parts.enumerated().map { ($0.offset, $0.element) }))
    #expect(breakdown.total == whole)
    var twice = breakdown
    twice.add(breakdown)
    #expect(twice.total == 2 * whole)
    #expect(twice[0] == 2 * parts[0])
    #expect(twice[99] == 0)
  }

  @Test func `Nineteen of thirty items done on the spot`() {
    #expect(Self.rounded(Rate(19, of: 30).value, 1000) == 0.633)
  }

  // MARK: Ratio of committed to statutory limits

  @Test func `The three ratios differ as their formulas say`() throws {
    let figures = [
      LimitFigure(statutory: 30, before: 10, after: 3, weight: 3),
      LimitFigure(statutory: 10, before: 10, after: 5, weight: 1),
    ]
    let after = try #require(CommitmentRatio(figures) { $0.after })
    let byVolume = try #require(after.byVolume)
    #expect(abs(after.mean - 0.3) < 1e-12)
    #expect(abs(after.ofSums - 0.2) < 1e-12)
    #expect(abs(byVolume - 0.2) < 1e-12)
    #expect(after.meanWorkingDays == 4)
    #expect(CommitmentRatio([]) { $0.after } == nil)
    let weightless = [LimitFigure(statutory: 30, before: 10, after: 3, weight: 0)]
    #expect(CommitmentRatio(weightless) { $0.after }?.byVolume == nil)
    #expect(abs(figures[0].compression - 0.9) < 1e-12)
  }

  @Test func `Down to 40 per cent allows 0.40, by 40 per cent allows 0.60`() {
    #expect(CommitmentTarget.downTo.isMet(by: 0.4))
    #expect(!CommitmentTarget.downTo.isMet(by: 0.401))
    #expect(CommitmentTarget.by.isMet(by: 0.6))
    #expect(!CommitmentTarget.by.isMet(by: 0.601))
  }
}
