// SPDX-License-Identifier: Apache-2.0

extension FlowNodeKind {
  /// Whether several branches may start here that meet at a join: of all (AND), or of those that
  /// are taken (OR).
  package var isSplit: Bool {
    switch self {
    case .split, .inclusive: true
    default: false
    }
  }

  /// The branches of an inclusive split; nil at other nodes.
  package var inclusiveBranches: [InclusiveBranch]? {
    if case .inclusive(let branches) = self { branches } else { nil }
  }
}

extension Flow {
  /// Returns the position of the split whose branches a node joins; nil for other nodes, and where
  /// the split does not exist.
  package func split(ofJoin node: Int) -> Int? {
    guard case .join(let split, _) = nodes[node].kind, let position = position(of: split.value),
      nodes[position].kind.isSplit
    else { return nil }
    return position
  }

  /// Returns the branches of a split that one case can take together at most, by the positions they
  /// lead to, each once.
  package func groups(ofSplit node: Int) -> [[Int]] {
    guard let branches = nodes[node].kind.inclusiveBranches else { return [successors(of: node)] }
    return branches.groups.map { group in
      var seen: Set<Int> = []
      return group.compactMap { position(of: branches[$0].target.value) }
        .filter { seen.insert($0).inserted }
    }
  }

  /// Returns the positions of the joins that name a split.
  package func joins(ofSplit node: Int) -> [Int] {
    nodes.indices.filter { index in
      if case .join(let split, _) = nodes[index].kind {
        split.value == nodes[node].id
      } else {
        false
      }
    }
  }
}
