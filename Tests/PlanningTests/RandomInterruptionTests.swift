// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TestSupport
import Testing

/// Pools that interrupt services with every rule at random: classes, guarantees, pauses, patience,
/// steps up and down, closings, breakdowns, loops and parallel branches.
struct RandomInterruptionTests {
  /// Three pools over eighty days, open from 8 to 12 and from 13 to 17, with a step at 10 and fewer
  /// servers at noon or none.
  private static func pools(_ generator: inout RepeatableGenerator) -> [PlanPool] {
    (0..<3).map { _ in
      let servers = 2 + generator.below(3)
      let (step, noon) = (1 + generator.below(4), generator.below(3))
      var edges: [PlanPool.CapacityEdge] = [.init(time: 0, capacity: 0)]
      for day in 0..<80 {
        for (hour, capacity) in [(8, servers), (10, step), (12, noon), (13, servers), (17, 0)]
        where edges.last?.capacity != capacity {
          edges.append(
            .init(
              time: Int64(day) * HallEngine.day + Int64(hour) * HallEngine.hour,
              capacity: capacity))
        }
      }
      var pool = PlanPool(
        capacity: edges, atClose: generator.pick([.suspend, .handOver, .finish, .drain]),
        usesPriority: true, order: generator.pick([.arrival, .ticketTime, .legalStart]),
        pauseFactor: generator.pick([0, 0.3]))
      pool.preemption = generator.pick([.resume, .restart, .none])
      if generator.below(3) == 0 {
        pool.breakdowns = .init(
          up: Sampler(.exponential(mean: 30_000e6)), repair: Sampler(.exponential(mean: 3000e6)),
          streamKey: generator.next())
      }
      if Bool.random(using: &generator) {
        pool.guarantee = .init(priority: 2, everyNthCall: 3)
      }
      return pool
    }
  }

  private static func plan(seed: UInt64) -> EnginePlan {
    var generator = RepeatableGenerator(seed: seed)
    let pools = pools(&generator)
    func task(_ pool: Int, next: Int) -> PlanNode.Service {
      PlanNode.Service(
        pool: pool, time: Sampler(.exponential(mean: 900e6)), next: PlanEdge(next))
    }
    var last = task(2, next: 5)
    last.patience = Sampler(.exponential(mean: 36_000e6))
    last.leave = PlanEdge(7)
    let actions: [PlanNode.Action] = [
      .split([PlanEdge(1), PlanEdge(2)]), .serve(task(0, next: 3)), .serve(task(1, next: 3)),
      .join(index: 0, tokens: 2, next: PlanEdge(4)), .serve(last),
      .choose(
        .probability([
          .init(0.2, PlanEdge(0, isBackEdge: true)), .init(0.8, PlanEdge(6)),
        ])), .end(.done), .end(.abandoned),
    ]
    let nodes = actions.enumerated().map { index, action in
      var marks = PlanNode.Marks()
      if case .serve = action { marks.presence = generator.pick([.away, .inHall]) }
      marks.newTicket = Bool.random(using: &generator)
      marks.startsLegal = index == 1
      return PlanNode(action, marks: marks, streamKey: StreamKey.hash("node \(index)"))
    }
    return EnginePlan(
      nodes: nodes, pools: pools,
      scenarios: (0..<4).map { PlanScenario(start: 0, priority: $0) },
      streams: [
        PlanStream(
          arrivals: .renewal(interval: Sampler(.exponential(mean: 1500e6)), startsAtZero: false),
          mix: (0..<4).map { .init(scenario: $0) }, streamKey: StreamKey.hash("arrivals"))
      ])
  }

  /// A service that waited for ever would leave its case inside at the end of a run that goes on until
  /// the hall is empty.
  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func everyCaseEndsAndBalancesHold(seed: UInt64) throws {
    let plan = Self.plan(seed: seed)
    let whole = Replication(seed: seed, caseLimit: 400, recordsVisits: true).run(plan)
    #expect(whole.stop == .exhausted)
    #expect(whole.inside == 0)
    #expect(whole.ended.reduce(0, +) == 400)
    #expect(whole.invariants.hold)
    // The integrals once more, from the stretches of the visits.
    let record = try #require(whole.record)
    var busy = [Int128](repeating: 0, count: plan.pools.count)
    for visit in record.services {
      guard case .serve(let task) = plan.nodes[Int(visit.node)].action else { continue }
      busy[task.pool] += Int128(visit.ended - visit.started)
    }
    for (index, pool) in whole.pools.enumerated() {
      #expect(pool.busyArea == busy[index])
      #expect(pool.waits.tally.count == pool.services)
      let rule = plan.pools[index]
      #expect((pool.interruptions > 0) == rule.interruptsServices, "pool \(index)")
      #expect((pool.lostWork > 0) == (rule.preemption == .restart), "pool \(index)")
      if rule.atClose == .suspend || rule.atClose == .handOver { #expect(pool.overtimeArea == 0) }
    }
    #expect(
      record.stretches.count(where: \.goesOn) == whole.pools.reduce(0) { $0 + $1.interruptions })
    let cut = Replication(
      seed: seed, warmUpEnd: 2 * HallEngine.day + 10 * HallEngine.hour,
      horizon: 5 * HallEngine.day + 11 * HallEngine.hour
    ).run(plan)
    #expect(cut.stop == .horizon)
    #expect(cut.invariants.hold)
  }
}
