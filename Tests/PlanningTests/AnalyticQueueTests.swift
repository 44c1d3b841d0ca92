// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import Testing
import TransferModel

/// Single queues from their scenario files against the exact solutions of queueing theory.
///
/// Each pack runs six days of 24 hours, of which the first is warm-up: that is 40 relaxation times
/// of M/M/1 at load 0.7, so that what is left of the empty start is far below any half-width. Waits
/// that last beyond the end are not counted, which takes less than a thousandth off a mean. Where
/// 20 replications would leave a half-width near its bound, a pack makes 50.
struct AnalyticQueueTests {
  @Test func singleDeskIsMM1() async throws {
    let run = try await AnalyticRun("mm1", seed: 11)
    let queue = try MultiServerQueue(arrivalRate: 0.7, serviceRate: 1, servers: 1)
    try run.expect(.utilisation, 0.7, within: 0.03)
    try run.expect(.waitMinutes, queue.meanWait, within: 0.15)
    try run.expect(.waitProbability, queue.waitProbability, within: 0.03)
    try run.expect(.queueLength, queue.meanQueueLength, within: 0.15)
    try run.expect(.within15, 1 - queue.waitTail(beyond: 15), within: 0.01)
    // Little: as many services as arrivals.
    try run.expect(.services, 0.7 * 1440 * 5, within: 0.03)
  }

  @Test func fourDesksAreMMc() async throws {
    let run = try await AnalyticRun("mmc", seed: 12)
    let queue = try MultiServerQueue(arrivalRate: 0.75, serviceRate: 0.25, servers: 4)
    try run.expect(.utilisation, 0.75, within: 0.03)
    try run.expect(.busyServers, 3, within: 0.03)
    try run.expect(.waitMinutes, queue.meanWait, within: 0.2)
    try run.expect(.waitProbability, queue.waitProbability, within: 0.08)
    try run.expect(.queueLength, queue.meanQueueLength, within: 0.2)
    try run.expect(.within15, 1 - queue.waitTail(beyond: 15), within: 0.02)
  }

  @Test func constantServiceIsMD1() async throws {
    let run = try await AnalyticRun("md1", seed: 13)
    let queue = try ConstantServiceQueue(arrivalRate: 0.7, constantService: 1, servers: 1)
    try run.expect(.utilisation, 0.7, within: 0.03)
    try run.expect(.waitMinutes, queue.meanWait, within: 0.1)
    try run.expect(.waitProbability, queue.waitProbability, within: 0.03)
    try run.expect(.queueLength, queue.meanQueueLength, within: 0.12)
  }

  @Test func lognormalServiceIsMG1() async throws {
    let run = try await AnalyticRun("mg1", seed: 14)
    let queue = try SingleServerQueue(
      arrivalRate: 0.6, meanService: 1, squaredVariation: 1.2 * 1.2)
    try run.expect(.utilisation, 0.6, within: 0.03)
    try run.expect(.waitMinutes, queue.meanWait, within: 0.15)
    try run.expect(.waitProbability, 0.6, within: 0.03)
    try run.expect(.queueLength, queue.meanQueueLength, within: 0.15)
  }

  @Test func classesWaitAsCobhamSays() async throws {
    let run = try await AnalyticRun("priorities", seed: 15)
    // The variance of a uniform law is the square of its width over 12.
    let waits = try PriorityWaits.singleServer([
      .init(arrivalRate: 0.25, meanService: 1, squaredVariation: 1),
      .init(arrivalRate: 0.3, meanService: 1.5, squaredVariation: 4 / 12 / 2.25),
    ])
    try run.expectClassWaits(waits)
  }

  @Test func classesAtSeveralDesksWaitAsCobhamSays() async throws {
    let run = try await AnalyticRun("priorities-servers", seed: 16)
    let waits = try PriorityWaits.multiServer(
      arrivalRates: [0.3, 0.5], serviceRate: 1 / 3, servers: 3)
    try run.expectClassWaits(waits)
  }

  @Test func impatientPeopleLeaveAsPalmSays() async throws {
    let run = try await AnalyticRun("patience", seed: 17)
    let queue = try AbandonmentQueue(
      arrivalRate: 1.1, serviceRate: 0.25, patienceRate: 1 / 6.0, servers: 4)
    let served = try #require(queue.meanWaitOfServed)
    try run.expect("share that leaves", queue.abandonmentProbability, within: 0.08) { metrics in
      let reneged = metrics.pools[0][.reneged] ?? .nan
      return reneged / (reneged + (metrics.pools[0][.services] ?? .nan))
    }
    try run.expect(.waitMinutes, served, within: 0.08)
    try run.expect(.utilisation, queue.utilisation, within: 0.03)
    try run.expect(.queueLength, queue.meanQueueLength, within: 0.1)
    // The outcome of the case says the same as the count at the pool.
    try run.expect("share abandoned", queue.abandonmentProbability, within: 0.08) { metrics in
      (metrics.hall[.abandoned] ?? .nan) / (metrics.hall[.arrivals] ?? .nan)
    }
  }
}

extension AnalyticRun {
  /// Compares the waits of the scenarios `urgent` and `plain`.
  fileprivate func expectClassWaits(_ waits: [Double]) throws {
    for (id, wait) in zip(["urgent", "plain"], waits) {
      let index = try #require(study.scenarios.firstIndex { $0.id == id })
      try expect("wait of \(id)", wait, within: 0.15) {
        $0.scenarios[index][.hallWaitMinutes] ?? .nan
      }
    }
  }
}
