// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// Servers that differ, that are needed together or that stay away.
  static func people(group: Int) throws -> CaseGroup {
    let pair = try UnequalPair(arrivalRate: 0.25, rates: 0.25, 0.125)
    let room = try MultiServerQueue(arrivalRate: 0.15, serviceRate: 0.1, servers: 2)
    return CaseGroup(
      title: "People",
      note: "Servers of different speed, servers that are needed together, servers who are absent.",
      cases: [
        ValidationCase(
          number: (group, 1), model: "M/M/2, unequal servers",
          parameters: "λ 0.25, means 4 and 8, longest idle first", pack: "two-speeds",
          days: (121, 1),
          quantities: [
            Quantity("mean wait, min", pair.meanWait, .gumbel) { $0.desk(.waitMinutes) },
            Quantity("share who have to wait", pair.waitProbability, .gumbel) {
              $0.desk(.waitProbability)
            },
          ]),
        ValidationCase(
          number: (group, 2), model: "rooms: M/M/2",
          parameters: "λ 0.15, mean 10, one of 3 rooms and two of 5 clerks each", pack: "room",
          days: (241, 1),
          quantities: [
            Quantity("mean wait, min", room.meanWait, .gross) { $0.pool("room", .waitMinutes) },
            Quantity("share who have to wait", room.waitProbability, .gross) {
              $0.pool("room", .waitProbability)
            },
          ]),
        ValidationCase(
          number: (group, 3), model: "absence",
          parameters: "10 desks, 10 % absent, at least 8 there",
          pack: "absence", days: (100, 0),
          quantities: [
            Quantity(
              "mean number absent", DayTypes.meanAbsent(of: 10, absence: 0.1, minimum: 8),
              .lawCounts
            ) { $0.desk(.absentServers) }
          ]),
      ])
  }

  /// Closures, outages and the numbers that come.
  static func chanceOfDays(group: Int) throws -> CaseGroup {
    let minutes = 365.0 * 1440
    return CaseGroup(
      title: "Chance of days", note: "What disturbs a hall, and how many come.",
      cases: [
        // March and April of 2021 have 45 working days here.
        ValidationCase(
          number: (group, 1), model: "closed days",
          parameters: "6 closures in 45 days, 30 % of two days", pack: "closures", days: (80, 0),
          replications: 2000,
          quantities: [
            Quantity(
              "mean number of closed days",
              DayTypes.meanClosed(days: 45, beginning: 6.0 / 45, lastingTwo: 0.3), .lawCounts
            ) { $0.hall(.closedDays) }
          ]),
        ValidationCase(
          number: (group, 2), model: "outages: M/M/∞ from empty",
          parameters: "1000 a year, mean 4 h", pack: "outages", days: (365, 0),
          quantities: [
            Quantity(
              "share of time down",
              DayTypes.meanDown(until: minutes, rate: 1000 / minutes, mean: 240) / minutes,
              .takacsInfinite
            ) { $0.hall(.outageMinutes) / $0.minutes }
          ]),
        counts((group, 3), "Poisson process", dispersion: 0),
        counts((group, 4), "gamma-mixed Poisson process", dispersion: 0.3),
      ])
  }

  /// The count of a day has the variance of Poisson and that of the factor of the day.
  private static func counts(
    _ number: (Int, Int), _ model: String, dispersion: Double
  ) -> ValidationCase {
    ValidationCase(
      number: number, model: model,
      parameters: "50 a day" + (dispersion > 0 ? ", cv of days \(dispersion)" : ""),
      pack: "arrivals", changes: ["streams.arrivals.dispersion=\(dispersion)"], days: (1, 0),
      replications: 8000,
      quantities: [
        Quantity("mean number of a day", 50, .cox) { $0.hall(.arrivals) },
        Quantity("variance of it", 50 + 2500 * dispersion * dispersion, .cox) {
          ($0.hall(.arrivals) - 50) * ($0.hall(.arrivals) - 50)
        },
      ])
  }
}
