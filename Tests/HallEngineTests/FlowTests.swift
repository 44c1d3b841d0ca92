// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Hand-made traces of single nodes and of whole small flows.
struct FlowTests {
  private func instant(_ hour: Int64, _ minute: Int64, day: Int64 = 0) -> Int64 {
    day * HallEngine.day + hour * HallEngine.hour + minute * HallEngine.minute
  }

  private func minutes(_ instant: Int64) -> Double { Double(instant) / 6e7 }

  /// Day 0 is a Friday, day 1 off, day 2 a Sunday made up, day 3 a Monday, day 4 off.
  private var clock: WorkingClock {
    let open = [
      WorkingClock.Segment(start: instant(8, 30), end: instant(12, 0)),
      WorkingClock.Segment(start: instant(14, 30), end: instant(17, 30)),
    ]
    return WorkingClock(days: [open, [], open, open, [], open], standardDay: 390 * 60_000_000)
  }

  private var rounds: [Int64] {
    [0, 2, 3, 5].flatMap { [instant(11, 30, day: $0), instant(17, 0, day: $0)] }
  }

  /// Runs one delay for cases that arrive at given instants; returns the ends in order of cases.
  private func ends(_ delay: PlanNode.Delay, _ arrivals: [Int64]) -> [Int64] {
    let plan = EnginePlan(
      nodes: [
        PlanNode(.delay(delay)),
        PlanNode(.serve(.init(pool: 0, time: .constant(0), next: PlanEdge(2)))),
        PlanNode(.end(.done)),
      ], pools: [PlanPool(servers: 9)], scenarios: [PlanScenario(start: 0)],
      streams: [
        PlanStream(
          arrivals: .instants(arrivals, scenarios: []), mix: [.init(scenario: 0)], streamKey: 1)
      ], rounds: [rounds], clock: clock)
    return TestPlans.run(plan).services.sorted { $0.caseNumber < $1.caseNumber }.map(\.enabled)
  }

