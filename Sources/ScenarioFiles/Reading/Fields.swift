// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// The keys of one map, taken one by one; what is left over at the end is reported as unknown.
final class Fields {
  let place: SourcePlace
  private let node: DocumentNode
  private let what: String
  private let context: ReadingContext
  /// The keys that were asked for; a map has few.
  private var known = ["source"]
  /// The kind of map, under which the keys that are asked for are noted; see ``PackReader/Result``.
  var kind: String

  /// Opens a map; anything else is reported and read as an empty map.
  ///
  /// - Parameters:
  ///   - node: The map.
  ///   - what: What it is, for messages.
  ///   - kind: The kind of map, or nil where that is what messages call it.
  ///   - context: Takes the findings.
  init(_ node: DocumentNode, of what: String, kind: String? = nil, context: ReadingContext) {
    self.node = node
    self.what = what
    self.kind = kind ?? what
    self.context = context
    place = node.place
    if node.entries == nil {
      context.error(
        "not-a-map", at: node.place,
        "\(what) is written as a map of keys and values, not \(node.shape)")
    }
  }

  /// Returns the value of a key that may be missing.
  func take(_ key: String) -> DocumentNode? {
    if !known.contains(key) { known.append(key) }
    return node[key]
  }

  /// Returns the value of a key that must be there.
  func need(_ key: String) -> DocumentNode? {
    if let value = take(key) { return value }
    if node.entries != nil {
      context.error("missing-key", at: place, "\(what) needs the key '\(key)'")
    }
    return nil
  }

  /// Whether a key is there.
  func has(_ key: String) -> Bool { node[key] != nil }

  /// Returns which of some keys are there, in the order given.
  func present(of keys: [String]) -> [String] {
    guard let own = node.entries?.map(\.key) else { return [] }
    return keys.filter { own.contains($0) }
  }

  /// The entries of a map with free keys, without its source; anything but a map is reported.
  func entries(_ key: String) -> [DocumentEntry] {
    take(key).map { context.entries($0, of: "'\(key)'") } ?? []
  }

  /// The items of a list; anything but a list is reported.
  func items(_ key: String) -> [DocumentNode] {
    guard let value = take(key) else { return [] }
    if let items = value.items { return items }
    context.error(
      "not-a-list", at: value.place, "'\(key)' is a list of items, not \(value.shape)")
    return []
  }

  /// Reports keys nobody has asked for.
  func finish() {
    context.knownKeys[kind, default: []].formUnion(known)
    for entry in node.entries ?? [] where !known.contains(entry.key) {
      context.error(
        "unknown-key", at: entry.place,
        "\(what) has no key '\(entry.key)'\(NearestName.hint(for: entry.key, in: known))")
    }
  }

  // MARK: Shorthands

  func label(_ key: String) -> LocalizedText? { take(key).flatMap { context.label($0) } }

  func label(_ key: String, or fallback: String) -> LocalizedText {
    label(key) ?? LocalizedText(zh: fallback, en: fallback)
  }

  func text(_ key: String) -> String? { take(key).flatMap { context.name($0)?.value } }

  func name(_ key: String) -> Located<String>? { take(key).flatMap { context.name($0) } }

  func names(_ key: String) -> [Located<String>] { take(key).map { context.names($0) } ?? [] }

  func word<Value: RawRepresentable & CaseIterable & Sendable>(
    _ key: String, as type: Value.Type
  ) -> Value? where Value.RawValue == String {
    take(key).flatMap { context.word($0, as: type)?.value }
  }

  func flag(_ key: String) -> Bool {
    guard let node = take(key) else { return false }
    switch node.text {
    case "yes": return true
    case "no": return false
    default:
      context.error("bad-word", at: node.place, "yes or no is expected here, not \(node.shape)")
      return false
    }
  }
}
