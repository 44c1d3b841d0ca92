// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TestSupport
import Testing

/// Halls with every rule at random: room tasks, some with servers held back for them, servers told
/// apart, classes, orders, guarantees, pauses, closings.
struct RandomRoomTests {
  /// Three pools over sixty days, open from 8 to 12 and from 13 to 17, with one server at noon or
  /// none.
  private static func pools(_ generator: inout RepeatableGenerator) -> [PlanPool] {
    (0..<3).map { index in
      let servers = 2 + generator.below(3)
      let noon = generator.below(2)
      var edges: [PlanPool.CapacityEdge] = [.init(time: 0, capacity: 0)]
      for day in 0..<60 {
        for (hour, capacity) in [(8, servers), (12, noon), (13, servers), (17, 0)] {
          edges.append(
            .init(
              time: Int64(day) * HallEngine.day + Int64(hour) * HallEngine.hour,
              capacity: capacity))
        }
      }
      var pool = PlanPool(
        capacity: edges, atClose: generator.pick([.drain, .finish]),
        usesPriority: Bool.random(using: &generator),
        order: generator.pick([.arrival, .ticketTime, .legalStart]),
        pauseFactor: generator.pick([0, 0.3]))
      if pool.usesPriority, index == 0 { pool.guarantee = .init(priority: 2, everyNthCall: 3) }
      return pool
    }
  }

  private static func plan(seed: UInt64) -> EnginePlan {
    var generator = RepeatableGenerator(seed: seed)
    let pools = pools(&generator)
    let end = 6
    func task(_ holds: [PlanNode.Service.Hold], next: Int) -> PlanNode.Service {
      var service = PlanNode.Service(
        pool: holds[0].pool, time: Sampler(.exponential(mean: 900e6)), next: PlanEdge(next))
      service.servers = holds[0].servers
      service.others = Array(holds.dropFirst())
      service.reserves = service.isRoom && Bool.random(using: &generator)
      return service
    }
    var first = task([.init(pool: 0, servers: 1)], next: 1)
    first.keepsServerIn = 2
    var second = task([.init(pool: 0, servers: 1)], next: end)
    second.excludesServersIn = [2]
    let tasks = [
      first, second,
      task([.init(pool: 1, servers: 1), .init(pool: 0, servers: 2)], next: end),
      task([.init(pool: 2, servers: 1), .init(pool: 1, servers: 1)], next: end),
      task(
        [.init(pool: 0, servers: 1), .init(pool: 2, servers: 2), .init(pool: 1, servers: 1)],
        next: 5),
      task([.init(pool: 2, servers: 1)], next: end),
    ]
    let nodes = tasks.enumerated().map { index, task in
      var marks = PlanNode.Marks()
      marks.presence = generator.pick([.away, .inHall])
      marks.newTicket = Bool.random(using: &generator)
      marks.startsLegal = index == 0
      return PlanNode(.serve(task), marks: marks, streamKey: StreamKey.hash("task \(index)"))
    }
    return EnginePlan(
      nodes: nodes + [PlanNode(.end(.done))], pools: pools,
      scenarios: [0, 2, 3, 4, 5].enumerated().map { PlanScenario(start: $1, priority: $0 % 4) },
      streams: [
        PlanStream(
          arrivals: .renewal(interval: Sampler(.exponential(mean: 1100e6)), startsAtZero: false),
          mix: (0..<5).map { .init(scenario: $0) }, streamKey: StreamKey.hash("arrivals"))
      ])
  }

  /// A task that waited for ever would leave its case inside at the end of a run that goes on until
  /// the hall is empty.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func everyCaseEndsAndBalancesHold(seed: UInt64) {
    let plan = Self.plan(seed: seed)
    let whole = Replication(seed: seed, caseLimit: 600).run(plan)
    #expect(whole.stop == .exhausted)
    #expect(whole.inside == 0)
    #expect(whole.ended.reduce(0, +) == 600)
    #expect(whole.invariants.hold)
    #expect(whole.pools.allSatisfy { $0.waits.tally.maximum > 0 })
    let cut = Replication(
      seed: seed, warmUpEnd: 2 * HallEngine.day + 10 * HallEngine.hour,
      horizon: 5 * HallEngine.day + 11 * HallEngine.hour
    ).run(plan)
    #expect(cut.stop == .horizon)
    #expect(cut.invariants.hold)
  }
}
