// SPDX-License-Identifier: Apache-2.0

/// The four reductions (四减) of a scenario, counted from its materials, limits and graphs.
///
/// Every figure can name what it counts, so that a reader can recount it.
package struct ReformFigures: Sendable {
  /// A count before and after the reform.
  package struct Pair: Sendable, Hashable {
    /// What is counted before.
    package var before: [String]
    /// What is counted after.
    package var after: [String]
  }

  /// Different papers asked for before, and kept or signed after.
  package var papers: Pair
  /// What became of the papers that are no longer handed in, by reason; papers kept or signed have
  /// no entry.
  package var reasons: [MaterialUse.Disposition: [String]]
  /// Hand-ins of papers: one per letter before, one per paper kept or signed after.
  package var submissions: Pair
  /// Stages (环节) that the flow uses.
  package var stages: Pair
  /// Planned visits to the hall.
  package var visits: Pair
  /// Planned trips to utility companies.
  package var utilityTrips: Pair
  /// Committed limits in working days.
  package var limits: (before: Int?, after: Int?)

  /// Counts a scenario between two of its flows.
  package init(_ scenario: Scenario, before: String, after: String) {
    let kept = scenario.materials.filter { Self.stays($0.toBe.value) }.map(\.material.value)
    papers = Pair(before: scenario.materials.map(\.material.value), after: kept)
    reasons = [:]
    for use in scenario.materials where !Self.stays(use.toBe.value) {
      reasons[use.toBe.value, default: []].append(use.material.value)
    }
    submissions = Pair(
      before: scenario.materials.flatMap { use in
        use.asIs.value.map { "\(use.material.value) \($0)" }
      },
      after: kept)
    stages = Pair(
      before: Self.stages(scenario.flow(before)), after: Self.stages(scenario.flow(after)))
    visits = Pair(
      before: Self.visits(scenario.flow(before), isUtility: false),
      after: Self.visits(scenario.flow(after), isUtility: false))
    utilityTrips = Pair(
      before: Self.visits(scenario.flow(before), isUtility: true),
      after: Self.visits(scenario.flow(after), isUtility: true))
    limits = (
      scenario.committedLimits[before]?.value, scenario.committedLimits[after]?.value
    )
  }

  /// Whether a paper is still handed in or signed.
  private static func stays(_ disposition: MaterialUse.Disposition) -> Bool {
    disposition == .keep || disposition == .signed
  }

  /// The stages that some node of the flow belongs to, in the order of the flow's list.
  private static func stages(_ flow: Flow?) -> [String] {
    guard let flow else { return [] }
    let used = Set(flow.nodes.compactMap { $0.stage?.value })
    return flow.stages.map(\.id).filter { used.contains($0) }
  }

  /// The named visits of a flow in reading order; utility trips are those that count as such.
  private static func visits(_ flow: Flow?, isUtility: Bool) -> [String] {
    var names: [String] = []
    for node in flow?.nodes ?? [] {
      guard let visit = node.visit?.value, (node.counts == .utilityTrip) == isUtility,
        !names.contains(visit)
      else { continue }
      names.append(visit)
    }
    return names
  }
}
