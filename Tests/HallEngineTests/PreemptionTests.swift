// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Services that better classes interrupt, worked out by hand to the minute.
struct PreemptionTests {
  /// A pool, and a scenario for each class that is served there by a node of the same number.
  private static func plan(
    _ pool: PlanPool, _ preemption: PlanPool.Preemption, minutes: [Double],
    marks: PlanNode.Marks = .init(), _ instants: [(Double, Int)]
  ) -> EnginePlan {
    var pool = pool
    pool.usesPriority = true
    pool.preemption = preemption
    return EnginePlan(
      nodes: minutes.enumerated().map { index, time in
        PlanNode(
          .serve(
            .init(pool: 0, time: TestPlans.constant(time), next: PlanEdge(minutes.count))),
          marks: marks, streamKey: StreamKey.hash("task \(index)"))
      } + [PlanNode(.end(.done))], pools: [pool],
      scenarios: minutes.indices.map { PlanScenario(start: $0, priority: $0) },
      streams: [TestPlans.arrivals(instants)])
  }

  private static let oneDesk: [(Double, Int)] = [(0, 1), (10, 0), (12, 1), (15, 0)]

  /// The urgent take 10 minutes, the others 30.
  private static func oneDesk(
    _ preemption: PlanPool.Preemption, marks: PlanNode.Marks = .init()
  ) -> ReplicationResult {
    TestPlans.run(
      plan(PlanPool(servers: 1), preemption, minutes: [10, 30], marks: marks, oneDesk))
  }

