// SPDX-License-Identifier: Apache-2.0

extension Card {
  /// How wide words and remarks may become, in points.
  struct Limits: Sendable {
    /// The width at which words are wrapped.
    var text = 190.0
    /// The width that words and a remark beside them may take, with the room between them.
    var beside = 250.0
  }

  /// Breaks an item into rows and measures it.
  init(_ item: MindMapItem, branchColour: String, limits: Limits) {
    markers = Card.markers(of: item, colour: branchColour)
    let weight: Typography.Weight =
      item.isConclusion || !item.children.isEmpty ? .bold : .regular
    let isStruck = item.cancellation != nil
    func broken(
      _ text: String, _ size: Double, _ weight: Typography.Weight, _ colour: String,
      struck: Bool = false
    ) -> [TextRun] {
      LineBreaker(size: size, weight: weight, limit: limits.text).lines(of: text).map {
        TextRun($0, size: size, weight: weight, colour: colour, isStruck: struck)
      }
    }
    rows = broken(
      item.text, Typography.body, weight, isStruck ? Palette.secondary : Palette.ink,
      struck: isStruck
    ).map { [$0] }

    let remarks = [(item.cancellation, branchColour), (item.note, Palette.secondary)]
    for case (let text?, let colour) in remarks where !text.isEmpty {
      let paragraphs = PlainText.paragraphs(of: text)
      let whole = TextRun(
        paragraphs[0], size: Typography.note, colour: colour)
      if paragraphs.count == 1, rows.count == 1, rows[0].count == 1,
        rows[0][0].width + Card.remarkGap + whole.width <= limits.beside
      {
        rows[0].append(whole)
      } else {
        rows += broken(text, Typography.note, .regular, colour).map { [$0] }
      }
    }

    textWidth = rows.map(Card.width(of:)).max() ?? 0
    width =
      2 * Card.border + Card.indent + markers.reduce(0) { $0 + $1.width } + textWidth
    height = 2 * Card.border
    for index in rows.indices { height += rowHeight(at: index) }
  }

  /// Returns the width of one row in points.
  private static func width(of row: [TextRun]) -> Double {
    row.reduce(0) { $0 + $1.width } + Double(max(0, row.count - 1)) * remarkGap
  }

  /// Returns step number, symbol and chip of an item, in that order.
  private static func markers(of item: MindMapItem, colour: String) -> [Marker] {
    var markers: [Marker] = []
    if let step = item.step, !step.isEmpty {
      let run = TextRun(
        PlainText.singleLine(step), size: Typography.marker, weight: .bold, colour: colour)
      markers.append(.sign(run, width: run.width + 7))
    }
    if let gateway = item.gateway {
      let run = TextRun(
        gateway.symbol, size: Typography.marker, weight: .bold, colour: colour)
      markers.append(.sign(run, width: run.width + 3))
    }
    if let department = item.department {
      markers.append(Marker.chip(department))
    }
    return markers
  }
}

extension Marker {
  /// Creates the chip of a department at a multiple of the native size.
  static func chip(_ department: DepartmentChip, scale: Double = 1) -> Marker {
    let run = TextRun(
      PlainText.singleLine(department.label), size: DecimalText.tenths(Typography.note * scale),
      weight: .bold, colour: Palette.white)
    return .chip(run, fill: department.colour.rawValue, width: run.width + 5)
  }
}
