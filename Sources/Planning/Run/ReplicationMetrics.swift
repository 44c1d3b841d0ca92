// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// What one replication contributes to the estimates: plain numbers, histograms reduced.
///
/// A value that was not observed is not a number; the estimates leave it out and count it.
package struct ReplicationMetrics: Sendable {
  /// Numbers of one kind by name, such as `waitMinutes` or `utilisation`.
  package typealias Values = [MetricName: Double]

  /// The hall.
  package var hall: Values
  /// The pools, in the order of the plan.
  package var pools: [Values]
  /// The pools by half-hour of the day: utilisation and mean wait.
  package var halfHours: [[HalfHourMetrics]]
  /// The scenarios, in the order of the plan.
  package var scenarios: [Values]
  /// The mean service time in minutes at each node of the plan, not a number where nobody was
  /// served; empty unless the study records its steps.
  package var serviceMinutes: [Double] = []
  /// How long each outage of the plan lasted, in minutes.
  package var outageMinutes: [Double] = []
  /// Why the run ended, if it did not end as planned.
  package var problem: String?
  /// Whether all balances hold.
  package var invariantsHold: Bool
  /// Little's law: relative difference between mean number inside and rate times mean stay.
  package var littlesLaw: Double
  /// Events executed.
  package var events: Int
  /// Cases created.
  package var created: Int
  /// The fingerprint of the trajectory.
  package var fingerprint: UInt64
}

/// Utilisation and wait of one half-hour of the day.
package struct HalfHourMetrics: Sendable {
  /// Busy time over time on duty; not a number when closed.
  package var utilisation: Double
  /// Mean wait in minutes of those who came then; not a number when nobody did.
  package var waitMinutes: Double
}

/// The names of the numbers a replication contributes.
package enum MetricName: String, Sendable, Hashable, CaseIterable {
  case arrivals, finished, refused, withdrawn, lapsed, dispute, lost, abandoned, inside
  case waitMinutes, waitP50, waitP90, waitP95, within15, within30, within60
  case trips, utilityTrips, firstPassRate, oneVisitRate, sameVisitRate, onTimeRate, supplementRate
  case ratingIndex, ratings, ratingWait, ratingTrips, ratingSupplement, ratingLate, ratingRefused
  case abandonmentRate, casesPerWindowDay, casesPerStaffDay
  case overtimeMinutesPerDay, cycleMinutes, meanInside
  case closedDays, outageMinutes
  case utilisation, queueLength, queueMaximum, waitProbability, services, balked, reneged
  case absentCalls, interruptions, lostMinutes, downServers
  case busyServers, absentServers, openedWindows
  case gross, grossP50, grossP90, grossP95, legal, legalP90, net, netP90
  case hallMinutes, hallMinutesP90, touchMinutes, hallWaitMinutes, flowEfficiency
}
