// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import TestSupport
import Testing
import TransferModel

@testable import Planning

/// A hall that is asked for more than it can do.
struct OverloadTests {
  /// Three cases a minute for two desks of a minute each, and work behind them that is done in time.
  private static func study() throws -> (valid: ValidPack, study: CompiledStudy) {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: """
          serve: {task: window, pool: DESK, time: 1 min, next: file}
          file: {task: back-office, pool: BACK, time: 10 s, next: done}
          done: {end: done}
          """),
      "hall/hall.yaml": """
      calendar: always
      pools: {DESK: {servers: 2}, BACK: {kind: back-office, servers: 1}}
      streams: {all: {rate: 3 per min}}
      configurations: {base: {flows: only}}
      study: {from: 2021-03-01, days: 30, replications: 1}
      source: assumed:test

      """,
    ])
    let valid = try TestPack.valid(pack.folder.path)
    return (valid, try TestPack.compile(valid))
  }

  @Test func isNamedBeforeTheRunWithPoolAndNumbers() throws {
    #expect(
      try Self.study().study.warnings == [
        "pool DESK is offered 3.0 busy servers and has 2.0; its queue grows without end"
      ])
  }

  /// A minute adds a case to those who wait, so that a limit of 400 is reached in the seventh hour.
  @Test func endsAtTheLimitWithWhatItMeasured() throws {
    let (valid, study) = try Self.study()
    let result = Replication(seed: 1, horizon: study.horizon, liveCaseLimit: 400).run(study.plan)
    #expect(result.stop == .liveCaseLimit)
    #expect(result.inside == 400)
    #expect(result.created == result.ended.reduce(400, +))
    let metrics = MetricsReduction(study: study, result: result).metrics()
    let problem = "stopped at the limit of 400 live cases; the hall cannot keep up"
    #expect(metrics.problem == problem)
    #expect(metrics.invariantsHold)
    // Until then both desks have worked almost all the time, at 120 cases an hour.
    let hours = Double(result.end) / Double(HallEngine.hour)
    let desk = metrics.pools[0]
    #expect(hours > 4 && hours < 10)
    #expect(try #require(desk[.utilisation]) > 0.98)
    #expect(abs(try #require(desk[.services]) - 120 * hours) < 6)
    #expect(try #require(desk[.waitMinutes]) > 30)
    let report = StudyResult(
      study: study, pack: valid.pack,
      period: StudyPeriod(from: valid.pack.hall.study.from, end: .workingDays(30), warmUpDays: 0),
      settings: StudySettings(seed: 1, replications: 1, threads: 1), changes: [],
      metrics: [metrics])
    #expect(report.warnings == study.warnings + [problem])
    #expect(report.json["fingerprints"] != nil)
  }
}
