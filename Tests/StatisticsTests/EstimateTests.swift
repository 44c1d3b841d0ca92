// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct EstimateTests {
  private let values = [12.1, 9.8, 14.3, 11, 10.4, 13.2, 9.1, 12.7, 30.5, 11.9]

  @Test func intervalIsThatOfStudent() throws {
    let estimate = try #require(Estimate.make(from: values))
    #expect(agree(estimate.mean, 13.5, within: 1e-15))
    #expect(agree(estimate.low, 9.078654479511805, within: 1e-12))
    #expect(agree(estimate.high, 17.921345520488195, within: 1e-12))
    #expect(agree(estimate.halfWidth, 4.421345520488195, within: 1e-12))
    #expect(agree(estimate.relativeHalfWidth, 0.32750707559171814, within: 1e-12))
    #expect(estimate.n == 10)
    #expect(estimate.kind == .replicationMean)
    #expect(estimate.level == 0.95)
    #expect(estimate.excludesZero)
  }

  @Test func oneReplicationGivesNoInterval() throws {
    let estimate = try #require(Estimate.make(from: [4]))
    #expect(estimate.mean == 4)
    #expect(estimate.low == nil)
    #expect(estimate.high == nil)
    #expect(estimate.halfWidth == nil)
    #expect(estimate.relativeHalfWidth == nil)
    #expect(!estimate.excludesZero)
    #expect(!estimate.isSkewed)
  }

  @Test func replicationsWithoutObservationAreCounted() throws {
    let estimate = try #require(Estimate.make(from: [.nan, 1, 3, .nan]))
    #expect(estimate.mean == 2)
    #expect(estimate.n == 2)
    #expect(estimate.missing == 2)
    #expect(Estimate.make(from: [.nan]) == nil)
    #expect(Estimate.make(from: []) == nil)
    #expect(Estimate.make(from: [1e308, -1e308, 1e308]) == nil)
  }

  @Test func levelOutsideTheUnitIntervalGivesNoInterval() throws {
    for level in [-0.5, 1, 2, .nan] {
      let estimate = try #require(Estimate.make(from: [1, 2, 3], level: level))
      #expect(estimate.low == nil)
    }
  }

  @Test func equalValuesHaveAnIntervalOfLengthZero() throws {
    let estimate = try #require(Estimate.make(from: [5, 5, 5]))
    #expect(estimate.low == 5)
    #expect(estimate.high == 5)
    #expect(estimate.skewness == nil)
    let zero = try #require(Estimate.make(from: [-1, 1]))
    #expect(zero.relativeHalfWidth == nil)
  }

  @Test func quantileIsTakenInEachReplication() throws {
    let estimate = try #require(
      Estimate.makeQuantile(0.5, ofReplications: [[1, 2, 9], [], [4, 4], [6]]))
    #expect(estimate.mean == 4)
    #expect(estimate.n == 3)
    #expect(estimate.missing == 1)
    #expect(estimate.kind == .replicationQuantile)
    #expect(Estimate.makeQuantile(1.5, ofReplications: [[1], [2]]) == nil)
  }

  @Test func skewedSmallSampleIsFlagged() throws {
    #expect(try #require(Estimate.make(from: values)).isSkewed)
    let even = [9.0, 10, 11, 12, 13, 14, 15, 16, 17, 18]
    #expect(!(try #require(Estimate.make(from: even)).isSkewed))
    // The same shape in a large sample is no reason to worry: n > 25 G₁².
    let many = (0..<400).map { values[$0 % 10] }
    #expect(!(try #require(Estimate.make(from: many)).isSkewed))
  }

  @Test func skewAdjustedIntervalReachesFurtherOnTheSideOfTheTail() throws {
    let estimate = try #require(Estimate.makeSkewAdjusted(from: values))
    #expect(agree(estimate.low, 10.702300480387905, within: 1e-10))
    #expect(agree(estimate.high, 27.092754747375103, within: 1e-10))
    #expect(estimate.kind == .skewAdjustedMean)
    let mirrored = try #require(Estimate.makeSkewAdjusted(from: values.map { -$0 }))
    #expect(agree(mirrored.high, -10.702300480387905, within: 1e-10))
  }

  @Test func skewAdjustedIntervalOfASymmetricSampleIsStudents() throws {
    let plain = try #require(Estimate.make(from: [1, 2, 3, 4, 5]))
    let adjusted = try #require(Estimate.makeSkewAdjusted(from: [1, 2, 3, 4, 5]))
    #expect(agree(adjusted.low, plain.low ?? .nan, within: 1e-9))
    #expect(agree(adjusted.high, plain.high ?? .nan, within: 1e-9))
    #expect(try #require(Estimate.makeSkewAdjusted(from: [3])).low == nil)
    #expect(try #require(Estimate.makeSkewAdjusted(from: [3, 3])).low == 3)
  }

  /// Normal samples of ten are covered 95% of the time and flagged about a tenth of the time.
  ///
  /// The covered among 4000 lie within four standard deviations, which one seed in 16 000 misses.
  @Test func studentIntervalCoversWhatItSays() throws {
    var generator = TestGenerator(seed: 7)
    var covered = 0
    var flagged = 0
    for _ in 0..<4000 {
      let sample = (0..<10).map { _ in generator.normal() }
      let estimate = try #require(Estimate.make(from: sample))
      if !estimate.excludesZero { covered += 1 }
      if estimate.isSkewed { flagged += 1 }
    }
    #expect((3745...3855).contains(covered))
    #expect((320...480).contains(flagged))
  }

  /// Lognormal samples of ten are covered far less than 95% by the t interval, more by the
  /// adjusted one, and most of them are flagged.
  ///
  /// The bounds are four standard deviations away.
  @Test func skewedSamplesAreCoveredLessAndFlagged() throws {
    var generator = TestGenerator(seed: 11)
    let mean = Elementary.exp(0.5)
    var plain = 0
    var adjusted = 0
    var flagged = 0
    for _ in 0..<2000 {
      let sample = (0..<10).map { _ in
        Elementary.exp(generator.normal())
      }
      let student = try #require(Estimate.make(from: sample))
      let willink = try #require(Estimate.makeSkewAdjusted(from: sample))
      if let low = student.low, let high = student.high, low <= mean, mean <= high { plain += 1 }
      if let low = willink.low, let high = willink.high, low <= mean, mean <= high { adjusted += 1 }
      if student.isSkewed { flagged += 1 }
    }
    #expect(plain < 1750)
    #expect(adjusted > plain + 40)
    #expect(flagged > 1100)
  }
}
