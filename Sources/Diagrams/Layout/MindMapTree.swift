// SPDX-License-Identifier: Apache-2.0

/// A measured item with its measured descendants, not yet placed.
struct MeasuredItem {
  /// The name of the item in the drawing.
  var id: String
  /// The item in words, without symbols.
  var words: String
  /// How it is drawn.
  var card: Card
  /// The items further out, in order.
  var children: [MeasuredItem]
}

/// A measured main branch, not yet placed.
struct MeasuredBranch {
  /// The name of the branch in the drawing.
  var id: String
  /// Number and title.
  var words: String
  /// The colour of pill, lines and marks.
  var colour: String
  /// The lines in the pill.
  var lines: [TextRun]
  /// The items of the first level, in order.
  var items: [MeasuredItem]

  /// The width at which the words in a pill are wrapped, in points.
  static let wrapWidth = 190.0
  /// The height of a pill of one line, in points.
  static let height = 28.0
  /// The room left and right of the words together, in points.
  static let padding = 22.0

  /// The height of the pill in points.
  var pillHeight: Double {
    MeasuredBranch.height
      + Double(lines.count - 1) * Typography.rowHeight(at: Typography.branch)
  }
}

extension MeasuredBranch {
  /// Measures a branch and everything on it, and names what has no name yet.
  init(
    _ branch: MindMapBranch, at index: Int, language: SheetLanguage, limits: Card.Limits
  ) {
    let colour = Palette.branch(at: index)
    let id = branch.id ?? "b\(index + 1)"
    let words =
      branch.number.isEmpty ? branch.title : branch.number + " " + branch.title
    self.id = id
    self.words = PlainText.singleLine(words)
    self.colour = colour
    lines =
      LineBreaker(
        size: Typography.branch, weight: .bold, limit: MeasuredBranch.wrapWidth
      ).lines(of: words).map {
        TextRun($0, size: Typography.branch, weight: .bold, colour: Palette.white)
      }
    items = branch.items.enumerated().map { position, item in
      MeasuredItem(
        item, id: item.id ?? "\(id).\(position + 1)", colour: colour, language: language,
        limits: limits)
    }
  }

  /// How many items hang on the branch, at all levels.
  var itemCount: Int { items.reduce(0) { $0 + $1.count } }
}

extension MeasuredItem {
  /// Measures an item and everything on it.
  init(
    _ item: MindMapItem, id: String, colour: String, language: SheetLanguage, limits: Card.Limits
  ) {
    self.id = id
    card = Card(item, branchColour: colour, limits: limits)
    words = MeasuredItem.words(for: item, language: language)
    children = item.children.enumerated().map { position, child in
      MeasuredItem(
        child, id: child.id ?? "\(id).\(position + 1)", colour: colour, language: language,
        limits: limits)
    }
  }

  /// How many items there are here and further out.
  var count: Int { children.reduce(1) { $0 + $1.count } }

  /// Returns the item as one sentence, as a screen reader should say it.
  private static func words(for item: MindMapItem, language: SheetLanguage) -> String {
    let furniture = Furniture(language)
    var words = ""
    for lead in [item.step, item.department?.label] {
      guard let lead, !lead.isEmpty else { continue }
      words += PlainText.singleLine(lead) + " "
    }
    words += PlainText.singleLine(item.text)
    if item.cancellation != nil { words += furniture.cancelled }
    for remark in [item.cancellation, item.note] {
      guard let remark, !remark.isEmpty else { continue }
      words += furniture.colon + PlainText.singleLine(remark)
    }
    return words
  }
}
