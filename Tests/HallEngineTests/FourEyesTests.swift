// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// One person may not do both reviews of a case; worked out by hand to the minute.
struct FourEyesTests {
  /// Scenario 0 has a first review (node 0) and a second one (node 1) by another person; scenario 1
  /// one other task (node 2) at the same pool.
  private static func plan(
    _ pool: PlanPool, first: Double = 10, other: Double = 1, reviews: [Double],
    others: [Double] = [], priority: Int = 0
  ) -> EnginePlan {
    var one = PlanNode.Service(pool: 0, time: TestPlans.constant(first), next: PlanEdge(1))
    one.keepsServerIn = 0
    var two = PlanNode.Service(pool: 0, time: TestPlans.constant(5), next: PlanEdge(3))
    two.excludesServersIn = [0]
    let task = PlanNode.Service(pool: 0, time: TestPlans.constant(other), next: PlanEdge(3))
    let instants = reviews.map { ($0, 0) } + others.map { ($0, 1) }
    return EnginePlan(
      nodes: [
        PlanNode(.serve(one), streamKey: 1), PlanNode(.serve(two), streamKey: 2),
        PlanNode(.serve(task), streamKey: 3), PlanNode(.end(.done)),
      ], pools: [pool],
      scenarios: [PlanScenario(start: 0, priority: priority), PlanScenario(start: 2)],
      streams: [TestPlans.arrivals(instants.sorted { $0.0 < $1.0 })])
  }

  @Test func theSecondReviewGoesToTheOtherServerAtOnce() {
    let plan = Self.plan(PlanPool(servers: 2), reviews: [0])
    #expect(TestPlans.run(plan).trace == [[0, 0, 0, 0, 10], [0, 1, 10, 10, 15]])
  }

  @Test func othersAreCalledWhileOnlyTheFirstReviewerIsIdle() {
    // The other server is busy from 8 to 28; the first reviewer takes who comes behind at 12.
    let result = TestPlans.run(
      Self.plan(PlanPool(servers: 2), other: 20, reviews: [0], others: [8, 12]))
    #expect(
      result.trace == [
        [0, 0, 0, 0, 10], [1, 2, 8, 8, 28], [2, 2, 12, 12, 32], [0, 1, 10, 28, 33],
      ])
    #expect(result.invariants.hold)
  }

  @Test func whoIsPassedOverKeepsThePlace() {
    // At 28 both the review of 10 and the task of 13 wait, and the review comes first.
    let result = TestPlans.run(
      Self.plan(PlanPool(servers: 2), other: 20, reviews: [0], others: [8, 12, 13]))
    #expect(
      result.trace == [
        [0, 0, 0, 0, 10], [1, 2, 8, 8, 28], [2, 2, 12, 12, 32], [0, 1, 10, 28, 33],
        [3, 2, 13, 32, 52],
      ])
  }

  @Test func withoutTheRuleTheFirstReviewerGoesOn() {
    var plan = Self.plan(PlanPool(servers: 2), other: 20, reviews: [0], others: [8, 12])
    guard case .serve(var second) = plan.nodes[1].action else { return }
    second.excludesServersIn = []
    plan.nodes[1].action = .serve(second)
    #expect(
      TestPlans.run(plan).trace == [
        [0, 0, 0, 0, 10], [1, 2, 8, 8, 28], [0, 1, 10, 10, 15], [2, 2, 12, 15, 35],
      ])
  }

  @Test func theFirstServersAreOnDutyWhenFewAre() {
    // From 20 to 60 one server covers lunch; he did the first review.
    let pool = PlanPool(capacity: TestPlans.edges([(0, 2), (20, 1), (60, 2)]))
    let plan = Self.plan(pool, first: 15, reviews: [10])
    #expect(TestPlans.run(plan).trace == [[0, 0, 10, 10, 25], [0, 1, 25, 60, 65]])
  }

  @Test func theServerIdleLongestIsCalledFirst() {
    // Two of three work from 0 to 4, so that the third, idle from the start, reviews at 20; the first,
    // who covers lunch from 25 on, may then do the second review.
    let pool = PlanPool(capacity: TestPlans.edges([(0, 3), (25, 1), (60, 3)]))
    let plan = Self.plan(pool, other: 4, reviews: [20], others: [0, 0])
    #expect(
      TestPlans.run(plan).trace == [
        [0, 2, 0, 0, 4], [1, 2, 0, 0, 4], [2, 0, 20, 20, 30], [2, 1, 30, 30, 35],
      ])
  }

  @Test func aServerBackFromHisPauseMayReview() {
    // The second server works from 0 to 5 and pauses up to 10, the minute of the end of the review.
    var pool = PlanPool(servers: 2)
    pool.pauseFactor = 1
    let result = TestPlans.run(Self.plan(pool, other: 5, reviews: [0], others: [0, 11]))
    #expect(
      result.trace == [
        [0, 0, 0, 0, 10], [1, 2, 0, 0, 5], [0, 1, 10, 10, 15], [2, 2, 11, 20, 25],
      ])
    #expect(result.invariants.hold)
  }

  @Test func whoReviewedLastCountsAfterALoop() {
    // First review twice, then the second: 0 to 10 by the first server, 10 to 20 again, now by the
    // second, who has been idle longer.
    var plan = Self.plan(PlanPool(servers: 2), other: 30, reviews: [0], others: [15])
    plan.nodes += [
      PlanNode(
        .choose(
          .scripted(scripts: [[0, 1]], edges: [PlanEdge(0, isBackEdge: true), PlanEdge(1)])))
    ]
    guard case .serve(var one) = plan.nodes[0].action else { return }
    one.next = PlanEdge(4)
    plan.nodes[0].action = .serve(one)
    // The first server takes the task of 15, so that the second review waits for him until 45.
    #expect(
      TestPlans.run(plan).trace == [
        [0, 0, 0, 0, 10], [0, 0, 10, 10, 20], [1, 2, 15, 15, 45], [0, 1, 20, 45, 50],
      ])
  }

  @Test func balancesHoldAndClassesGoFirst() {
    var pool = PlanPool(servers: 2, usesPriority: true)
    pool.guarantee = .init(priority: 3, everyNthCall: 3)
    let plan = Self.plan(
      pool, other: 7, reviews: (0..<30).map { Double($0) * 8 },
      others: (0..<40).map { Double($0) * 5 }, priority: 3)
    for horizon in [55.0, 130, 300] {
      let result = Replication(
        seed: 1, warmUpEnd: TestPlans.minutes(31), horizon: TestPlans.minutes(horizon)
      ).run(plan)
      #expect(result.invariants.hold)
      #expect(result.pools[0].queueMaximum > 0)
    }
  }
}
