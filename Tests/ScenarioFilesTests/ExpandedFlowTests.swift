// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// The expanded graph that `guohu show --format yaml` prints stands for the flow it came from.
struct ExpandedFlowTests {
  @Test func expandedFlowsReadBackToTheSameGraph() throws {
    var findings = Findings()
    var tree = ShippedPack.tree
    let pack = try ShippedPack.valid().pack
    var texts: [String: String] = [:]
    for (index, file) in tree.files.enumerated() {
      guard let id = file.root["scenario"]?.text, case .map(var entries) = file.root.content,
        let scenario = pack.scenarios.first(where: { $0.id == id }),
        let position = entries.firstIndex(where: { $0.key == "flows" })
      else { continue }
      var flows: [DocumentEntry] = []
      for flow in scenario.flows {
        let text = DocumentWriter.write(ExpandedFlowDocument(flow).root)
        texts["\(id) \(flow.name)"] = text
        let root = try #require(
          DocumentReader.read(Array(text.utf8), file: "\(id)-\(flow.name)", findings: &findings))
        flows.append(DocumentEntry(key: flow.name, place: root.place, value: root))
      }
      entries[position].value = DocumentNode(.map(flows), at: entries[position].place)
      // Without templates nothing asks for the parameters any more.
      entries.removeAll { $0.key == "parameters" }
      tree.files[index].root = DocumentNode(.map(entries), at: file.root.place)
    }
    #expect(texts.count == 2 * tree.files.count { $0.root["scenario"] != nil })
    var again = PackReader.read(tree)
    let read = try #require(again.pack)
    #expect(read.validated(findings: &again.findings) != nil)
    #expect(again.findings.sorted.filter { $0.severity == .error }.isEmpty)
    for scenario in read.scenarios {
      for flow in scenario.flows {
        #expect(flow.template == nil)
        #expect(
          DocumentWriter.write(ExpandedFlowDocument(flow).root)
            == texts["\(scenario.id) \(flow.name)"])
      }
    }
  }
}