  @Test func interruptedWorkGoesOnWithWhatIsLeft() {
    var marks = PlanNode.Marks()
    marks.presence = .inHall
    let result = Self.oneDesk(.resume, marks: marks)
    #expect(
      result.trace == [
        [0, 1, 0, 0, 10], [1, 0, 10, 10, 20], [3, 0, 15, 20, 30],
        // The interrupted one comes before who waits in its class.
        [0, 1, 10, 30, 50], [2, 1, 12, 50, 80],
      ])
    let stretches = result.record?.stretches ?? []
    let further = stretches.filter(\.goesOn)
    #expect(further.map(\.visit) == [stretches[0].visit])
    // The visit lasts from its first start to its last end.
    let visit = result.record.map { $0.visits[stretches[0].visit] }
    #expect(visit?.started == 0)
    #expect(visit?.ended == TestPlans.minutes(50))
    #expect(result.invariants.hold)
    let pool = result.pools[0]
    #expect(pool.busyArea == Int128(TestPlans.minutes(80)))
    #expect((pool.services, pool.interruptions, pool.lostWork) == (4, 1, 0))
    // One wait for each visit: 0 and 5 minutes, 20 after the interruption, 38.
    #expect(pool.waits.tally.count == 4)
    #expect(pool.waits.tally.sum == Int128(TestPlans.minutes(63)))
    #expect(pool.waits.histogram.zeros == 1)
    #expect(pool.queueArea == Int128(TestPlans.minutes(63)))
    #expect(result.scenarios[1].hallWait.sum == Int128(TestPlans.minutes(58)))
    #expect(result.scenarios[1].hallTime.tally.sum == Int128(TestPlans.minutes(50 + 68)))
    #expect(result.scenarios[1].touch.sum == Int128(TestPlans.minutes(60)))
  }

  @Test func restartedWorkIsDoneFromTheBeginning() {
    let result = Self.oneDesk(.restart)
    #expect(
      result.trace == [
        [0, 1, 0, 0, 10], [1, 0, 10, 10, 20], [3, 0, 15, 20, 30], [0, 1, 10, 30, 60],
        [2, 1, 12, 60, 90],
      ])
    #expect(result.invariants.hold)
    let pool = result.pools[0]
    #expect(pool.busyArea == Int128(TestPlans.minutes(90)))
    #expect(pool.lostWork == Int128(TestPlans.minutes(10)))
    #expect(result.scenarios[1].touch.sum == Int128(TestPlans.minutes(70)))
  }

  @Test func withoutPreemptionTheyWait() {
    let result = Self.oneDesk(.none)
    #expect(
      result.trace == [
        [0, 1, 0, 0, 30], [1, 0, 10, 30, 40], [3, 0, 15, 40, 50], [2, 1, 12, 50, 80],
      ])
    #expect(result.pools[0].interruptions == 0)
  }

  /// Two interruptions of one service lose the work before each.
  @Test(arguments: [PlanPool.Preemption.resume, .restart])
  func aServiceIsInterruptedAgainAndAgain(preemption: PlanPool.Preemption) {
    let result = TestPlans.run(
      Self.plan(
        PlanPool(servers: 1), preemption, minutes: [5, 20], [(0, 1), (8, 0), (20, 0), (60, 1)]))
    #expect(
      result.trace == [
        [0, 1, 0, 0, 8], [1, 0, 8, 8, 13], [0, 1, 8, 13, 20], [2, 0, 20, 20, 25],
        [0, 1, 20, 25, preemption == .resume ? 30 : 45], [3, 1, 60, 60, 80],
      ])
    #expect(result.pools[0].lostWork == Int128(TestPlans.minutes(preemption == .restart ? 15 : 0)))
    #expect(result.invariants.hold)
  }

  /// The worst class gives way, of equals who began last, and comes back in the reverse order.
  @Test func theWorstClassGivesWayAndOfEqualsTheLast() {
    let result = TestPlans.run(
      Self.plan(
        PlanPool(servers: 2), .resume, minutes: [10, 20, 30],
        [(0, 2), (5, 2), (10, 1), (12, 0), (14, 0), (15, 1)]))
    #expect(
      result.trace == [
        [0, 2, 0, 0, 12], [1, 2, 5, 5, 10], [2, 1, 10, 10, 14], [3, 0, 12, 12, 22],
        [4, 0, 14, 14, 24], [2, 1, 14, 22, 38], [5, 1, 15, 24, 44], [0, 2, 12, 38, 56],
        [1, 2, 10, 44, 69],
      ])
    #expect(result.pools[0].interruptions == 3)
    #expect(result.invariants.hold)
  }

  @Test func anEndOfTheSameInstantComesFirst() {
    let result = TestPlans.run(
      Self.plan(
        PlanPool(servers: 1), .resume, minutes: [10, 20], [(0, 1), (5, 1), (20, 0)]))
    #expect(result.trace == [[0, 1, 0, 0, 20], [2, 0, 20, 20, 30], [1, 1, 5, 30, 50]])
    #expect(result.pools[0].interruptions == 0)
  }

  /// Who comes when both end or join takes the free server; only the second takes one away.
  @Test func freeServersAreTakenBeforeAnybodyIsInterrupted() {
    let result = TestPlans.run(
      Self.plan(
        PlanPool(servers: 2), .resume, minutes: [10, 20], [(0, 1), (10, 0), (10, 0), (40, 1)]))
    #expect(
      result.trace == [
        [0, 1, 0, 0, 10], [1, 0, 10, 10, 20], [2, 0, 10, 10, 20], [0, 1, 10, 20, 30],
        [3, 1, 40, 40, 60],
      ])
    #expect(result.invariants.hold)
  }

  /// The pause follows the completed service only, by all that was served of it.
  @Test(arguments: [PlanPool.Preemption.resume, .restart])
  func pausesFollowCompletedServices(preemption: PlanPool.Preemption) {
    var pool = PlanPool(servers: 1)
    pool.pauseFactor = 0.5
    let result = TestPlans.run(
      Self.plan(pool, preemption, minutes: [10, 20], [(0, 1), (5, 0), (17, 0), (50, 1)]))
    let again: [[Double]] =
      preemption == .resume
      ? [[0, 1, 5, 35, 50], [3, 1, 50, 60, 80]] : [[0, 1, 5, 35, 55], [3, 1, 50, 67.5, 87.5]]
    #expect(
      result.trace == [
        // Away from 15 to 20: nobody's server can be taken then.
        [0, 1, 0, 0, 5], [1, 0, 5, 5, 15], [2, 0, 17, 20, 30],
      ] + again)
    #expect(result.invariants.hold)
  }

  /// Every second call is for the last class, whose service then is not interrupted.
  @Test func aGuaranteedTurnIsNotInterrupted() {
    var pool = PlanPool(servers: 1)
    pool.guarantee = .init(priority: 1, everyNthCall: 2)
    let result = TestPlans.run(
      Self.plan(
        pool, .resume, minutes: [10, 10],
        [(0, 0), (1, 1), (2, 0), (3, 0), (25, 0), (60, 1), (65, 0)]))
    #expect(
      result.trace == [
        [0, 0, 0, 0, 10], [2, 0, 2, 10, 20], [1, 1, 1, 20, 30], [3, 0, 3, 30, 40],
        [4, 0, 25, 40, 50],
        // Called as the only one that waits, it gives way.
        [5, 1, 60, 60, 65], [6, 0, 65, 65, 75], [5, 1, 65, 75, 80],
      ])
    #expect(result.pools[0].interruptions == 1)
  }

  /// Patience is for the first wait: who has been served does not leave.
  @Test func whoIsInterruptedDoesNotRenege() {
    var plan = Self.plan(
      PlanPool(servers: 1), .resume, minutes: [60, 30], [(0, 1), (10, 0), (12, 1)])
    plan.nodes.append(PlanNode(.end(.abandoned)))
    guard case .serve(var task) = plan.nodes[1].action else { return }
    task.patience = TestPlans.constant(15)
    task.leave = PlanEdge(3)
    plan.nodes[1].action = .serve(task)
    let result = TestPlans.run(plan)
    #expect(result.trace == [[0, 1, 0, 0, 10], [1, 0, 10, 10, 70], [0, 1, 10, 70, 90]])
    #expect(result.pools[0].reneged == 1)
    #expect(result.pools[0].queueArea == Int128(TestPlans.minutes(60 + 15)))
    #expect(result.invariants.hold)
  }

  /// Two are finished as overtime after the step down: their servers are not taken from them.
  @Test func overtimeIsNotInterrupted() {
    let pool = PlanPool(capacity: TestPlans.edges([(0, 2), (10, 1), (100, 2)]))
    let result = TestPlans.run(
      Self.plan(pool, .resume, minutes: [10, 30], [(0, 1), (5, 1), (12, 0), (33, 0)]))
    #expect(
      result.trace == [
        // At 30 the one server on duty is still with the second, and can be taken.
        [0, 1, 0, 0, 30], [1, 1, 5, 5, 30], [2, 0, 12, 30, 40], [3, 0, 33, 40, 50],
        [1, 1, 30, 50, 55],
      ])
    #expect(result.pools[0].overtimeArea == Int128(TestPlans.minutes(20)))
    #expect(result.invariants.hold)
  }

  /// The window of the statistics begins and ends within services and waits of interrupted ones.
  @Test(arguments: [7.0, 13, 25, 33], [14.0, 28, 40, 70])
  func balancesHoldWhereverTheWindowLies(from: Double, to: Double) {
    for preemption in [PlanPool.Preemption.resume, .restart] where from < to {
      let plan = Self.plan(PlanPool(servers: 1), preemption, minutes: [10, 30], Self.oneDesk)
      let result = Replication(
        seed: 1, warmUpEnd: TestPlans.minutes(from), horizon: TestPlans.minutes(to)
      ).run(plan)
      #expect(result.invariants.hold, "\(preemption) from \(from) to \(to)")
      #expect(result.pools[0].busyArea == Int128(TestPlans.minutes(to - from)))
    }
  }

  @Test func impossiblePlansAreNamed() {
    var plan = Self.plan(PlanPool(servers: 2), .resume, minutes: [1, 1], [])
    plan.pools[0].usesPriority = false
    plan.pools[0].absentCallMicros = 1
    plan.pools[0].groups = [.init(factor: 1)]
    guard case .serve(var task) = plan.nodes[0].action else { return }
    task.servers = 2
    plan.nodes[0].action = .serve(task)
    let messages = plan.validate().map(\.description)
    for part in [
      "has preemption without priorities", "servers who differ in speed",
      "calls tickets without people", "is served in turn at pool 0, which interrupts",
    ] { #expect(messages.contains { $0.contains(part) }, "\(part)") }
  }
}
