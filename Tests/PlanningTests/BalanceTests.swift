// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing
import TransferModel

/// Balances of the pack that is shipped: cases, time in queues, time at work.
struct BalanceTests {
  static let configurations = ["B0", "B1", "B2", "B3"]

  @Test(arguments: configurations, [1, 2] as [UInt64])
  func balancesHoldInEveryConfiguration(configuration: String, seed: UInt64) throws {
    let valid = try TestPack.shipped()
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
    let valid = try TestPack.shipped()
    #expect(valid.pack.hall.configurations.map(\.id.value) == Self.configurations)
  }

  /// The hall with random numbers of servers, closing rules and orders; the changes are printed
  /// when a balance breaks.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func balancesHoldInRandomHalls(seed: UInt64) throws {
    var generator = SplitGenerator(seed: seed)
    let pack = try TestPack.shipped().pack
    let configuration = Self.configurations[Int.random(in: 0..<4, using: &generator)]
    var changes: [String] = []
    for pool in pack.hall.pools where pool.servers(in: configuration) > 0 {
      let servers = Int.random(in: 1...(2 * pool.servers(in: configuration)), using: &generator)
      let closing = ["finish", "drain"].randomElement(using: &generator) ?? "finish"
      changes.append("hall.pools.\(pool.id.value).servers.\(configuration)=\(servers)")
      changes.append("hall.pools.\(pool.id.value).closing=\(closing)")
    }
    let valid = try TestPack.valid(TestPack.shippedFolder, changes: changes)
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
    let valid = try TestPack.shipped()
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

/// A repeatable generator (Steele, Lea and Flood, OOPSLA 2014).
private struct SplitGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
