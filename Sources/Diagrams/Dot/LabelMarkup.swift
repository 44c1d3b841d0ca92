// SPDX-License-Identifier: Apache-2.0

/// The HTML-like labels of nodes.
///
/// Every cell has a fixed size, so that nothing depends on how Graphviz measures text.
enum LabelMarkup {
  private static let plainTable =
    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">"

  /// Where the content of a cell stands.
  private enum Align: String {
    case centre = ""
    case left = " ALIGN=\"LEFT\""
    case right = " ALIGN=\"RIGHT\""
  }

  /// Returns one line of furniture, whose size is that of its label.
  static func line(_ run: TextRun, isFlushRight: Bool) -> String {
    let height = Typography.rowHeight(at: run.size)
    let line = text(run, labelSize: run.size)
    return "\(plainTable)<TR>"
      + cell(width: run.width, height: height, line, align: isFlushRight ? .right : .left)
      + "</TR></TABLE>"
  }

  /// Returns a chip alone, whose size is that of its label.
  static func chip(_ marker: Marker, height: Double) -> String {
    guard case .chip(let run, let fill, let width) = marker else { return "" }
    return chipTable(run, fill: fill, width: width, height: height, labelSize: run.size)
  }

  /// Returns lines in a filled card with rounded corners.
  static func filled(
    rows: [TextRun], rowHeights: [Double], above: Double, below: Double, fill: String,
    width: Double
  ) -> String {
    let total = rowHeights.reduce(above + below, +)
    var markup = filledTable(fill, size: (width, total))
    markup += spacerRow(width: width, height: above)
    for (run, height) in zip(rows, rowHeights) {
      markup += "<TR>" + cell(width: width, height: height, text(run)) + "</TR>"
    }
    return markup + spacerRow(width: width, height: below) + "</TABLE>"
  }

  /// Returns an item: markers and rows of text on an underline.
  static func card(_ card: Card, colour: String) -> String {
    var markup =
      "<TABLE BORDER=\"1\" SIDES=\"B\" COLOR=\"\(colour)\" CELLBORDER=\"0\" CELLSPACING=\"0\""
      + " CELLPADDING=\"0\">"
    let indent = Card.indent + card.markers.reduce(0) { $0 + $1.width }
    let markerCells = card.markers.reduce(1) { $0 + $1.cellCount }
    for (index, row) in card.rows.enumerated() {
      let height = card.rowHeight(at: index)
      markup += "<TR>"
      if index == 0 {
        markup += cell(width: Card.indent, height: height, "")
        for marker in card.markers { markup += self.marker(marker, height: height) }
      } else {
        markup += cell(width: indent, height: height, "", span: markerCells)
      }
      markup += body(row, of: card, height: height) + "</TR>"
    }
    return markup + "</TABLE>"
  }

  /// Returns the cell that holds one row's words and the remark beside them.
  private static func body(_ row: [TextRun], of card: Card, height: Double) -> String {
    guard let first = row.first else {
      return cell(width: card.textWidth, height: height, "")
    }
    guard row.count > 1 else {
      return cell(width: card.textWidth, height: height, text(first), align: .left)
    }
    var inner = "\(plainTable)<TR>" + textCell(first, height: height)
    var used = first.width
    for (offset, run) in row.dropFirst().enumerated() {
      inner += cell(width: Card.remarkGap, height: height, "")
      used += Card.remarkGap
      let isLast = offset == row.count - 2
      let width = isLast ? card.textWidth - used : run.width
      inner += cell(width: width, height: height, text(run), align: .left)
      used += width
    }
    inner += "</TR></TABLE>"
    return cell(width: card.textWidth, height: height, inner, align: .left)
  }

  /// Returns the cells of a step number, symbol or chip.
  private static func marker(_ marker: Marker, height: Double) -> String {
    switch marker {
    case .sign(let run, let width):
      return cell(width: width, height: height, text(run), align: .left)
    case .chip(let run, let fill, let width):
      let table = chipTable(run, fill: fill, width: width, height: Marker.chipHeight)
      return cell(width: width, height: height, table)
        + cell(width: Marker.chipGap, height: height, "")
    }
  }

  /// Returns a chip: the word a little below the middle, where white text looks centred.
  private static func chipTable(
    _ run: TextRun, fill: String, width: Double, height: Double,
    labelSize: Double = Typography.body
  ) -> String {
    filledTable(fill, size: (width, height)) + spacerRow(width: width, height: 3) + "<TR>"
      + cell(width: width, height: height - 3, text(run, labelSize: labelSize)) + "</TR></TABLE>"
  }

  /// Returns the start of a filled table.
  ///
  /// Without a size it would stretch to fill its cell. Within a cell that is higher it stands at
  /// the top, so that a chip clears the underline.
  private static func filledTable(_ fill: String, size: (width: Double, height: Double)) -> String {
    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" STYLE=\"ROUNDED\""
      + " VALIGN=\"TOP\" FIXEDSIZE=\"TRUE\" WIDTH=\"\(DecimalText.text(size.width, decimals: 0))\""
      + " HEIGHT=\"\(DecimalText.text(size.height, decimals: 0))\" BGCOLOR=\"\(fill)\">"
  }

  private static func spacerRow(width: Double, height: Double) -> String {
    "<TR>" + cell(width: width, height: height, "") + "</TR>"
  }

  private static func textCell(_ run: TextRun, height: Double) -> String {
    cell(width: run.width, height: height, text(run), align: .left)
  }

  /// Returns a cell of a fixed size.
  private static func cell(
    width: Double, height: Double, _ content: String, align: Align = .centre, span: Int = 1
  ) -> String {
    let columns = span > 1 ? " COLSPAN=\"\(span)\"" : ""
    return "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"\(DecimalText.text(width, decimals: 0))\""
      + " HEIGHT=\"\(DecimalText.text(height, decimals: 0))\"\(align.rawValue)\(columns)>\(content)</TD>"
  }

  /// Returns a run with its font; nothing for an empty one, which Graphviz and Pango do not take.
  ///
  /// The size is written unless it is the label's own, see `Typography`.
  private static func text(_ run: TextRun, labelSize: Double = Typography.body) -> String {
    let isVisible = run.text.unicodeScalars.contains {
      !$0.properties.isDefaultIgnorableCodePoint
    }
    guard isVisible else { return "" }
    let size =
      run.size == labelSize ? "" : " POINT-SIZE=\"\(DecimalText.text(run.size, decimals: 0))\""
    let parts = DotEscaping.runs(of: run.text).map { part in
      var markup = DotEscaping.markup(part)
      if run.isStruck { markup = "<S>\(markup)</S>" }
      if run.weight == .bold { markup = "<B>\(markup)</B>" }
      return "<FONT\(size) COLOR=\"\(run.colour)\">\(markup)</FONT>"
    }
    return parts.joined()
  }
}

extension Marker {
  /// How many cells of a row the marker takes.
  fileprivate var cellCount: Int {
    switch self {
    case .sign: 1
    case .chip: 2
    }
  }
}
