// SPDX-License-Identifier: Apache-2.0

import Statistics

/// How many replications are made: as many as it takes until intervals are narrow enough.
///
/// Replications are made in rounds of a fixed size, and the rule is looked at after each round, so
/// the number made depends on the numbers alone and not on threads. Source of the rule: Law,
/// Simulation Modeling and Analysis, 5th edition, section 9.4.1; looking after every round covers a
/// little less than the level says, the less the larger `minimum` is.
package struct PrecisionGoal: Sendable, Hashable {
  /// The number of replications of a round.
  package static let round = 10

  /// The half-width of each 95 % interval as a share of its mean that is to be reached, above 0.
  package var share: Double
  /// The numbers whose intervals are looked at.
  package var headlines: [Headline]
  /// The least number of replications, at least 2.
  package var minimum: Int
  /// The largest number of replications.
  package var maximum: Int

  /// Creates a goal.
  package init(share: Double, headlines: [Headline], minimum: Int, maximum: Int) {
    self.share = share
    self.headlines = headlines
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The number of replications after the next round.
  package func next(after count: Int) -> Int {
    min(maximum, count < minimum ? minimum : count + Self.round)
  }
}

/// How far a study has come towards its goal.
package struct PrecisionReport: Sendable, Hashable {
  /// One number that is looked at.
  package struct Row: Sendable, Hashable {
    /// The number.
    package var headline: Headline
    /// The half-width as a share of the mean; nil without an interval or at mean 0.
    package var share: Double?
    /// Whether it is narrow enough.
    package var isReached: Bool
    /// About how many replications it takes, by the square of the half-width; nil where it is
    /// narrow enough or cannot be told.
    package var needed: Int?
  }

  /// The goal.
  package var goal: PrecisionGoal
  /// One row per number, in the order of the goal.
  package var rows: [Row]

  /// Whether every interval is narrow enough.
  package var isReached: Bool { rows.allSatisfy(\.isReached) }

  /// Looks at the replications made so far.
  ///
  /// A number without any spread at mean 0 is as narrow as can be, and one that no replication
  /// observed never is.
  ///
  /// - Throws: ``CompileError`` where the study has no such number.
  package init(
    _ goal: PrecisionGoal, study: CompiledStudy, metrics: [ReplicationMetrics]
  ) throws(CompileError) {
    self.goal = goal
    rows = []
    for headline in goal.headlines {
      let read = try headline.reader(in: study)
      let estimate = Estimate.make(from: metrics.map(read))
      let share = estimate?.relativeHalfWidth
      let isPoint = estimate?.halfWidth == 0
      let isReached = isPoint || share.map { $0 <= goal.share } ?? false
      var needed: Int?
      if !isReached, let share, let n = estimate?.n {
        let ratio = share / goal.share
        needed = Int(min(1e9, (Double(n) * ratio * ratio).rounded(.up)))
      }
      rows.append(Row(headline: headline, share: share, isReached: isReached, needed: needed))
    }
  }
}
