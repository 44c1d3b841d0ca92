// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// Classes at one desk and at several.
  ///
  /// Cases of preemption belong at the end of this group.
  static func priorities(group: Int) throws -> CaseGroup {
    let single = try PriorityWaits.singleServer([
      .init(arrivalRate: 0.2, meanService: 1, squaredVariation: 1),
      .init(arrivalRate: 0.2, meanService: 1.5, squaredVariation: 4 / 12 / 2.25),
      .init(arrivalRate: 0.1, meanService: 3, squaredVariation: 0),
    ])
    let several = try PriorityWaits.multiServer(
      arrivalRates: [0.3, 0.5], serviceRate: 1 / 3, servers: 3)
    func waits(_ classes: [String], _ theory: [Double]) -> [Quantity] {
      zip(classes, theory).map { id, wait in
        Quantity("mean wait of the \(id), min", wait, .cobham) {
          $0.scenario(id, .hallWaitMinutes)
        }
      }
    }
    return CaseGroup(
      title: "Priorities",
      note: "Better classes are called first; a service once begun is finished.",
      cases: [
        ValidationCase(
          number: (group, 1), model: "M/G/1, three classes",
          parameters: "λ 0.2, exponential 1; λ 0.2, uniform(0.5, 2.5); λ 0.1, always 3",
          pack: "classes", days: (121, 1),
          quantities: waits(["urgent", "plain", "patient"], single)),
        ValidationCase(
          number: (group, 2), model: "M/M/3, two classes", parameters: "λ 0.3 and 0.5, mean 3",
          pack: "classes-servers", quantities: waits(["urgent", "plain"], several)),
      ])
  }

  /// M^[X]/G/1.
  static func batches(group: Int) throws -> CaseGroup {
    let laws: [(name: String, size: String, service: String, square: Double, variation: Double)] = [
      ("M^[3]/M/1", "3", "exponential(mean 1 min)", 9, 1),
      // A geometric number of mean m has the variance m (m - 1).
      ("M^[geometric]/M/1", "geometric(mean 3)", "exponential(mean 1 min)", 15, 1),
      ("M^[uniform]/D/1", "uniform(1, 5)", "1 min", 11, 0),
    ]
    var cases: [ValidationCase] = []
    for law in laws {
      let queue = try BatchArrivalQueue(
        batchRate: 0.2, meanSize: 3, meanSquareSize: law.square, meanService: 1,
        squaredVariation: law.variation)
      cases.append(
        ValidationCase(
          number: (group, cases.count + 1), model: law.name,
          parameters: "0.2 batches a minute of \(law.size), service \(law.service)",
          pack: "batches",
          changes: [
            "customer.attributes.batch.count=\(law.size)",
            "customer.flow.serve.time=\(law.service)",
          ],
          quantities: [
            Quantity("mean wait, min", queue.meanWait, .chaudhry) { $0.desk(.waitMinutes) },
            Quantity("share who have to wait", queue.waitProbability, .chaudhry) {
              $0.desk(.waitProbability)
            },
          ]))
    }
    return CaseGroup(
      title: "Batches",
      note: "Customers arrive together and are served one by one.", cases: cases)
  }
}
