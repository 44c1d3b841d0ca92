// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Presets: changes of a pack under one name.
struct PresetTests {
  private static let shipped = PackReader.read(folder: Repository.scenarios.path)

  static let names = shipped.pack?.presets.map(\.id.value) ?? []

  @Test(arguments: names)
  func everyShippedPresetGivesAValidPackThatDiffers(name: String) throws {
    var result = PackReader.read(folder: Repository.scenarios.path, presets: [name])
    let pack = try #require(result.pack)
    _ = pack.validated(findings: &result.findings)
    #expect(result.findings.sorted.map(\.description) == [])
    let preset = try #require(pack.presets.first { $0.id.value == name })
    #expect(pack.changes == preset.changes)
    #expect(pack.hash != Self.shipped.pack?.hash)
  }

  @Test func presetsComeBeforeChangesByCommandAndInTheirOrder() throws {
    let change = try #require(PackChange(text: "S05.share=10 %"))
    let result = PackReader.read(
      folder: Repository.scenarios.path, presets: ["serial-tax", "without-batches"],
      changes: [change])
    let pack = try #require(result.pack)
    #expect(pack.changes.count == 5)
    #expect(pack.changes.first == "templates.T-CORE.parameters.taxOrder.default=serial")
    #expect(pack.changes.last == "S05.share=10 %")
    #expect(pack.scenarios.first { $0.id == "S05" }?.share?.value == 0.1)
    #expect(pack.scenarios.first { $0.id == "S20" }?.share?.value == 0)
  }

  /// Taxes after the pre-entry: no tax among the branches of the review, one after it.
  @Test func serialTaxMovesTheTaxBehindTheReview() throws {
    func nodes(_ presets: [String]) throws -> [String] {
      let pack = try #require(
        PackReader.read(folder: Repository.scenarios.path, presets: presets).pack)
      let scenario = try #require(pack.scenarios.first { $0.id == "S19" })
      return try #require(scenario.flow("to-be")).nodes.map(\.id)
    }
    let parallel = try nodes([])
    #expect(parallel.contains("review/tax/assess") && parallel.contains("review/tax/dispute"))
    #expect(!parallel.contains("review/taxLater/assess"))
    let serial = try nodes(["serial-tax"])
    #expect(serial.contains("review/taxLater/assess") && serial.contains("review/taxLater/dispute"))
    #expect(!serial.contains("review/tax/assess") && !serial.contains("review/tax/dispute"))
  }
}
