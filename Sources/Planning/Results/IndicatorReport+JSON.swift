// SPDX-License-Identifier: Apache-2.0

package import TransferModel

extension IndicatorReport {
  /// The report as JSON, by `docs/indicators.md`; the keys stand in a fixed order.
  ///
  /// Every figure stands beside the nodes, papers or rules it counts.
  package var json: JSONValue {
    .map([
      "tool": .tool,
      "pack": .map(["path": .text(packPath), "hash": .text(packHash)]),
      "changes": .texts(changes),
      "before": .text(indicators.before), "after": .text(indicators.after),
      "totals": totalsJSON,
      "scenarios": .array(indicators.scenarios.map { scenarioJSON($0) }),
      "notCounted": .array(
        indicators.uncounted.map { item in
          .map([
            "id": .text(item.id), "reasons": .texts(item.reasons.map(\.description)),
          ])
        }),
    ])
  }

  private static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  // MARK: Totals

  private var totalsJSON: JSONValue {
    let before = indicators.ratioBefore
    let after = indicators.ratioAfter
    return .map([
      "scenarios": .int(indicators.scenarios.count),
      "time": .map([
        "reductionWorkingDays": .number(indicators.time.total),
        "items": .int(indicators.time.items),
        "averageWorkingDays": Self.number(indicators.time.average),
        "compression": Self.number(indicators.meanCompression),
      ]),
      "committedToStatutory": .map([
        "before": Self.json(before), "after": Self.json(after),
        "target": .map([
          "reading": .text(target.rawValue), "limit": .number(target.limit),
          "met": after.map { .bool(target.isMet(by: $0.mean)) } ?? .null,
        ]),
      ]),
      "materials": .map([
        "distinct": Self.json(indicators.sum(\.papers)),
        "submissions": Self.json(indicators.sum(\.submissions)),
        "reasons": .object(
          Self.droppedReasons.map {
            JSONValue.Member(key: $0.rawValue, value: .int(indicators.reasons[$0]))
          }),
      ]),
      "steps": Self.json(indicators.sum(\.stages)),
      "trips": .map([
        "office": Self.json(indicators.sum(\.visits)),
        "utility": Self.json(indicators.sum(\.utilityTrips)), "all": Self.json(indicators.trips),
      ]),
      "onTheSpot": .map([
        "before": Self.json(indicators.wasOnTheSpot), "after": Self.json(indicators.onTheSpot),
      ]),
      "online": .map([
        "levelThree": .int(indicators.depths[.preCheck]),
        "levelFour": .int(indicators.depths[.full]),
      ]),
      "aims": .object(
        WindowAims.Aim.allCases.map {
          JSONValue.Member(key: $0.rawValue, value: Self.json(indicators.meeting($0)))
        }),
      "fees": .map([
        "meanYuan": Self.number(indicators.meanFee),
        "classes": .array(
          indicators.feeClasses.map { fee in
            .map([
              "rule": .text(fee.rule.id.value), "yuan": fee.rule.yuan.map { .int($0) } ?? .null,
              "volumeShare": Self.number(fee.volume), "scenarios": .texts(fee.scenarios),
            ])
          }),
      ]),
      "expected": .map([
        "before": meansJSON(expectedBefore), "after": meansJSON(expectedAfter),
      ]),
    ])
  }

  /// The dispositions that take a paper off the applicant's hands.
  package static let droppedReasons: [MaterialUse.Disposition] = [
    .shared, .committed, .generated, .abolished, .joined, .eLicence,
  ]

  private static func json(_ ratio: CommitmentRatio?) -> JSONValue {
    guard let ratio else { return .null }
    return .map([
      "mean": .number(ratio.mean), "ofSums": .number(ratio.ofSums),
      "byVolume": number(ratio.byVolume), "meanWorkingDays": .number(ratio.meanWorkingDays),
    ])
  }

  private static func json(_ reduction: Reduction) -> JSONValue {
    .map([
      "before": .number(reduction.before), "after": .number(reduction.after),
      "reduction": .number(reduction.change), "rate": number(reduction.rate),
    ])
  }

  private static func json(_ rate: Rate) -> JSONValue {
    .map(["count": .int(rate.part), "of": .int(rate.whole), "share": number(rate.value)])
  }

  private func meansJSON(_ expected: [String: CaseExpectation]) -> JSONValue {
    .map([
      "touchMinutes": Self.number(mean(expected, \.touchMinutes)),
      "officeTrips": Self.number(mean(expected, \.trips)),
      "utilityTrips": Self.number(mean(expected, \.utilityTrips)),
    ])
  }

  // MARK: Scenarios

