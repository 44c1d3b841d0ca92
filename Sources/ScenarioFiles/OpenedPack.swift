// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// A pack folder whose files are in memory, with presets and changes applied, so that it can be given
/// its meaning again and again with further changes.
package struct OpenedPack: Sendable {
  /// The documents with changes applied.
  private let tree: PackTree
  /// The changes that were applied.
  private let changes: [PackChange]
  /// What was found so far.
  private let findings: Findings
  /// Whether every file could be read as a document.
  private let isComplete: Bool

  /// Reads the files of a folder and applies presets of the pack and changes.
  package init(folder: String, presets: [String] = [], changes: [PackChange] = []) {
    var findings = Findings()
    var tree = PackTree.read(folder: folder, findings: &findings)
    isComplete = !findings.hasErrors
    let known = PresetReader.presets(of: tree)
    PresetReader.check(known, of: tree, findings: &findings)
    let changes = PresetReader.changes(of: presets, known, findings: &findings) + changes
    for change in changes { change.apply(to: &tree, findings: &findings) }
    if tree.files.isEmpty, !findings.hasErrors {
      findings.error(
        "empty-pack", at: .start(of: folder),
        "the folder holds no .yaml file; a pack has scenario files and hall/*.yaml")
    }
    self.tree = tree
    self.changes = changes
    self.findings = findings
  }

  /// Gives the documents their meaning, with further changes.
  package func read(with further: [PackChange] = []) -> PackReader.Result {
    var findings = findings
    var tree = tree
    for change in further { change.apply(to: &tree, findings: &findings) }
    guard !tree.files.isEmpty else { return PackReader.Result(pack: nil, findings: findings) }
    var result = PackReader.read(tree)
    result.findings.merge(findings)
    result.pack?.changes = (changes + further).map(\.text)
    // Names that a broken file would have defined look unknown to the others: say only what is
    // wrong with the broken file.
    if !isComplete { return PackReader.Result(pack: nil, findings: findings) }
    return result
  }
}
