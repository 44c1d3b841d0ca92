// SPDX-License-Identifier: Apache-2.0

/// How much of all transfers the scenarios of a pack stand for.
package struct VolumeCoverage: Sendable {
  /// The goal of the reform: the situations on the joint window cover more than this share.
  package static let goal = 0.9
  /// The share of arrivals of scenarios that have a map.
  package let covered: Double
  /// The share of all arrivals.
  package let total: Double
  /// The groups of transfers without a scenario, with their estimated shares of all transfers.
  package let leftOut: [LeftOutGroup]

  /// Adds up the shares; a scenario without parties is the class of all others and covers nothing.
  package init(_ pack: Pack) {
    total = pack.scenarios.reduce(0) { $0 + ($1.share?.value ?? 0) }
    leftOut = pack.routing.leftOut
    covered = pack.scenarios.reduce(0) { $0 + ($1.parties == nil ? 0 : $1.share?.value ?? 0) }
  }

  /// The share covered of all arrivals; 0 where no scenario states a share.
  package var share: Double { total > 0 ? covered / total : 0 }

  /// The share of all transfers that the left-out groups stand for.
  package var leftOutShare: Double { leftOut.reduce(0) { $0 + $1.share.value } }

  /// Whether the goal is met.
  package var meetsGoal: Bool { share >= Self.goal }
}

/// What the libraries of a pack hold and no scenario or flow uses.
package struct UnusedEntries: Sendable {
  /// Materials that no scenario asks for.
  package let materials: [String]
  /// Rules of law that neither a scenario, nor a limit, nor a node cites.
  package let legalRules: [String]
  /// Taxes and fees that no scenario lists.
  package let taxRules: [String]
  /// Outcomes that no flow can end with.
  package let outcomes: [Outcome]

  /// Compares the libraries with the scenarios.
  ///
  /// - Complexity: O(entries + nodes).
  package init(_ pack: Pack) {
    let scenarios = pack.scenarios
    let nodes = scenarios.flatMap(\.flows).flatMap(\.nodes)
    let used = Set(scenarios.flatMap(\.materials).map(\.material.value))
    let taxes = Set(scenarios.flatMap(\.taxes).flatMap(\.rules).map(\.value))
    let cited = Set(
      (scenarios.flatMap { $0.legalBasis + ($0.statutoryRule.map { [$0] } ?? []) }
        + nodes.flatMap(\.legalBasis)).map(\.value))
    let ends = Set(
      nodes.compactMap { node in
        if case .end(let outcome) = node.kind { outcome } else { nil }
      })
    materials = pack.materials.map(\.id.value).filter { !used.contains($0) }
    legalRules = pack.legalRules.map(\.id.value).filter { !cited.contains($0) }
    taxRules = pack.taxRules.map(\.id.value).filter { !taxes.contains($0) }
    outcomes = Outcome.allCases.filter { !ends.contains($0) }
  }
}
