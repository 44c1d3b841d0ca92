// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Limits, repeatability, statistics windows and refusals.
struct RunTests {
  private static let minute = 60_000_000.0

  /// A flow with most kinds of node and much randomness.
  static var mixed: EnginePlan {
    let key = StreamKey.hash
    let open = [WorkingClock.Segment(start: 9 * HallEngine.hour, end: 17 * HallEngine.hour)]
    var edges: [PlanPool.CapacityEdge] = [.init(time: 0, capacity: 0)]
    for day in 0..<10 {
      let midnight = Int64(day) * HallEngine.day
      edges.append(.init(time: midnight + 9 * HallEngine.hour, capacity: 3))
      edges.append(.init(time: midnight + 12 * HallEngine.hour, capacity: 1))
      edges.append(.init(time: midnight + 14 * HallEngine.hour, capacity: 3))
      edges.append(.init(time: midnight + 17 * HallEngine.hour, capacity: 0))
    }
    var window = PlanPool(capacity: edges, atClose: .drain, usesPriority: true, kind: .window)
    window.guarantee = .init(priority: 3, everyNthCall: 3)
    window.forecastMicros = Int64(3 * minute)
    window.patienceCheckMicros = Int64(5 * minute)
    window.pauseFactor = 0.1
    var desk = PlanPool(capacity: edges)
    desk.order = .legalStart
    return EnginePlan(
      nodes: [
        PlanNode(
          .serve(
            .init(
              pool: 0, time: .lognormal(mean: 12 * minute, cv: 0.7),
              adjustments: [.init(slot: 0, entries: [.init(), .init(factor: 1.3)])],
              patience: .lognormal(median: 40 * minute, sigma: 0.5), leave: PlanEdge(7),
              next: PlanEdge(1))),
          marks: .init(presence: .inHall, startsGross: true, startsLegal: true, newTicket: true),
          streamKey: key("accept")),
        PlanNode(.split([PlanEdge(2), PlanEdge(3)]), marks: .init(presence: .away)),
        PlanNode(
          .serve(
            .init(pool: 1, time: Sampler(.gamma(shape: 2, scale: 6 * minute)), next: PlanEdge(4))),
          streamKey: key("review")),
        PlanNode(
          .delay(
            .init(
              time: Sampler(.uniform(low: 0, high: 400 * minute)), basis: .working,
              next: PlanEdge(4))), marks: .init(stopsLegal: true), streamKey: key("notice")),
        PlanNode(.join(index: 0, tokens: 2, next: PlanEdge(5))),
        PlanNode(
          .choose(
            .probability([.init(0.8, PlanEdge(6)), .init(0.2, PlanEdge(0, isBackEdge: true))])),
          marks: .init(endsLegal: true), streamKey: key("pass?")),
        PlanNode(.end(.done), marks: .init(endsGross: true)),
        PlanNode(
          .delay(.init(time: Sampler(.exponential(mean: 600 * minute)), next: PlanEdge(8))),
          marks: .init(presence: .away), streamKey: key("tomorrow")),
        PlanNode(
          .choose(
            .probability([.init(0.5, PlanEdge(0, isBackEdge: true)), .init(0.5, PlanEdge(9))])),
          streamKey: key("again?")),
        PlanNode(.end(.abandoned)),
      ], pools: [window, desk],
      scenarios: [
        PlanScenario(
          start: 0, priority: 3,
          attributes: [
            .init(slot: 0, weights: [7, 3], priorities: [nil, 1], streamKey: key("agent"))
          ], commitment: 2)
      ],
      streams: [
        PlanStream(
          arrivals: .poisson(
            .init(
              expectedPerDay: [Double](repeating: 90, count: 9),
              profiles: [
                [.init(start: 8 * HallEngine.hour, end: 17 * HallEngine.hour, weight: 1)]
              ], dayCV: 0.2)), mix: [.init(scenario: 0)], streamKey: key("walk-in"))
      ],
      clock: WorkingClock(
        days: [[WorkingClock.Segment]](repeating: open, count: 12), standardDay: 8 * HallEngine.hour
      ))
  }

