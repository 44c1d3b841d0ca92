// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Tasks that hold servers of several pools at once, worked out by hand to the minute.
struct RoomTests {
  private static func room(
    _ holds: [(pool: Int, servers: Int)], _ minutes: Double, reserves: Bool = false
  ) -> PlanNode.Service {
    var service = PlanNode.Service(
      pool: holds[0].pool, time: TestPlans.constant(minutes), next: PlanEdge(0))
    service.servers = holds[0].servers
    service.others = holds.dropFirst().map { .init(pool: $0.pool, servers: $0.servers) }
    service.reserves = reserves
    return service
  }

  private static func single(_ pool: Int, _ minutes: Double) -> PlanNode.Service {
    PlanNode.Service(pool: pool, time: TestPlans.constant(minutes), next: PlanEdge(0))
  }

  /// A scenario for each task; node n is the n-th task.
  private static func plan(
    _ pools: [PlanPool], _ tasks: [PlanNode.Service], priorities: [Int]? = nil,
    marks: PlanNode.Marks = .init(), _ instants: [(Double, Int)]
  ) -> EnginePlan {
    EnginePlan(
      nodes: tasks.enumerated().map { index, task in
        var task = task
        task.next = PlanEdge(tasks.count)
        return PlanNode(.serve(task), marks: marks, streamKey: StreamKey.hash("task \(index)"))
      } + [PlanNode(.end(.done))], pools: pools,
      scenarios: tasks.indices.map { PlanScenario(start: $0, priority: priorities?[$0] ?? 0) },
      streams: [TestPlans.arrivals(instants)])
  }

  // Pool 0 is one room, pool 1 two clerks: the interview needs all three, the enquiry one clerk.
  private static func interviews(reserves: Bool) -> EnginePlan {
    plan(
      [PlanPool(servers: 1), PlanPool(servers: 2)],
      [room([(0, 1), (1, 2)], 30, reserves: reserves), single(1, 20)],
      [(0, 1), (5, 1), (10, 0), (15, 1), (50, 1)])
  }

