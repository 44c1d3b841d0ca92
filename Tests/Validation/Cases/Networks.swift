// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// Tandem, feedback, Jackson, fork and join.
  static func networks(group: Int) throws -> CaseGroup {
    let second = try MultiServerQueue(arrivalRate: 0.6, serviceRate: 0.8, servers: 1)
    let tandem = ValidationCase(
      number: (group, 1), model: "M/M/1 → M/M/1", parameters: "λ 0.6, means 1 and 1.25",
      pack: "tandem",
      quantities: [
        Quantity("mean wait at the second, min", second.meanWait, .burke) {
          $0.pool("second", .waitMinutes)
        },
        Quantity(
          "P90 of the whole sojourn, min", ExponentialSums.quantile(0.9, rates: 0.4, 0.2), .reich
        ) { $0.scenario("customer", .grossP90) * 1440 },
      ])
    // A customer passes as many services as a geometric number of mean 1/0.6.
    let feedback = try MultiServerQueue(arrivalRate: 0.75, serviceRate: 1, servers: 1)
    let again = ValidationCase(
      number: (group, 2), model: "M/M/1 with feedback",
      parameters: "λ 0.45, mean 1, 40 % come back at once", pack: "feedback",
      quantities: [
        Quantity("mean sojourn over all visits, min", feedback.meanNumber / 0.45, .bernoulli) {
          $0.hall(.cycleMinutes)
        },
        Quantity("mean wait of a visit, min", feedback.meanWait, .bernoulli) {
          $0.desk(.waitMinutes)
        },
      ])
    let pair = try ForkJoinPair(arrivalRate: 0.6, serviceRate: 1)
    let forkJoin = ValidationCase(
      number: (group, 4), model: "two M/M/1 in parallel, joined", parameters: "λ 0.6, mean 1",
      pack: "fork-join",
      quantities: [
        Quantity("mean time until both are done, min", pair.meanSojourn, .flatto) {
          $0.hall(.cycleMinutes)
        },
        Quantity("mean number not done", pair.meanNumber, .flatto) { $0.hall(.meanInside) },
      ])
    return CaseGroup(
      title: "Networks", note: "Poisson arrivals from outside, exponential service.",
      cases: [tandem, again, try jackson((group, 3)), forkJoin])
  }

  private static func jackson(_ number: (Int, Int)) throws -> ValidationCase {
    let network = try JacksonNetwork(
      external: [0.5, 0, 0], routing: [[0, 1, 0], [0, 0.1, 0.9], [0.2, 0, 0]],
      stations: [
        .init(serviceRate: 0.5, servers: 2), .init(serviceRate: 1, servers: 1),
        .init(serviceRate: 1 / 3.0, servers: 3),
      ])
    var quantities = zip(["A", "B", "C"], network.queues).map { id, queue in
      Quantity("mean wait at \(id), min", queue.meanWait, .jackson) { $0.pool(id, .waitMinutes) }
    }
    quantities.append(
      Quantity("mean sojourn, min", network.meanSojourn ?? .nan, .jackson) {
        $0.hall(.cycleMinutes)
      })
    return ValidationCase(
      number: number, model: "Jackson network",
      parameters: "λ 0.5; A 2 × mean 2; B mean 1, 10 % again; C 3 × mean 3, 20 % back to A",
      pack: "jackson", quantities: quantities)
  }

  /// Closed networks, repair, Engset.
  static func closedPopulations(group: Int) throws -> CaseGroup {
    let network = try ClosedNetwork(
      customers: 8, delay: 10,
      stations: [.init(visits: 1, meanService: 1), .init(visits: 1, meanService: 1.5)])
    let repair = try FiniteSourceQueue(
      sources: 6, requestRate: 0.1, serviceRate: 0.2, servers: 2)
    let engset = try FiniteSourceQueue(
      sources: 8, requestRate: 0.05, serviceRate: 0.1, servers: 3, capacity: 3)
    return CaseGroup(
      title: "Closed populations",
      note: "A batch at the beginning that goes round; one round in a thousand million ends.",
      cases: [
        ValidationCase(
          number: (group, 1), model: "closed network",
          parameters: "8 customers, uniform(5, 15) elsewhere, means 1 and 1.5", pack: "closed",
          quantities: [
            Quantity("rounds a minute", network.throughput, .reiser) {
              $0.pool("first", .services) / $0.minutes
            },
            Quantity("mean wait at the first, min", network.meanWait(0), .reiser) {
              $0.pool("first", .waitMinutes)
            },
            Quantity("mean wait at the second, min", network.meanWait(1), .reiser) {
              $0.pool("second", .waitMinutes)
            },
          ]),
        ValidationCase(
          number: (group, 2), model: "M/M/2//6", parameters: "runs mean 10, repair mean 5",
          pack: "repair",
          quantities: [
            Quantity("mean wait for the crew, min", repair.meanWait, .gross) {
              $0.pool("crew", .waitMinutes)
            },
            Quantity("utilisation of the crew", repair.utilisation, .gross) {
              $0.pool("crew", .utilisation)
            },
          ]),
        ValidationCase(
          number: (group, 3), model: "M/M/3/3//8", parameters: "idle mean 20, service mean 10",
          pack: "engset",
          quantities: [
            Quantity("share of calls lost", engset.refusalProbability, .engset) {
              $0.lost(at: "desk")
            },
            Quantity("utilisation", engset.utilisation, .engset) { $0.desk(.utilisation) },
          ]),
      ])
  }
}
