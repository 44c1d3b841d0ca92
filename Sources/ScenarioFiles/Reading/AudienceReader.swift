// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the entries of the `audiences` section.
struct AudienceReader {
  let context: ReadingContext

  func audience(_ id: Located<String>, _ fields: Fields) -> Audience? {
    let name = fields.label("name", or: id.value)
    guard let node = fields.need("channels") else { return nil }
    let changes = context.entries(node, of: "'channels'").map { entry in
      Audience.Change(
        channel: Located(entry.key, at: entry.place), rules: rules(entry.value))
    }
    return Audience(id: id, name: name, changes: changes)
  }

  /// Reads one rule for all configurations, or a map from configuration to rule.
  private func rules(_ node: DocumentNode) -> [String: Audience.Rule] {
    guard let entries = node.entries else { return rule(node).map { ["*": $0] } ?? [:] }
    var result: [String: Audience.Rule] = [:]
    for entry in entries where entry.key != "source" {
      result[entry.key == "rest" ? "*" : entry.key] = rule(entry.value)
    }
    return result
  }

  private func rule(_ node: DocumentNode) -> Audience.Rule? {
    guard let text = node.text, let first = text.first else {
      context.error(
        "bad-audience", at: node.place,
        "a share '25 %', a multiple 'x 2' or another channel is expected here, not \(node.shape)")
      return nil
    }
    if text.hasPrefix("x ") {
      guard let change = PlainQuantity.change(text), change.addMinutes == 0 else {
        context.error(
          "bad-audience", at: node.place,
          "a multiple of a share is written 'x 2', not \(node.shape)")
        return nil
      }
      return .times(change.factor)
    }
    if first.isLetter { return .moved(to: Located(text, at: node.place)) }
    return context.share(node).map { .share($0.value) }
  }
}
