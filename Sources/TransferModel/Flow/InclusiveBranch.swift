// SPDX-License-Identifier: Apache-2.0

/// A branch of an inclusive split (OR): whether it is taken does not depend on the others, but for
/// the one that is taken when no other is.
package struct InclusiveBranch: Sendable {
  /// When a branch is taken.
  package enum Condition: Sendable {
    /// With a probability.
    case share(Located<Double>)
    /// With a probability by the value of a case attribute; values not listed never take it.
    case attribute(Located<String>, [ValueShare])
    /// When no other branch is taken.
    case rest
  }

  /// The probability of a branch for one value of an attribute.
  package struct ValueShare: Sendable {
    /// The value.
    package var value: Located<String>
    /// The probability, from 0 to 1; 1 where only the value is named.
    package var share: Located<Double>

    /// Creates a probability.
    package init(value: Located<String>, share: Located<Double>) {
      self.value = value
      self.share = share
    }
  }

  /// Where the token goes.
  package var target: Located<String>
  /// When it is taken.
  package var condition: Condition
  /// What diagrams say of the branch, with `{share}` where the share goes; nil shows nothing.
  package var label: LocalizedText?

  /// Creates a branch.
  package init(target: Located<String>, condition: Condition, label: LocalizedText? = nil) {
    self.target = target
    self.condition = condition
    self.label = label
  }

  /// Whether it is taken when no other is.
  package var isRest: Bool { if case .rest = condition { true } else { false } }

  /// The probability where it depends on nothing else; nil for the others.
  package var share: Double? { if case .share(let share) = condition { share.value } else { nil } }

  /// The attribute it depends on, if any.
  package var attribute: Located<String>? {
    if case .attribute(let name, _) = condition { name } else { nil }
  }

  /// Whether some case can take it, as far as it alone says.
  package var isPossible: Bool {
    switch condition {
    case .share(let share): share.value > 0
    case .attribute(_, let shares): shares.contains { $0.share.value > 0 }
    case .rest: true
    }
  }

  /// Returns the probability for a case whose attributes have some values; nil for the branch that
  /// takes what is left, and where the value is not known.
  package func share(for values: [String: String]) -> Double? {
    switch condition {
    case .share(let share): return share.value
    case .attribute(let name, let shares):
      guard let value = values[name.value] else { return nil }
      return shares.first { $0.value.value == value }?.share.value ?? 0
    case .rest: return nil
    }
  }
}

extension [InclusiveBranch] {
  /// The branches one case can take together at most, by position: all but the one that is taken
  /// when no other is, and that one alone.
  package var groups: [[Int]] {
    let others = indices.filter { !self[$0].isRest }
    let rest = indices.filter { self[$0].isRest }
    return [others, rest].filter { !$0.isEmpty }
  }

  /// Every set of branches one case can take, by position; shares count as free.
  ///
  /// - Complexity: O(2ⁿ).
  package var takenTogether: [[Int]] {
    groups.flatMap { group -> [[Int]] in
      if self[group[0]].isRest { return [group] }
      return (1..<1 << group.count).map { bits in
        group.indices.filter { bits >> $0 & 1 == 1 }.map { group[$0] }
      }
    }
  }
}
