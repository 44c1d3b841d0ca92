// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// M/M/c and M/D/c.
  static func severalServers(group: Int) throws -> CaseGroup {
    var cases: [ValidationCase] = []
    for (servers, rate, mean, days) in [(2, 1.5, 1.0, 61), (4, 0.34, 10, 205), (20, 1.8, 10, 65)] {
      let queue = try MultiServerQueue(arrivalRate: rate, serviceRate: 1 / mean, servers: servers)
      var quantities = [
        Quantity("mean wait, min", queue.meanWait, .gross) { $0.desk(.waitMinutes) },
        Quantity("share who have to wait", queue.waitProbability, .gross) {
          $0.desk(.waitProbability)
        },
      ]
      if servers == 4, let p90 = queue.waitQuantile(0.9) {
        quantities += [
          Quantity("share who wait at most 15 min", 1 - queue.waitTail(beyond: 15), .gross) {
            $0.hall(.within15)
          },
          Quantity("P90 of the wait, min", p90, .gross) { $0.desk(.waitP90) },
        ]
      }
      cases.append(
        ValidationCase(
          number: (group, cases.count + 1), model: "M/M/\(servers)",
          parameters: "λ \(rate), mean \(Int(mean))", pack: "station",
          changes: [
            "pools.desk.servers=\(servers)", "streams.arrivals.rate=\(rate) per min",
            "customer.flow.serve.time=exponential(mean \(Int(mean)) min)",
          ], days: (days, 5), quantities: quantities))
    }
    for (servers, rate) in [(2, 1.6), (5, 4.5)] {
      let queue = try ConstantServiceQueue(
        arrivalRate: rate, constantService: 1, servers: servers)
      cases.append(
        ValidationCase(
          number: (group, cases.count + 1), model: "M/D/\(servers)",
          parameters: "λ \(rate), always 1", pack: "station",
          changes: [
            "pools.desk.servers=\(servers)", "streams.arrivals.rate=\(rate) per min",
            "customer.flow.serve.time=1 min",
          ], days: (31, 1),
          quantities: [
            Quantity("mean wait, min", queue.meanWait, .crommelin) { $0.desk(.waitMinutes) },
            Quantity("share who have to wait", queue.waitProbability, .crommelin) {
              $0.desk(.waitProbability)
            },
          ]))
    }
    return CaseGroup(
      title: "Several servers", note: "Poisson arrivals, one queue, first come first served.",
      cases: cases)
  }
}
