// SPDX-License-Identifier: Apache-2.0

import TestSupport
import TransferModel

/// Small sound flows at random: choices and events in reading order, splits whose branches are
/// such graphs again, and edges back where loops are wanted.
struct RandomFlow {
  private var generator: RepeatableGenerator
  private var nodes: [(String, FlowNodeKind)] = []
  private let hasLoops: Bool
  private let hasSplits: Bool
  private let hasInclusive: Bool

  /// Makes a flow; of the splits some are inclusive where that is wanted.
  static func make(seed: UInt64, loops: Bool, splits: Bool, inclusive: Bool = false) -> Flow {
    var random = RandomFlow(seed: seed, loops: loops, splits: splits, inclusive: inclusive)
    random.fill(prefix: "n", size: 3 + random.generator.below(3), exit: nil, depth: 0)
    return SoundnessCheckTests.flow(random.nodes)
  }

  private init(seed: UInt64, loops: Bool, splits: Bool, inclusive: Bool) {
    generator = RepeatableGenerator(seed: seed)
    hasLoops = loops
    hasSplits = splits
    hasInclusive = inclusive
  }

  /// A split of either kind; an inclusive one may have a branch straight to its join, and one that is
  /// taken when no other is.
  private mutating func split(_ targets: [String], join: String) -> FlowNodeKind {
    func place(_ name: String) -> Located<String> { Located(name, at: SourcePlace.start(of: "")) }
    guard hasInclusive, generator.below(3) > 0 else { return .split(targets.map(place)) }
    var branches = targets.map {
      InclusiveBranch(
        target: place($0), condition: .share(Located(0.5, at: SourcePlace.start(of: ""))))
    }
    if generator.below(3) == 0 {
      branches.append(InclusiveBranch(target: place(join), condition: branches[0].condition))
    }
    if generator.below(3) > 0 { branches[generator.below(branches.count)].condition = .rest }
    return .inclusive(branches)
  }

  /// Adds a graph of some nodes; without an exit it has an end of its own.
  private mutating func fill(prefix: String, size: Int, exit: String?, depth: Int) {
    let end = exit ?? "\(prefix)end"
    func name(_ index: Int) -> String { index < size ? "\(prefix)\(index)" : end }
    for index in 0..<size {
      let here = name(index)
      if hasSplits, depth < 2, generator.below(4) == 0 {
        let branches = 2 + generator.below(2)
        let names = (0..<branches).map { "\(here)b\($0)-" }
        nodes.append((here, split(names.map { "\($0)0" }, join: "\(here)j")))
        for branch in names {
          fill(
            prefix: branch, size: 1 + generator.below(depth == 0 ? 3 : 1), exit: "\(here)j",
            depth: depth + 1)
        }
        nodes.append(("\(here)j", SoundnessCheckTests.join(here, name(index + 1))))
        continue
      }
      var targets = [name(index + 1)]
      for _ in 0..<generator.below(3) {
        let isBack = hasLoops && generator.below(3) == 0
        let target = isBack ? generator.below(index + 1) : index + 1 + generator.below(size - index)
        if !targets.contains(name(target)) { targets.append(name(target)) }
      }
      nodes.append(
        (
          here,
          targets.count == 1
            ? SoundnessCheckTests.go(targets[0])
            : .choose(
              targets.map {
                ShareBranch(
                  target: Located($0, at: SourcePlace.start(of: "")),
                  share: Located(1 / Double(targets.count), at: SourcePlace.start(of: "")),
                  isRest: false)
              })
        ))
    }
    if exit == nil { nodes.append((end, SoundnessCheckTests.end())) }
  }
}
