// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TestSupport
import Testing
import TransferModel

/// Packs of an office that is open from 09:00 to 12:00 and from 13:00 to 17:00, where urgent (class
/// 0) and plain work (class 2) comes to the pool `desk`; the first day is Monday 27 September 2021.
struct InterruptedPack {
  /// The keys of the pool.
  var desk: String
  /// The keys of the stream of urgent work; nothing where none comes.
  var urgent = ""
  /// The keys of the stream of plain work.
  var plain: String
  /// How long urgent and plain work takes.
  var times = ("20 min", "60 min")
  /// The kind of task, with more keys of it.
  var task = "back-office"
  /// More nodes of the flows.
  var nodes: [String] = []
  /// More lines of the hall.
  var extra = ""
  /// The number of working days.
  var days = 2

  private func scenario(_ id: String, _ priority: Int, _ time: String) -> String {
    let serve = "serve: {task: \(task), pool: desk, time: \"\(time)\", next: out}"
    let flow = ([serve, "out: {end: done}"] + nodes).map { "  \($0)\n" }.joined()
    return "scenario: \(id)\npriority: \(priority)\nsource: assumed:test\nflow:\n\(flow)"
  }

  /// Writes, reads and validates the pack.
  func valid() throws -> ValidPack {
    let streams = [("urgent", urgent), ("plain", plain)].filter { !$0.1.isEmpty }
    var files = [
      "hall/hall.yaml": """
      source: assumed:test
      workingHours: office
      hours:
        office: {open: [09:00-12:00, 13:00-17:00]}
        noon: {open: [12:00-13:00]}
        late: {open: [13:00-15:00]}
      pools:
        desk: {kind: \(task.hasPrefix("window") ? "window" : "back-office"), \(desk)}
      streams:
      \(streams.map { "  \($0.0): {\($0.1), mix: {\($0.0): 1}}\n" }.joined())
      configurations: {base: {flows: only}}
      study: {from: 2021-09-27, days: \(days), warmUpDays: 0, replications: 1}
      \(extra)

      """,
      "hall/2021.yaml": "year: 2021\nsource: assumed:test\ndaysOff: []\n",
      "hall/2022.yaml": "year: 2022\nsource: assumed:test\ndaysOff: []\n",
    ]
    files["plain.yaml"] = scenario("plain", 2, times.1)
    if !urgent.isEmpty { files["urgent.yaml"] = scenario("urgent", 0, times.0) }
    let pack = try SmallPack(files)
    defer { withExtendedLifetime(pack) {} }
    return try TestPack.valid(pack.folder.path)
  }

  /// Compiles the pack for its study.
  func study() throws -> CompiledStudy { try TestPack.compile(valid()) }

  /// Runs one replication with records.
  func trace(seed: UInt64 = 1) throws -> TraceRun { TraceRun(try study(), seed: seed) }
}
