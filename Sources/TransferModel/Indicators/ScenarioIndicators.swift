// SPDX-License-Identifier: Apache-2.0

/// The indicators of one scenario between two of its flows.
package struct ScenarioIndicators: Sendable {
  /// The scenario.
  package var scenario: Scenario
  /// The flow before.
  package var before: Flow
  /// The flow after.
  package var after: Flow
  /// The limits, with the scenario's share of arrivals as weight.
  package var limits: LimitFigure
  /// Papers, hand-ins, stages and trips, each with what is counted.
  package var figures: ReformFigures
  /// How far the flow before can go online.
  package var depthBefore: OnlineDepth
  /// How far the flow after can go online.
  package var depthAfter: OnlineDepth
  /// The five aims before.
  package var aimsBefore: WindowAims
  /// The five aims after.
  package var aimsAfter: WindowAims
  /// The fees with a fixed amount that the scenario names.
  package var fees: [TaxRule]

  /// The largest commitment, in working days, that counts as done on the spot (即办).
  package static let onTheSpotLimit = 1

  /// Whether the scenario counts as done on the spot after the reform.
  package var isOnTheSpot: Bool { limits.after <= Self.onTheSpotLimit }

  /// Whether it did before.
  package var wasOnTheSpot: Bool { limits.before <= Self.onTheSpotLimit }

  /// Returns the ids of the nodes of a stage, or of a visit, in reading order.
  package static func nodes(of flow: Flow, where isMeant: (FlowNode) -> Bool) -> [String] {
    flow.nodes.filter(isMeant).map(\.id)
  }
}

/// A scenario that cannot be counted, and why.
package struct UncountedScenario: Sendable, Hashable {
  /// Why a scenario cannot be counted.
  package enum Reason: Sendable, Hashable {
    /// It has no flow of that name.
    case noFlow(String)
    /// It states no statutory limit, or 0.
    case noStatutoryLimit
    /// It states no committed limit for that flow.
    case noCommitment(String)
  }

  /// The scenario.
  package var id: String
  /// Everything that is missing.
  package var reasons: [Reason]
}

extension Pack {
  /// Takes the indicators of every scenario that has both flows and their limits.
  ///
  /// - Parameters:
  ///   - before: The name of the flows before the reform.
  ///   - after: The name of the flows after it.
  /// - Returns: The indicators in the order of the pack, and what could not be counted.
  package func indicators(before: String, after: String) -> ReformIndicators {
    var result = ReformIndicators(before: before, after: after, scenarios: [], uncounted: [])
    let payments = Set(steps.filter(\.isPayment).map(\.id.value))
    let channels = hall.channels.map(\.id.value)
    for scenario in scenarios {
      var missing: [UncountedScenario.Reason] = []
      for name in [before, after] {
        if scenario.flow(name) == nil { missing.append(.noFlow(name)) }
        if scenario.committedLimits[name] == nil { missing.append(.noCommitment(name)) }
      }
      let statutory = scenario.statutoryLimit?.value ?? 0
      if statutory == 0 { missing.append(.noStatutoryLimit) }
      guard missing.isEmpty, let first = scenario.flow(before), let last = scenario.flow(after),
        let old = scenario.committedLimits[before]?.value,
        let new = scenario.committedLimits[after]?.value
      else {
        result.uncounted.append(UncountedScenario(id: scenario.id, reasons: missing))
        continue
      }
      func depth(_ flow: Flow) -> OnlineDepth {
        OnlineDepth(flow, channels: channels, attributes: scenario.attributes)
      }
      let figures = ReformFigures(scenario, before: before, after: after)
      let rules = Set(scenario.taxes.flatMap { $0.rules.map(\.value) })
      result.scenarios.append(
        ScenarioIndicators(
          scenario: scenario, before: first, after: last,
          limits: LimitFigure(
            statutory: statutory, before: old, after: new, weight: scenario.share?.value ?? 0),
          figures: figures, depthBefore: depth(first), depthAfter: depth(last),
          aimsBefore: WindowAims(
            first,
            handIns: scenario.materials.map { ($0.material.value, $0.asIs.value.count) },
            paymentSteps: payments),
          aimsAfter: WindowAims(
            last, handIns: figures.papers.after.map { ($0, 1) }, paymentSteps: payments),
          fees: taxRules.filter { $0.yuan != nil && rules.contains($0.id.value) }))
    }
    return result
  }
}
