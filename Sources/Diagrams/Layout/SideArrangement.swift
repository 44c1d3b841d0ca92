// SPDX-License-Identifier: Apache-2.0

/// An item with the heights of its subtree above and below its underline.
struct ArrangedItem {
  /// The item.
  var item: MeasuredItem
  /// The room the subtree needs above the underline, in points.
  var up: Double
  /// The room the subtree needs below the underline, in points.
  var down: Double
  /// The items further out and how far their underlines lie above this one's.
  var children: [(arranged: ArrangedItem, offset: Double)]
}

/// A main branch with the heights of its subtree above and below the middle of its pill.
struct ArrangedBranch {
  /// The branch.
  var branch: MeasuredBranch
  /// The room the subtree needs above the middle, in points.
  var up: Double
  /// The room the subtree needs below the middle, in points.
  var down: Double
  /// The items on the branch and how far their underlines lie above the middle.
  var children: [(arranged: ArrangedItem, offset: Double)]

  /// The room the subtree needs, in points.
  var height: Double { up + down }
}

/// Works out subtree heights: a tidy tree in which every subtree has a band of its own.
///
/// A parent stands level with the middle between its first and its last child. Bands of siblings
/// do not touch, so boxes cannot overlap however deep the tree is. (After Reingold and Tilford,
/// "Tidier drawings of trees", 1981, doi:10.1109/TSE.1981.234519, with bands for contours, because
/// the columns of a mind map are not shared between subtrees.)
struct TreeArranger {
  /// The room between two siblings, in points.
  var siblingGap: Double

  /// The room that an item with children gets on both sides besides, in points.
  static let familyGap = 2.4

  /// Arranges a main branch.
  ///
  /// - Complexity: O(*n*) in the number of items.
  func arrange(_ branch: MeasuredBranch) -> ArrangedBranch {
    let own = branch.pillHeight / 2
    let stack = stack(branch.items)
    return ArrangedBranch(
      branch: branch, up: max(own, stack.up), down: max(own, stack.down),
      children: stack.children)
  }

  /// Arranges an item.
  private func arrange(_ item: MeasuredItem) -> ArrangedItem {
    let stack = stack(item.children)
    return ArrangedItem(
      item: item, up: max(item.card.height, stack.up),
      down: stack.down, children: stack.children)
  }

  /// Puts siblings one below another, with offsets from the middle of the first and the last.
  private func stack(
    _ items: [MeasuredItem]
  ) -> (up: Double, down: Double, children: [(arranged: ArrangedItem, offset: Double)]) {
    var depth = 0.0
    var lines: [Double] = []
    let arranged = items.map(arrange)
    for (index, child) in arranged.enumerated() {
      if index > 0 {
        depth += siblingGap
        if !child.children.isEmpty { depth += TreeArranger.familyGap }
        if !arranged[index - 1].children.isEmpty { depth += TreeArranger.familyGap }
      }
      lines.append(depth + child.up)
      depth += child.up + child.down
    }
    guard let first = lines.first, let last = lines.last else { return (0, 0, []) }
    let middle = (first + last) / 2
    return (
      middle, depth - middle,
      zip(arranged, lines).map { (arranged: $0, offset: middle - $1) }
    )
  }
}

/// How the two sides of a mind map share the branches and the height of the page.
struct SideArrangement {
  /// The branches at the right from top to bottom.
  var right: [ArrangedBranch]
  /// The branches at the left from top to bottom.
  var left: [ArrangedBranch]
  /// The room between the branches at the right, in points.
  var rightGap: Double
  /// The room between the branches at the left, in points.
  var leftGap: Double

  /// The least room between main branches, in points.
  static let smallestGap = 15.0
  /// The most room between main branches, in points.
  static let largestGap = 46.0
  /// The room between siblings on a full page and on an empty one, in points.
  static let siblingGaps = (smallest: 6, largest: 12)

  /// Splits the branches in order where the two sides come closest in height, set tight.
  init(_ branches: [MeasuredBranch]) {
    let arranger = TreeArranger(siblingGap: Double(SideArrangement.siblingGaps.smallest))
    let arranged = branches.map(arranger.arrange)
    let smallest = SideArrangement.smallestGap
    var best = arranged.count
    var bestDifference = Double.infinity
    for split in stride(from: 1, to: arranged.count, by: 1) {
      let right = SideArrangement.height(arranged[..<split], gap: smallest)
      let left = SideArrangement.height(arranged[split...], gap: smallest)
      if (right - left).magnitude < bestDifference {
        best = split
        bestDifference = (right - left).magnitude
      }
    }
    right = Array(arranged[..<best])
    left = Array(arranged[best...])
    rightGap = smallest
    leftGap = smallest
  }

  /// The height of the taller side, in points.
  var height: Double {
    max(
      SideArrangement.height(right[...], gap: rightGap),
      SideArrangement.height(left[...], gap: leftGap))
  }

  /// Stretches gaps, first between main branches, then between siblings, towards a height.
  ///
  /// Both sides keep the same gap between siblings.
  mutating func stretch(to target: Double) {
    let measuredRight = right.map(\.branch)
    let measuredLeft = left.map(\.branch)
    let (smallest, largest) = SideArrangement.siblingGaps
    for gap in stride(from: largest, through: smallest, by: -1) {
      let arranger = TreeArranger(siblingGap: Double(gap))
      right = measuredRight.map(arranger.arrange)
      left = measuredLeft.map(arranger.arrange)
      let wide = SideArrangement.largestGap
      if SideArrangement.height(right[...], gap: wide) <= target,
        SideArrangement.height(left[...], gap: wide) <= target
      {
        break
      }
    }
    rightGap = SideArrangement.gap(for: right, filling: target)
    leftGap = SideArrangement.gap(for: left, filling: target)
  }

  /// Returns the gap between branches at which they fill a height, within its bounds.
  private static func gap(for branches: [ArrangedBranch], filling target: Double) -> Double {
    guard branches.count > 1 else { return smallestGap }
    let solid = height(branches[...], gap: 0)
    let gap = (target - solid) / Double(branches.count - 1)
    return max(smallestGap, min(largestGap, gap))
  }

  /// Returns the height of branches one below another.
  private static func height(_ branches: ArraySlice<ArrangedBranch>, gap: Double) -> Double {
    branches.reduce(0) { $0 + $1.height } + gap * Double(max(0, branches.count - 1))
  }
}
