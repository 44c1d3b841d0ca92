// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// Waiting periods: systems with as many servers as cases.
  static func stays(group: Int) throws -> CaseGroup {
    let twelve = try InfiniteServerQueue(arrivalRate: 0.2, meanService: 60)
    func atTheEnd(_ source: Source) -> [Quantity] {
      [
        Quantity("mean number inside", twelve.meanNumber, source) { $0.hall(.meanInside) },
        Quantity("chance of more than 12 inside", twelve.probability(above: 12), source) {
          $0.hall(.inside) > 12 ? 1 : 0
        },
      ]
    }
    // E[min(S, 50)] and P(S > 50) of an Erlang-2 time of mean 40: x = 50 / 20.
    let late = Elementary.exp(-2.5) * 3.5
    let until = 40 - Elementary.exp(-2.5) * (40 + 50)
    return CaseGroup(
      title: "Waiting periods", note: "Cases that wait without a server, one beside the other.",
      cases: [
        ValidationCase(
          number: (group, 1), model: "M/M/∞", parameters: "λ 0.2, mean 60", pack: "stays",
          days: (2, 1), replications: 4000, quantities: atTheEnd(.takacsInfinite)),
        ValidationCase(
          number: (group, 2), model: "M/G/∞", parameters: "λ 0.2, lognormal(mean 60 min, cv 1)",
          pack: "stays", changes: ["case.flow.stay.wait=lognormal(mean 60 min, cv 1)"],
          days: (4, 3), replications: 3000, quantities: atTheEnd(.takacsInfinite)),
        ValidationCase(
          number: (group, 3), model: "M/G/∞ with rework",
          parameters: "λ 0.2, lognormal(mean 30 min, cv 0.8), 25 % again", pack: "rework",
          quantities: [
            Quantity("mean number inside", 0.2 * 30 / 0.75, .takacsInfinite) {
              $0.hall(.meanInside)
            }
          ]),
        ValidationCase(
          number: (group, 4), model: "three waits joined", parameters: "exponential 10, 20 and 30",
          pack: "three-waits",
          quantities: [
            Quantity(
              "mean number inside", 0.2 * ExponentialSums.meanOfLargest(means: 10, 20, 30), .feller
            ) { $0.hall(.meanInside) }
          ]),
        ValidationCase(
          number: (group, 5), model: "a wait that lapses",
          parameters: "λ 0.2, erlang(shape 2, mean 40 min), limit 50", pack: "lapse",
          quantities: [
            Quantity("share that lapses", late, .feller) {
              $0.hall(.lapsed) / ($0.hall(.lapsed) + $0.hall(.finished))
            },
            Quantity("mean number inside", 0.2 * until, .takacsInfinite) { $0.hall(.meanInside) },
          ]),
        // Who comes at random meets gaps of 15, 3 and 6 hours by their length.
        ValidationCase(
          number: (group, 6), model: "rounds of a courier", parameters: "λ 0.5, at 9, 12 and 18",
          pack: "courier",
          quantities: [
            Quantity("mean number ready", 0.5 * 60 * (225 + 9 + 36) / 48, .feller) {
              $0.hall(.meanInside)
            }
          ]),
        try changing((group, 7)),
      ])
  }

  /// Three parts of the day with a tenth, three and six tenths of sixty cases.
  private static func changing(_ number: (Int, Int)) throws -> ValidationCase {
    let stays = try TimeVaryingStays(
      segments: [0.1, 0.3, 0.6].map { .init(duration: 8, arrivalRate: 60 * $0 / 8) },
      meanUpTo: { x in
        // Uniform from 2 to 10 hours.
        if x <= 2 { return x }
        if x >= 10 { return 6 }
        return 2 + (x - 2) - (x - 2) * (x - 2) / 16
      })
    let mean = stays.meanNumber(at: 24)
    return ValidationCase(
      number: number, model: "M(t)/G/∞ from empty",
      parameters: "60 a day, 10, 30 and 60 % of them "
        + "in 8 h each; uniform(2, 10) h", pack: "stays-day", days: (1, 0), replications: 4000,
      quantities: [
        Quantity("mean number at midnight", mean, .eick) { $0.hall(.inside) },
        Quantity("variance of it", mean, .eick) {
          ($0.hall(.inside) - mean) * ($0.hall(.inside) - mean)
        },
      ])
  }
}
