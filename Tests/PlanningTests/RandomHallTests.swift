// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Halls that use everything at once, each key at random: room tasks, servers told apart, staff of
/// several speeds, breaks, absence, loans, windows that open, outages, closures, tickets of those who
/// left, services that are interrupted.
struct RandomHallTests {
  /// A configuration that uses every key is as likely as one that leaves some out.
  private static func pack(seed: UInt64) throws -> SmallPack {
    var generator = RepeatableGenerator(seed: seed)
    func maybe(_ text: String) -> String {
      Int.random(in: 0..<4, using: &generator) > 0 ? ", \(text)" : ""
    }
    func rules() -> String {
      let closing = generator.pick(["finish", "drain"])
      let order = generator.pick(["arrival", "ticket", "acceptance"])
      let calls = maybe("priorities: yes, guarantee: {class: 3, every: 3}")
      return "hours: office, closing: \(closing), order: \(order)\(calls)" + maybe("usable: 85 %")
    }
    let breaks = "breaks: {length: 15 min}"
    let absence = "absence: 20 %, minimum: 2"
    let dynamic =
      "forecast: 10 min, dynamic: {openAbove: 25 min, closeBelow: 8 min, dwell: 20 min, most: 2}"
    let staff = generator.pick([
      "servers: 3",
      "staff: [{servers: 1}, {servers: 2, factor: 1.3, learning: {factor: 1.5, halfLife: 3 wd, until: 9 wd}}]",
    ])
    let factor = generator.pick(["", ", factor: 1.2"])
    let loan = "lend: {to: desk, servers: 1, during: 09:30-11:00\(factor)}"
    let reserve = generator.pick(["", ", reserve: yes"])
    func interruptions() -> String {
      let closing = generator.pick(["finish", "suspend", "hand-over"])
      let preemption = generator.pick(["none", "resume", "restart"])
      return "hours: office, closing: \(closing), priorities: yes, preemption: \(preemption)"
        + maybe("guarantee: {class: 3, every: 3}") + maybe("usable: 85 %")
    }
    var pools = [
      "desk: {\(staff), \(rules()), extra: [{hours: noon, servers: 1}]\(maybe(breaks))"
        + "\(maybe(absence))\(maybe(dynamic))\(maybe("absentCall: 2 min"))}",
      "room: {servers: 2, \(rules())\(maybe(breaks))}",
      "clerk: {servers: 4, kind: back-office, \(rules())\(maybe(breaks))\(maybe(absence))"
        + "\(maybe(dynamic))\(maybe(loan))}",
      "review: {servers: 2, kind: back-office, \(rules())\(maybe(dynamic))}",
    ]
    pools.append(
      "post: {servers: 2, kind: back-office, \(interruptions()), "
        + "extra: [{hours: noon, servers: 1}]\(maybe(breaks))\(maybe(absence))\(maybe(dynamic))"
        + "\(maybe("breakdowns: {up: exponential(mean 9 h), repair: exponential(mean 40 min)}"))}")
    let flow = [
      "come: {task: window, step: take-in, patience: usual, leave: gone, ticket: new, clock: start, next: talk}",
      "talk: {task: room, holds: {room: 1, clerk: 2}, time: \"exponential(mean 15 min)\", place: hall\(reserve), next: file}",
      "file: {task: back-office, step: write, next: papers}",
      "papers: {any: {copy: 40 %, ask: {size: big}, papersIn: rest}}",
      "copy: {task: back-office, step: write, next: papersIn}",
      "ask: {first: {told: {wait: exponential(mean 2 h), next: papersIn}, late: {wait: 1 wd, next: copy2}}}",
      "copy2: {task: back-office, step: write, next: papersIn}",
      "papersIn: {join: papers, next: check}",
      "check: {task: back-office, pool: review, time: \"exponential(mean 12 min)\", next: enter}",
      "enter: {task: back-office, pool: review, time: \"exponential(mean 8 min)\", notBy: check, next: send}",
      "send: {task: back-office, step: dispatch, next: bag}",
      "bag: {gather: bag, next: fetch}",
      "fetch: {task: window, step: hand-out, next: out}", "gone: {end: abandoned}",
      "out: {end: done}",
    ]
    func scenario(_ id: String, _ priority: Int, from first: Int) -> String {
      let nodes = flow.dropFirst(first).filter { first == 0 || !$0.hasPrefix("gone") }
      return "scenario: \(id)\npriority: \(priority)\nsource: assumed:test\n"
        + "attributes: {size: {small: 60 %, big: rest}}\nflow:\n"
        + nodes.map { "  \($0)\n" }.joined()
    }
    return try SmallPack([
      "person.yaml": scenario("person", 1, from: 0), "firm.yaml": scenario("firm", 3, from: 2),
      "hall/hall.yaml": """
      source: assumed:test
      workingHours: office
      hours:
        office: {open: [09:00-12:00, 13:00-17:00]}
        noon: {open: [12:00-13:00]}
      steps:
        take-in: {pool: desk, time: "exponential(mean 14 min)", electronic: yes}
        write: {pool: clerk, time: "exponential(mean 14 min)", electronic: yes}
        dispatch: {pool: post, time: "exponential(mean 16 min)", electronic: yes}
        hand-out: {pool: desk, time: "exponential(mean 5 min)"}
      gatherings: {bag: {size: 4, limit: 0.5 wd}}
      pools:
      \(pools.map { "  \($0)\n" }.joined())
      patience: {usual: {time: "exponential(mean 60 min)", checkEvery: 5 min}}
      streams:
        all: {rate: 50 per wd, pattern: day, mix: {person: 3, firm: 1}}
      patterns: {day: {profile: {08:45-12:00: 60 %, 12:00-16:30: 40 %}}}
      closures: {storm: {rate: 90 per year, days: {1: 60 %, 2: 40 %}}}
      outages: {system: {rate: 4 per month, time: "exponential(mean 90 min)", stops: electronic}}
      configurations: {base: {flows: only}}
      study: {from: 2021-09-27, days: 15, warmUpDays: 0, replications: 2}
      """,
      "hall/2021.yaml": "year: 2021\nsource: assumed:test\n",
      "hall/2022.yaml": "year: 2022\nsource: assumed:test\n",
    ])
  }

