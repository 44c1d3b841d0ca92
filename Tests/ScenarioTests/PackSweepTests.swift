// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Whatever lies in `scenarios/` is read, proved sound, simulated, covered and drawn, so that a
/// scenario is held from the day its file lands.
struct PackSweepTests {
  /// The scenarios by the names of their files, not by what the reader made of them.
  static let ids = ShippedPack.paths
    .filter { !$0.contains("/") }.map { String($0.prefix { $0 != "-" }) }

  @Test(arguments: ids)
  func everyFlowOfAFileIsHeld(id: String) throws {
    let sweep = PackSweep(try ShippedPack.valid(), only: [id])
    #expect(sweep.parts.map(\.flow.name) == ["as-is", "to-be"])
    #expect(sweep.parts.flatMap { sweep.problems($0) } == [])
  }

  /// The pack of the sale with S22, a copy of S01 under another id.
  private static func grown(_ edit: (String) -> String = { $0 }) throws -> SmallPack {
    var files = SalePack.files
    let text = try #require(files.first { $0.key.hasPrefix("S01") }).value
    files["S22-new.yaml"] = edit(text.replacing("scenario: S01", with: "scenario: S22"))
    return try SmallPack(files)
  }

  @Test func aFileAddedLaterIsHeldAtOnce() throws {
    let pack = try Self.grown()
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let sweep = PackSweep(valid)
    #expect(Set(sweep.parts.map(\.scenario.id)) == ["S01", "S22"])
    let added = sweep.parts.filter { $0.scenario.id == "S22" }
    #expect(added.map(\.name) == ["S22 as-is", "S22 to-be"])
    #expect(added.flatMap { sweep.problems($0) } == [])
  }

  @Test func whatAnAddedFileLacksIsNamed() throws {
    let pack = try Self.grown { text in
      text.replacing("committed: {as-is: 10 wd, to-be: 3 wd,", with: "committed: {as-is: 10 wd,")
    }
    let valid = try #require(pack.read().valid)
    let sweep = PackSweep(valid, only: ["S22"])
    #expect(sweep.parts.flatMap { sweep.problems($0) } == ["S22 to-be: no committed limit"])
  }
}
