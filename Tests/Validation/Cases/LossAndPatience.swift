// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// Erlang B, finite queues, balking, Erlang A, constant patience, retrials.
  static func lossAndPatience(group: Int) throws -> CaseGroup {
    var cases = try loss(group: group)
    let finite = try FiniteQueue(arrivalRate: 0.5, serviceRate: 0.25, servers: 2, capacity: 5)
    cases.append(
      ValidationCase(
        number: (group, cases.count + 1), model: "M/M/2/5",
        parameters: "λ 0.5, mean 4, three may wait", pack: "balking", days: (121, 1),
        quantities: [
          Quantity("share refused", finite.refusalProbability, .gross) { $0.lost(at: "desk") },
          Quantity("mean wait of those let in, min", finite.meanWait, .gross) {
            $0.desk(.waitMinutes)
          },
        ]))
    let discouraged = DiscouragedQueue(
      arrivalRate: 0.3, serviceRate: 0.25, staying: Elementary.exp(-1 / 3.0))
    cases.append(
      ValidationCase(
        number: (group, cases.count + 1), model: "M/M/1, discouraged arrivals",
        parameters: "λ 0.3, mean 4, stay with chance e^(−n/3) where n wait", pack: "balking",
        changes: [
          "pools.desk.servers=1", "streams.arrivals.rate=0.3 per min",
          "patience.display.time=exponential(mean 30 d)",
        ], days: (121, 1),
        quantities: [
          Quantity("share that goes away", discouraged.lostShare, .kolmogorov) {
            $0.lost(at: "desk")
          },
          Quantity("mean wait, min", discouraged.meanWait, .kolmogorov) { $0.desk(.waitMinutes) },
        ]))
    cases += try patience(group: group, from: cases.count + 1)
    // The orbit holds ρ² (μ + θ) / ((1 - ρ) θ) on average.
    cases.append(
      ValidationCase(
        number: (group, cases.count + 1), model: "M/M/1 with retrials",
        parameters: "λ 0.6, mean 1, back after exponential 2", pack: "retrial",
        quantities: [
          Quantity("mean number in the hall and outside", 0.6 + 0.36 * 1.5 / (0.4 * 0.5), .falin) {
            $0.hall(.meanInside)
          },
          Quantity("utilisation", 0.6, .falin) { $0.desk(.utilisation) },
        ]))
    return CaseGroup(
      title: "Loss, balking and patience",
      note:
        "Nobody waits at a loss system: its patience is a thousandth of a second. A finite queue "
        + "is a display that says ten days a ticket. Who balks by the display or gives up is lost.",
      cases: cases)
  }

  /// Erlang's loss does not depend on the law of service.
  private static func loss(group: Int) throws -> [ValidationCase] {
    let lost = try ErlangFormulas.loss(erlangs: 4, servers: 5)
    let laws = [
      ("M", "exponential(mean 5 min)"), ("D", "5 min"),
      ("lognormal", "lognormal(mean 5, cv 1.5) min"),
    ]
    return laws.enumerated().map { place, law in
      ValidationCase(
        number: (group, place + 1), model: "M/\(law.0)/5/5", parameters: "λ 0.8, \(law.1)",
        pack: "patience",
        changes: [
          "pools.desk.servers=5", "streams.arrivals.rate=0.8 per min",
          "patience.short.time=0.001 s", "customer.flow.serve.time=\(law.1)",
        ],
        quantities: [
          Quantity("share lost", lost, .erlang) { $0.lost(at: "desk") },
          Quantity("utilisation", 4 * (1 - lost) / 5, .erlang) { $0.desk(.utilisation) },
        ])
    }
  }

  private static func patience(group: Int, from place: Int) throws -> [ValidationCase] {
    let palm = try AbandonmentQueue(
      arrivalRate: 1.1, serviceRate: 0.25, patienceRate: 1 / 6.0, servers: 4)
    let constant = try ConstantPatienceQueue(
      arrivalRate: 1.1, serviceRate: 0.25, patience: 6, servers: 4)
    return [
      ValidationCase(
        number: (group, place), model: "M/M/4+M", parameters: "λ 1.1, mean 4, mean patience 6",
        pack: "patience",
        quantities: [
          Quantity("share that gives up", palm.abandonmentProbability, .palm) {
            $0.lost(at: "desk")
          },
          Quantity("mean wait of those served, min", palm.meanWaitOfServed ?? .nan, .palm) {
            $0.desk(.waitMinutes)
          },
        ]),
      ValidationCase(
        number: (group, place + 1), model: "M/M/4+D", parameters: "λ 1.1, mean 4, patience 6",
        pack: "patience", changes: ["patience.short.time=6 min"],
        quantities: [
          Quantity("share that gives up", constant.abandonmentProbability, .hebuterne) {
            $0.lost(at: "desk")
          },
          Quantity("mean queue length", constant.meanQueueLength, .hebuterne) {
            $0.desk(.queueLength)
          },
        ]),
    ]
  }
}