  /// The halls by seed.
  private static let packs = Result {
    try (1...16 as ClosedRange<UInt64>).map { seed in
      let pack = try pack(seed: seed)
      return try TestPack.valid(pack.folder.path)
    }
  }

  /// A task that waited for ever would leave its case inside at the end of a run that goes on until
  /// the hall is empty.
  @Test(arguments: 1...16 as ClosedRange<UInt64>)
  func everyCaseEndsAndThreadsChangeNothing(seed: UInt64) async throws {
    let valid = try Self.packs.get()[Int(seed) - 1]
    let from = valid.pack.hall.study.from
    let study = try PlanCompiler.compile(
      valid, configuration: "base",
      period: StudyPeriod(from: from, end: .cases(500), warmUpDays: 0))
    let whole = Replication(seed: seed, caseLimit: 500).run(study.plan)
    #expect(whole.stop == .exhausted)
    #expect(whole.inside == 0)
    #expect(whole.ended.reduce(0, +) == 500)
    #expect(whole.invariants.hold)
    #expect(whole.closedDays > 0)
    #expect(whole.downTimes.allSatisfy { $0 > 0 })
    #expect(whole.pools.allSatisfy { $0.waits.tally.maximum > 0 })

    let period = StudyPeriod(from: from, end: .workingDays(15), warmUpDays: 4)
    let cut = try PlanCompiler.compile(valid, configuration: "base", period: period)
    var texts: [String] = []
    for threads in 1...2 {
      let settings = StudySettings(seed: seed, replications: 2, threads: threads)
      let metrics = await Study(cut, settings: settings).run()
      #expect(metrics.allSatisfy { $0.invariantsHold })
      texts.append(
        StudyResult(
          study: cut, pack: valid.pack, period: period,
          settings: StudySettings(seed: seed, replications: 2, threads: 1), changes: [],
          metrics: metrics
        ).json.text)
    }
    #expect(texts[0] == texts[1])
  }

  /// The sixteen halls have every feature that may be left out, or they would prove nothing of it.
  @Test func everyFeatureIsInSomeHall() throws {
    var counts: [String: Int] = [:]
    for valid in try Self.packs.get() {
      for pool in valid.pack.hall.pools {
        let people = pool.people
        let keys = [
          "staff": !people.groups.isEmpty, "breaks": people.breakMinutes != nil,
          "absence": people.absence > 0, "dynamic": people.reserve != nil,
          "lend": !people.loans.isEmpty, "absentCall": pool.absentCallMinutes > 0,
          "guarantee": pool.guarantee != nil, "usable": pool.usableShare < 1,
          "suspend": pool.closing == .suspend, "hand-over": pool.closing == .handOver,
          "breakdowns": pool.breakdowns != nil, "resume": pool.preemption == .resume,
          "restart": pool.preemption == .restart,
        ]
        for (key, isThere) in keys where isThere {
          counts["\(pool.id.value) \(key)", default: 0] += 1
        }
      }
    }
    let expected = [
      "desk staff", "desk breaks", "desk absence", "desk dynamic", "desk absentCall",
      "room breaks", "clerk breaks", "clerk absence", "clerk dynamic", "clerk lend",
      "review dynamic", "desk usable", "clerk usable", "review guarantee",
      "post suspend", "post hand-over", "post resume", "post restart", "post breaks",
      "post absence", "post dynamic", "post guarantee", "post usable", "post breakdowns",
    ]
    for name in expected { #expect(counts[name, default: 0] >= 4, "\(name)") }
  }
}
