// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Packs that are read, checked and compiled the way the program does it.
enum TestPack {
  /// The folder of a pack beside the tests.
  static func folder(_ name: String) -> String {
    Repository.root.appendingPathComponent("Tests/PlanningTests/Packs/\(name)").path
  }

  /// Returns the pack that is shipped with other servers or rules at its pools.
  ///
  /// The model is changed in memory: reading the files again would take longer than all else.
  static func shipped(changing change: (inout Pool) -> Void) throws -> ValidPack {
    var pack = try ShippedPack.valid().pack
    for index in pack.hall.pools.indices { change(&pack.hall.pools[index]) }
    var findings = Findings()
    let valid = pack.validated(findings: &findings)
    guard let valid, findings.sorted.isEmpty else {
      throw ShippedPack.Refused(
        description: findings.sorted.map(\.description).joined(separator: "\n"))
    }
    return valid
  }

  /// Reads and validates a pack, with changes such as `hall.pools.desk.servers=2`.
  ///
  /// - Throws: ``ShippedPack/Refused`` for any finding; a pack that a test rests on has not even
  ///   warnings.
  static func valid(_ folder: String, changes: [String] = []) throws -> ValidPack {
    var result = PackReader.read(
      folder: folder, changes: changes.compactMap { PackChange(text: $0) })
    let valid = result.pack?.validated(findings: &result.findings)
    let findings = result.findings.sorted
    guard let valid, findings.isEmpty else {
      throw ShippedPack.Refused(
        description: findings.map(\.description).joined(separator: "\n"))
    }
    return valid
  }

  /// Compiles a configuration of a pack for the period its study names.
  static func compile(
    _ valid: ValidPack, configuration: String = "base", days: Int? = nil, warmUpDays: Int? = nil
  ) throws -> CompiledStudy {
    let study = valid.pack.hall.study
    return try PlanCompiler.compile(
      valid, configuration: configuration,
      period: StudyPeriod(
        from: study.from, end: .workingDays(days ?? study.days),
        warmUpDays: warmUpDays ?? study.warmUpDays))
  }
}
