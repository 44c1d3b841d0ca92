// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Servers that break down, worked out by hand to the minute.
struct BreakdownTests {
  private static func run(
    _ pool: PlanPool, up: Double, repair: Double, service: Double, _ instants: [(Double, Int)],
    horizon: Double? = nil
  ) -> ReplicationResult {
    var pool = pool
    pool.breakdowns = .init(
      up: TestPlans.constant(up), repair: TestPlans.constant(repair),
      streamKey: StreamKey.hash("breakdowns"))
    let result = TestPlans.run(
      TestPlans.single(pool, service: service, instants: instants), horizon: horizon)
    #expect(result.invariants.hold)
    return result
  }

  /// Down from 50 to 60 and from 110 to 120: what is served then goes on with what is left, before the
  /// queue.
  @Test func workGoesOnAfterTheRepair() {
    let result = Self.run(
      PlanPool(servers: 1), up: 50, repair: 10, service: 30,
      [(0, 0), (35, 0), (40, 0), (111, 0)])
    #expect(
      result.trace == [
        [0, 0, 0, 0, 30], [1, 0, 35, 35, 50], [1, 0, 50, 60, 75], [2, 0, 40, 75, 105],
        [3, 0, 111, 120, 150],
      ])
    let pool = result.pools[0]
    #expect((pool.services, pool.interruptions, pool.lostWork) == (4, 1, 0))
    #expect(pool.busyArea == Int128(TestPlans.minutes(120)))
    #expect(pool.downArea == Int128(TestPlans.minutes(20)))
    #expect(pool.capacityArea == Int128(TestPlans.minutes(150)))
    #expect(pool.overtimeArea == 0)
  }

  /// An end comes before a breakdown of its instant, and a repair before the starts.
  @Test func anEndOfTheSameInstantComesFirst() {
    let result = Self.run(
      PlanPool(servers: 1), up: 50, repair: 10, service: 30, [(20, 0), (60, 0)])
    #expect(result.trace == [[0, 0, 20, 20, 50], [1, 0, 60, 60, 90]])
    #expect(result.pools[0].interruptions == 0)
  }

  /// It breaks down at night and is repaired in the morning; who is off duty is not hit.
  @Test func serversBreakDownOffDutyToo() {
    let pool = PlanPool(capacity: TestPlans.edges([(0, 1), (40, 0), (60, 1)]))
    let result = Self.run(pool, up: 50, repair: 20, service: 30, [(25, 0), (45, 0)])
    #expect(result.trace == [[0, 0, 25, 25, 55], [1, 0, 45, 70, 100]])
    #expect(result.pools[0].overtimeArea == Int128(TestPlans.minutes(15)))
    #expect(result.pools[0].downArea == Int128(TestPlans.minutes(10)))
  }

  /// The second server is not on duty, so that its breakdown takes nobody away.
  @Test func onlyServersOnDutyCount() {
    let pool = PlanPool(capacity: TestPlans.edges([(0, 1), (55, 2), (200, 1)]))
    let result = Self.run(
      pool, up: 50, repair: 10, service: 20, [(0, 0), (51, 0), (52, 0)], horizon: 100)
    // Both are down until 60, when both are on duty.
    #expect(
      result.trace == [[0, 0, 0, 0, 20], [1, 0, 51, 60, 80], [2, 0, 52, 60, 80]])
    #expect(result.pools[0].downArea == Int128(TestPlans.minutes(5 + 2 * 5)))
  }

  /// Work that has lost its server passes to one that is whole; suspended work waits for the opening.
  @Test func workPassesToAWholeServer() {
    var pool = PlanPool(servers: 2)
    pool.atClose = .suspend
    pool.breakdowns = .init(
      up: Sampler(.exponential(mean: 3e9)), repair: Sampler(.exponential(mean: 600e6)),
      streamKey: StreamKey.hash("breakdowns"))
    let plan = TestPlans.single(
      pool, service: 10, instants: (0..<400).map { (Double($0) * 8, 0) })
    let result = TestPlans.run(plan)
    #expect(result.invariants.hold)
    #expect(result.inside == 0)
    #expect(result.pools[0].interruptions > 40)
    // Some go on at the instant at which their server broke down: the other one was idle.
    let stretches = result.record?.stretches ?? []
    let passed = stretches.count { $0.goesOn && $0.since == $0.started }
    #expect(passed > 10)
    #expect(passed < result.pools[0].interruptions)
  }

  /// The same servers break down at the same instants, whatever there is to do.
  @Test func breakdownsDoNotDependOnTheWork() {
    func down(_ service: Double) -> Int128 {
      var pool = PlanPool(servers: 3)
      pool.breakdowns = .init(
        up: Sampler(.exponential(mean: 3e9)), repair: Sampler(.exponential(mean: 600e6)),
        streamKey: StreamKey.hash("breakdowns"))
      return TestPlans.run(
        TestPlans.single(pool, service: service, instants: [(0, 0), (5, 0)]), horizon: 2000
      ).pools[0].downArea
    }
    #expect(down(1) > 0)
    #expect(down(1) == down(1000))
  }

  @Test(arguments: [45.0, 55, 65], [70.0, 115, 118])
  func balancesHoldWhereverTheWindowLies(from: Double, to: Double) {
    var pool = PlanPool(servers: 1)
    pool.breakdowns = .init(
      up: TestPlans.constant(50), repair: TestPlans.constant(10), streamKey: 1)
    let plan = TestPlans.single(
      pool, service: 30, instants: [(0, 0), (35, 0), (40, 0), (95, 0)])
    let result = Replication(
      seed: 1, warmUpEnd: TestPlans.minutes(from), horizon: TestPlans.minutes(to)
    ).run(plan)
    #expect(result.invariants.hold)
    let down = max(0, 60 - max(50, from)) + max(0, to - 110)
    #expect(result.pools[0].downArea == Int128(TestPlans.minutes(down)))
  }

  @Test func impossibleTimesAreNamed() {
    var pool = PlanPool(servers: 1)
    pool.breakdowns = .init(
      up: Sampler(.exponential(mean: -1)), repair: Sampler(.constant(.nan)), streamKey: 1)
    let messages = TestPlans.single(pool, service: 1, instants: []).validate().map(\.place)
    #expect(messages.contains("pools[0].breakdowns.up"))
    #expect(messages.contains("pools[0].breakdowns.repair"))
  }
}
