// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// A YAML value with the place it stands at, reduced to what a pack may hold: text, lists, maps.
///
/// Scalars stay text: `NO`, `010` and `1e3` are never silently truth values or numbers.
package struct DocumentNode: Sendable {
  /// The three shapes.
  package indirect enum Content: Sendable {
    case scalar(String)
    case list([DocumentNode])
    case map([DocumentEntry])
  }

  /// The value.
  package var content: Content
  /// Where it starts.
  package var place: SourcePlace
  /// Whether it is written in flow style, `{…}` or `[…]`; kept by the writer while it fits.
  package var isFlow: Bool
  /// Full-line comments above a list item, without the number sign's blank; see ``DocumentEntry``.
  package var comments: [String] = []
  /// Whether an empty line stands above a list item or its comments.
  package var hasBlankAbove = false
  /// The comment behind a list item on its line, or nil.
  package var remark: String?
  /// Comments below the last line of a document, kept at its root.
  package var footer: [String] = []

  /// Creates a node.
  package init(_ content: Content, at place: SourcePlace, isFlow: Bool = false) {
    self.content = content
    self.place = place
    self.isFlow = isFlow
  }

  /// The text of a scalar, or nil.
  package var text: String? {
    if case .scalar(let text) = content { return text }
    return nil
  }

  /// The items of a list, or nil.
  package var items: [DocumentNode]? {
    if case .list(let items) = content { return items }
    return nil
  }

  /// The entries of a map, or nil.
  package var entries: [DocumentEntry]? {
    if case .map(let entries) = content { return entries }
    return nil
  }

  /// Returns the value of a key of a map, or nil.
  package subscript(key: String) -> DocumentNode? {
    guard case .map(let entries) = content else { return nil }
    // An entry is large: only the one that is found is copied.
    for index in entries.indices where entries[index].key == key { return entries[index].value }
    return nil
  }

  /// What the node is, for messages.
  package var shape: String {
    switch content {
    case .scalar(let text):
      text.isEmpty ? "nothing" : text.count <= 60 ? "'\(text)'" : "'\(text.prefix(60))…'"
    case .list: "a list"
    case .map: "a map"
    }
  }
}

/// A key of a map with its value.
package struct DocumentEntry: Sendable {
  /// The key.
  package var key: String
  /// Where the key stands.
  package var place: SourcePlace
  /// The value.
  package var value: DocumentNode
  /// Full-line comments above the key; a line break stands for an empty line among them.
  package var comments: [String] = []
  /// Whether an empty line stands above the key or its comments.
  package var hasBlankAbove = false
  /// The comment behind the key and its value on the line of the key, or nil.
  package var remark: String?

  /// Creates an entry.
  package init(key: String, place: SourcePlace, value: DocumentNode) {
    self.key = key
    self.place = place
    self.value = value
  }
}
