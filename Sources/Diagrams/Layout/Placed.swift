// SPDX-License-Identifier: Apache-2.0

/// A node of a drawing with its place, its content and what it says to a screen reader.
package struct PlacedNode: Sendable, Hashable {
  /// What a node shows.
  package enum Content: Sendable, Hashable {
    /// Nothing: the extent of the page.
    case page
    /// Nothing: the end of a rule.
    case point
    /// One line of furniture, at the left or the right of its cell.
    case text(TextRun, isFlushRight: Bool)
    /// A department's chip in the legend.
    case chip(Marker)
    /// Lines in a filled card with rounded corners; heights of rows and of the room around them.
    case filled(rows: [TextRun], rowHeights: [Double], above: Double, below: Double, fill: String)
    /// An item on its underline.
    case card(Card, colour: String)
  }

  /// The name in the drawing, unique on the sheet.
  package var id: String
  /// What it shows.
  package var content: Content
  /// Where it stands and how large it is.
  package var box: Box
  /// What it says to a screen reader; empty for nodes that are not seen.
  package var words: String

  /// Whether anything of the node is visible.
  package var isVisible: Bool {
    switch content {
    case .page, .point: false
    default: true
    }
  }
}

/// A line of a drawing: cubic Bézier curves one after another.
package struct PlacedEdge: Sendable, Hashable {
  /// How the line is drawn.
  package enum Style: Sendable, Hashable {
    /// Of one width, in points.
    case plain(Double)
    /// From a width in points to nothing.
    case tapered(Double)
  }

  /// The name of the node where it starts.
  package var start: String
  /// The name of the node where it ends.
  package var end: String
  /// The start point and three points for each curve.
  package var points: [Point]
  /// The colour of the line.
  package var colour: String
  /// How it is drawn.
  package var style: Style
}
