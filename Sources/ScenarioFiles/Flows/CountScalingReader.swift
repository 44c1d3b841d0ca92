// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads `per` of a task: how counts of the case change its time.
enum CountScalingReader {
  /// Reads one change, or a list of changes by different counts.
  static func read(_ node: DocumentNode, context: ReadingContext) -> [CountScaling] {
    var result: [CountScaling] = []
    for item in node.items ?? [node] {
      guard let scaling = one(item, context) else { continue }
      if result.contains(where: { $0.attribute.value == scaling.attribute.value }) {
        context.error(
          "bad-per", at: item.place,
          "'per' names '\(scaling.attribute.value)' twice; write all its changes in one entry")
      } else {
        result.append(scaling)
      }
    }
    return result
  }

  private static func one(_ node: DocumentNode, _ context: ReadingContext) -> CountScaling? {
    let fields = Fields(node, of: "'per'", kind: "per", context: context)
    let attribute = fields.need("attribute").flatMap { context.name($0) }
    let add = fields.take("add").flatMap { context.minutes($0)?.value }
    let scale = fields.take("scale").flatMap { context.number($0)?.value }
    let spread = fields.take("spread").flatMap { context.minutes($0)?.value }
    fields.finish()
    guard let attribute else { return nil }
    if !fields.has("add"), !fields.has("scale"), !fields.has("spread") {
      context.error(
        "bad-per", at: node.place,
        "'per' changes nothing; give 'add' (minutes for each), 'scale' (the part of a full time for "
          + "each after the first) or 'spread' (minutes shared by all)")
    }
    return CountScaling(
      attribute: attribute, addMinutes: add ?? 0, scale: scale, spreadMinutes: spread ?? 0)
  }
}
