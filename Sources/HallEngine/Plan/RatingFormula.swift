// SPDX-License-Identifier: Apache-2.0

/// The chance that a case is rated positive: 1 / (1 + e^−z), z linear in what happened to it.
package struct RatingFormula: Sendable, Hashable, BitwiseCopyable {
  /// z of a case with one trip, no wait and nothing amiss.
  package var base: Double
  /// What a minute of waiting in the hall takes off z.
  package var waitMinute: Double
  /// What each trip after the first takes off z.
  package var trip: Double
  /// What one supplement or more takes off z.
  package var supplement: Double
  /// What a missed commitment takes off z.
  package var late: Double
  /// What a refusal takes off z.
  package var refused: Double

  /// Creates a formula.
  package init(
    base: Double, waitMinute: Double, trip: Double, supplement: Double, late: Double,
    refused: Double
  ) {
    self.base = base
    self.waitMinute = waitMinute
    self.trip = trip
    self.supplement = supplement
    self.late = late
    self.refused = refused
  }

  /// What is known of a case when it ends.
  package struct Case: Sendable, Hashable {
    /// Waits in the hall in microseconds.
    package var wait: Int64 = 0
    /// Trips to the hall.
    package var trips = 1
    /// Whether there was a supplement.
    package var isSupplemented = false
    /// Whether the commitment was missed.
    package var isLate = false
    /// Whether it was refused.
    package var isRefused = false

    /// Creates a case with one trip and nothing amiss.
    package init() {}
  }

  /// Returns the chance of a positive rating, 0 to 1.
  package func chance(_ rated: Case) -> Double {
    let minutes = Double(rated.wait) / Double(HallEngine.minute)
    var z = base - waitMinute * minutes - trip * Double(rated.trips - 1)
    if rated.isSupplemented { z -= supplement }
    if rated.isLate { z -= late }
    if rated.isRefused { z -= refused }
    return 1 / (1 + Elementary.exp(-z))
  }
}
