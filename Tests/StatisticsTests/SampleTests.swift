// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct SampleTests {
  private let values = [12.1, 9.8, 14.3, 11, 10.4, 13.2, 9.1, 12.7, 30.5, 11.9]

  @Test func momentsAgreeWithTheirDefinitions() {
    let moments = RunningMoments(values)
    #expect(moments.count == 10)
    #expect(agree(moments.mean, 13.5, within: 1e-15))
    #expect(agree(moments.standardDeviation, 6.180614856144977, within: 1e-14))
    #expect(agree(moments.skewness, 2.7794780084821817, within: 1e-13))
    #expect(moments.minimum == 9.1)
    #expect(moments.maximum == 30.5)
  }

  @Test func momentsNeedEnoughValues() {
    #expect(RunningMoments([]).mean == nil)
    #expect(RunningMoments([1]).variance == nil)
    #expect(RunningMoments([1, 2]).skewness == nil)
    #expect(RunningMoments([4, 4, 4]).skewness == nil)
    #expect(RunningMoments([4, 4, 4]).variance == 0)
  }

  @Test func momentsSurviveALargeOffset() {
    let moments = RunningMoments(values.map { $0 + 1e9 })
    #expect(agree(moments.standardDeviation, 6.180614856144977, within: 1e-7))
  }

  @Test(arguments: 0...10)
  func mergingEqualsTakingAllInOne(cut: Int) {
    var left = RunningMoments(values.prefix(cut))
    left.add(.nan)
    var right = RunningMoments(values.dropFirst(cut))
    right.add(.infinity)
    left.merge(right)
    let whole = RunningMoments(values)
    #expect(left.count == 10)
    #expect(left.missing == 2)
    #expect(agree(left.mean, whole.mean ?? .nan, within: 1e-14))
    #expect(agree(left.variance, whole.variance ?? .nan, within: 1e-13))
    #expect(agree(left.skewness, whole.skewness ?? .nan, within: 1e-12))
    #expect(left.minimum == 9.1)
    #expect(left.maximum == 30.5)
  }

  @Test(arguments: [(0, 1), (0.1, 1), (0.25, 1.75), (0.5, 3.5), (0.9, 6.9), (1, 9)])
  func quantilesInterpolateAsDefinitionSeven(p: Double, expected: Double) {
    let sample = Sample([3, 1, 4, 1, 5, 9, 2, 6, .nan])
    #expect(agree(sample.quantile(p), expected, within: 1e-14))
    #expect(sample.missing == 1)
  }

  @Test func quantilesOfNothingAreNil() {
    #expect(Sample([]).quantile(0.5) == nil)
    #expect(Sample([.nan]).median == nil)
    #expect(Sample([1, 2]).quantile(-0.1) == nil)
    #expect(Sample([1, 2]).quantile(.nan) == nil)
    #expect(Sample([7]).quantile(0.9) == 7)
  }

  @Test func sharesCountValuesUpToTheLimit() {
    let sample = Sample([3, 1, 4, 1, 5, 9, 2, 6])
    #expect(sample.share(upTo: 0.5) == 0)
    #expect(sample.share(upTo: 1) == 0.25)
    #expect(sample.share(upTo: 4.5) == 0.625)
    #expect(sample.share(upTo: 9) == 1)
    #expect(Sample([]).share(upTo: 1) == nil)
  }
}
