// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// The expanded graph of every shipped flow, kept as the canonical writer writes it.
///
/// A change of a template shows in each flow that uses it. A scenario that has come to the folder
/// fails until it is recorded, and so does a snapshot whose flow is gone.
struct FlowSnapshotTests {
  private static let pack = ShippedPack.outcome.pack

  /// The names of the snapshots by the flows of the pack, such as `S01-as-is.yaml`.
  static let names = (pack?.scenarios ?? []).flatMap { scenario in
    scenario.flows.map { "\(scenario.id)-\($0.name).yaml" }
  }

  @Test(arguments: names)
  func expandedFlowIsUnchanged(name: String) throws {
    let scenarios = try #require(Self.pack).scenarios
    let flow = try #require(
      scenarios.lazy.compactMap { scenario in
        scenario.flows.first { "\(scenario.id)-\($0.name).yaml" == name }
      }.first)
    let text = DocumentWriter.write(ExpandedFlowDocument(flow).root)
    let difference = GoldenText.difference(text, name: "flows/\(name)")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func everySnapshotHasItsFlow() {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/flows", isDirectory: true)
    let kept = Repository.files(under: folder, ending: ".yaml")
    #expect(!Self.names.isEmpty)
    #expect(kept.filter { !Self.names.contains($0) } == [], "no flow of the pack has these names")
  }
}
