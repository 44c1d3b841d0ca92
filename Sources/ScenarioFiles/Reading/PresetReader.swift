// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads presets: changes of the pack that are made together under one name.
enum PresetReader {
  /// A preset as written.
  struct Entry {
    var name: String
    var changes: [PackChange]
  }

  /// Finds the presets of a tree, before anything in it is given its meaning.
  static func presets(of tree: PackTree) -> [Entry] {
    tree.files.flatMap { file in
      (file.root["presets"]?.entries ?? []).filter { $0.key != "source" }.map { entry in
        Entry(
          name: entry.key,
          changes: (entry.value["set"]?.items ?? []).compactMap { item in
            var change = item.text.flatMap { PackChange(text: $0) }
            change?.place = item.place
            return change
          })
      }
    }
  }

  /// Reports changes of presets that lead nowhere, whether a preset is chosen or not.
  static func check(_ presets: [Entry], of tree: PackTree, findings: inout Findings) {
    for preset in presets {
      var copy = tree
      for change in preset.changes { change.apply(to: &copy, findings: &findings) }
    }
  }

  /// Returns the changes of chosen presets, in the order in which they were chosen.
  static func changes(
    of names: [String], _ presets: [Entry], findings: inout Findings
  ) -> [PackChange] {
    names.flatMap { name -> [PackChange] in
      if let preset = presets.first(where: { $0.name == name }) { return preset.changes }
      findings.error(
        "unknown-preset", at: .start(of: "--preset \(name)"),
        "preset '\(name)' does not exist\(NearestName.hint(for: name, in: presets.map(\.name)))")
      return []
    }
  }
}
