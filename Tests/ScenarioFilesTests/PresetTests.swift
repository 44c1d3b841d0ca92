// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Presets: changes of a pack under one name.
struct PresetTests {
  private static let presets = ShippedPack.outcome.pack?.presets ?? []

  private static func reading(_ names: [String]) -> PackReader.Result {
    PackReader.read(folder: Repository.scenarios.path, presets: names)
  }

  private static let serial = reading(["serial-tax"])

  /// The presets in groups that are read together, as reading the pack for each takes long.
  ///
  /// Those that change flows stand alone; of the others no two of a group change the same thing.
  static let groups: [[String]] = {
    var groups: [(names: [String], paths: Set<String>)] = []
    for preset in presets {
      let paths = Set(preset.changes.map { String($0.prefix { $0 != "=" }) })
      let isAlone = paths.contains { $0.hasPrefix("templates.") }
      let fitting = groups.firstIndex {
        !isAlone && $0.paths.isDisjoint(with: paths)
          && !$0.paths.contains { $0.hasPrefix("templates.") }
      }
      if let fitting {
        groups[fitting].names.append(preset.id.value)
        groups[fitting].paths.formUnion(paths)
      } else {
        groups.append(([preset.id.value], paths))
      }
    }
    return groups.map(\.names)
  }()

  @Test(arguments: groups)
  func everyShippedPresetGivesAValidPack(names: [String]) throws {
    var result = names == ["serial-tax"] ? Self.serial : Self.reading(names)
    let pack = try #require(result.pack)
    _ = pack.validated(findings: &result.findings)
    #expect(result.findings.sorted.map(\.description) == [])
    let changes = names.flatMap { name in
      Self.presets.first { $0.id.value == name }?.changes ?? []
    }
    #expect(pack.changes == changes)
  }

  @Test func everyShippedPresetIsReadAndDiffers() throws {
    #expect(Self.groups.joined().sorted() == Self.presets.map(\.id.value).sorted())
    #expect(Self.presets.count > 10)
    for preset in Self.presets {
      var tree = ShippedPack.tree
      var findings = Findings()
      for change in preset.changes {
        try #require(PackChange(text: change)).apply(to: &tree, findings: &findings)
      }
      #expect(findings.sorted.map(\.description) == [])
      #expect(tree.hash != ShippedPack.outcome.pack?.hash, "\(preset.id.value)")
    }
  }

  @Test func presetsComeBeforeChangesByCommandAndInTheirOrder() throws {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(flow: "out: {end: done}").replacing("100 %", with: "50 %"),
      "S02.yaml": SmallPack.scenario(flow: "out: {end: done}")
        .replacing("S01", with: "S02").replacing("100 %", with: "50 %"),
      "hall/hall.yaml": SmallPack.hall,
      "shared/presets.yaml": """
      presets:
        busy: {name: {en: Busy}, set: [streams.all.rate=2 per h]}
        without: {name: {en: Without}, set: [S01.share=0 %, S02.share=0 %]}

      """,
    ])
    let change = try #require(PackChange(text: "S01.share=10 %"))
    let result = PackReader.read(
      folder: pack.folder.path, presets: ["without", "busy"], changes: [change])
    let read = try #require(result.pack)
    #expect(result.findings.sorted.map(\.description) == [])
    #expect(
      read.changes == [
        "S01.share=0 %", "S02.share=0 %", "streams.all.rate=2 per h", "S01.share=10 %",
      ])
    #expect(read.scenarios.map { $0.share?.value } == [0.1, 0])
  }

  /// Taxes after the pre-entry: no tax among the branches of the review, one after it.
  @Test func serialTaxMovesTheTaxBehindTheReview() throws {
    func nodes(_ pack: Pack?) throws -> [String] {
      let scenario = try #require(pack?.scenarios.first { $0.id == "S19" })
      return try #require(scenario.flow("to-be")).nodes.map(\.id)
    }
    let parallel = try nodes(ShippedPack.outcome.pack)
    #expect(parallel.contains("review/tax/assess") && parallel.contains("review/tax/dispute"))
    #expect(!parallel.contains("review/taxLater/assess"))
    let serial = try nodes(Self.serial.pack)
    #expect(serial.contains("review/taxLater/assess") && serial.contains("review/taxLater/dispute"))
    #expect(!serial.contains("review/tax/assess") && !serial.contains("review/tax/dispute"))
  }
}
