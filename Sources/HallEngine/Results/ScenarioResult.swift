// SPDX-License-Identifier: Apache-2.0

/// What happened to the cases of one scenario that were created after the warm-up.
///
/// Times, trips and rates describe cases that ended with outcome `done`; counts of acceptances,
/// supplements and notices describe all cases that ended.
package struct ScenarioResult: Sendable, Hashable {
  /// A tally with its distribution.
  package struct Times: Sendable, Hashable {
    /// Count, sum and maximum.
    package var tally = Tally()
    /// The distribution.
    package var histogram = LogHistogram()

    /// Creates empty times.
    package init() {}
  }

  /// The number of cases created.
  package var created = 0
  /// The number of cases ended by outcome, indexed by ``Outcome/rawValue``.
  package var ended = [Int](repeating: 0, count: Outcome.allCases.count)
  /// Elapsed time from creation to end.
  package var cycle = Times()
  /// Working time of the gross clock; a clock without marks runs from creation to end.
  package var gross = Times()
  /// Working time from acceptance to book entry, of cases that have both.
  package var legal = Times()
  /// `legal` without the time the clock stood still.
  package var net = Times()
  /// Elapsed time the applicant spent in the hall up to the end of the gross clock.
  package var hallTime = Times()
  /// Elapsed waits for service at nodes marked "in hall".
  package var hallWait = Tally()
  /// Staff service time per case.
  package var touch = Tally()
  /// The number of trips up to the end of the gross clock.
  package var trips = 0
  /// The number of trips to utility companies.
  package var utilityTrips = 0
  /// The number of cases that were accepted: whose legal clock started.
  package var accepted = 0
  /// The number of cases with one supplement or more.
  package var supplemented = 0
  /// The number of cases with one notice or more.
  package var noticed = 0
  /// The number of cases with outcome `done`, at most one trip, no notice and no supplement.
  package var oneVisit = 0
  /// The number of cases with outcome `done` and one trip on which the gross clock ended while the
  /// applicant was in the hall: handed over in the visit in which the case was brought (即办).
  package var sameVisit = 0
  /// What cases done or refused were rated; empty where the plan does not rate.
  package var rating = RatingTally()
  /// The number of cases with outcome `done`, a commitment, an acceptance and a book entry.
  package var judged = 0
  /// The number of judged cases within the commitment: effective working-day number of book entry
  /// minus that of acceptance minus working days stopped is at most the commitment.
  package var onTime = 0

  /// Creates an empty result.
  package init() {}

  /// The number of cases ended.
  package var finished: Int { ended.reduce(0, +) }
}
