// SPDX-License-Identifier: Apache-2.0

import Diagrams

/// Draws mind maps of any shape from a seed.
struct RandomMap {
  private var state: UInt64

  /// Starts from a seed; the same seed gives the same map.
  init(seed: UInt64) {
    state = seed
  }

  /// A step of SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// Returns text of a length with marks, numbers and Latin words in it, no mark at its ends.
  mutating func text(_ length: ClosedRange<Int>) -> String {
    let ideographs = Array("不动产转移登记一窗联办情形买卖继承赠与税费时限材料申请核验簿证缴纳审查")
    let pieces = ["，", "、", "（含共有）", "《条例》", " 30 个", "A4", "：", "“带押”", "；", "80%"]
    var text = ""
    let count = number(length)
    while text.count < count {
      if !text.isEmpty, chance(18) { text += pieces[number(0...pieces.count - 1)] }
      text.append(ideographs[number(0...ideographs.count - 1)])
    }
    return text
  }

  /// Returns a map of up to a number of branches and of items on each node.
  mutating func map(branches: Int, items: Int) -> MindMap {
    let numbers = Array("一二三四五六七八九十")
    let chips = [ResaleMap.window, ResaleMap.registry, ResaleMap.tax, ResaleMap.housing]
    func item(_ random: inout RandomMap, depth: Int) -> MindMapItem {
      let count = depth < 3 && random.chance(35) ? random.number(1...max(1, items)) : 0
      let text = random.text(2...34)
      return MindMapItem(
        text, note: random.chance(30) ? random.text(3...30) : nil,
        isConclusion: random.chance(10), step: random.chance(15) ? "\(random.number(1...9))a" : nil,
        department: random.chance(15) ? chips[random.number(0...3)] : nil,
        gateway: random.chance(6) ? (random.chance(50) ? .parallel : .exclusive) : nil,
        cancellation: random.chance(15) ? random.text(3...9) : nil,
        children: (0..<count).map { _ in item(&random, depth: depth + 1) })
    }
    let list = (0..<number(0...branches)).map { index in
      let count = number(0...items)
      let title = text(2...5)
      return MindMapBranch(
        number: String(numbers[index % 10]), title: title,
        items: (0..<count).map { _ in item(&self, depth: 1) })
    }
    return MindMap(
      scenario: "T\(branches)", title: text(4...18), subtitle: text(4...24),
      root: MindMap.Root(lines: [text(2...6), text(2...6)], subtitle: text(2...8)), branches: list,
      footer: MindMap.Footer(source: text(10...120), code: "BDC-ZY-99", version: "V1.0"))
  }
}
