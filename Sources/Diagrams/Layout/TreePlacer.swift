// SPDX-License-Identifier: Apache-2.0

/// Gives every node of an arranged tree its place and draws the lines between them.
struct TreePlacer {
  /// The card from which the trunks start.
  let root: RootCard
  /// The width of every pill, in points.
  let pillWidth: Double
  /// The distance from the root card to the pills, in points.
  let trunk: Double
  /// Branches and items in reading order.
  private(set) var nodes: [PlacedNode] = []
  /// The lines to them, in the same order.
  private(set) var edges: [PlacedEdge] = []

  /// Creates a placer for both sides of a map.
  init(root: RootCard, pillWidth: Double, trunk: Double) {
    self.root = root
    self.pillWidth = pillWidth
    self.trunk = trunk
  }

  /// The width of lines from pills to the first level, in points.
  private static let thickLine = 2.0
  /// The width of lines further out, in points.
  private static let thinLine = 1.3
  /// The width at which trunks leave the root, in points.
  private static let trunkWidth = 11.0
  /// How far a trunk runs on under its pill, where the taper comes to its thin end, in points.
  private static let runOn = 34.0

  /// Places one side around the height of the root; direction is 1 for right and -1 for left.
  mutating func place(_ branches: [ArrangedBranch], gap: Double, direction: Double) {
    let solid = branches.reduce(0) { $0 + $1.height }
    var top = (solid + gap * Double(max(0, branches.count - 1))) / 2
    var middles: [Double] = []
    for branch in branches {
      middles.append(top - branch.up)
      top -= branch.height + gap
    }
    // Trunks leave the root in the order and proportion of their ends, never from the same point.
    let highest = middles.map(\.magnitude).max() ?? 0
    let limit = 0.3 * root.height
    let fan = highest * 0.11 > limit ? limit / highest : 0.11
    for (branch, middle) in zip(branches, middles) {
      place(branch, middle: middle, fan: fan, direction: direction)
    }
  }

  /// Places a pill, its trunk and its items.
  private mutating func place(
    _ arranged: ArrangedBranch, middle: Double, fan: Double, direction: Double
  ) {
    let branch = arranged.branch
    let inner = root.width / 2 + trunk
    nodes.append(
      PlacedNode(
        id: branch.id, content: branch.content(width: pillWidth),
        box: Box(
          centre: Point(direction * (inner + pillWidth / 2), middle), width: pillWidth,
          height: branch.pillHeight),
        words: branch.words))
    edges.append(
      PlacedEdge(
        start: NodeName.root, end: branch.id,
        points: trunkPoints(
          from: Point(direction * 0.36 * root.width, fan * middle),
          to: Point(direction * inner, middle), direction: direction),
        colour: branch.colour, style: .tapered(TreePlacer.trunkWidth)))
    let outer = Point(direction * (inner + pillWidth), middle)
    for (child, offset) in arranged.children {
      let line = Point(
        direction * (inner + pillWidth + MindMapLayout.Columns.first), middle + offset)
      place(
        child, parent: branch.id, from: outer, at: line, depth: 1, colour: branch.colour,
        direction: direction)
    }
  }

  /// Places an item whose underline starts at a point, the line to it, and everything on it.
  private mutating func place(
    _ arranged: ArrangedItem, parent: String, from: Point, at start: Point, depth: Int,
    colour: String, direction: Double
  ) {
    let item = arranged.item
    nodes.append(
      PlacedNode(
        id: item.id, content: .card(item.card, colour: colour),
        box: Box(
          centre: Point(
            start.x + direction * item.card.width / 2,
            start.y + item.card.height / 2),
          width: item.card.width, height: item.card.height),
        words: item.words))
    let bend = 0.55 * (start.x - from.x)
    edges.append(
      PlacedEdge(
        start: parent, end: item.id,
        points: [
          from, Point(from.x + bend, from.y), Point(start.x - bend, start.y), start,
        ],
        colour: colour, style: .plain(depth == 1 ? TreePlacer.thickLine : TreePlacer.thinLine)))
    let end = Point(start.x + direction * item.card.width, start.y)
    let next = end.x + direction * MindMapLayout.Columns.gap(after: depth)
    for (child, offset) in arranged.children {
      place(
        child, parent: item.id, from: end, at: Point(next, start.y + offset), depth: depth + 1,
        colour: colour, direction: direction)
    }
  }

  /// Returns the curve of a trunk: steep at the root, level at the pill, and on beneath it.
  private func trunkPoints(from start: Point, to end: Point, direction: Double) -> [Point] {
    let dx = end.x - start.x
    let dy = end.y - start.y
    let run = direction * TreePlacer.runOn
    return [
      start,
      Point(start.x + 0.46 * dx, start.y + 0.1 * dy),
      Point(start.x + 0.44 * dx, end.y),
      end,
      Point(end.x + run / 3, end.y),
      Point(end.x + run * 2 / 3, end.y),
      Point(end.x + run, end.y),
    ]
  }
}

extension MeasuredBranch {
  /// The width that this pill alone needs, in points.
  var pillWidth: Double {
    max(60, (lines.map(\.width).max() ?? 0) + MeasuredBranch.padding)
  }

  /// Returns the pill as it is drawn; white text looks centred a little below the middle.
  func content(width: Double) -> PlacedNode.Content {
    let pitch = Typography.rowHeight(at: Typography.branch)
    let rest = pillHeight - pitch * Double(lines.count)
    return .filled(
      rows: lines, rowHeights: lines.map { _ in pitch }, above: (rest / 2).rounded(.up) + 2,
      below: (rest / 2).rounded(.down) - 2, fill: colour)
  }
}
