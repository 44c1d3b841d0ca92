// SPDX-License-Identifier: Apache-2.0

/// The sums that a rating index and its drivers are made of, as exact integers.
package struct RatingTally: Sendable, Hashable, BitwiseCopyable {
  /// The number of cases.
  package private(set) var count = 0
  /// The sum of their chances of a positive rating, in billionths, each rounded to the nearest.
  package private(set) var positive: Int64 = 0
  /// The sum of their waits in the hall in microseconds.
  package private(set) var wait: Int64 = 0
  /// The sum of their trips less one each; negative where most are handled without a trip.
  package private(set) var furtherTrips = 0
  /// The number with a supplement.
  package private(set) var supplemented = 0
  /// The number that missed the commitment.
  package private(set) var late = 0
  /// The number refused.
  package private(set) var refused = 0

  /// Creates an empty tally.
  package init() {}

  /// Adds a case.
  package mutating func add(_ rated: RatingFormula.Case, _ formula: RatingFormula) {
    count += 1
    positive += Int64((formula.chance(rated) * 1e9).rounded())
    wait += rated.wait
    furtherTrips += rated.trips - 1
    supplemented += rated.isSupplemented ? 1 : 0
    late += rated.isLate ? 1 : 0
    refused += rated.isRefused ? 1 : 0
  }

  /// Adds the cases of another tally.
  package mutating func merge(_ other: RatingTally) {
    count += other.count
    positive += other.positive
    wait += other.wait
    furtherTrips += other.furtherTrips
    supplemented += other.supplemented
    late += other.late
    refused += other.refused
  }

  /// Returns the cases added after an earlier state of this tally.
  func since(_ earlier: RatingTally) -> RatingTally {
    var tally = self
    tally.count -= earlier.count
    tally.positive -= earlier.positive
    tally.wait -= earlier.wait
    tally.furtherTrips -= earlier.furtherTrips
    tally.supplemented -= earlier.supplemented
    tally.late -= earlier.late
    tally.refused -= earlier.refused
    return tally
  }

  /// The mean chance of a positive rating; nil without cases.
  package var index: Double? {
    count > 0 ? Double(positive) / 1e9 / Double(count) : nil
  }
}
