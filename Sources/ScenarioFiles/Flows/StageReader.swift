// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the stages of a template or flow.
enum StageReader {
  static func read(_ owner: Fields, context: ReadingContext) -> [FlowStage] {
    owner.entries("stages").map { entry in
      context.checkName(Located(entry.key, at: entry.place))
      let fields = Fields(
        entry.value, of: "stage '\(entry.key)'", kind: "stage", context: context)
      let stage = FlowStage(
        id: entry.key, name: fields.label("name", or: entry.key),
        note: fields.label("note") ?? LocalizedText(zh: "", en: ""))
      fields.finish()
      return stage
    }
  }

  /// Returns stages in the order in which nodes come to them; those that one template names stay in
  /// its order.
  ///
  /// - Parameters:
  ///   - stages: The stages, template by template.
  ///   - owners: For each stage, the number of the template that names it.
  ///   - nodes: The nodes in reading order.
  /// - Returns: The same stages.
  static func ordered(
    _ stages: [FlowStage], owners: [Int], along nodes: [FlowNode]
  ) -> [FlowStage] {
    guard owners.count == stages.count else { return stages }
    var first = stages.map { stage in
      nodes.firstIndex { $0.stage?.value == stage.id } ?? Int.max
    }
    for index in stages.indices.reversed() where index + 1 < stages.count {
      guard owners[index] == owners[index + 1] else { continue }
      first[index] = min(first[index], first[index + 1])
    }
    return stages.indices.sorted { (first[$0], $0) < (first[$1], $1) }.map { stages[$0] }
  }
}
