// SPDX-License-Identifier: Apache-2.0

/// Checks one scenario: what it refers to, and its flows.
struct ScenarioValidator {
  let pack: Pack
  let names: PackNames
  let scenario: Scenario
  let date: CivilDate?

  /// The most values of an attribute, what the engine keeps in a byte.
  private static let valueLimit = 256

  /// Adds all findings of the scenario.
  func run(_ findings: inout Findings) {
    references(&findings)
    for attribute in scenario.attributes where attribute.values.count > Self.valueLimit {
      findings.error(
        "too-many-values", at: attribute.name.place,
        "attribute '\(attribute.name.value)' has \(attribute.values.count) values; at most "
          + "\(Self.valueLimit)")
    }
    for attribute in scenario.attributes where attribute.name.value == "channel" {
      findings.error(
        "attribute-name", at: attribute.name.place,
        "the attribute 'channel' comes from the hall; choose another name")
    }
    for attribute in scenario.attributes.filter({ $0.together != nil }).dropFirst() {
      findings.error(
        "several-batches", at: attribute.name.place,
        "'\(attribute.name.value)' is a second batch of \(scenario.id); cases arrive together in one "
          + "way only")
    }
    if scenario.attributes.count > 7 {
      findings.error(
        "too-many-attributes", at: scenario.place,
        "a scenario has at most 7 attributes of its own; '\(scenario.id)' has "
          + "\(scenario.attributes.count)")
    }
    for flow in scenario.flows {
      let before = findings.errorCount
      FlowValidator(pack: pack, names: names, scenario: scenario, flow: flow, date: date)
        .run(&findings)
      // The proof needs a graph without loose ends.
      if findings.errorCount == before, flow.isComplete {
        SoundnessCheck.check(flow, scenario: scenario.id, findings: &findings)
      }
    }
  }

  private func references(_ findings: inout Findings) {
    for use in scenario.materials where !names.materials.contains(use.material.value) {
      findings.error(
        "unknown-material", at: use.material.place,
        "material '\(use.material.value)' does not exist"
          + NearestName.hint(for: use.material.value, in: names.materials))
    }
    for rule in scenario.taxes.flatMap(\.rules) where !names.taxRules.contains(rule.value) {
      findings.error(
        "unknown-tax", at: rule.place,
        "tax rule '\(rule.value)' does not exist"
          + NearestName.hint(for: rule.value, in: names.taxRules))
    }
    let legal = LegalBasisCheck(rules: names.legalRules, date: date)
    legal.check(scenario.legalBasis, &findings)
    if let rule = scenario.statutoryRule { legal.check([rule], &findings) }
  }
}

/// Checks references to rules of law.
struct LegalBasisCheck {
  let rules: [String: LegalRule]
  let date: CivilDate?

  func check(_ references: [Located<String>], _ findings: inout Findings) {
    for reference in references {
      guard let rule = rules[reference.value] else {
        findings.error(
          "unknown-rule", at: reference.place,
          "rule of law '\(reference.value)' does not exist"
            + NearestName.hint(for: reference.value, in: rules.keys))
        continue
      }
      guard let date, !rule.isInForce(on: date) else { continue }
      if date < rule.from {
        findings.error(
          "rule-not-in-force", at: reference.place,
          "'\(reference.value)' is not in force on \(date); it begins on \(rule.from)")
      } else if let until = rule.until {
        findings.error(
          "rule-repealed", at: reference.place,
          "'\(reference.value)' is repealed since \(until) and cannot be cited on \(date)")
      }
    }
  }
}
