// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Testing

/// The rules that hold for every laid-out map, whatever its content.
enum LayoutRules {
  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "）", "》", "」", "』", "！", "？", "”", "’", "…", "%",
  ]
  private static let opening: Set<Character> = ["（", "《", "「", "『", "“", "‘"]

  /// Checks all rules on a map and its layout.
  static func check(_ map: MindMap, _ layout: MindMapLayout) {
    boxes(map, layout)
    text(map, layout)
    order(map, layout)
    lines(map, layout)
  }

  /// No two boxes overlap and none leaves the page, whose ratio is that of A3.
  private static func boxes(_ map: MindMap, _ layout: MindMapLayout) {
    let seen = layout.nodes.filter(\.isVisible)
    for (index, node) in seen.enumerated() {
      #expect(layout.pageBox.contains(node.box), "\(map.scenario): \(node.id) leaves the page")
      for other in seen[(index + 1)...] where node.box.overlaps(other.box) {
        Issue.record("\(map.scenario): \(node.id) overlaps \(other.id)")
      }
    }
    #expect((layout.page.width / layout.page.height - 1191.0 / 842).magnitude < 1e-12)
    #expect((layout.page.width / layout.page.height - 2.0.squareRoot()).magnitude < 0.0005)
    #expect(layout.pageBox.width == layout.page.width)
    #expect(layout.pageBox.height == layout.page.height)
  }

  /// Every line fits its cell and breaks only where Chinese may break.
  private static func text(_ map: MindMap, _ layout: MindMapLayout) {
    for node in layout.nodes {
      for run in node.runs {
        #expect(run.advances <= run.width, "\(map.scenario): \(node.id) '\(run.text)'")
      }
      guard case .card(let card, _) = node.content else { continue }
      let inner = card.width - 2 - card.markers.reduce(3) { $0 + $1.width }
      for (index, row) in card.rows.enumerated() {
        let width = row.reduce(0) { $0 + $1.width } + Double(row.count - 1) * 6
        #expect(width <= inner, "\(map.scenario): row \(index) of \(node.id)")
        guard let run = row.first else { continue }
        if index > 0, let first = run.text.first {
          #expect(!closing.contains(first), "\(node.id) line begins with \(first)")
        }
        if let last = run.text.last {
          #expect(!opening.contains(last), "\(node.id) line ends with \(last)")
        }
      }
    }
  }

  /// Every branch and item occurs once, in the order of the data, and siblings go downwards.
  private static func order(_ map: MindMap, _ layout: MindMapLayout) {
    var expected: [String] = []
    var siblings: [[String]] = []
    func visit(_ items: [MindMapItem], _ parent: String) {
      let names = items.enumerated().map { $1.id ?? "\(parent).\($0 + 1)" }
      siblings.append(names)
      for (item, name) in zip(items, names) {
        expected.append(name)
        visit(item.children, name)
      }
    }
    for (index, branch) in map.branches.enumerated() {
      let name = branch.id ?? "b\(index + 1)"
      expected.append(name)
      visit(branch.items, name)
    }
    let known = Set(expected)
    #expect(known.count == expected.count)
    #expect(layout.nodes.map(\.id).filter(known.contains) == expected)
    #expect(Set(layout.nodes.map(\.id)).count == layout.nodes.count)

    let boxes = Dictionary(uniqueKeysWithValues: layout.nodes.map { ($0.id, $0.box) })
    for names in siblings {
      let edges = names.compactMap { boxes[$0]?.minY }
      #expect(edges == edges.sorted(by: >), "\(names) do not go downwards")
    }
    let branches = map.branches.enumerated().compactMap { boxes[$1.id ?? "b\($0 + 1)"] }
    let right = branches.prefix { $0.centre.x > 0 }
    #expect(branches.dropFirst(right.count).allSatisfy { $0.centre.x < 0 })
    for side in [Array(right), Array(branches.dropFirst(right.count))] {
      let middles = side.map(\.centre.y)
      #expect(middles == middles.sorted(by: >))
    }
  }

  /// Lines begin and end where their boxes do, and there is one to every branch and item.
  private static func lines(_ map: MindMap, _ layout: MindMapLayout) {
    let boxes = Dictionary(uniqueKeysWithValues: layout.nodes.map { ($0.id, $0) })
    var ends: [String: Int] = [:]
    for edge in layout.edges {
      ends[edge.end, default: 0] += 1
      #expect(edge.points.count % 3 == 1)
      guard let end = boxes[edge.end], case .card = end.content, let last = edge.points.last else {
        continue
      }
      #expect((last.y - end.box.minY).magnitude < 0.001)
      let inner = end.box.centre.x > 0 ? end.box.minX : end.box.maxX
      #expect((last.x - inner).magnitude < 0.001)
    }
    for node in layout.nodes {
      switch node.content {
      case .card: #expect(ends[node.id] == 1)
      case .filled where node.id != "root": #expect(ends[node.id] == 1)
      default: break
      }
    }
  }
}
