// SPDX-License-Identifier: Apache-2.0

/// Small sound flows at random as a pack writes them, with every kind of gateway inside the others and
/// with loops.
package struct RandomFlowText {
  /// The pools, attributes and waits the flows name, with more servers than are ever needed.
  package static let hall = """
    calendar: always
    pools: {DESK: {servers: 500}, BACK: {servers: 500, kind: back-office}}
    streams: {all: {every: 7 min}}
    gatherings: {BAG: {size: 3, limit: 30 min}}
    configurations: {B0: {flows: only}}
    source: assumed:test

    """
  private static let attributes =
    "attributes:\n  kind: {a: 50 %, b: 30 %, c: 20 %}\n  size: {small: 60 %, big: rest}\n"

  private var generator: RepeatableGenerator
  private var lines: [String] = []

  /// Makes a pack of one flow.
  package static func pack(seed: UInt64) throws -> SmallPack {
    try SmallPack([
      "S01.yaml": SmallPack.scenario(flow: text(seed: seed), extra: attributes),
      "hall/hall.yaml": hall,
    ])
  }

  /// Makes the lines of a flow.
  package static func text(seed: UInt64) -> String {
    var random = RandomFlowText(generator: RepeatableGenerator(seed: seed))
    random.fill(prefix: "n", size: 3 + random.generator.below(3), exit: nil, depth: 0)
    return random.lines.joined(separator: "\n")
  }

  private init(generator: RepeatableGenerator) { self.generator = generator }

  /// Adds a graph of some nodes; without an exit it has an end of its own.
  private mutating func fill(prefix: String, size: Int, exit: String?, depth: Int) {
    let end = exit ?? "\(prefix)end"
    func name(_ index: Int) -> String { index < size ? "\(prefix)\(index)" : end }
    for index in 0..<size {
      let (here, next) = (name(index), name(index + 1))
      if depth < 2, generator.below(3) == 0 {
        split(here, next: next, depth: depth)
        continue
      }
      // Edges lead to any later node, or back.
      let isBack = generator.below(3) == 0
      let other =
        isBack
        ? name(generator.below(index + 1)) : name(index + 1 + generator.below(size - index))
      lines.append("\(here): \(node(next, other, isBack: isBack))")
    }
    if exit == nil { lines.append("\(end): {end: done}") }
  }

  private mutating func node(_ next: String, _ other: String, isBack: Bool) -> String {
    switch generator.below(other == next ? 3 : 7) {
    case 0: "{task: back-office, pool: BACK, time: exponential(mean 5 min), next: \(next)}"
    case 1: "{wait: \"uniform(0, 9) min\", next: \(next)}"
    case 2: "{event: {en: moment}, next: \(next)}"
    case 3 where !isBack: "{route: size, to: {big: \(other), rest: \(next)}}"
    case 4:
      "{gather: \(generator.pick(["BAG", "{size: 2, limit: 9 min}", "{limit: 5 min}"])), next: \(next)}"
    case 5 where !isBack:
      "{first: {one: {wait: \(wait()), next: \(other)}, two: {wait: \(wait()), next: \(next)}}}"
    default: "{choose: {\(other): \(5 + generator.below(40)) %, \(next): rest}}"
    }
  }

  /// A time in a form that can stand between others.
  private mutating func wait() -> String {
    generator.pick([
      "5 min", "0 min", "exponential(mean 4 min)", "\"uniform(2, 9) min\"",
      "\"lognormal(median 5 min, sigma 0.8)\"", "\"erlang(shape 2, mean 6 min, max 7 min)\"",
      "\"mixture(30 %: 0 min, 70 %: exponential(mean 8 min))\"",
    ])
  }

  private mutating func split(_ here: String, next: String, depth: Int) {
    let branches = (0..<2 + generator.below(2)).map { "\(here)b\($0)-" }
    let names = branches.map { "\($0)0" }
    if generator.below(3) == 0 {
      lines.append("\(here): {all: [\(names.joined(separator: ", "))]}")
    } else {
      var conditions = names.map { "\($0): \(condition())" }
      if generator.below(4) == 0 { conditions.append("\(here)j: \(condition())") }
      let certain = generator.below(conditions.count)
      let target = conditions[certain].split(separator: ":")[0]
      conditions[certain] = "\(target): \(generator.below(3) == 0 ? "100 %" : "rest")"
      lines.append("\(here): {any: {\(conditions.joined(separator: ", "))}}")
    }
    for branch in branches {
      fill(
        prefix: branch, size: 1 + generator.below(depth == 0 ? 3 : 1), exit: "\(here)j",
        depth: depth + 1)
    }
    lines.append("\(here)j: {join: \(here), next: \(next)}")
  }

  /// When a branch of an inclusive split is taken.
  private mutating func condition() -> String {
    switch generator.below(5) {
    case 0: "{kind: a}"
    case 1: "{kind: [b, c]}"
    case 2: "{size: {small: 30 %, big: 80 %}}"
    default: "\(10 + generator.below(80)) %"
    }
  }
}
