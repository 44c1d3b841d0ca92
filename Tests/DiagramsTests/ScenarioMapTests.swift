// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Foundation
import TestSupport
import Testing
import TransferModel

/// The map of S01 as the shipped pack gives it.
struct ScenarioMapTests {
  private static func valid() throws -> ValidPack { try ShippedPack.valid() }

  /// A map as an indented outline.
  private static func outline(_ map: MindMap) -> String {
    var lines = [map.title, map.subtitle, map.root.lines.joined(separator: " ")]
    func add(_ item: MindMapItem, depth: Int) {
      var parts = [item.step, item.gateway?.symbol, item.department?.label, item.text]
      parts.append(item.note.map { "(\($0))" })
      parts.append(item.cancellation.map { "[\($0)]" })
      lines.append(
        String(repeating: "  ", count: depth)
          + parts.compactMap { $0 }.joined(separator: " ").replacing("\n", with: " / "))
      for child in item.children { add(child, depth: depth + 1) }
    }
    for branch in map.branches {
      lines.append("\(branch.number) \(branch.title)")
      for item in branch.items { add(item, depth: 1) }
    }
    lines.append(map.footer.source)
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: ["as-is", "to-be"], [Language.zh, .en])
  func outlineOfS01IsUnchanged(_ flow: String, _ language: Language) throws {
    let map = try #require(
      ScenarioMap(try Self.valid(), scenario: "S01", flow: flow, language: language))
    try Snapshot.expect(
      Self.outline(map.map), matches: "S01-\(flow)-\(language.rawValue).txt")
  }

  @Test func figuresAreThoseOfTheCatalogue() throws {
    let pack = try Self.valid().pack
    let scenario = try #require(pack.scenarios.first { $0.id == "S01" })
    let figures = ReformFigures(scenario, before: "as-is", after: "to-be")
    #expect(figures.submissions.before.count == 26)
    #expect(scenario.materials.count == 15)
    #expect(figures.submissions.after == ["M03", "M12"])
    #expect(figures.stages.before.count == 8)
    #expect(figures.stages.after.count == 4)
    #expect(figures.visits.before == ["housing", "tax-and-registration", "collection"])
    #expect(figures.utilityTrips.before == ["water", "power", "gas"])
    #expect(figures.visits.after == ["window"])
    #expect(figures.utilityTrips.after.isEmpty)
    #expect(figures.limits.before == 10)
    #expect(figures.limits.after == 3)
  }

  @Test func droppingOneMaterialChangesOneFigure() throws {
    var scenario = try #require(try Self.valid().pack.scenarios.first { $0.id == "S01" })
    let before = ReformFigures(scenario, before: "as-is", after: "to-be")
    scenario.materials.removeAll { $0.material.value == "M09" }
    let after = ReformFigures(scenario, before: "as-is", after: "to-be")
    #expect(after.submissions.before.count == before.submissions.before.count - 1)
    #expect(after.submissions.after == before.submissions.after)
    #expect(after.stages == before.stages)
    #expect(after.visits == before.visits)
  }
}
