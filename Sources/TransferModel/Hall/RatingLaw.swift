// SPDX-License-Identifier: Apache-2.0

/// How pleased applicants are (好评差评), as a logistic function of what happened to their case.
///
/// P(positive) = 1 / (1 + e^−z) with z = base − Σ coefficient × occurrence. It makes an index that
/// compares configurations; it predicts no rating.
package struct RatingLaw: Sendable, Hashable {
  /// The share of cases that are rated, 0 to 1.
  package var coverage: Double
  /// z of a case with one trip, no wait and nothing amiss.
  package var base: Double
  /// What a minute of waiting in the hall takes off z.
  package var waitMinute: Double
  /// What each trip after the first takes off z; a case without a trip gains as much.
  package var trip: Double
  /// What a supplement takes off z, once a case.
  package var supplement: Double
  /// What a missed commitment takes off z.
  package var late: Double
  /// What a refusal takes off z.
  package var refused: Double

  /// Creates a law.
  package init(
    coverage: Double, base: Double, waitMinute: Double, trip: Double, supplement: Double,
    late: Double, refused: Double
  ) {
    self.coverage = coverage
    self.base = base
    self.waitMinute = waitMinute
    self.trip = trip
    self.supplement = supplement
    self.late = late
    self.refused = refused
  }
}