  private func scenarioJSON(_ item: ScenarioIndicators) -> JSONValue {
    let limits = item.limits
    let rules = [item.scenario.statutoryRule?.value].compactMap { $0 }
    return .map([
      "id": .text(item.scenario.id),
      "name": item.scenario.name.json,
      "weight": .number(limits.weight),
      "time": .map([
        "statutoryWorkingDays": .int(limits.statutory), "rules": .texts(rules),
        "beforeWorkingDays": .int(limits.before), "afterWorkingDays": .int(limits.after),
        "reductionWorkingDays": .number(limits.reduction.change),
        "compression": .number(limits.compression),
        "ratioBefore": .number(Double(limits.before) / Double(limits.statutory)),
        "ratioAfter": .number(Double(limits.after) / Double(limits.statutory)),
      ]),
      "materials": .map([
        "distinct": Self.json(item.figures.papers),
        "submissions": Self.json(item.figures.submissions),
        "reasons": .object(
          Self.droppedReasons.map {
            JSONValue.Member(
              key: $0.rawValue, value: .texts(item.figures.reasons[$0] ?? []))
          }),
      ]),
      "steps": Self.json(item.figures.stages, item) { $0.stage?.value },
      "trips": .map([
        "office": Self.json(item.figures.visits, item) {
          $0.counts == .utilityTrip ? nil : $0.visit?.value
        },
        "utility": Self.json(item.figures.utilityTrips, item) {
          $0.counts == .utilityTrip ? $0.visit?.value : nil
        },
      ]),
      "onTheSpot": .map([
        "before": .bool(item.wasOnTheSpot), "after": .bool(item.isOnTheSpot),
      ]),
      "online": .map([
        "before": Self.json(item.depthBefore), "after": Self.json(item.depthAfter),
      ]),
      "aims": .map([
        "before": Self.json(item.aimsBefore), "after": Self.json(item.aimsAfter),
      ]),
      "fees": .array(
        item.fees.map {
          .map(["rule": .text($0.id.value), "yuan": $0.yuan.map { .int($0) } ?? .null])
        }),
      "expected": .map([
        "before": Self.json(expectedBefore[item.scenario.id]),
        "after": Self.json(expectedAfter[item.scenario.id]),
      ]),
    ])
  }

  /// A count of papers with the papers.
  private static func json(_ pair: ReformFigures.Pair) -> JSONValue {
    let reduction = Reduction(pair)
    return .map([
      "before": .int(pair.before.count), "after": .int(pair.after.count),
      "reduction": .number(reduction.change), "rate": number(reduction.rate),
      "itemsBefore": .texts(pair.before), "itemsAfter": .texts(pair.after),
    ])
  }

  /// A count of stages or visits with the nodes of each.
  private static func json(
    _ pair: ReformFigures.Pair, _ item: ScenarioIndicators, _ key: (FlowNode) -> String?
  ) -> JSONValue {
    func list(_ ids: [String], _ flow: Flow) -> JSONValue {
      .array(
        ids.map { id in
          .map([
            "id": .text(id),
            "nodes": .texts(ScenarioIndicators.nodes(of: flow) { key($0) == id }),
          ])
        })
    }
    return .map([
      "before": .int(pair.before.count), "after": .int(pair.after.count),
      "reduction": .number(Reduction(pair).change),
      "itemsBefore": list(pair.before, item.before), "itemsAfter": list(pair.after, item.after),
    ])
  }

  private static func json(_ depth: OnlineDepth) -> JSONValue {
    .map(["level": .int(depth.level.rawValue), "route": .texts(depth.route)])
  }

  private static func json(_ aims: WindowAims) -> JSONValue {
    .object(
      WindowAims.Aim.allCases.map { aim in
        JSONValue.Member(
          key: aim.rawValue,
          value: .map([
            "met": .bool(aims[aim].isMet), "evidence": .texts(aims[aim].evidence),
          ]))
      })
  }

  private static func json(_ expected: CaseExpectation?) -> JSONValue {
    guard let expected else { return .null }
    return .map([
      "configuration": .text(expected.configuration),
      "touchMinutes": .number(expected.touchMinutes), "officeTrips": .number(expected.trips),
      "utilityTrips": .number(expected.utilityTrips), "notices": .number(expected.notices),
      "supplements": .number(expected.supplements),
      "nodes": .array(
        expected.parts.filter { $0.minutes > 0 || $0.trips > 0 }.map { part in
          .map([
            "id": .text(part.node), "visits": .number(part.visits),
            "touchMinutes": .number(part.minutes), "trips": .number(part.trips),
          ])
        }),
    ])
  }
}

extension Reduction {
  /// The numbers of what a pair counts.
  package init(_ pair: ReformFigures.Pair) {
    self.init(before: Double(pair.before.count), after: Double(pair.after.count))
  }
}

extension UncountedScenario.Reason: CustomStringConvertible {
  /// The reason in English, as JSON gives it.
  public var description: String {
    switch self {
    case .noFlow(let name): "no flow '\(name)'"
    case .noStatutoryLimit: "no statutory limit"
    case .noCommitment(let name): "no committed limit for '\(name)'"
    }
  }
}
