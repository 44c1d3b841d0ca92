// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Hand-made traces of what happens at one instant.
struct EventOrderTests {
  @Test func anUrgentArrivalAtTheInstantOfAReleaseGoesFirst() {
    var pool = PlanPool(servers: 1)
    pool.usesPriority = true
    let plan = TestPlans.single(
      pool, service: 10, instants: [(0, 1), (5, 1), (10, 0)], priorities: [0, 1])
    let result = TestPlans.run(plan)
    #expect(
      result.trace == [[0, 0, 0, 0, 10], [2, 0, 10, 10, 20], [1, 0, 5, 20, 30]])
    #expect(result.stop == .exhausted)
    #expect(result.invariants.hold)
    #expect(result.end == TestPlans.minutes(30))
  }

  @Test func withoutPrioritiesTheFirstComesFirst() {
    let plan = TestPlans.single(
      PlanPool(servers: 1), service: 10, instants: [(0, 1), (5, 1), (10, 0)], priorities: [0, 1])
    #expect(
      TestPlans.run(plan).trace == [[0, 0, 0, 0, 10], [1, 0, 5, 10, 20], [2, 0, 10, 20, 30]])
  }

  @Test func openingsComeFirstAndClosingsLast() {
    let pool = PlanPool(capacity: TestPlans.edges([(0, 0), (60, 1), (120, 0), (180, 1)]))
    let plan = TestPlans.single(pool, service: 10, instants: [(60, 0), (120, 0), (121, 0)])
    let result = TestPlans.run(plan)
    #expect(
      result.trace == [
        [0, 0, 60, 60, 70], [1, 0, 120, 120, 130], [2, 0, 121, 180, 190],
      ])
    #expect(result.pools[0].overtimeArea == Int128(TestPlans.minutes(10)))
    #expect(result.pools[0].capacityArea == Int128(TestPlans.minutes(70)))
    #expect(result.invariants.hold)
  }

  @Test func workInProgressIsFinishedAndTheQueueWaits() {
    let pool = PlanPool(capacity: TestPlans.edges([(0, 1), (120, 0), (180, 1)]))
    let plan = TestPlans.single(pool, service: 10, instants: [(115, 0), (118, 0)])
    #expect(TestPlans.run(plan).trace == [[0, 0, 115, 115, 125], [1, 0, 118, 180, 190]])
  }

  @Test func aDrainingPoolServesTheHallAndSendsTheLateAway() {
    let hall = PlanNode.Marks(presence: .inHall)
    let away = PlanNode.Marks(presence: .away)
    var pool = PlanPool(
      capacity: TestPlans.edges([(0, 1), (120, 0), (130, 0), (180, 1)]), atClose: .drain,
      kind: .window)
    pool.usesPriority = true
    let plan = EnginePlan(
      nodes: [
        PlanNode(
          .serve(.init(pool: 0, time: TestPlans.constant(10), next: PlanEdge(1))), marks: hall),
        PlanNode(.end(.done)),
        // A case that fills in a form in the hall for half an hour first.
        PlanNode(.delay(.init(time: TestPlans.constant(30), next: PlanEdge(0))), marks: hall),
        // A case that comes from outside after half an hour.
        PlanNode(.delay(.init(time: TestPlans.constant(30), next: PlanEdge(0))), marks: away),
      ], pools: [pool],
      scenarios: [
        PlanScenario(start: 0, priority: 1), PlanScenario(start: 2, priority: 1),
        PlanScenario(start: 3, priority: 1), PlanScenario(start: 0, priority: 0),
      ],
      streams: [
        TestPlans.arrivals([(115, 0), (116, 2), (118, 0), (119, 1), (130, 0), (131, 3)])
      ])
    let result = TestPlans.run(plan)
    // 0 in progress at closing; 2 queued; 3 joins at 149 from the hall. 1 (joins at 146), 4 and 5
    // come too late; at the opening the urgent one of them is first.
    #expect(
      result.trace == [
        [0, 0, 115, 115, 125], [2, 0, 118, 125, 135], [3, 0, 149, 149, 159],
        [5, 0, 131, 180, 190], [4, 0, 130, 190, 200], [1, 0, 146, 200, 210],
      ])
    #expect(result.pools[0].overtimeArea == Int128(TestPlans.minutes(25)))
    #expect(result.invariants.hold)
  }

  @Test func lunchCoverServesWithFewerWindows() {
    let pool = PlanPool(capacity: TestPlans.edges([(0, 2), (60, 1), (90, 2)]))
    let plan = TestPlans.single(
      pool, service: 20, instants: [(50, 0), (55, 0), (58, 0), (59, 0)])
    #expect(
      TestPlans.run(plan).trace == [
        [0, 0, 50, 50, 70], [1, 0, 55, 55, 75], [2, 0, 58, 75, 95], [3, 0, 59, 90, 110],
      ])
  }

  @Test func everyThirdCallGoesToTheGuaranteedClass() {
    var pool = PlanPool(servers: 1, usesPriority: true)
    pool.guarantee = .init(priority: 2, everyNthCall: 3)
    var instants: [(Double, Int)] = [(0, 0)]
    for _ in 0..<6 { instants.append((1, 0)) }
    for _ in 0..<3 { instants.append((2, 2)) }
    let plan = TestPlans.single(pool, service: 10, instants: instants, priorities: [0, 1, 2])
    // Cases 7, 8 and 9 are of class 2.
    #expect(TestPlans.run(plan).trace.map { $0[0] } == [0, 1, 2, 7, 3, 4, 8, 5, 6, 9])
  }

  @Test func theOldestTicketIsCalledFirst() {
    var pool = PlanPool(servers: 1)
    pool.order = .ticketTime
    let plan = EnginePlan(
      nodes: [
        PlanNode(
          .delay(.init(time: TestPlans.constant(20), next: PlanEdge(1))),
          marks: .init(newTicket: true)),
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(30), next: PlanEdge(2)))),
        PlanNode(.end(.done)),
        PlanNode(
          .delay(.init(time: TestPlans.constant(1), next: PlanEdge(1))),
          marks: .init(newTicket: true)),
      ], pools: [pool], scenarios: [PlanScenario(start: 0), PlanScenario(start: 3)],
      streams: [
        TestPlans.arrivals([(0, 1), (2, 0), (10, 1), (15, 1), (12, 0)].sorted { $0.0 < $1.0 })
      ])
    // Tickets at 0, 2, 10, 12, 15 join at 1, 22, 11, 32, 16.
    #expect(
      TestPlans.run(plan).trace == [
        [0, 1, 1, 1, 31], [1, 1, 22, 31, 61], [2, 1, 11, 61, 91], [3, 1, 32, 91, 121],
        [4, 1, 16, 121, 151],
      ])
  }

  @Test func serversPauseAfterAService() {
    var pool = PlanPool(servers: 1)
    pool.pauseFactor = 0.5
    let plan = TestPlans.single(pool, service: 10, instants: [(0, 0), (1, 0), (40, 0)])
    let result = TestPlans.run(plan)
    #expect(
      result.trace == [[0, 0, 0, 0, 10], [1, 0, 1, 15, 25], [2, 0, 40, 40, 50]])
    #expect(result.pools[0].busyArea == Int128(TestPlans.minutes(30)))
    #expect(result.invariants.hold)
  }
}
