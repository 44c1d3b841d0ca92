// SPDX-License-Identifier: Apache-2.0

/// Changes of a pack that are made together under one name, such as a question a bureau asks.
package struct Preset: Sendable {
  /// The name by which commands choose it.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// A remark; may be empty.
  package var note: LocalizedText
  /// The changes as `PATH=VALUE`, in the order in which they are made.
  package var changes: [String]

  /// Creates a preset.
  package init(id: Located<String>, name: LocalizedText, note: LocalizedText, changes: [String]) {
    self.id = id
    self.name = name
    self.note = note
    self.changes = changes
  }
}
