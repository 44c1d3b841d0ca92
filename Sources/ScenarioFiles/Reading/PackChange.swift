// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// A change of one value of a pack, as given by `--set PATH=VALUE`.
///
/// A path begins with a scenario id (`S01.parameters.incomplete.to-be`), with `templates` and a
/// template id, or with a section (`waits.P-LINK`, `hall.pools.R-COMP.servers`; the words `hall`,
/// `shared` and `scenarios` in front may be left out). A plain value set on an entry that has a
/// main value (`value`, `time` or `servers`) changes that one. An item of a list is reached by its
/// position from 0: `pools.R-COMP.extra[0].servers.B2`.
package struct PackChange: Sendable {
  /// The path.
  package var path: String
  /// The new value.
  package var value: String
  /// Where the change is written, if in a preset of the pack; what is wrong with it is reported there.
  package var place: SourcePlace?

  /// Reads `PATH=VALUE`; nil without an equals sign or with an empty path.
  package init?(text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    path = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
    guard !path.isEmpty else { return nil }
  }

  /// The form printed in results.
  package var text: String { "\(path)=\(value)" }

  /// Applies the change to a tree; what does not exist is reported.
  package func apply(to tree: inout PackTree, findings: inout Findings) {
    // The value counts as one set by command wherever the change is written.
    let command = SourcePlace.start(of: "--set \(text)")
    let place = place ?? command
    var keys = path.split(separator: ".", omittingEmptySubsequences: false).flatMap {
      Self.steps(of: $0)
    }
    if keys.count > 1, ["hall", "shared", "scenarios"].contains(keys[0]) { keys.removeFirst() }
    guard let head = keys.first, !keys.contains("") else {
      findings.error(
        "bad-path", at: place,
        "'\(path)' is not a path of names joined by dots, such as hall.pools.R-COMP.servers")
      return
    }
    var starts: [(file: Int, keys: ArraySlice<String>)] = []
    for (index, file) in tree.files.enumerated() {
      if let id = file.root["scenario"]?.text {
        if id == head { starts.append((index, keys.dropFirst())) }
      } else if let id = file.root["template"]?.text {
        if head == "templates", keys.count > 1, keys[1] == id {
          starts.append((index, keys.dropFirst(2)))
        }
      } else if file.root[head] != nil {
        starts.append((index, keys[...]))
      }
    }
    // A section may be spread over several files: the one that holds the whole path is changed.
    let value = DocumentNode(.scalar(self.value), at: command)
    for start in starts where Self.exists(Array(start.keys), in: tree.files[start.file].root) {
      Self.set(Array(start.keys), of: &tree.files[start.file].root, to: value)
      return
    }
    var known: [String]
    var missing = head
    if let start = starts.first {
      (missing, known) = Self.missing(Array(start.keys), in: tree.files[start.file].root)
    } else {
      known = tree.files.flatMap { file in
        if let id = file.root["scenario"]?.text { return [id] }
        if file.root["template"] != nil { return ["templates"] }
        return file.root["year"] == nil ? file.root.entries?.map(\.key) ?? [] : []
      }
      if head == "templates" {
        known = tree.files.compactMap { $0.root["template"]?.text }
        missing = keys.count > 1 ? keys[1] : head
      }
    }
    findings.error(
      "unknown-path", at: place,
      "the pack has nothing at '\(path)': '\(missing)' does not exist"
        + NearestName.hint(for: missing, in: Set(known)))
  }

  /// Splits `extra[0]` into a key and a position, which is kept in its brackets.
  private static func steps(of part: Substring) -> [String] {
    guard part.last == "]", let open = part.lastIndex(of: "[") else { return [String(part)] }
    return [String(part[..<open]), String(part[open...])]
  }

  /// Returns the position in `[0]`, nil for a key.
  private static func position(_ step: String) -> Int? {
    guard step.first == "[", step.last == "]" else { return nil }
    return PlainQuantity.count(String(step.dropFirst().dropLast()))
  }

  private static func value(_ step: String, of node: DocumentNode) -> DocumentNode? {
    guard let position = position(step) else { return node[step] }
    guard let items = node.items, items.indices.contains(position) else { return nil }
    return items[position]
  }

  private static func names(in node: DocumentNode) -> [String] {
    node.entries?.map(\.key) ?? node.items?.indices.map { "[\($0)]" } ?? []
  }

  private static func exists(_ keys: [String], in node: DocumentNode) -> Bool {
    var node = node
    for key in keys {
      guard let next = value(key, of: node) else { return false }
      node = next
    }
    return !keys.isEmpty
  }

  private static func missing(_ keys: [String], in node: DocumentNode) -> (String, [String]) {
    var node = node
    for key in keys {
      guard let next = value(key, of: node) else { return (key, names(in: node)) }
      node = next
    }
    return (keys.last ?? "", [])
  }

  private static func set(_ keys: [String], of node: inout DocumentNode, to value: DocumentNode) {
    guard let key = keys.first else { return change(&node, to: value) }
    let rest = Array(keys.dropFirst())
    switch node.content {
    case .scalar: return
    case .map(var entries):
      guard let index = entries.firstIndex(where: { $0.key == key }) else { return }
      set(rest, of: &entries[index].value, to: value)
      node.content = .map(entries)
    case .list(var items):
      guard let index = position(key), items.indices.contains(index) else { return }
      set(rest, of: &items[index], to: value)
      node.content = .list(items)
    }
  }

  /// Puts a value in the place of a node, or of its main value if it has one.
  private static func change(_ node: inout DocumentNode, to value: DocumentNode) {
    if let main = ["value", "time", "servers"].first(where: { node[$0] != nil }) {
      set([main], of: &node, to: value)
    } else {
      node = value
    }
  }
}
