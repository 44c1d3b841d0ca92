// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

extension RatingFormula {
  /// Takes the coefficients of a pack.
  init(_ law: RatingLaw) {
    self.init(
      base: law.base, waitMinute: law.waitMinute, trip: law.trip, supplement: law.supplement,
      late: law.late, refused: law.refused)
  }
}

/// The rating index and its drivers from the tallies of a replication.
extension MetricsReduction {
  /// The index, the number of ratings, and what each driver takes off z on average; nothing where
  /// the pack does not rate.
  func rating(_ tallies: [RatingTally]) -> ReplicationMetrics.Values {
    guard let law = study.rating else { return [:] }
    var sum = RatingTally()
    for tally in tallies { sum.merge(tally) }
    func mean(_ total: Double) -> Double { sum.count > 0 ? total / Double(sum.count) : .nan }
    return [
      .ratingIndex: sum.index ?? .nan, .ratings: law.coverage * Double(sum.count),
      .ratingWait: law.waitMinute * mean(Double(sum.wait) / Double(HallEngine.minute)),
      .ratingTrips: law.trip * mean(Double(sum.furtherTrips)),
      .ratingSupplement: law.supplement * mean(Double(sum.supplemented)),
      .ratingLate: law.late * mean(Double(sum.late)),
      .ratingRefused: law.refused * mean(Double(sum.refused)),
    ]
  }
}

extension MetricName {
  /// The drivers of the rating index, in the order of the formula.
  package static let ratingDrivers: [MetricName] = [
    .ratingWait, .ratingTrips, .ratingSupplement, .ratingLate, .ratingRefused,
  ]
}
