// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Statistics
import Testing

/// Queues whose servers break down, against exact solutions; see ``AnalyticRun`` for the chance of a
/// false alarm.
struct BreakdownQueueTests {
  @Test func oneKioskIsTheQueueOfWhiteAndChristie() async throws {
    let run = try await AnalyticRun("breakdowns", seed: 51)
    let queue = try UnreliableServerQueue(
      arrivalRate: 0.5, meanService: 1, meanUp: 10, meanRepair: 2)
    try run.expect(.cycleMinutes, ofHall: queue.meanSojourn, within: 0.1)
    try run.expect(.meanInside, ofHall: queue.meanNumber, within: 0.1)
    try run.expect(.downServers, 1 - queue.availability, within: 0.05)
    try run.expect(.busyServers, 0.5, within: 0.03)
    // A breakdown while it works interrupts; it works half of the time.
    try run.expect(.interruptions, 0.5 / 10 * 3 * 1440, within: 0.08)
    // What is offered fills three fifths of the time in which the kiosk is whole.
    #expect(abs(run.study.loads[0].ratio - 0.6) < 1e-12)
  }

  /// References: the chain of customers inside and kiosks at work, cut at 400 and solved in NumPy.
  @Test func severalKiosksAgreeWithTheirChain() async throws {
    let run = try await AnalyticRun(
      "breakdowns", seed: 52,
      changes: [
        "pools.kiosk.servers=4", "streams.customers.rate=1.2 per min",
        "customer.flow.serve.time=exponential(mean 2) min",
        "pools.kiosk.breakdowns.up=exponential(mean 12 min)",
        "pools.kiosk.breakdowns.repair=exponential(mean 4 min)",
      ])
    try run.expect(.meanInside, ofHall: 6.29370506, within: 0.1)
    try run.expect(.downServers, 4 * 0.25, within: 0.05)
    try run.expect(.busyServers, 2.4, within: 0.02)
    // The work of one kiosk that breaks down is hit, whichever of those at work it is.
    try run.expect(.interruptions, 2.4 / 12 * 3 * 1440, within: 0.05)
  }
}
