// SPDX-License-Identifier: Apache-2.0

/// An event-based gateway: several waits begin together, and the first to be over decides where the
/// token goes; of those over at one instant the first in order.
package struct PlanFirst: Sendable, Hashable {
  /// A wait.
  package struct Branch: Sendable, Hashable {
    /// The length in microseconds; negative lengths count as 0.
    package var time: Sampler
    /// Elapsed or working time.
    package var basis: PlanNode.Delay.Basis
    /// The rounds the token leaves with, an index in ``EnginePlan/rounds``; `nil` is none.
    package var rounds: Int?
    /// The key of the wait's random stream, different from those of the others.
    package var streamKey: UInt64
    /// Where the token goes if this wait is over first.
    package var next: PlanEdge

    /// Creates a wait.
    package init(
      time: Sampler, basis: PlanNode.Delay.Basis = .elapsed, rounds: Int? = nil,
      streamKey: UInt64 = 0, next: PlanEdge
    ) {
      self.time = time
      self.basis = basis
      self.rounds = rounds
      self.streamKey = streamKey
      self.next = next
    }
  }

  /// The waits, at least one.
  package var branches: [Branch]

  /// Creates a gateway.
  package init(_ branches: [Branch]) { self.branches = branches }
}

extension EnginePlan {
  /// The rows that event-based gateways add to the nodes: one for each wait, where it ends.
  package var rowsOfWaits: Int {
    nodes.reduce(0) { sum, node in
      if case .first(let first) = node.action { sum + first.branches.count } else { sum }
    }
  }

  /// The rows of the run: the nodes with those of groups of servers and of waits.
  package var rows: Int { nodes.count + rowsOfGroups + rowsOfWaits }
}

extension PlanCheck {
  /// Checks an event-based gateway.
  mutating func check(_ first: PlanFirst, _ place: String) {
    require(!first.branches.isEmpty, place, "waits for nothing")
    for (index, branch) in first.branches.enumerated() {
      check(branch.time, "\(place).branches[\(index)].time")
      if let rounds = branch.rounds {
        require(plan.rounds.indices.contains(rounds), place, "names rounds \(rounds)")
      }
    }
    let keys = Set(first.branches.map(\.streamKey))
    require(keys.count == first.branches.count, place, "has two waits with one stream key")
  }
}
