// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Whatever lies in `scenarios/` is read, proved sound, simulated, covered and drawn, so that a
/// scenario is held from the day its file lands.
struct PackSweepTests {
  private static let shipped = PackOutcome(folder: Repository.scenarios.path)

  /// The scenarios by the names of their files, not by what the reader made of them.
  static let ids = Repository.files(under: Repository.scenarios, ending: ".yaml")
    .filter { !$0.contains("/") }.map { String($0.prefix { $0 != "-" }) }

  @Test(arguments: ids)
  func everyFlowOfAFileIsHeld(id: String) throws {
    #expect(Self.shipped.findings == [])
    let sweep = PackSweep(try #require(Self.shipped.valid), only: [id])
    #expect(sweep.parts.map(\.flow.name) == ["as-is", "to-be"])
    #expect(sweep.parts.flatMap { sweep.problems($0) } == [])
  }

  /// The shipped pack with S22, a copy of S08 under another id with a third of its share.
  private static func grown(_ edit: (String) -> String = { $0 }) throws -> SmallPack {
    var files: [String: String] = [:]
    for path in Repository.files(under: Repository.scenarios, ending: ".yaml") {
      files[path] = Repository.text(Repository.scenarios.appendingPathComponent(path))
    }
    let (path, text) = try #require(files.first { $0.key.hasPrefix("S08") })
    files[path] = text.replacing("share: {value: 3 %", with: "share: {value: 2 %")
    files["S22-new.yaml"] = edit(
      text.replacing("scenario: S08", with: "scenario: S22")
        .replacing("share: {value: 3 %", with: "share: {value: 1 %"))
    return try SmallPack(files)
  }

  @Test func aFileAddedLaterIsHeldAtOnce() throws {
    let pack = try Self.grown()
    let outcome = pack.read()
    #expect(outcome.rules == ["never-reached"])
    let valid = try #require(outcome.valid)
    let sweep = PackSweep(valid)
    #expect(Set(sweep.parts.map(\.scenario.id)) == Set(Self.ids + ["S22"]))
    let added = sweep.parts.filter { $0.scenario.id == "S22" }
    #expect(added.map(\.name) == ["S22 as-is", "S22 to-be"])
    #expect(added.flatMap { sweep.problems($0) } == [])
  }

  @Test func whatAnAddedFileLacksIsNamed() throws {
    let pack = try Self.grown { text in
      text.replacing("committed: {as-is: 5 wd, to-be: 1 wd,", with: "committed: {as-is: 5 wd,")
    }
    let valid = try #require(pack.read().valid)
    let sweep = PackSweep(valid, only: ["S22"])
    #expect(sweep.parts.flatMap { sweep.problems($0) } == ["S22 to-be: no committed limit"])
  }
}
