// SPDX-License-Identifier: Apache-2.0

import Planning
import ScenarioFiles
import TransferModel

/// An expanded flow as YAML or JSON.
struct ExpandedFlow {
  private let scenario: Scenario
  private let flow: Flow

  init(scenario: Scenario, flow: Flow) {
    self.scenario = scenario
    self.flow = flow
  }

  /// YAML that stands alone; the pack's reader reads it back.
  var yaml: String {
    "# \(scenario.id) \(flow.name), every template filled in\n"
      + DocumentWriter.write(ExpandedFlowDocument(flow).root)
  }

  /// The same document as JSON.
  var json: JSONValue {
    guard case .object(let members) = Self.json(ExpandedFlowDocument(flow).root) else {
      return .null
    }
    return .object(
      [
        JSONValue.Member(key: "scenario", value: .text(scenario.id)),
        JSONValue.Member(key: "flowName", value: .text(flow.name)),
      ] + members)
  }

  private static func json(_ node: DocumentNode) -> JSONValue {
    switch node.content {
    case .scalar(let text): .text(text)
    case .list(let items): .array(items.map { json($0) })
    case .map(let entries):
      .object(entries.map { JSONValue.Member(key: $0.key, value: json($0.value)) })
    }
  }
}
