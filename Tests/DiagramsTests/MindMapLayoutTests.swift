// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Testing

struct MindMapLayoutTests {
  @Test func fullSheetKeepsEveryRule() throws {
    let layout = try MindMapLayout(ResaleMap.map)
    LayoutRules.check(ResaleMap.map, layout)
    #expect(layout.page.smallestPaper == .a4)
    #expect(layout.nodes.count { if case .card = $0.content { true } else { false } } == 56)
  }

  @Test func sidesOfTheFullSheetAreBalanced() throws {
    let layout = try MindMapLayout(ResaleMap.map)
    let cards = layout.nodes.filter { if case .card = $0.content { true } else { false } }
    func height(_ nodes: [PlacedNode]) -> Double {
      (nodes.map(\.box.maxY).max() ?? 0) - (nodes.map(\.box.minY).min() ?? 0)
    }
    let left = height(cards.filter { $0.box.centre.x < 0 })
    let right = height(cards.filter { $0.box.centre.x > 0 })
    #expect((left - right).magnitude < 40)
    #expect(min(left, right) > 0.8 * layout.page.height)
  }

  /// The seeds are fixed, so a failure is a fault and never chance.
  @Test(arguments: 1...60)
  func mapsOfAnyShapeKeepEveryRule(seed: Int) throws {
    var random = RandomMap(seed: UInt64(seed))
    let map = random.map(branches: 1 + seed % 12, items: 1 + seed % 5)
    do {
      LayoutRules.check(map, try MindMapLayout(map))
    } catch let error as DiagramError {
      // Some are too large; the next test sees to it that they are few.
      #expect(error.code == .doesNotFit)
    }
  }

  @Test func mostMapsOfAnyShapeAreLaidOut() {
    let laidOut = (1...60).count { seed in
      var random = RandomMap(seed: UInt64(seed))
      let map = random.map(branches: 1 + seed % 12, items: 1 + seed % 5)
      return (try? MindMapLayout(map)) != nil
    }
    #expect(laidOut >= 45)
  }

  @Test(arguments: 0...3)
  func smallMapsKeepEveryRule(count: Int) throws {
    var map = ResaleMap.map
    map.branches = Array(map.branches.prefix(count))
    let layout = try MindMapLayout(map)
    LayoutRules.check(map, layout)
    #expect(layout.page.width == 1191)
    #expect(layout.page.height == 842)
  }

  @Test func mapThatNeedsA3SaysSo() throws {
    let sheet = try MindMapSheet(Self.enlarged(by: 8))
    LayoutRules.check(sheet.map, sheet.layout)
    #expect(sheet.smallestPaper == .a3)
    #expect(throws: DiagramError.self) {
      try Renderer.shared.render(sheet, as: .pdf, paper: .a4)
    }
  }

  @Test func mapThatFitsNoPaperIsRefusedWithCounts() {
    #expect {
      try MindMapLayout(Self.enlarged(by: 60))
    } throws: { error in
      guard let error = error as? DiagramError else { return false }
      return error.code == .doesNotFit
        && error.message.hasPrefix(
          "S01: the mind map does not fit A3: 10 main branches with 176 items (")
    }
  }

  @Test func repeatedAndMalformedNamesAreRefused() {
    for name in ["b2", "root", "page", "", "4a", "a b", "甲", "a\"b"] {
      var map = ResaleMap.map
      map.branches[0].id = name
      #expect(throws: DiagramError.self) { try MindMapLayout(map) }
    }
  }

  @Test func trunksLeaveTheRootInTheOrderOfTheirEnds() throws {
    let layout = try MindMapLayout(ResaleMap.map)
    for side in [1.0, -1.0] {
      let starts = layout.edges.filter { $0.start == "root" }.compactMap(\.points.first)
        .filter { $0.x * side > 0 }.map(\.y)
      #expect(starts.count == (side > 0 ? 4 : 6))
      #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 > $1 })
    }
  }

  /// The full sheet with more items on two branches, one on each side.
  static func enlarged(by count: Int) -> MindMap {
    var map = ResaleMap.map
    for branch in [0, 9] {
      map.branches[branch].items += (1...count).map { MindMapItem("第 \($0) 条补充说明") }
    }
    return map
  }
}
