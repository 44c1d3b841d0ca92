// SPDX-License-Identifier: Apache-2.0

/// One way a scenario is handled, with every template filled in: the graph that is proved,
/// simulated, drawn and printed.
///
/// Read as a workflow net (van der Aalst 1998): the start node holds the first token, tasks, waits
/// and events pass a token on, gateways choose, split and join, and end nodes take the last one.
package struct Flow: Sendable {
  /// The name of the flow in its scenario, such as `as-is` or `to-be`.
  package let name: String
  /// Where the flow is asked for in the scenario file.
  package let place: SourcePlace
  /// The template it was made from, if any.
  package let template: String?
  /// The nodes in reading order; the first is the start.
  package let nodes: [FlowNode]
  /// The stages (环节) in order; a stage is one responsible desk, or the applicant acting.
  package let stages: [FlowStage]
  /// Whether all of it could be read; the proof of a flow that lacks parts would prove nothing.
  package var isComplete = true
  /// The ids of nodes that are written but could not be read.
  package var unreadable: Set<String> = []
  private let positions: [String: Int]

  /// Creates a flow; where two nodes share an id, the first is kept for look-up.
  package init(
    name: String, place: SourcePlace, template: String?, nodes: [FlowNode], stages: [FlowStage]
  ) {
    self.name = name
    self.place = place
    self.template = template
    self.nodes = nodes
    self.stages = stages
    positions = Dictionary(
      nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// Returns the position of a node in ``nodes``, or nil if the flow has no such node.
  package func position(of id: String) -> Int? { positions[id] }

  /// Returns a node by id.
  package subscript(id: String) -> FlowNode? { positions[id].map { nodes[$0] } }
}

/// One stage (环节) of a flow: what the public guide counts as a step.
package struct FlowStage: Sendable, Hashable {
  /// The id that nodes refer to.
  package var id: String
  /// The label.
  package var name: LocalizedText
  /// A remark for diagrams, possibly empty.
  package var note: LocalizedText

  /// Creates a stage.
  package init(id: String, name: LocalizedText, note: LocalizedText) {
    self.id = id
    self.name = name
    self.note = note
  }
}
