// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import ScenarioFiles
import Testing
import TransferModel

/// Packs that are read, checked and compiled the way the program does it.
enum TestPack {
  /// Why a pack cannot be used.
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  /// The folder of a pack beside the tests.
  static func folder(_ name: String) -> String {
    root.appendingPathComponent("Tests/PlanningTests/Packs").appendingPathComponent(name).path
  }

  /// The folder of the pack that is shipped.
  static var shippedFolder: String { root.appendingPathComponent("scenarios").path }

  private static let readOnce = Result { try valid(shippedFolder) }

  /// Returns the pack that is shipped, read and proved once for all tests.
  static func shipped() throws -> ValidPack { try readOnce.get() }

  /// The folder of the repository.
  private static var root: URL {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url
  }

  /// Reads and validates a pack, with changes such as `hall.pools.desk.servers=2`.
  ///
  /// - Throws: ``Refused`` for any finding; a pack that a test rests on has not even warnings.
  static func valid(_ folder: String, changes: [String] = []) throws -> ValidPack {
    var result = PackReader.read(
      folder: folder, changes: changes.compactMap { PackChange(text: $0) })
    let valid = result.pack?.validated(findings: &result.findings)
    let findings = result.findings.sorted
    guard let valid, findings.isEmpty else {
      throw Refused(description: findings.map(\.description).joined(separator: "\n"))
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