  @Test func smallerTasksPassARoomTaskThatMustWait() {
    let result = TestPlans.run(Self.interviews(reserves: false))
    #expect(
      result.trace == [
        [0, 1, 0, 0, 20], [1, 1, 5, 5, 25],
        // One clerk is free at 20, which is not enough for the interview.
        [3, 1, 15, 20, 40], [2, 0, 10, 40, 70], [4, 1, 50, 70, 90],
      ])
    #expect(result.invariants.hold)
    let clerks = result.pools[1]
    #expect(result.pools[0].busyArea == Int128(TestPlans.minutes(30)))
    #expect(clerks.busyArea == Int128(TestPlans.minutes(2 * 30 + 4 * 20)))
    #expect(clerks.services == 5)
    // The wait is one of the room; that of the clerks counts enquiries only.
    #expect(result.pools[0].waits.tally.count == 1)
    #expect(result.pools[0].queueArea == Int128(TestPlans.minutes(30)))
    #expect(clerks.waits.tally.count == 4)
    #expect(clerks.queueArea == Int128(TestPlans.minutes(5 + 20)))
    #expect(result.scenarios[0].touch.sum == Int128(TestPlans.minutes(90)))
  }

  @Test func reservedServersAreHeldBackForARoomTask() {
    let result = TestPlans.run(Self.interviews(reserves: true))
    #expect(
      result.trace == [
        [0, 1, 0, 0, 20], [1, 1, 5, 5, 25], [2, 0, 10, 25, 55],
        [3, 1, 15, 55, 75], [4, 1, 50, 55, 75],
      ])
    #expect(result.invariants.hold)
  }

  @Test(arguments: [false, true])
  func anotherRoomTaskPassesUnlessServersAreHeldBack(reserves: Bool) {
    let plan = Self.plan(
      [PlanPool(servers: 1), PlanPool(servers: 2), PlanPool(servers: 1)],
      [
        Self.room([(0, 1), (1, 2)], 10, reserves: reserves), Self.room([(2, 1), (1, 1)], 10),
        Self.single(1, 60),
      ], [(0, 2), (5, 0), (6, 1)])
    #expect(
      TestPlans.run(plan).trace
        == (reserves
          ? [[0, 2, 0, 0, 60], [1, 0, 5, 60, 70], [2, 1, 6, 70, 80]]
          : [[0, 2, 0, 0, 60], [2, 1, 6, 6, 16], [1, 0, 5, 60, 70]]))
  }

  /// Two room tasks that both ask to hold back, and call orders that contradict each other: each
  /// comes first in one pool.
  @Test func roomTasksDoNotHoldBackServersFromEachOther() {
    let byClass = PlanPool(servers: 1, usesPriority: true)
    let plan = Self.plan(
      [PlanPool(servers: 1), byClass],
      [
        Self.room([(0, 1), (1, 1)], 10, reserves: true),
        Self.room([(1, 1), (0, 1)], 10, reserves: true), Self.single(0, 20), Self.single(1, 30),
      ], priorities: [3, 1, 0, 2], [(0, 2), (0, 3), (1, 0), (2, 1), (3, 3)])
    // At 20 the first pool is free and held back for the task of 1, which has waited longer. At 30 the
    // task of 2 is first in the second pool and behind what is held back in the first; the enquiry
    // and then the task of 1 follow.
    #expect(
      TestPlans.run(plan).trace == [
        [0, 2, 0, 0, 20], [1, 3, 0, 0, 30], [4, 3, 3, 30, 60], [2, 0, 1, 60, 70],
        [3, 1, 2, 70, 80],
      ])
  }

  /// The second room task must wait for the first anyway, which shares a pool with it.
  @Test func nothingIsHeldBackForARoomTaskThatHasNotWaitedLongest() {
    let plan = Self.plan(
      [PlanPool(servers: 1), PlanPool(servers: 1), PlanPool(servers: 1)],
      [
        Self.room([(0, 1), (1, 1)], 10, reserves: true),
        Self.room([(1, 1), (2, 1)], 10, reserves: true), Self.single(0, 60), Self.single(2, 10),
      ], [(0, 2), (1, 0), (2, 1), (3, 3)])
    #expect(
      TestPlans.run(plan).trace == [
        [0, 2, 0, 0, 60], [3, 3, 3, 3, 13], [1, 0, 1, 60, 70], [2, 1, 2, 70, 80],
      ])
  }

  @Test func classesAndArrivalDecideWhoIsCalledFirst() {
    func starts(usesPriority: Bool) -> [[Double]] {
      let plan = Self.plan(
        [PlanPool(servers: 1), PlanPool(servers: 1, usesPriority: usesPriority)],
        [Self.room([(0, 1), (1, 1)], 10), Self.single(1, 10)], priorities: [2, 1],
        [(0, 1), (1, 0), (2, 1)])
      return TestPlans.run(plan).trace
    }
    #expect(
      starts(usesPriority: true) == [[0, 1, 0, 0, 10], [2, 1, 2, 10, 20], [1, 0, 1, 20, 30]])
    #expect(
      starts(usesPriority: false) == [[0, 1, 0, 0, 10], [1, 0, 1, 10, 20], [2, 1, 2, 20, 30]])
  }

  @Test func aGuaranteedClassPassesRoomTasksToo() {
    var clerk = PlanPool(servers: 1, usesPriority: true)
    clerk.guarantee = .init(priority: 2, everyNthCall: 2)
    let plan = Self.plan(
      [PlanPool(servers: 1), clerk], [Self.room([(0, 1), (1, 1)], 10), Self.single(1, 10)],
      priorities: [0, 2], [(0, 0), (1, 0), (1, 0), (1, 0), (2, 1)])
    #expect(
      TestPlans.run(plan).trace == [
        [0, 0, 0, 0, 10], [1, 0, 1, 10, 20], [4, 1, 2, 20, 30], [2, 0, 1, 30, 40],
        [3, 0, 1, 40, 50],
      ])
  }

  /// Both pools open at 30; in the second two enquiries came before the room task.
  @Test(arguments: [2, 3])
  func thoseAheadInTheOtherPoolComeFirst(clerks: Int) {
    let plan = Self.plan(
      [
        PlanPool(capacity: TestPlans.edges([(0, 0), (30, 1)])),
        PlanPool(capacity: TestPlans.edges([(0, 0), (30, clerks)])),
      ], [Self.room([(0, 1), (1, 1)], 10), Self.single(1, 10), Self.single(0, 10)],
      [(0, 1), (1, 1), (2, 0), (3, 2)])
    let starts = Dictionary(
      uniqueKeysWithValues: TestPlans.run(plan).trace.map { (Int($0[0]), $0[3]) })
    #expect(starts == (clerks == 2 ? [0: 30, 1: 30, 2: 40, 3: 30] : [0: 30, 1: 30, 2: 30, 3: 40]))
  }

  // MARK: Closing

  private static func closing(_ rule: PlanPool.AtClose, _ more: [(Double, Int)] = []) -> EnginePlan
  {
    plan(
      [
        PlanPool(capacity: TestPlans.edges([(0, 1), (60, 0), (90, 1)]), atClose: rule),
        PlanPool(servers: 2),
      ], [room([(0, 1), (1, 1)], 20), single(0, 30)], [(50, 1), (55, 0)] + more)
  }

  @Test func aRoomTaskStartsOnlyWhileAllItsPoolsAreOpen() {
    let result = TestPlans.run(Self.closing(.finish))
    #expect(result.trace == [[0, 1, 50, 50, 80], [1, 0, 55, 90, 110]])
    #expect(result.pools[0].overtimeArea == Int128(TestPlans.minutes(20)))
    #expect(result.invariants.hold)
  }

  @Test func aDrainingPoolServesARoomTaskThatWaitedAtItsClosing() {
    // One comes at 65, after the closing, and waits for the opening at 90, when one is still busy.
    let result = TestPlans.run(Self.closing(.drain, [(65, 0)]))
    #expect(result.trace == [[0, 1, 50, 50, 80], [1, 0, 55, 80, 100], [2, 0, 65, 100, 120]])
    #expect(result.pools[0].overtimeArea == Int128(TestPlans.minutes(30)))
    #expect(result.invariants.hold)
  }

  /// The room closes at 30 for half an hour; clerks held back for it are free for others meanwhile.
  @Test func nothingIsHeldBackWhileAPoolIsClosed() {
    let plan = Self.plan(
      [
        PlanPool(capacity: TestPlans.edges([(0, 1), (30, 0), (60, 1)])), PlanPool(servers: 1),
      ],
      [Self.room([(0, 1), (1, 1)], 10, reserves: true), Self.single(1, 25), Self.single(0, 20)],
      [(20, 2), (22, 0), (23, 1)])
    #expect(
      TestPlans.run(plan).trace == [[0, 2, 20, 20, 40], [2, 1, 23, 30, 55], [1, 0, 22, 60, 70]])
  }

  @Test func everyServerOfARoomTaskTakesItsPause() {
    let clerks = PlanPool(capacity: TestPlans.edges([(0, 2)]), pauseFactor: 0.5)
    let plan = Self.plan(
      [PlanPool(servers: 1), clerks], [Self.room([(0, 1), (1, 2)], 10), Self.single(1, 10)],
      [(0, 0), (1, 1), (2, 1), (3, 0)])
    let result = TestPlans.run(plan)
    #expect(
      result.trace == [
        [0, 0, 0, 0, 10], [1, 1, 1, 15, 25], [2, 1, 2, 15, 25], [3, 0, 3, 30, 40],
      ])
    #expect(result.invariants.hold)
  }

  // MARK: Balances

  @Test func balancesHoldWhereTheWindowCutsRoomTasks() {
    // The warm-up ends and the run ends while the interview is at work or waits.
    for (warmUp, horizon) in [(20.0, 45.0), (45, 60), (30, 35), (0, 12)] {
      let result = Replication(
        seed: 1, warmUpEnd: TestPlans.minutes(warmUp), horizon: TestPlans.minutes(horizon)
      ).run(Self.interviews(reserves: false))
      #expect(result.invariants.hold, "\(warmUp) to \(horizon)")
    }
    let cut = Replication(
      seed: 1, warmUpEnd: TestPlans.minutes(45), horizon: TestPlans.minutes(60)
    ).run(Self.interviews(reserves: false))
    #expect(cut.pools[1].busyArea == Int128(TestPlans.minutes(30)))
  }

  /// Four servers that only ever work in pairs are two servers.
  @Test func pairsOfServersAreAPoolOfHalfTheSize() {
    func run(_ servers: Int, pool: Int) -> ReplicationResult {
      var service = Self.room([(0, servers)], 0)
      service.time = Sampler(.exponential(mean: 60e6))
      var plan = Self.plan([PlanPool(servers: pool)], [service], [])
      plan.streams = [
        PlanStream(
          arrivals: .renewal(interval: Sampler(.exponential(mean: 36e6)), startsAtZero: false),
          mix: [.init(scenario: 0)], streamKey: StreamKey.hash("arrivals"))
      ]
      return Replication(seed: 7, caseLimit: 2000, recordsVisits: true).run(plan)
    }
    let pairs = run(2, pool: 4)
    let singles = run(1, pool: 2)
    #expect(pairs.trace == singles.trace)
    #expect(pairs.pools[0].waits == singles.pools[0].waits)
    #expect(pairs.pools[0].waits.tally.maximum > TestPlans.minutes(2))
    #expect(pairs.pools[0].busyArea == 2 * singles.pools[0].busyArea)
  }

  /// Room and single tasks over three pools: no pool ever has more servers at work than it has, and
  /// no single task waits beside an idle server.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func serversAreNeitherOverbookedNorIdleInVain(seed: UInt64) {
    let sizes = [2, 3, 4]
    let tasks = [
      Self.room([(0, 1), (1, 2)], 0), Self.room([(2, 2), (0, 1), (1, 1)], 0),
      Self.single(0, 0), Self.single(1, 0), Self.single(2, 0),
    ].map { task in
      var task = task
      task.time = Sampler(.exponential(mean: 600e6))
      return task
    }
    var plan = Self.plan(sizes.map { PlanPool(servers: $0) }, tasks, [])
    plan.streams = [
      PlanStream(
        arrivals: .renewal(interval: Sampler(.exponential(mean: 240e6)), startsAtZero: false),
        mix: tasks.indices.map { .init(scenario: $0) }, streamKey: StreamKey.hash("arrivals"))
    ]
    let result = Replication(seed: seed, caseLimit: 300, recordsVisits: true).run(plan)
    #expect(result.invariants.hold)
    let rows = result.trace
    #expect(rows.contains { $0[1] < 2 && $0[3] > $0[2] })
    for (pool, size) in sizes.enumerated() {
      let held = rows.map { row -> Int in
        tasks[Int(row[1])].holds.first { $0.pool == pool }?.servers ?? 0
      }
      for start in rows.map({ $0[3] }) {
        var busy = 0
        var isWaitedFor = false
        for (row, servers) in zip(rows, held) {
          if row[3] <= start, start < row[4] { busy += servers }
          if Int(row[1]) == 2 + pool, row[2] < start, start < row[3] { isWaitedFor = true }
        }
        #expect(busy <= size)
        if isWaitedFor { #expect(busy == size) }
      }
    }
  }
}
