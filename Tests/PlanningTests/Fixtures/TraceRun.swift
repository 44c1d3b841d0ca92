// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing
import TransferModel

/// One replication of a pack with given arrivals and constant times, visit by visit.
struct TraceRun {
  /// A start of service.
  struct Visit {
    var scenario: String
    var node: String
    /// The stream and the number of the case in it.
    var stream: Int
    var number: Int
    var enqueued: Int64
    var started: Int64
    var ended: Int64
  }

  /// The compiled pack.
  let study: CompiledStudy
  /// What the engine gave.
  let result: ReplicationResult
  /// The numbers that results are made of.
  let metrics: ReplicationMetrics
  /// The visits by start, then by arrival, then by name.
  let visits: [Visit]

  /// Runs a pack of the test folder for the days its study names.
  init(_ name: String, seed: UInt64 = 1, changes: [String] = []) throws {
    try self.init(
      TestPack.compile(TestPack.valid(TestPack.folder(name), changes: changes)), seed: seed)
  }

  /// Runs a replication of a compiled pack.
  init(_ study: CompiledStudy, seed: UInt64, index: UInt32 = 0) {
    self.study = study
    result = Replication(
      seed: seed, index: index, warmUpEnd: study.warmUpEnd, horizon: study.horizon,
      caseLimit: study.caseLimit, recordsVisits: true
    ).run(study.plan)
    metrics = Study(study, settings: StudySettings(seed: seed, replications: 1, threads: 1))
      .replicate(Int(index))
    visits = (result.record?.services ?? []).map { row in
      let (scenario, node) = study.nodeNames[Int(row.node)]
      return Visit(
        scenario: scenario, node: node, stream: Int(row.stream), number: Int(row.caseNumber),
        enqueued: row.enabled, started: row.started, ended: row.ended)
    }.sorted {
      ($0.started, $0.enqueued, $0.scenario, $0.node) < (
        $1.started, $1.enqueued, $1.scenario, $1.node
      )
    }
  }

  /// The visits as lines: scenario, case number, node; when the case came, when it was called and
  /// when it was done, as day (the first is 1) and time of day.
  var lines: [String] { visits.map { Self.line($0) } }

  /// The lines of some nodes.
  func lines(of nodes: String...) -> [String] {
    visits.filter { nodes.contains($0.node) }.map { Self.line($0) }
  }

  private static func line(_ visit: Visit) -> String {
    let times = [visit.enqueued, visit.started, visit.ended].map(time).joined(separator: " | ")
    return "\(visit.scenario) \(visit.number) \(visit.node): \(times)"
  }

  /// Returns an instant as day and time, with seconds and microseconds only where there are any.
  static func time(_ instant: Int64) -> String {
    func padded(_ value: Int64, _ width: Int = 2) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = instant / HallEngine.day + 1
    let rest = instant % HallEngine.day
    var text = "\(day) \(padded(rest / HallEngine.hour)):"
    text += padded(rest % HallEngine.hour / HallEngine.minute)
    let second = rest % HallEngine.minute
    if second > 0 { text += ":" + padded(second / HallEngine.second) }
    if second % HallEngine.second > 0 { text += "." + padded(second % HallEngine.second, 6) }
    return text
  }

  /// Returns a number of a scenario.
  func scenario(_ id: String, _ name: MetricName) -> Double? {
    study.scenarios.firstIndex { $0.id == id }.flatMap { metrics.scenarios[$0][name] }
  }
}
