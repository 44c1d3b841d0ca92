// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// Servers of different speed behind one queue.
struct StaffTests {
  private static func trace(_ pools: String, _ arrivals: String, days: Int = 1) throws
    -> TraceRun
  {
    TraceRun(
      try PeoplePack.study(pools: pools, arrivals: "at: [\(arrivals)]", days: days),
      seed: 1)
  }

  /// The first takes 20 minutes, the second 30.
  @Test func longestIdleTakesTheNext() throws {
    let run = try Self.trace(
      "desk: {hours: office, staff: [{from: tax, servers: 1}, {servers: 1, factor: 1.5}]}",
      "1 09:00, 1 09:05, 1 09:40, 1 09:45, 1 09:50, 1 10:16, 1 10:17, 1 11:00, 1 11:21")
    #expect(
      run.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:20",
        "person 1 serve: 1 09:05 | 1 09:05 | 1 09:35",
        "person 2 serve: 1 09:40 | 1 09:40 | 1 10:00",
        "person 3 serve: 1 09:45 | 1 09:45 | 1 10:15",
        "person 4 serve: 1 09:50 | 1 10:00 | 1 10:20",
        "person 5 serve: 1 10:16 | 1 10:16 | 1 10:46",
        "person 6 serve: 1 10:17 | 1 10:20 | 1 10:40",
        // Idle since 10:40 and since 10:46.
        "person 7 serve: 1 11:00 | 1 11:00 | 1 11:20",
        "person 8 serve: 1 11:21 | 1 11:21 | 1 11:51",
      ])
    #expect(run.metrics.pools[0][.utilisation] == 220.0 / 360)
    #expect(run.metrics.invariantsHold)
    // Together they do 1/20 + 1/30 a minute: 24 minutes for one of the two.
    #expect(abs(run.study.plan.pools[0].meanFactor - 1.2) < 1e-12)
  }

  /// The breaks are from 09:50 to 10:10 and from 10:50 to 11:10.
  @Test func serverOnABreakLeavesTheOtherFree() throws {
    let run = try Self.trace(
      """
      desk: {hours: office, staff: [{servers: 1}, {servers: 1, factor: 1.5}], \
      breaks: {length: 20 min}}
      """, "1 09:55, 1 10:00, 1 10:45, 1 10:52, 1 10:53")
    #expect(
      run.lines == [
        "person 0 serve: 1 09:55 | 1 09:55 | 1 10:25",
        "person 1 serve: 1 10:00 | 1 10:10 | 1 10:30",
        // The second has been idle for longer and works through his break.
        "person 2 serve: 1 10:45 | 1 10:45 | 1 11:15",
        "person 3 serve: 1 10:52 | 1 10:52 | 1 11:12",
        "person 4 serve: 1 10:53 | 1 11:12 | 1 11:32",
      ])
    #expect(run.metrics.pools[0][.utilisation] == 120.0 / 320)
    #expect(run.metrics.invariantsHold)
  }

  /// At half the usable share a server is away after a service for as long as it lasted.
  @Test func serverWhoIsAwayIsNotTheNext() throws {
    let run = try Self.trace(
      """
      desk: {hours: office, staff: [{servers: 1, factor: 0.5}, {servers: 1}], usable: 50 %, \
      closing: drain}
      """, "1 09:00, 1 09:15, 1 09:21, 1 09:22, 1 11:55, 1 11:56, 1 11:57", days: 2)
    #expect(
      run.lines == [
        // Ten minutes by the first, who is back at 09:20; twenty by the second until 09:35.
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:10",
        "person 1 serve: 1 09:15 | 1 09:15 | 1 09:35",
        "person 2 serve: 1 09:21 | 1 09:21 | 1 09:31",
        "person 3 serve: 1 09:22 | 1 09:41 | 1 09:51",
        // The second is back since 09:55, the first since 10:01. Both drain the queue.
        "person 4 serve: 1 11:55 | 1 11:55 | 1 12:15",
        "person 5 serve: 1 11:56 | 1 11:56 | 1 12:06",
        "person 6 serve: 1 11:57 | 1 12:16 | 1 12:26",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// Three fifths more than 20 minutes on the first day, which halves every day for three days.
  @Test(arguments: [
    "servers: 1, learning: {factor: 1.6, halfLife: 1 wd, until: 3 wd}",
    "staff: [{servers: 1, learning: {factor: 1.6, halfLife: 1 wd, until: 3 wd}}]",
  ])
  func newPeopleLearnByWorkingDays(keys: String) throws {
    let run = try Self.trace(
      "desk: {hours: office, \(keys)}",
      "1 09:00, 1 10:00, 2 09:00, 3 09:00, 4 09:00, 5 09:00, 8 09:00", days: 6)
    #expect(
      run.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:32",
        "person 1 serve: 1 10:00 | 1 10:00 | 1 10:32",
        "person 2 serve: 2 09:00 | 2 09:00 | 2 09:26",
        "person 3 serve: 3 09:00 | 3 09:00 | 3 09:23",
        "person 4 serve: 4 09:00 | 4 09:00 | 4 09:20",
        "person 5 serve: 5 09:00 | 5 09:00 | 5 09:20",
        "person 6 serve: 8 09:00 | 8 09:00 | 8 09:20",
      ])
    #expect(run.study.plan.pools[0].meanFactor == 1)
  }

  /// A weekend teaches nothing: Monday is the fifth working day after Monday.
  @Test func onlyTheGroupThatIsNewLearns() throws {
    let run = try Self.trace(
      """
      desk: {hours: office, staff: [{servers: 1, factor: 2}, \
      {servers: 1, learning: {factor: 1.8, halfLife: 5 wd, until: 40 wd}}]}
      """, "1 09:00, 1 09:01, 8 09:00, 8 09:01", days: 6)
    #expect(
      run.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:40",
        "person 1 serve: 1 09:01 | 1 09:01 | 1 09:37",
        "person 2 serve: 8 09:00 | 8 09:00 | 8 09:40",
        "person 3 serve: 8 09:01 | 8 09:01 | 8 09:29",
      ])
  }

  @Test func lentPeopleWorkAtTheirOwnSpeed() throws {
    let run = TraceRun(
      try PeoplePack.study(
        pools: """
          desk: {servers: 1, hours: office}
          back: {servers: 3, hours: office, \
          lend: {to: desk, servers: 1, during: 09:30-10:30, factor: 1.1}}
          """, arrivals: "at: [1 09:25, 1 09:26, 1 10:40]",
        then: "task: window, pool: back, time: 5 min", days: 1), seed: 1)
    #expect(
      run.lines(of: "serve") == [
        "person 0 serve: 1 09:25 | 1 09:25 | 1 09:45",
        "person 1 serve: 1 09:26 | 1 09:30 | 1 09:52",
        "person 2 serve: 1 10:40 | 1 10:40 | 1 11:00",
      ])
    #expect(run.metrics.pools[0][.utilisation] == 62.0 / 240)
  }

  /// Who is busy alone, and who has been idle for longer when nobody is, from the balance equations.
  ///
  /// With a and b the probabilities that only the fast or only the slow one is busy and n ≥ 2
  /// geometric: a (λ + α) = β b + β p₂ and b (λ + β) = α a + α p₂, as the server that ends leaves
  /// the other one longer idle, who takes the next.
  @Test func twoSpeedsAgreeWithTheBalanceEquations() async throws {
    let run = try await AnalyticRun("two-speeds", seed: 21)
    let (rate, fast, slow) = (0.25, 1.0 / 4, 1.0 / 8)
    let determinant = (rate + fast) * (rate + slow) - slow * fast
    let onlyFast = (slow * (rate + slow) + slow * fast) / determinant
    let onlySlow = (fast * (rate + fast) + fast * slow) / determinant
    let none = (slow * onlySlow + fast * onlyFast) / rate
    let load = rate / (fast + slow)
    let two = 1 / (none + onlyFast + onlySlow + 1 / (1 - load))
    #expect(abs(rate * (onlyFast + onlySlow) - (fast + slow)) < 1e-12, "the cut above one")
    let queue = two * load / ((1 - load) * (1 - load))
    let busy = two * (onlyFast + onlySlow + 2 / (1 - load))
    try run.expect(.busyServers, busy, within: 0.03)
    try run.expect(.utilisation, busy / 2, within: 0.03)
    try run.expect(.queueLength, queue, within: 0.2)
    try run.expect(.waitMinutes, queue / rate, within: 0.2)
    try run.expect(.waitProbability, two / (1 - load), within: 0.06)
    #expect(abs(run.study.loads[0].ratio - load) < 1e-12)
  }

  @Test func groupsOfOneSpeedAreOneGroupOfPeople() throws {
    func fingerprint(_ keys: String) throws -> Double? {
      let run = TraceRun(
        try PeoplePack.study(
          pools: "desk: {hours: office, usable: 80 %, closing: drain, \(keys)}",
          arrivals: "rate: 25 per wd", time: "exponential(mean 20 min)", days: 20), seed: 1)
      #expect(run.metrics.invariantsHold)
      return run.metrics.hall[.waitMinutes]
    }
    #expect(
      try fingerprint("servers: 3") == fingerprint("staff: [{servers: 1}, {servers: 2}]"))
  }

  /// Two clerks and one of two of half the speed, whatever way they are counted.
  @Test func restOfAPoolIsWhoIsInNoOtherGroup() throws {
    func waits(_ pool: String) throws -> Double? {
      let run = TraceRun(
        try PeoplePack.study(
          pools: "desk: {hours: office, closing: drain, \(pool)}", arrivals: "rate: 25 per wd",
          time: "exponential(mean 20 min)", days: 20), seed: 1)
      return run.metrics.hall[.waitMinutes]
    }
    let counted = try waits("staff: [{servers: 2}, {servers: 1, factor: 2}]")
    #expect(counted != nil)
    #expect(
      try waits("servers: 3, staff: [{servers: rest}, {servers: 1, factor: 2}]") == counted)
    #expect(try waits("servers: 3, staff: [{servers: rest}, {servers: 3, factor: 2}]") != counted)
    #expect(
      try waits("servers: 3, staff: [{servers: rest}, {servers: 0, factor: 2}]")
        == waits("servers: 3"))
  }

  @Test func waitsAndServicesBalanceWithEverythingAtOnce() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {hours: office, extra: [{hours: evening, servers: 2}], closing: drain, usable: 90 %, \
        staff: [{servers: 2}, {servers: 1, factor: 1.1}, {servers: 1, factor: 1.15}], \
        breaks: {length: 15 min}, absence: 20 %}
        back: {servers: 3, hours: office, absence: 10 %, breaks: {length: 20 min}, \
        lend: {to: desk, servers: 1, during: 09:30-10:30, factor: 1.3}}
        """, arrivals: "rate: 40 per wd", time: "lognormal(mean 14, cv 0.8) min",
      then: "task: window, pool: back, time: exponential(mean 10 min)", days: 120)
    for index: UInt32 in 0..<4 {
      let run = TraceRun(study, seed: 5, index: index)
      #expect(run.result.invariants.hold)
      #expect(run.result.created > 4000)
      let again = TraceRun(study, seed: 5, index: index)
      #expect(again.result == run.result)
    }
  }
}