  private func settings(_ index: UInt32 = 0, warmUpDays: Int64 = 0) -> Replication {
    Replication(
      seed: 5, index: index, warmUpEnd: warmUpDays * HallEngine.day, horizon: 10 * HallEngine.day,
      recordsVisits: true)
  }

  @Test func equalSettingsGiveEqualResults() {
    let first = settings().run(Self.mixed)
    #expect(first == settings().run(Self.mixed))
    #expect(first.created > 500)
    #expect(first.pools[0].reneged + first.pools[0].balked > 0)
    #expect(first.invariants.hold)
    #expect(first.fingerprint != settings(1).run(Self.mixed).fingerprint)
  }

  /// The trajectory of one run, for ever: a change of this number is a change of the engine's
  /// random numbers or of its order of events, and must be explained.
  @Test func theTrajectoryStaysWhatItWas() {
    let result = settings(731).run(Self.mixed)
    #expect(result.fingerprint == 4_897_777_596_394_951_871)
    #expect(result.events == 4816)
  }

  @Test(arguments: [UInt32(1), 2, 3, 4, 5, 6, 7, 8])
  func theBalancesHoldWithAWarmUp(_ index: UInt32) throws {
    let result = settings(index, warmUpDays: 3).run(Self.mixed)
    #expect(result.invariants.hold)
    #expect(result.start == 3 * HallEngine.day)
    let whole = settings(index).run(Self.mixed)
    #expect(whole.invariants.hold)
    #expect(whole.created == result.created)
    #expect(whole.scenarios[0].created == whole.created)
    #expect(result.scenarios[0].created < result.created)
    #expect(whole.insideArea > result.insideArea)
    // The tallies agree with the records.
    let window = whole.services.filter { visit in
      guard case .serve(let service) = Self.mixed.nodes[Int(visit.node)].action else {
        return false
      }
      return service.pool == 0
    }
    let waits = window.map { $0.started - $0.enabled }
    #expect(whole.pools[0].waits.tally.count == waits.count)
    #expect(whole.pools[0].waits.tally.sum == waits.reduce(Int128(0)) { $0 + Int128($1) })
    #expect(whole.pools[0].waits.within15 == waits.count { $0 <= 15 * HallEngine.minute })
    #expect(whole.pools[0].waits.within60 == waits.count { $0 <= 60 * HallEngine.minute })
    #expect(whole.pools[0].bins.reduce(Int128(0)) { $0 + $1.busy } == whole.pools[0].busyArea)
    #expect(whole.pools[0].bins.reduce(0) { $0 + $1.waitCount } == waits.count)
    let later = window.filter { $0.enabled > 3 * HallEngine.day }
    #expect(result.pools[0].waits.tally.count == later.count)
    #expect(whole.hallWaits == whole.pools[0].waits)
  }

  @Test func theSameCaseDrawsTheSameTimesElsewhere() throws {
    // Another desk with another order of service must not change the times at the window.
    var other = Self.mixed
    other.pools[1].order = .arrival
    other.pools[1].capacity = [.init(time: 0, capacity: 2)]
    other.pools[0].capacity = [.init(time: 0, capacity: 50)]
    func firstVisits(_ plan: EnginePlan) throws -> [UInt32: Int64] {
      var times: [UInt32: Int64] = [:]
      for visit in settings().run(plan).services where visit.node == 0 {
        let number = visit.caseNumber
        if times[number] == nil { times[number] = visit.ended - visit.started }
      }
      return times
    }
    let one = try firstVisits(Self.mixed)
    let two = try firstVisits(other)
    let common = one.filter { two[$0.key] != nil }
    #expect(common.count > 400)
    // Cases that came back after leaving are at another attempt in one of the two runs.
    let equal = common.filter { two[$0.key] == $0.value }
    #expect(equal.count * 10 > common.count * 7)
  }

  // MARK: Limits

  private var simple: EnginePlan {
    TestPlans.single(
      PlanPool(servers: 1), service: 10, instants: [(0, 0), (1, 0), (2, 0), (30, 0)])
  }

