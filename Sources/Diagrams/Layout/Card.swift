// SPDX-License-Identifier: Apache-2.0

/// A stretch of text in one size, weight and colour, with the cell it is drawn in.
package struct TextRun: Sendable, Hashable {
  /// The text of one line, free of control characters.
  package var text: String
  /// The type size in points.
  package var size: Double
  /// The weight of the type.
  package var weight: Typography.Weight
  /// The colour of the type.
  package var colour: String
  /// Whether the text is struck through.
  package var isStruck: Bool
  /// The width of the cell in whole points.
  package var width: Double

  /// Creates a run whose cell is as wide as its text needs, in a browser and in Graphviz.
  init(
    _ text: String, size: Double, weight: Typography.Weight = .regular, colour: String,
    isStruck: Bool = false
  ) {
    self.text = text
    self.size = size
    self.weight = weight
    self.colour = colour
    self.isStruck = isStruck
    self.width = TextMeasure.cellWidth(of: text, size: size, weight: weight)
  }

  /// The advances of the text in points: what it needs without any reserve.
  package var advances: Double {
    TextMeasure.advances(of: text, size: size, weight: weight)
  }
}

/// What stands before the words of an item.
package enum Marker: Sendable, Hashable {
  /// A step number or a gateway symbol, in a cell of a given width.
  case sign(TextRun, width: Double)
  /// A department's chip with its fill; the chip is as wide as given.
  case chip(TextRun, fill: String, width: Double)

  /// The room that follows a chip, in points.
  static let chipGap = 6.0
  /// The height of a chip, in points.
  static let chipHeight = 15.0

  /// The width of the marker with the room behind it, in points.
  package var width: Double {
    switch self {
    case .sign(_, let width): width
    case .chip(_, _, let width): width + Marker.chipGap
    }
  }
}

/// An item as it is drawn: markers, then rows of text, with an underline along the lower edge.
package struct Card: Sendable, Hashable {
  /// The step number, gateway symbol and chip before the first row.
  package var markers: [Marker]
  /// The rows from top to bottom; a row of two runs has words and a remark beside them.
  package var rows: [[TextRun]]
  /// The width of the rows in points.
  package var textWidth: Double
  /// The width of the whole card in points, with its border.
  package var width: Double
  /// The height of the whole card in points, with its border.
  package var height: Double

  /// The room at the left of the first marker or word, in points.
  static let indent = 3.0
  /// The room between words and the remark beside them, in points.
  static let remarkGap = 6.0
  /// The border that Graphviz reserves on each side of the table; only the bottom is drawn.
  static let border = 1.0

  /// Returns the height of a row in points; the outer rows get one point more.
  func rowHeight(at index: Int) -> Double {
    let size = rows[index].first?.size ?? Typography.body
    var height = Typography.rowHeight(at: size)
    if index == 0 { height += 1 }
    if index == rows.count - 1 { height += 1 }
    return height
  }
}
