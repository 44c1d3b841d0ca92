// SPDX-License-Identifier: Apache-2.0

/// One main branch of a mind map: a numbered pill and the items that hang on it.
package struct MindMapBranch: Sendable, Hashable {
  /// The name of the branch in the drawing; `nil` derives `b1`, `b2` … from its position.
  package var id: String?
  /// The written number before the title, 一 to 十; empty for none.
  package var number: String
  /// The words in the pill.
  package var title: String
  /// The items of the first level, in reading order.
  package var items: [MindMapItem]

  /// Creates a main branch.
  package init(id: String? = nil, number: String, title: String, items: [MindMapItem] = []) {
    self.id = id
    self.number = number
    self.title = title
    self.items = items
  }
}
