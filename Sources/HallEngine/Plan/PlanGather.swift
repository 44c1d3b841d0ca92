// SPDX-License-Identifier: Apache-2.0

/// A place where tokens wait for each other and go on together.
package struct PlanGather: Sendable, Hashable {
  /// How many go on as soon as they are there, at least 1; nil is any number.
  package var size: Int?
  /// How long the first of them waits at most, in microseconds above 0; nil is for ever.
  package var limit: Int64?
  /// Whether the limit counts elapsed or working time.
  package var basis: PlanNode.Delay.Basis
  /// The rounds with one of which they then leave, an index in ``EnginePlan/rounds``.
  package var rounds: Int?

  /// Creates a place.
  package init(
    size: Int?, limit: Int64? = nil, basis: PlanNode.Delay.Basis = .elapsed, rounds: Int? = nil
  ) {
    self.size = size
    self.limit = limit
    self.basis = basis
    self.rounds = rounds
  }
}

extension PlanCheck {
  /// Checks a place where tokens are gathered.
  mutating func check(_ gather: PlanGather, _ place: String) {
    require(gather.size != nil || gather.limit != nil, place, "has neither a size nor a limit")
    require((1...1_000_000).contains(gather.size ?? 1), place, "gathers \(gather.size ?? 0)")
    require(
      (1...HallEngine.lastInstant).contains(gather.limit ?? 1), place,
      "has the limit \(gather.limit ?? 0)")
    if let rounds = gather.rounds {
      require(plan.rounds.indices.contains(rounds), place, "names rounds \(rounds)")
    }
  }
}
