// SPDX-License-Identifier: Apache-2.0

/// The measured card in the middle of a mind map.
struct RootCard {
  /// The lines of the name and, if there is one, the small line.
  private let rows: [TextRun]
  /// The height of each row in points.
  private let rowHeights: [Double]
  /// The width of the card in points.
  let width: Double
  /// The height of the card in points.
  let height: Double
  /// The card in words.
  private let words: String

  /// The room above the first row, in points.
  private static let above = 10.0
  /// The room below the last row, in points.
  private static let below = 8.0
  /// The least width of the card, in points.
  private static let smallestWidth = 150.0

  /// Measures the card.
  init(_ root: MindMap.Root) {
    let lines = root.lines.flatMap(PlainText.paragraphs(of:))
    var rows = lines.map {
      TextRun($0, size: Typography.title, weight: .bold, colour: Palette.white)
    }
    var heights = rows.map { _ in 24.0 }
    let subtitle = PlainText.singleLine(root.subtitle)
    if !subtitle.isEmpty {
      rows.append(TextRun(subtitle, size: Typography.body, colour: Palette.rootSubtitle))
      heights.append(18)
    }
    self.rows = rows
    rowHeights = heights
    width = max(RootCard.smallestWidth, (rows.map(\.width).max() ?? 0) + 44)
    height = heights.reduce(RootCard.above + RootCard.below, +)
    words = (lines.map(PlainText.singleLine).joined() + " " + subtitle)
  }

  /// The card as a node at 0, 0.
  var node: PlacedNode {
    PlacedNode(
      id: NodeName.root,
      content: .filled(
        rows: rows, rowHeights: rowHeights, above: RootCard.above, below: RootCard.below,
        fill: Palette.navy),
      box: Box(centre: Point(0, 0), width: width, height: height), words: words)
  }
}
