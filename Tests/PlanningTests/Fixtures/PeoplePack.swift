// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TestSupport
import Testing
import TransferModel

/// Packs of an office that is open from 09:00 to 12:00, where people come to the pool `desk`.
///
/// Arguments are the entries of `pools`, one a line; the keys of the stream that say when people
/// come; how long each is served; more keys of that task; a node that follows it; more lines of the
/// hall; and the number of working days, of which the first is Monday 27 September 2021.
enum PeoplePack {
  /// Compiles a pack.
  static func study(
    pools: String, arrivals: String, time: String = "20 min", node: String = "",
    then: String = "", extra: String = "", days: Int = 2, configuration: String = "base"
  ) throws -> CompiledStudy {
    let valid = try valid(
      pools: pools, arrivals: arrivals, time: time, node: node, then: then,
      extra: extra, days: days)
    return try TestPack.compile(valid, configuration: configuration)
  }

  /// Reads and validates a pack.
  static func valid(
    pools: String, arrivals: String, time: String = "20 min", node: String = "",
    then: String = "", extra: String = "", days: Int = 2
  ) throws -> ValidPack {
    let scenario = """
      scenario: person
      source: assumed:test
      flow:
        serve: {task: window, pool: desk, time: "\(time)"\(node), next: \(then.isEmpty ? "done" : "then")}
        \(then.isEmpty ? "" : "then: {\(then), next: done}")
        done: {end: done}

      """
    let entries = pools.split(separator: "\n").map { "  \($0)\n" }.joined()
    let hall = """
      source: assumed:test
      workingHours: office
      hours:
        office: {open: [09:00-12:00]}
        evening: {open: [18:00-20:00]}
      departments: {registration: {}, tax: {}}
      pools:
      \(entries)
      streams:
        people: {\(arrivals), mix: {person: 1}}
      configurations: {base: {flows: only}, more: {flows: only}}
      study: {from: 2021-09-27, days: \(days), warmUpDays: 0, replications: 1}
      \(extra)

      """
    func year(_ number: Int) -> String {
      "year: \(number)\nsource: assumed:test\ndaysOff: []\n"
    }
    let pack = try SmallPack([
      "person.yaml": scenario, "hall/hall.yaml": hall, "hall/2021.yaml": year(2021),
      "hall/2022.yaml": year(2022),
    ])
    return try TestPack.valid(pack.folder.path)
  }
}
