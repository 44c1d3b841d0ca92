// SPDX-License-Identifier: Apache-2.0

/// The indicators of all scenarios, and their totals as the reform letters count them: sums over
/// scenarios, not weighted by volume unless a figure says so.
package struct ReformIndicators: Sendable {
  /// The name of the flows before.
  package var before: String
  /// The name of the flows after.
  package var after: String
  /// The scenarios that could be counted.
  package var scenarios: [ScenarioIndicators]
  /// The others, with the reason.
  package var uncounted: [UncountedScenario]

  private var limits: [LimitFigure] { scenarios.map(\.limits) }

  /// The time reduction in working days.
  package var time: ItemReduction { ItemReduction(limits.map(\.reduction)) }

  /// The mean compression ρ; nil without scenarios.
  package var meanCompression: Double? { ratioAfter.map { 1 - $0.mean } }

  /// The commitments before as a part of the statutory limits.
  package var ratioBefore: CommitmentRatio? { CommitmentRatio(limits) { $0.before } }

  /// The commitments after as a part of the statutory limits.
  package var ratioAfter: CommitmentRatio? { CommitmentRatio(limits) { $0.after } }

  /// Returns the sum over scenarios of a figure before and after.
  package func sum(_ pair: (ReformFigures) -> ReformFigures.Pair) -> Reduction {
    scenarios.reduce(Reduction(before: 0, after: 0)) { sum, item in
      let counted = pair(item.figures)
      return Reduction(
        before: sum.before + Double(counted.before.count),
        after: sum.after + Double(counted.after.count))
    }
  }

  /// The trips to the hall and to utility companies together.
  package var trips: Reduction {
    let office = sum(\.visits)
    let utility = sum(\.utilityTrips)
    return Reduction(
      before: office.before + utility.before, after: office.after + utility.after)
  }

  /// The papers no longer handed in, by reason, over all scenarios.
  package var reasons: Breakdown<MaterialUse.Disposition> {
    scenarios.reduce(into: Breakdown(counts: [:])) { $0.add(Breakdown($1.figures.reasons)) }
  }

  /// The scenarios done on the spot after the reform.
  package var onTheSpot: Rate { Rate(scenarios.count(where: \.isOnTheSpot), of: scenarios.count) }

  /// The scenarios done on the spot before the reform.
  package var wasOnTheSpot: Rate {
    Rate(scenarios.count(where: \.wasOnTheSpot), of: scenarios.count)
  }

  /// The scenarios by the level they reach online after the reform.
  package var depths: Breakdown<OnlineDepth.Level> {
    Breakdown(
      Dictionary(grouping: scenarios, by: \.depthAfter.level)
        .mapValues { $0.map(\.scenario.id) })
  }

  /// How many scenarios meet an aim after the reform.
  package func meeting(_ aim: WindowAims.Aim) -> Rate {
    Rate(scenarios.count { $0.aimsAfter[aim].isMet }, of: scenarios.count)
  }

  /// One class of fee: a fixed amount a case, never by area or price.
  package struct FeeClass: Sendable {
    /// The rule.
    package var rule: TaxRule
    /// The scenarios that name it.
    package var scenarios: [String]
    /// The part of the volume of the counted scenarios that pays it; nil without volumes.
    package var volume: Double?
  }

  /// The fees with the scenarios that name them, in the order of the pack's rules.
  package var feeClasses: [FeeClass] {
    let total = limits.reduce(0) { $0 + $1.weight }
    var classes: [FeeClass] = []
    for item in scenarios {
      for rule in item.fees {
        let weight = total > 0 ? item.limits.weight / total : nil
        if let index = classes.firstIndex(where: { $0.rule.id.value == rule.id.value }) {
          classes[index].scenarios.append(item.scenario.id)
          classes[index].volume = classes[index].volume.flatMap { old in weight.map { old + $0 } }
        } else {
          classes.append(FeeClass(rule: rule, scenarios: [item.scenario.id], volume: weight))
        }
      }
    }
    return classes
  }

  /// The mean fee a case in yuan, weighted by volume; nil without volumes.
  ///
  /// A scenario that names several fees, as one for homes and one for other property, counts with
  /// their mean: the pack does not say how many of its cases fall under each.
  package var meanFee: Double? {
    let total = limits.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    return scenarios.reduce(0) { sum, item in
      let amounts = item.fees.compactMap(\.yuan)
      guard !amounts.isEmpty else { return sum }
      let mean = Double(amounts.reduce(0, +)) / Double(amounts.count)
      return sum + item.limits.weight / total * mean
    }
  }
}
