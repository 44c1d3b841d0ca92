// SPDX-License-Identifier: Apache-2.0

/// An inclusive split: a token for each branch that is taken, of which there is at least one.
///
/// For each branch that is not taken the join counts a token at once, so that it waits for exactly
/// the others.
package struct PlanInclusion: Sendable, Hashable {
  /// When a branch is taken.
  package enum Condition: Sendable, Hashable {
    /// With a probability, independently of the other branches.
    case probability(Double)
    /// With a probability by the value of an attribute; a value without an entry has the last one.
    case attribute(slot: Int, [Double])
    /// When no other branch is taken.
    case rest
  }

  /// A branch.
  package struct Branch: Sendable, Hashable {
    /// When it is taken.
    package var condition: Condition
    /// Where its token goes.
    package var edge: PlanEdge

    /// Creates a branch.
    package init(_ condition: Condition, _ edge: PlanEdge) {
      self.condition = condition
      self.edge = edge
    }
  }

  /// The branches, 1 to 16, released in the order given; at most one takes the rest.
  package var branches: [Branch]
  /// The index of the join where the branches meet; nil where they need none.
  package var join: Int?
  /// The branches taken by case and visit where a script says so: bit b is branch b.
  ///
  /// The case is its number within its stream. A visit beyond the script takes the first branch.
  package var scripts: [[Int]]?

  /// Creates a split.
  package init(branches: [Branch], join: Int?) {
    self.branches = branches
    self.join = join
  }

  /// The largest number of branches.
  package static let maximumBranches = 16
}

extension PlanInclusion.Branch {
  /// The probability for a value of the attribute it depends on; nil for the rest.
  package func probability(_ value: Int) -> Double? {
    switch condition {
    case .probability(let probability): return probability
    case .attribute(_, let list): return list[min(max(0, value), list.count - 1)]
    case .rest: return nil
    }
  }
}

extension PlanCheck {
  /// Checks an inclusive split.
  mutating func check(_ inclusion: PlanInclusion, _ place: String) {
    let branches = inclusion.branches
    require(
      (1...PlanInclusion.maximumBranches).contains(branches.count), place,
      "splits into \(branches.count)")
    require(
      (0...15).contains(inclusion.join ?? 0), place, "has join index \(inclusion.join ?? 0)")
    var slots: [Int: [Double]] = [:]
    var isCertain = false
    for branch in branches {
      switch branch.condition {
      case .probability(let probability):
        require((0...1).contains(probability), place, "takes a branch with \(probability)")
        isCertain = isCertain || probability >= 1
      case .attribute(let slot, let list):
        require((0...7).contains(slot), place, "names attribute slot \(slot)")
        require(
          !list.isEmpty && list.allSatisfy { (0...1).contains($0) }, place,
          "has probabilities outside 0...1")
        let known = slots[slot] ?? list
        require(known.count == list.count, place, "knows unlike numbers of values of slot \(slot)")
        slots[slot] = zip(known, list).map { max($0, $1) }
      case .rest: isCertain = true
      }
    }
    require(
      isCertain || slots.values.contains { $0.allSatisfy { $0 >= 1 } }, place,
      "can take no branch at all")
    require(
      branches.count { $0.condition == .rest } <= 1, place, "has two branches that take the rest")
    let masks = inclusion.scripts ?? []
    require(
      masks.allSatisfy { $0.allSatisfy { $0 > 0 && $0 < 1 << branches.count } }, place,
      "has a script that names no branch of it")
  }

  /// Checks that joins wait for as many tokens as their inclusive split has branches.
  mutating func checkInclusions(of scenario: Int, reached: [Int], joins: [Int: Int]) {
    for node in reached {
      guard case .include(let inclusion) = plan.nodes[node].action, let join = inclusion.join
      else { continue }
      var tokens = 0
      if let target = joins[join], case .join(_, let number, _) = plan.nodes[target].action {
        tokens = number
      }
      require(
        tokens == inclusion.branches.count, "scenarios[\(scenario)]",
        "splits at node \(node) into \(inclusion.branches.count), which join \(join) does not count"
      )
    }
  }
}
