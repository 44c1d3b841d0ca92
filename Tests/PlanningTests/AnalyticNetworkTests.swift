// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import Testing

/// Networks, parallel work and a whole day from their scenario files against theory.
struct AnalyticNetworkTests {
  @Test func reworkIsAJacksonNetwork() async throws {
    let run = try await AnalyticRun("jackson", seed: 21)
    let network = try JacksonNetwork(
      external: [0.5, 0, 0], routing: [[0, 1, 0], [0, 0.1, 0.9], [0.2, 0, 0]],
      stations: [
        .init(serviceRate: 0.5, servers: 2), .init(serviceRate: 1, servers: 1),
        .init(serviceRate: 1 / 3, servers: 3),
      ])
    for (pool, queue) in network.queues.enumerated() {
      try run.expect(.utilisation, ofPool: pool, queue.utilisation, within: 0.04)
      try run.expect(.waitMinutes, ofPool: pool, queue.meanWait, within: 0.25)
      try run.expect(.queueLength, ofPool: pool, queue.meanQueueLength, within: 0.3)
    }
    let sojourn = try #require(network.meanSojourn)
    try run.expect(.cycleMinutes, ofHall: sojourn, within: 0.1)
    try run.expect(.meanInside, ofHall: network.meanNumber, within: 0.12)
  }

  @Test func forkAndJoinTakeAsLongAsFlattoAndHahnSay() async throws {
    let run = try await AnalyticRun("fork-join", seed: 22)
    let pair = try ForkJoinPair(arrivalRate: 0.6, serviceRate: 1)
    try run.expect(.utilisation, ofPool: 0, 0.6, within: 0.03)
    try run.expect(.utilisation, ofPool: 1, 0.6, within: 0.03)
    try run.expect(.cycleMinutes, ofHall: pair.meanSojourn, within: 0.1)
    try run.expect(.meanInside, ofHall: pair.meanNumber, within: 0.12)
  }

  @Test func openingDayFollowsTheForwardEquations() async throws {
    let run = try await AnalyticRun("day", seed: 23)
    // Half past eight is half an hour after the first arrivals; minutes, cases per minute.
    let day = try TimeVaryingQueue(
      segments: [
        .init(duration: 30, arrivalRate: 12.0 / 30, servers: 0),
        .init(duration: 60, arrivalRate: 48.0 / 60, servers: 3),
        .init(duration: 30, arrivalRate: 36.0 / 90, servers: 3),
        .init(duration: 60, arrivalRate: 36.0 / 90, servers: 4),
        .init(duration: 120, arrivalRate: 24.0 / 120, servers: 4),
        .init(duration: 270, arrivalRate: 0, servers: 4),
      ], serviceRate: 0.2, step: 1)
    // Nobody is left in the evening, so days are independent and nothing has to warm up.
    #expect(day.expectedLeftOver < 1e-9)
    try run.expect(
      "total wait a day", day.totalWait, within: 0.12
    ) { metrics in
      (metrics.pools[0][.waitMinutes] ?? .nan) * (metrics.pools[0][.services] ?? .nan) / 20
    }
    try run.expect(.services, 120 * 20, within: 0.03)
    // The mean number at work in each half-hour is the integral of the forward equations.
    for bin in 17..<26 {
      let first = (bin - 16) * 30
      let working = day.points.map { $0.meanNumber - $0.meanQueueLength }
      let servers = bin < 20 ? 3.0 : 4.0
      // Trapezia, with the change of servers at the beginning of the half-hour seen from inside.
      var area = 0.0
      for minute in first..<first + 30 {
        let left = minute == first ? working[minute + 1] : working[minute]
        area += (left + working[minute + 1]) / 2
      }
      try run.expect("load in half-hour \(bin)", area / 30 / servers, within: 0.2) {
        $0.halfHours[0][bin].utilisation
      }
    }
  }
}
