// SPDX-License-Identifier: Apache-2.0

/// A mind map with a place for every node and a curve for every line.
///
/// The layout depends on the map alone: not on the release of Graphviz, the fonts of the machine
/// or the locale.
package struct MindMapLayout: Sendable {
  /// The page of the drawing.
  package private(set) var page: Page
  /// The place of the page: the root is at 0, 0, but need not be in the middle.
  package private(set) var pageBox: Box
  /// Every node: page furniture, then root, then each branch with its items, in reading order.
  package private(set) var nodes: [PlacedNode]
  /// Every line, in the order of the nodes where they end.
  package private(set) var edges: [PlacedEdge]

  /// The distances between columns, in points.
  enum Columns {
    /// From the root card to the pills, at least.
    static let trunk = 70.0
    /// How much longer trunks may become on a page with room at the sides.
    static let trunkStretch = 50.0
    /// From pills to the first level.
    static let first = 28.0
    /// From the first level to the second.
    static let second = 26.0
    /// From any other level to the next.
    static let further = 22.0

    /// Returns the distance from items at a depth from 1 to those further out.
    static func gap(after depth: Int) -> Double { depth == 1 ? second : further }
  }

  /// Lays out a mind map on the smallest page that holds it.
  ///
  /// - Throws: ``DiagramError`` with code `badIdentifier` if two nodes share a name, `doesNotFit`
  ///   if the map is too large for A3 in legible type.
  package init(_ map: MindMap) throws(DiagramError) {
    let root = RootCard(map.root)
    let furniture = try PageFurniture(map)
    let draft = Draft.best(map, root: root, furniture: furniture)
    page = draft.page
    guard page.smallestPaper != nil else { throw MindMapLayout.tooLarge(map, draft) }
    var sides = draft.sides
    let reach = draft.reach
    let area = furniture.contentArea(on: page)
    sides.stretch(to: area.height)
    let slack = max(0, area.width - reach.left - reach.right) / 2
    let stretch = min(Columns.trunkStretch, slack)
    let trunk = Columns.trunk + stretch
    let leftEdge = -reach.left - (sides.left.isEmpty ? 0 : stretch)
    let rightEdge = reach.right + (sides.right.isEmpty ? 0 : stretch)
    pageBox = Box(
      centre: Point((leftEdge + rightEdge) / 2, -area.rise),
      width: page.width, height: page.height)

    nodes = []
    edges = []
    furniture.place(on: page, in: pageBox, nodes: &nodes, edges: &edges)
    nodes.append(root.node)
    var placer = TreePlacer(root: root, pillWidth: draft.pillWidth, trunk: trunk)
    placer.place(sides.right, gap: sides.rightGap, direction: 1)
    placer.place(sides.left, gap: sides.leftGap, direction: -1)
    nodes += placer.nodes
    edges += placer.edges
    try NodeName.check(nodes.map(\.id), scenario: map.scenario)
  }

  /// Describes a map that does not fit A3: which one, how much it holds, how small it would get.
  private static func tooLarge(_ map: MindMap, _ draft: Draft) -> DiagramError {
    let branches = draft.branches
    let count = branches.reduce(0) { $0 + $1.itemCount }
    let right = draft.sides.right.reduce(0) { $0 + $1.branch.itemCount }
    let size = DecimalText.text(draft.page.printedSize(of: Typography.body, on: .a3))
    let least = DecimalText.text(Typography.smallestBody)
    return DiagramError(
      .doesNotFit,
      "\(map.scenario): the mind map does not fit A3: \(branches.count) main branches with "
        + "\(count) items (\(right) right, \(count - right) left) would be printed at \(size) pt, "
        + "less than \(least) pt; shorten texts or take items out")
  }
}
