// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Balances of the pack that is shipped: cases, time in queues, time at work.
struct BalanceTests {
  static let configurations = ["B0", "B1", "B2", "B3"]

  @Test(arguments: configurations)
  func balancesHoldInEveryConfiguration(configuration: String) throws {
    let valid = try ShippedPack.valid()
    let seed: UInt64 = 1
    let study = try TestPack.compile(
      valid, configuration: configuration, days: 5, warmUpDays: 2)
    let result = Replication(
      seed: seed, warmUpEnd: study.warmUpEnd, horizon: study.horizon
    ).run(study.plan)
    #expect(result.stop == .horizon)
    #expect(result.invariants.hold)
    #expect(result.created > 500)
    #expect(result.created == result.ended.reduce(0, +) + result.inside)
    #expect(result.scenarios.allSatisfy { $0.created >= $0.finished })
    let metrics = Study(study, settings: StudySettings(seed: seed, replications: 1, threads: 1))
      .replicate(0)
    #expect(metrics.littlesLaw == 0)
    #expect(metrics.invariantsHold)
  }

  @Test func everyConfigurationOfThePackIsCovered() throws {
    let valid = try ShippedPack.valid()
    #expect(valid.pack.hall.configurations.map(\.id.value) == Self.configurations)
  }

  /// The hall with random numbers of servers and closing rules; the changes are printed when a
  /// balance breaks.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func balancesHoldInRandomHalls(seed: UInt64) throws {
    var generator = RepeatableGenerator(seed: seed)
    let configuration = generator.pick(Self.configurations)
    var changes: [String] = []
    let valid = try TestPack.shipped { pool in
      let before = pool.servers(in: configuration)
      guard before > 0 else { return }
      let servers = 1 + generator.below(2 * before)
      pool.shifts[0].servers[configuration] = Located(servers, at: pool.id.place)
      pool.people.groups = []
      pool.closing = generator.pick([.finish, .drain])
      changes.append("\(pool.id.value) \(servers) \(pool.closing)")
    }
    let study = try TestPack.compile(
      valid, configuration: configuration, days: 4, warmUpDays: 1)
    let result = Replication(
      seed: seed, warmUpEnd: study.warmUpEnd, horizon: study.horizon
    ).run(study.plan)
    #expect(result.stop == .horizon, "\(changes)")
    #expect(result.invariants.hold, "\(changes)")
    #expect(result.created == result.ended.reduce(0, +) + result.inside, "\(changes)")
  }

  /// The integrals of the engine, worked out again from the visits of a run that ends empty.
  @Test(arguments: configurations)
  func integralsAgreeWithTheVisits(configuration: String) throws {
    let valid = try ShippedPack.valid()
    let study = try PlanCompiler.compile(
      valid, configuration: configuration,
      period: StudyPeriod(from: valid.pack.hall.study.from, end: .cases(300), warmUpDays: 0))
    let result = Replication(
      seed: 4, horizon: study.horizon, caseLimit: study.caseLimit, recordsVisits: true
    ).run(study.plan)
    #expect(result.created == 300)
    #expect(result.inside == 0)
    let visits = try #require(result.record).services
    #expect(visits.count > 2000)
    var waits = [Int128](repeating: 0, count: study.pools.count)
    var services = waits
    var counts = [Int](repeating: 0, count: study.pools.count)
    for visit in visits {
      guard case .serve(let task) = study.plan.nodes[Int(visit.node)].action else {
        Issue.record("only tasks with a pool are served")
        continue
      }
      #expect(visit.started >= visit.enabled)
      waits[task.pool] += Int128(visit.started - visit.enabled)
      // The one row of a room task stands for all its servers.
      for hold in task.holds {
        services[hold.pool] += Int128(hold.servers) * Int128(visit.ended - visit.started)
        counts[hold.pool] += 1
      }
    }
    for (index, pool) in result.pools.enumerated() {
      let name = study.pools[index].id.value
      #expect(pool.services == counts[index], "\(name)")
      #expect(pool.busyArea == services[index], "\(name)")
      #expect(pool.waits.tally.sum == waits[index], "\(name)")
      // Who gives up is never served but has waited.
      #expect(
        pool.reneged > 0 ? pool.queueArea > waits[index] : pool.queueArea == waits[index],
        "\(name)")
    }
  }
}
