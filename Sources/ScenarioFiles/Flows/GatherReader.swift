// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads when gathered cases go on.
enum GatherReader {
  /// Reads `size`, `limit` and `rounds`; nil where there is nothing that lets the cases go on.
  ///
  /// What `value` returns for a text that may be a parameter is read in its place.
  static func rule(
    _ fields: Fields, context: ReadingContext, value: (DocumentNode) -> DocumentNode = { $0 }
  ) -> GatherRule? {
    let size = fields.take("size").flatMap { context.count(value($0), in: 1...10_000) }
    let limit = fields.take("limit").flatMap { context.timeLaw(value($0)) }
    let rounds = fields.name("rounds")
    if !fields.has("size"), !fields.has("limit") {
      context.error(
        "bad-gather", at: fields.place,
        "nothing lets the cases go on; give 'size', how many go together, 'limit', how long the first "
          + "waits at most, or both")
      return nil
    }
    if let limit {
      guard case .constant(let time) = limit.value.family, time > 0 else {
        context.error(
          "bad-limit", at: limit.place,
          "a limit is one fixed time above 0 such as '4 h', not '\(limit.value.text)'")
        return nil
      }
    }
    return GatherRule(size: size, limit: limit, rounds: rounds)
  }

  /// Reads an entry of `gatherings`.
  static func entry(
    _ id: Located<String>, _ fields: Fields, context: ReadingContext
  ) -> Gathering? {
    let name = fields.label("name", or: id.value)
    return rule(fields, context: context).map { Gathering(id: id, name: name, rule: $0) }
  }
}

extension NodeReader {
  /// Reads a node that gathers: `gather: courier-bag` or `gather: {size: 12, limit: 4 h}`.
  func gather(_ entry: DocumentEntry) -> Body? {
    guard let node = fields.take("gather") else { return nil }
    let next = fields.need("next").flatMap { context.name($0) }.map { reader.target($0, scope) }
    let value = reader.value(node, scope)
    if value.entries != nil {
      let own = Fields(value, of: "'gather'", kind: "gatherRule", context: context)
      let rule = GatherReader.rule(own, context: context) { reader.value($0, scope) }
      own.finish()
      guard let rule, let next else { return nil }
      return Body(kind: .gather(FlowGather(gathering: nil, rule: rule, next: next)))
    }
    guard let name = context.name(value), let next else { return nil }
    guard let gathering = context.gatherings[name.value] else {
      if context.isUnreadable("gathering", name.value) { return nil }
      context.error(
        "unknown-gathering", at: name.place,
        "gathering '\(name.value)' does not exist"
          + NearestName.hint(for: name.value, in: context.gatherings.keys))
      return nil
    }
    return Body(
      kind: .gather(FlowGather(gathering: name, rule: gathering.rule, next: next)),
      label: gathering.name)
  }
}