  @Test func papersTravelWithTheCourier() {
    let delay = PlanNode.Delay(time: .constant(0), rounds: 0, next: PlanEdge(1))
    let arrivals = [
      instant(9, 0), instant(11, 30), instant(11, 30) + 1, instant(17, 0), instant(17, 1),
      instant(12, 0, day: 1), instant(17, 1, day: 3), instant(18, 0, day: 5),
    ]
    // The last one comes after the last round and stays.
    #expect(
      ends(delay, arrivals) == [
        instant(11, 30), instant(11, 30), instant(17, 0), instant(17, 0), instant(11, 30, day: 2),
        instant(11, 30, day: 2), instant(11, 30, day: 5),
      ])
  }

  @Test func workingTimeThenTheNextRound() {
    let delay = PlanNode.Delay(
      time: .constant(390 * 6e7), basis: .working, rounds: 0, next: PlanEdge(1))
    #expect(ends(delay, [instant(9, 0)]) == [instant(11, 30, day: 2)])
    #expect(ends(delay, [instant(11, 31)]) == [instant(17, 0, day: 2)])
    #expect(ends(delay, [instant(16, 0, day: 2)]) == [instant(17, 0, day: 3)])
  }

  @Test func adjustmentsFollowTheFactorInOrder() {
    let plan = EnginePlan(
      nodes: [
        PlanNode(
          .serve(
            .init(
              pool: 0, time: TestPlans.constant(10), factor: 2,
              adjustments: [
                .init(slot: 3, entries: [.init(), .init(factor: 0.5, addMicros: 3 * 6e7)]),
                .init(slot: 3, entries: [.init(factor: 9), .init(factor: 10)]),
                .init(slot: 4, entries: []),
              ], next: PlanEdge(1)))),
        PlanNode(.end(.done)),
      ], pools: [PlanPool(servers: 1)],
      scenarios: [
        PlanScenario(
          start: 0,
          attributes: [.init(slot: 3, weights: [0, 1], priorities: [nil, 4], streamKey: 3)]
        )
      ], streams: [TestPlans.arrivals([0])])
    #expect(TestPlans.run(plan).trace == [[0, 0, 0, 0, 130]])
  }

  @Test func aTokenPassesAnOpenDoorAndWaitsAtAClosedOne() {
    let plan = EnginePlan(
      nodes: [
        PlanNode(.untilOpen(schedule: 0, next: PlanEdge(1))),
        PlanNode(.serve(.init(pool: 0, time: .constant(0), next: PlanEdge(2)))),
        PlanNode(.end(.done)),
      ], pools: [PlanPool(servers: 9)], scenarios: [PlanScenario(start: 0)],
      streams: [TestPlans.arrivals([0, 10, 15, 20, 21, 41])],
      schedules: [
        OpenSchedule([
          .init(start: 10 * HallEngine.minute, end: 20 * HallEngine.minute),
          .init(start: 30 * HallEngine.minute, end: 40 * HallEngine.minute),
        ])
      ])
    let result = TestPlans.run(plan, horizon: 100)
    #expect(result.trace.map { $0[3] } == [10, 10, 15, 20, 30])
    #expect(result.inside == 1)
    #expect(result.stop == .horizon)
    #expect(result.invariants.hold)
  }

  private func appointment(
    lead: Double, punctuality: Double, arrival: Int64
  ) -> (resumed: Double?, isUrgent: Bool) {
    let plan = EnginePlan(
      nodes: [
        PlanNode(
          .appointment(
            .init(
              lead: .constant(lead), slots: [.init(timeOfDay: instant(10, 0))],
              punctuality: TestPlans.constant(punctuality), toleranceBefore: 10 * HallEngine.minute,
              toleranceAfter: 10 * HallEngine.minute, priorityOnTime: 1, priorityLate: 2,
              next: PlanEdge(1)))),
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(1), next: PlanEdge(2)))),
        PlanNode(.end(.done)),
        // Two equal cases of class 2 wait before it; it passes them when on time.
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(500), next: PlanEdge(2)))),
      ], pools: [PlanPool(servers: 1, usesPriority: true)],
      scenarios: [PlanScenario(start: 0, priority: 5), PlanScenario(start: 3, priority: 2)],
      streams: [
        PlanStream(
          arrivals: .instants([arrival, arrival, arrival], scenarios: [0, 1, 1]), mix: [],
          streamKey: 5)
      ], clock: clock)
    let trace = TestPlans.run(plan).trace
    let row = trace.firstIndex { $0[1] == 1 }
    return (row.map { trace[$0][2] }, row.map { $0 < 2 } ?? false)
  }

  @Test func appointmentsAreCalledAroundTheirSlot() {
    // Booked on Friday at 9:00 for the same day's slot of 10:00.
    #expect(appointment(lead: 0, punctuality: -20, arrival: instant(9, 0)) == (590, true))
    #expect(appointment(lead: 0, punctuality: -5, arrival: instant(9, 0)) == (595, true))
    #expect(appointment(lead: 0.9, punctuality: 10, arrival: instant(9, 0)) == (610, true))
    #expect(appointment(lead: 0, punctuality: 11, arrival: instant(9, 0)) == (611, false))
    // The slot has gone by, or the day is off: the next working day is the Sunday made up.
    let sunday = minutes(instant(10, 0, day: 2))
    #expect(appointment(lead: 0, punctuality: 0, arrival: instant(10, 0)).resumed == sunday)
    #expect(appointment(lead: 0, punctuality: 0, arrival: instant(9, 0, day: 1)).resumed == sunday)
    #expect(appointment(lead: 1, punctuality: 0, arrival: instant(9, 0)).resumed == sunday)
    #expect(
      appointment(lead: 2, punctuality: 0, arrival: instant(9, 0)).resumed
        == minutes(instant(10, 0, day: 3)))
    // Nobody comes before booking: the slot lies 5 minutes ahead, the applicant is 30 early.
    #expect(appointment(lead: 0, punctuality: -30, arrival: instant(9, 55)).resumed == 595)
  }

  private func impatient(
    patience: Double, forecast: Double = 0, check: Double = 0, instants: [(Double, Int)]
  ) -> ReplicationResult {
    var pool = PlanPool(servers: 1, kind: .window)
    pool.forecastMicros = TestPlans.minutes(forecast)
    pool.patienceCheckMicros = TestPlans.minutes(check)
    let plan = EnginePlan(
      nodes: [
        PlanNode(
          .serve(
            .init(
              pool: 0, time: TestPlans.constant(30), patience: TestPlans.constant(patience),
              leave: PlanEdge(1), next: PlanEdge(2)))),
        PlanNode(.end(.abandoned)),
        PlanNode(.end(.done)),
      ], pools: [pool], scenarios: [PlanScenario(start: 0)],
      streams: [TestPlans.arrivals(instants)])
    return TestPlans.run(plan)
  }

  @Test func patienceEndsBeforeAStartOfTheSameInstant() {
    let late = impatient(patience: 20, instants: [(0, 0), (10, 0), (11, 0)])
    // The second one's patience ends at 30, the instant of the release; the third is served.
    #expect(late.trace == [[0, 0, 0, 0, 30], [2, 0, 11, 30, 60]])
    #expect(late.pools[0].reneged == 1)
    #expect(late.ended[Int(Outcome.abandoned.rawValue)] == 1)
    #expect(late.invariants.hold)
    #expect(late.pools[0].queueArea == Int128(TestPlans.minutes(20 + 19)))
  }

  @Test func patienceIsCheckedAtIntervals() {
    let result = impatient(patience: 11, check: 10, instants: [(0, 0), (9, 0), (11, 0)])
    // The ends of patience 20 and 22 are seen at 29 and 31, so the second gives up, the third not.
    #expect(result.trace == [[0, 0, 0, 0, 30], [2, 0, 11, 30, 60]])
  }

  @Test func aLongForecastTurnsNewcomersAway() {
    let result = impatient(
      patience: 100, forecast: 45, instants: [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)])
    // With 3 waiting the shown wait is 135 > 100 minutes: the last one does not join.
    #expect(result.pools[0].balked == 1)
    #expect(result.pools[0].services == 4)
    #expect(result.invariants.hold)
  }

  @Test func onlyTheNewRoundRepeatsAndTheJoinCountsAnew() {
    // 0 split -> 1, 2 -> 3 join -> 4 choose: back to 0 by attribute once, then the end.
    let plan = EnginePlan(
      nodes: [
        PlanNode(.split([PlanEdge(1), PlanEdge(2)])),
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(10), next: PlanEdge(3)))),
        PlanNode(.serve(.init(pool: 1, time: TestPlans.constant(25), next: PlanEdge(3)))),
        PlanNode(.join(index: 9, tokens: 2, next: PlanEdge(4))),
        PlanNode(
          .choose(
            .probability([.init(0.5, PlanEdge(0, isBackEdge: true)), .init(0.5, PlanEdge(5))])),
          streamKey: StreamKey.hash("again?")),
        PlanNode(.end(.done)),
      ], pools: [PlanPool(servers: 1), PlanPool(servers: 1)],
      scenarios: [PlanScenario(start: 0)], streams: [TestPlans.arrivals([0, 1000, 2000, 3000])])
    let result = TestPlans.run(plan)
    var rounds = [Int](repeating: 0, count: 4)
    for row in result.trace {
      if row[1] == 1 { rounds[Int(row[0])] += 1 }
      let base = Double(Int(row[2]) / 1000 * 1000)
      #expect((row[2] - base).truncatingRemainder(dividingBy: 25) == 0)
    }
    #expect(rounds.allSatisfy { $0 >= 1 })
    #expect(rounds.contains { $0 > 1 })
    #expect(result.pools[0].services == result.pools[1].services)
    #expect(result.ended[0] == 4)
    let cycles = Double(result.scenarios[0].cycle.tally.sum) / 6e7
    #expect(cycles == Double(rounds.reduce(0, +)) * 25)
    #expect(result.invariants.hold)
  }

  @Test func aCaseEndsWithItsLastTokenAndItsFirstFailure() {
    let plan = EnginePlan(
      nodes: [
        PlanNode(.split([PlanEdge(1), PlanEdge(2)])),
        PlanNode(.delay(.init(time: TestPlans.constant(5), next: PlanEdge(3)))),
        PlanNode(.delay(.init(time: TestPlans.constant(9), next: PlanEdge(4)))),
        PlanNode(.end(.refused)),
        PlanNode(.end(.done)),
      ], pools: [], scenarios: [PlanScenario(start: 0)], streams: [TestPlans.arrivals([0])])
    let result = TestPlans.run(plan)
    #expect(result.ended == [0, 1, 0, 0, 0, 0, 0])
    #expect(result.end == TestPlans.minutes(9))
    #expect(result.scenarios[0].cycle.tally.count == 0)
  }
}
