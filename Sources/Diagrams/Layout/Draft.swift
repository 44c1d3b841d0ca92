// SPDX-License-Identifier: Apache-2.0

/// A map measured with one width of lines: how large it becomes before anything is placed.
struct Draft {
  /// The measured branches.
  let branches: [MeasuredBranch]
  /// The branches on their sides, set tight.
  let sides: SideArrangement
  /// The width of every pill, in points.
  let pillWidth: Double
  /// How far content reaches to the left and right of the root's middle, in points.
  let reach: (left: Double, right: Double)
  /// The smallest page that holds it.
  let page: Page

  /// Widths of lines to try when the usual ones give a page too large for A4.
  ///
  /// Longer lines make a high map lower, shorter ones a wide map narrower.
  private static let alternatives = [
    Card.Limits(text: 230, beside: 300), Card.Limits(text: 290, beside: 370),
    Card.Limits(text: 150, beside: 200), Card.Limits(text: 118, beside: 150),
  ]

  /// Measures a map with lines of a width.
  private init(_ map: MindMap, limits: Card.Limits, root: RootCard, furniture: PageFurniture) {
    branches = map.branches.enumerated().map { index, branch in
      MeasuredBranch(branch, at: index, language: map.language, limits: limits)
    }
    let sides = SideArrangement(branches)
    let pillWidth = branches.map { $0.pillWidth }.max() ?? 0
    func width(_ items: [MeasuredItem], depth: Int) -> Double {
      items.map { item in
        guard !item.children.isEmpty else { return item.card.width }
        let gap = MindMapLayout.Columns.gap(after: depth)
        return item.card.width + gap + width(item.children, depth: depth + 1)
      }.max() ?? 0
    }
    func reach(_ branches: [ArrangedBranch]) -> Double {
      let outer = branches.map { arranged in
        let items = arranged.branch.items
        return items.isEmpty ? 0 : MindMapLayout.Columns.first + width(items, depth: 1)
      }.max()
      guard let outer else { return root.width / 2 }
      return root.width / 2 + MindMapLayout.Columns.trunk + pillWidth + outer
    }
    self.sides = sides
    self.pillWidth = pillWidth
    self.reach = (reach(sides.left), reach(sides.right))
    page = furniture.page(
      forContentWidth: self.reach.left + self.reach.right, height: max(sides.height, root.height))
  }

  /// Returns the draft with the usual width of lines, or the smallest of all if that needs A3.
  static func best(_ map: MindMap, root: RootCard, furniture: PageFurniture) -> Draft {
    let usual = Draft(map, limits: Card.Limits(), root: root, furniture: furniture)
    if usual.page.smallestPaper == .a4 { return usual }
    return alternatives.reduce(usual) { best, limits in
      let draft = Draft(map, limits: limits, root: root, furniture: furniture)
      return draft.page.width < best.page.width ? draft : best
    }
  }
}
