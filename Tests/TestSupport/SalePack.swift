// SPDX-License-Identifier: Apache-2.0

import Foundation
package import ScenarioFiles
import TransferModel

/// The part of the shipped pack that the resale of a home (S01) needs, for tests to which one
/// scenario tells as much as all: it is read in a twentieth of the time.
///
/// Every kind of file is there: the hall with its four configurations, two years, the templates of
/// the sale, the library entries they name, and one preset, `serial-tax`.
package enum SalePack {
  /// The documents.
  package static let tree: PackTree = {
    var tree = ShippedPack.tree
    tree.files.removeAll { file in
      let isScenario = file.root["scenario"] != nil && file.root["scenario"]?.text != "S01"
      let isYear = file.root["year"].map { !["2020", "2021"].contains($0.text) } ?? false
      let isOther =
        file.root["template"]?.text.map { id in
          !["A-SALE", "T-CORE", "NOTICE"].contains(id)
            && !id.hasPrefix("AS-") && !id.hasPrefix("TO-")
        } ?? false
      // It leads to scenarios that are left out here.
      let isRouting = file.path == "shared/routing.yaml"
      return isScenario || isYear || isOther || isRouting
    }
    // Hand-overs are of scenarios that are left out.
    for index in tree.files.indices where tree.files[index].root["streams"] != nil {
      tree.files[index].root = without("handovers", in: tree.files[index].root)
    }
    let flows = tree.files.filter { file in
      ["scenario", "template", "attributes"].contains { file.root[$0] != nil }
    }
    let named = flows.reduce(into: Set<String>()) { collect($1.root, into: &$0) }
    for index in tree.files.indices where tree.files[index].path.hasPrefix("shared/") {
      guard case .map(var sections) = tree.files[index].root.content,
        tree.files[index].root["template"] == nil
      else { continue }
      for section in sections.indices {
        guard case .map(let entries) = sections[section].value.content else { continue }
        let kept = entries.filter {
          named.contains($0.key) || $0.key == "serial-tax"
            || ["departments", "attributes"].contains(sections[section].key)
        }
        sections[section].value.content = .map(kept)
      }
      tree.files[index].root.content = .map(sections)
    }
    for index in tree.files.indices where tree.files[index].root["template"] != nil {
      tree.files[index].root = withoutOtherAttributes(tree.files[index].root)
    }
    return tree
  }()

  /// Takes an entry out of the sections of a file.
  private static func without(_ name: String, in root: DocumentNode) -> DocumentNode {
    guard case .map(var sections) = root.content else { return root }
    for index in sections.indices {
      guard case .map(let entries) = sections[index].value.content else { continue }
      sections[index].value.content = .map(entries.filter { $0.key != name })
    }
    var result = root
    result.content = .map(sections)
    return result
  }

  /// The files by path.
  package static let files = Dictionary(
    tree.files.map { ($0.path, DocumentWriter.write($0.root)) },
    uniquingKeysWith: { first, _ in first })

  /// Writes the pack to the folder `scenarios`, where commands look for one, of a folder of its own.
  package static func inItsFolder() throws -> SmallPack {
    try SmallPack(
      Dictionary(uniqueKeysWithValues: files.map { ("scenarios/" + $0.key, $0.value) }))
  }

  /// Takes out what templates do for attributes that the one scenario does not have.
  private static func withoutOtherAttributes(_ node: DocumentNode) -> DocumentNode {
    let own = [
      "channel", "agent", "mortgage", "taxOutcome", "policeLink", "housingLink", "taxLink",
      "source",
    ]
    guard case .map(let entries) = node.content else { return node }
    var result = node
    result.content = .map(
      entries.compactMap { entry in
        var entry = entry
        if entry.key == "per" { return nil }
        if entry.key == "adjust", case .map(let changes) = entry.value.content {
          let kept = changes.filter { own.contains($0.key) }
          entry.value.content = .map(kept)
          return kept.isEmpty ? nil : entry
        }
        entry.value = withoutOtherAttributes(entry.value)
        return entry
      })
    return result
  }

  /// Collects every text and key of a document.
  private static func collect(_ node: DocumentNode, into names: inout Set<String>) {
    if let text = node.text { names.insert(text) }
    for item in node.items ?? [] { collect(item, into: &names) }
    for entry in node.entries ?? [] {
      names.insert(entry.key)
      collect(entry.value, into: &names)
    }
  }
}
