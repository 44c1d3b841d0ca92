// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import Testing
import TransferModel

/// One queue of two classes, of which the better one takes servers from the worse, against the exact
/// solutions; see ``AnalyticRun`` for the chance of a false alarm.
///
/// The time of a case from arrival to end is its time in the system, as it does nothing else.
struct PreemptiveQueueTests {
  private static func expectSojourns(
    _ run: AnalyticRun, urgent: Double, plain: Double, within share: Double
  ) throws {
    for (id, time) in [("urgent", urgent), ("plain", plain)] {
      let index = try #require(run.study.scenarios.firstIndex { $0.id == id })
      try run.expect("time of \(id)", time, within: share) {
        $0.scenarios[index][.cycleMinutes] ?? .nan
      }
    }
  }

  @Test func resumedServicesAreMG1OfConwayMaxwellAndMiller() async throws {
    let run = try await AnalyticRun("preemptive", seed: 41)
    let times = try PreemptiveSojourns.singleServer([
      .init(arrivalRate: 0.25, meanService: 1, squaredVariation: 1),
      // The variance of a uniform law is the square of its width over 12.
      .init(arrivalRate: 0.3, meanService: 1.5, squaredVariation: 4 / 12 / 2.25),
    ])
    try Self.expectSojourns(run, urgent: times[0], plain: times[1], within: 0.12)
    try run.expect(.utilisation, 0.25 + 0.45, within: 0.03)
    // All waits of a visit are one: the time in the system less the service.
    let rates = [0.25, 0.3]
    let wait = (rates[0] * (times[0] - 1) + rates[1] * (times[1] - 1.5)) / 0.55
    try run.expect(.waitMinutes, wait, within: 0.15)
    try run.expect(.queueLength, 0.55 * wait, within: 0.15)
    // Whoever of the urgent finds a plain one at work interrupts it.
    let minutes = 3.0 * 1440
    try run.expect(.interruptions, 0.25 * 0.3 * 1.5 * minutes, within: 0.06)
  }

  @Test func resumedExponentialServicesAreMM1OfTwoClasses() async throws {
    let run = try await AnalyticRun(
      "preemptive", seed: 45,
      changes: ["plain.flow.serve.time=exponential(mean 1.5) min"])
    let times = try PreemptiveSojourns.singleServer([
      .init(arrivalRate: 0.25, meanService: 1, squaredVariation: 1),
      .init(arrivalRate: 0.3, meanService: 1.5, squaredVariation: 1),
    ])
    try Self.expectSojourns(run, urgent: times[0], plain: times[1], within: 0.15)
    try run.expect(.utilisation, 0.25 + 0.45, within: 0.03)
  }

  @Test func resumedServicesAtSeveralDesksAreMMcOfBuzenAndBondi() async throws {
    let run = try await AnalyticRun(
      "preemptive", seed: 42,
      changes: [
        "pools.desk.servers=3", "streams.urgent.rate=0.5 per min",
        "streams.plain.rate=0.7 per min", "urgent.flow.serve.time=exponential(mean 2) min",
        "plain.flow.serve.time=exponential(mean 2) min",
      ])
    let times = try PreemptiveSojourns.multiServer(
      arrivalRates: [0.5, 0.7], serviceRate: 0.5, servers: 3)
    let alone = try MultiServerQueue(arrivalRate: 0.5, serviceRate: 0.5, servers: 3)
    #expect(abs(times[0] - alone.meanSojourn) < 1e-12)
    try Self.expectSojourns(run, urgent: times[0], plain: times[1], within: 0.1)
    try run.expect(.utilisation, 0.8, within: 0.03)
  }

  @Test func restartedServicesAreGaversRepeatIdentical() async throws {
    let run = try await AnalyticRun(
      "preemptive", seed: 43,
      changes: [
        "pools.desk.preemption=restart", "streams.urgent.rate=0.2 per min",
        "streams.plain.rate=0.25 per min", "plain.flow.serve.time=1.2 min",
      ])
    let queue = try RepeatedServiceQueue(
      urgentRate: 0.2, urgentService: 1, plainRate: 0.25, plainService: 1.2)
    try Self.expectSojourns(
      run, urgent: queue.urgentSojourn, plain: queue.plainSojourn, within: 0.1)
    try run.expect(.utilisation, queue.utilisation, within: 0.03)
    try run.expect(.lostMinutes, 0.25 * queue.lostWork * 3 * 1440, within: 0.1)
    // A service is done, and on average done in part before.
    let index = try #require(run.study.scenarios.firstIndex { $0.id == "plain" })
    try run.expect("staff time", 1.2 + queue.lostWork, within: 0.02) {
      $0.scenarios[index][.touchMinutes] ?? .nan
    }
  }

  @Test func constantServicesAreMD1OfTwoClasses() async throws {
    let run = try await AnalyticRun(
      "preemptive", seed: 44,
      changes: ["urgent.flow.serve.time=1 min", "plain.flow.serve.time=1 min"])
    let times = try PreemptiveSojourns.singleServer([
      .init(arrivalRate: 0.25, meanService: 1, squaredVariation: 0),
      .init(arrivalRate: 0.3, meanService: 1, squaredVariation: 0),
    ])
    try Self.expectSojourns(run, urgent: times[0], plain: times[1], within: 0.08)
  }
}
