// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// GI/M/c.
  static func renewalArrivals(group: Int) throws -> CaseGroup {
    let laws:
      [(name: String, text: String, interval: RenewalInterval, mean: Double, servers: Int)] =
        [
          ("D", "1.25 min", .constant(1.25), 1, 1),
          ("E3", "erlang(shape 3, mean 1.25) min", .erlang(phases: 3, mean: 1.25), 1, 1),
          ("uniform", "uniform(0.5, 2) min", .uniform(low: 0.5, high: 2), 1, 1),
          (
            "H2", "mixture(30 %: exponential(mean 3 min), 70 %: exponential(mean 0.5 min))",
            .hyperexponential(share: 0.3, means: .init(3, 0.5)), 0.75, 1
          ),
          ("D", "0.5 min", .constant(0.5), 1.25, 3),
          ("E2", "erlang(shape 2, mean 0.5) min", .erlang(phases: 2, mean: 0.5), 1.7, 4),
        ]
    var cases: [ValidationCase] = []
    for law in laws {
      let queue = try RenewalArrivalQueue(
        interval: law.interval, serviceRate: 1 / law.mean, servers: law.servers)
      cases.append(
        ValidationCase(
          number: (group, cases.count + 1), model: "\(law.name)/M/\(law.servers)",
          parameters: "every \(law.text), mean service \(law.mean)", pack: "renewal",
          changes: [
            "pools.desk.servers=\(law.servers)", "streams.arrivals.every=\(law.text)",
            "customer.flow.serve.time=exponential(mean \(law.mean) min)",
          ],
          quantities: [
            Quantity("mean wait, min", queue.meanWait, .takacs) { $0.desk(.waitMinutes) },
            Quantity("share who have to wait", queue.waitProbability, .takacs) {
              $0.desk(.waitProbability)
            },
          ]))
    }
    return CaseGroup(
      title: "Arrivals that are not Poisson",
      note: "Independent times between arrivals, exponential service.", cases: cases)
  }
}