  @Test func theCaseLimitStopsArrivalsAndEmptiesTheHall() {
    let result = Replication(seed: 1, caseLimit: 3).run(simple)
    #expect(result.created == 3)
    #expect(result.inside == 0)
    #expect(result.stop == .exhausted)
    #expect(result.end == TestPlans.minutes(30))
    #expect(result.events == 6)
  }

  @Test func eventsAtTheHorizonAreExecuted() {
    let result = Replication(seed: 1, horizon: TestPlans.minutes(20)).run(simple)
    #expect(result.stop == .horizon)
    #expect(result.ended[0] == 2)
    #expect(result.inside == 1)
    #expect(result.end == TestPlans.minutes(20))
    #expect(result.pools[0].busyArea == Int128(TestPlans.minutes(20)))
    // The three are inside from 0 to 10, from 1 to 20 and from 2 to 20.
    #expect(result.insideArea == Int128(TestPlans.minutes(10 + 19 + 18)))
    #expect(result.invariants.hold)
  }

  @Test func theHorizonExtendsAnEmptyRun() {
    let result = Replication(seed: 1, horizon: TestPlans.minutes(100)).run(simple)
    #expect(result.end == TestPlans.minutes(100))
    #expect(result.pools[0].capacityArea == Int128(TestPlans.minutes(100)))
    #expect(result.pools[0].busyArea == Int128(TestPlans.minutes(40)))
  }

  @Test func tooManyLiveCasesStopTheRun() {
    let result = Replication(seed: 1, liveCaseLimit: 2).run(simple)
    #expect(result.stop == .liveCaseLimit)
    #expect(result.created == 2)
    #expect(result.inside == 2)
    #expect(result.end == TestPlans.minutes(2))
    #expect(result.invariants.hold)
  }

  @Test func theEventLimitStopsTheRun() {
    let result = Replication(seed: 1, eventLimit: 4).run(simple)
    #expect(result.stop == .eventLimit)
    #expect(result.events == 4)
    #expect(result.invariants.hold)
  }

  @Test func aCancelledRunStops() {
    let flag = CancellationFlag()
    flag.cancel()
    var endless = simple
    endless.streams[0].arrivals = .renewal(interval: TestPlans.constant(10), startsAtZero: true)
    endless.streams[0].mix = [.init(scenario: 0)]
    let result = Replication(seed: 1, cancellation: flag).run(endless)
    #expect(result.stop == .cancelled)
    #expect(result.events == 16_384)
    #expect(result.invariants.hold)
  }

  @Test(arguments: [0.0, 1e-3])
  func aLockedFlowIsFound(_ delay: Double) throws {
    // A delay that rounds to 0 µs and a loop without end.
    let plan = EnginePlan(
      nodes: [
        PlanNode(.delay(.init(time: .constant(delay), next: PlanEdge(1)))),
        PlanNode(.choose(.probability([.init(1, PlanEdge(0, isBackEdge: true))]))),
        PlanNode(.end(.done)),
      ], pools: [], scenarios: [PlanScenario(start: 0)], streams: [TestPlans.arrivals([7])])
    let result = Replication(seed: 1, livelockLimit: 1000).run(plan)
    guard case .livelock(let steps) = result.stop else {
      Issue.record("stopped by \(result.stop)")
      return
    }
    #expect(steps.count == 32)
    #expect(steps.allSatisfy { $0.time == TestPlans.minutes(7) && $0.caseNumber == 0 })
    #expect(Set(steps.map(\.node)) == [0, 1])
    #expect(result.invariants.hold)
  }

  @Test func aDeadlockedCaseIsReportedAsInside() {
    let plan = EnginePlan(
      nodes: [
        PlanNode(.join(index: 0, tokens: 2, next: PlanEdge(1))), PlanNode(.end(.done)),
      ], pools: [], scenarios: [PlanScenario(start: 0)], streams: [TestPlans.arrivals([7])])
    let result = Replication(seed: 1).run(plan)
    #expect(result.stop == .exhausted)
    #expect(result.inside == 1)
  }
}
