// SPDX-License-Identifier: Apache-2.0

import Statistics

/// What one replication (or batch) contributes to an estimate.
package enum EstimatorKind: String, Sendable, CaseIterable {
  /// A count, a sum, or the level at the end.
  case total
  /// An integral over time by the length of the time.
  case timeAverage
  /// A sum by another, both random, such as waits by their number: its mean over replications is
  /// off by a term that shrinks with the length of the run.
  case ratio
  /// A quantile of the observations of the replication.
  case quantile
  /// The largest value; it grows with the length of the run.
  case maximum

  /// How the estimate over replications is named.
  var estimate: Estimate.Kind {
    switch self {
    case .total, .timeAverage, .maximum: .replicationMean
    case .ratio: .replicationRatio
    case .quantile: .replicationQuantile
    }
  }
}

extension MetricName {
  /// What one replication contributes to the estimate of the number.
  package var estimator: EstimatorKind {
    switch self {
    case .arrivals, .finished, .refused, .withdrawn, .lapsed, .dispute, .lost, .abandoned, .inside,
      .ratings, .services, .balked, .reneged, .absentCalls, .interruptions, .lostMinutes,
      .closedDays, .outageMinutes:
      .total
    case .meanInside, .queueLength, .busyServers, .absentServers, .downServers, .openedWindows,
      .overtimeMinutesPerDay:
      .timeAverage
    case .waitP50, .waitP90, .waitP95, .grossP50, .grossP90, .grossP95, .legalP90, .netP90,
      .hallMinutesP90:
      .quantile
    case .queueMaximum: .maximum
    case .waitMinutes, .within15, .within30, .within60, .waitProbability, .trips, .utilityTrips,
      .firstPassRate, .oneVisitRate, .sameVisitRate, .onTimeRate, .supplementRate, .ratingIndex,
      .ratingWait, .ratingTrips, .ratingSupplement, .ratingLate, .ratingRefused, .abandonmentRate,
      .casesPerWindowDay, .casesPerStaffDay, .cycleMinutes, .utilisation, .gross, .legal, .net,
      .hallMinutes, .touchMinutes, .hallWaitMinutes, .flowEfficiency:
      .ratio
    }
  }
}
