// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// A result is a function of the pack, the period and the seed, and of nothing else.
struct DeterminismTests {
  private let valid: ValidPack
  private let compiled: CompiledStudy
  private let period: StudyPeriod

  private static let study = Result {
    let valid = try ShippedPack.valid()
    let period = StudyPeriod(
      from: valid.pack.hall.study.from, end: .workingDays(4), warmUpDays: 1)
    return (
      valid, period, try PlanCompiler.compile(valid, configuration: "B2", period: period)
    )
  }

  init() throws { (valid, period, compiled) = try Self.study.get() }

  /// The result as the bytes a user sees.
  private func text(seed: UInt64, threads: Int, replications: Int = 4) async -> String {
    let settings = StudySettings(seed: seed, replications: replications, threads: threads)
    let metrics = await Study(compiled, settings: settings).run()
    return StudyResult(
      study: compiled, pack: valid.pack, period: period, settings: settings, changes: [],
      metrics: metrics
    ).json.text
  }

  @Test func threadsDoNotChangeAByte() async {
    let one = await text(seed: 7, threads: 1)
    let two = await text(seed: 7, threads: 2)
    #expect(one == two)
    #expect(one.utf8.count > 10_000)
  }

  @Test func seedsDiffer() async {
    let first = await text(seed: 7, threads: 2, replications: 1)
    let second = await text(seed: 8, threads: 2, replications: 1)
    #expect(first != second)
  }

  @Test func replicationsDifferAndEachCanRunAlone() async throws {
    let settings = StudySettings(seed: 7, replications: 4, threads: 2)
    let study = Study(compiled, settings: settings)
    let all = await study.run()
    #expect(Set(all.map(\.fingerprint)).count == 4)
    let alone = study.replicate(3)
    let last = try #require(all.last)
    #expect(alone.fingerprint == last.fingerprint)
    #expect(alone.events == last.events)
    // Bit patterns, so that what was not observed equals itself.
    #expect(alone.hall.mapValues(\.bitPattern) == last.hall.mapValues(\.bitPattern))
    #expect(
      alone.scenarios.map { $0.mapValues(\.bitPattern) }
        == last.scenarios.map { $0.mapValues(\.bitPattern) })
    #expect(
      alone.pools.map { $0.mapValues(\.bitPattern) }
        == last.pools.map { $0.mapValues(\.bitPattern) })
  }

  // MARK: Common random numbers

  /// An arrival, as seen by a probe before the first node.
  private struct Arrival: Hashable {
    var scenario: Int
    var number: Int
    var instant: Int64
  }

  /// Returns the arrivals of a configuration by putting a desk that takes no time at the front.
  private func arrivals(_ configuration: String) throws -> [Arrival] {
    var study = try PlanCompiler.compile(valid, configuration: configuration, period: period)
    let probe = study.plan.pools.count
    study.plan.pools.append(PlanPool(servers: 1_000_000))
    var scenarioOfNode: [Int: Int] = [:]
    for index in study.plan.scenarios.indices {
      let node = study.plan.nodes.count
      study.plan.nodes.append(
        PlanNode(
          .serve(
            .init(
              pool: probe, time: .constant(0), next: PlanEdge(study.plan.scenarios[index].start))),
          streamKey: StreamKey.hash("probe/\(index)")))
      study.plan.scenarios[index].start = node
      scenarioOfNode[node] = index
    }
    let result = Replication(
      seed: 9, index: 2, horizon: study.horizon, recordsVisits: true
    ).run(study.plan)
    return try #require(result.record).services.compactMap { visit in
      scenarioOfNode[Int(visit.node)].map {
        Arrival(scenario: $0, number: Int(visit.caseNumber), instant: visit.enabled)
      }
    }
  }

  @Test func configurationsMeetTheSameArrivals() throws {
    let before = try arrivals("B0")
    let after = try arrivals("B2")
    let sale = try #require(compiled.scenarios.firstIndex { $0.id == "S01" })
    #expect(before.count { $0.scenario == sale } > 100)
    #expect(before == after)
  }

  @Test func moreWindowsLeaveServiceTimesAlone() throws {
    let wider = try TestPack.shipped { pool in
      guard pool.id.value == "R-GUIDE" else { return }
      pool.shifts[0].servers["B2"] = Located(9, at: pool.id.place)
    }
    let change = try PlanCompiler.compile(wider, configuration: "B2", period: period)
    let base = firstTimes(compiled)
    let other = firstTimes(change)
    #expect(base.times.count > 300)
    #expect(base.times == other.times)
    // The change must have had an effect, or the test would compare a run with itself.
    #expect(base.waits > other.waits)
  }

  /// S01 follows the same flow under B1 and under B2, in a hall that is otherwise another one: every
  /// task that a case does in both takes it as long, and whoever waits, waits differently.
  ///
  /// Channels change times, so B1 gets those of B2.
  @Test func sameApplicantDrawsTheSameTimesUnderB1AndB2() throws {
    let shares = [
      ("walk-in", 60), ("appointment", 25), ("online", 10), ("online-full", 2), ("green", 2),
      ("kiosk", 1),
    ]
    let alike = try TestPack.valid(
      Repository.scenarios.path, changes: shares.map { "channels.\($0).share.B1=\($1) %" })
    func times(_ configuration: String) throws -> (services: [String: [Int64]], waits: Int64) {
      let study = try PlanCompiler.compile(alike, configuration: configuration, period: period)
      var services: [String: [Int64]] = [:]
      var waits: Int64 = 0
      for visit in TraceRun(study, seed: 9).visits where visit.scenario == "S01" {
        services["\(visit.stream)/\(visit.number) \(visit.node)", default: []]
          .append(visit.ended - visit.started)
        waits += visit.started - visit.enqueued
      }
      return (services, waits)
    }
    let base = try times("B1")
    let other = try times("B2")
    // What a case does again is compared as far as it came in both.
    let both = base.services.keys.filter { other.services[$0] != nil }
    #expect(both.count > 300)
    let different = both.filter { key in
      !zip(base.services[key] ?? [], other.services[key] ?? []).allSatisfy { $0 == $1 }
    }
    #expect(different.sorted() == [])
    #expect(base.waits != other.waits)
  }

  /// The service time of each case's first visit to the guide, and the sum of all waits there.
  private func firstTimes(_ study: CompiledStudy) -> (times: [String: Int64], waits: Int64) {
    var times: [String: Int64] = [:]
    var waits: Int64 = 0
    for visit in TraceRun(study, seed: 9).visits where visit.node == "counter/guide" {
      waits += visit.started - visit.enqueued
      let key = "\(visit.scenario) \(visit.number)"
      // A case that is called on the last day under one of the two only is left out.
      guard visit.enqueued < 3 * HallEngine.day, times[key] == nil else { continue }
      times[key] = visit.ended - visit.started
    }
    return (times, waits)
  }
}
