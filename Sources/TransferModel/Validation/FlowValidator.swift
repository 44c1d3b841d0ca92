// SPDX-License-Identifier: Apache-2.0

/// Checks the references of one expanded flow.
struct FlowValidator {
  let pack: Pack
  let scenario: Scenario
  let flow: Flow
  let date: CivilDate?

  /// Adds all findings of the flow.
  func run(_ findings: inout Findings) {
    var places: [String: SourcePlace] = [:]
    for node in flow.nodes {
      if let first = places.updateValue(node.place, forKey: node.id) {
        findings.error(
          "duplicate-node", at: node.place, "node '\(node.id)' stands at \(first) already")
      }
    }
    if flow.nodes.count > 1000 {
      findings.error("too-many-nodes", at: flow.place, "a flow has at most 1000 nodes")
    }
    let joins = flow.nodes.count { if case .join = $0.kind { true } else { false } }
    if joins > 16 {
      findings.error(
        "too-many-joins", at: flow.place, "a flow has at most 16 joins; this one has \(joins)")
    }
    let legal = LegalBasisCheck(pack: pack, date: date)
    for node in flow.nodes {
      for target in node.targets where flow.position(of: target.value) == nil {
        findings.error(
          "unknown-node", at: target.place,
          "next node '\(target.value)' does not exist in \(scenario.id) \(flow.name)"
            + NearestName.hint(for: target.value, in: flow.nodes.map(\.id)))
      }
      legal.check(node.legalBasis, &findings)
      check(node, &findings)
    }
    parallelPatience(&findings)
  }

  private func check(_ node: FlowNode, _ findings: inout Findings) {
    switch node.kind {
    case .task(let task):
      unknown("pool", task.pool, pack.hall.pools.map(\.id.value), &findings)
      unknown("patience", task.patience, pack.hall.patience.map(\.id.value), &findings)
      unknown("department", task.department, pack.departments.map(\.id.value), &findings)
      for adjustment in task.adjustments { check(adjustment, &findings) }
      if task.time.value.unit == .working, task.pool != nil {
        findings.error(
          "bad-duration", at: task.time.place,
          "a task at a pool takes elapsed time (min, h); working days (wd) are for waits")
      }
    case .wait(let wait):
      switch wait.rule {
      case .time: break
      case .untilOpen(let hours):
        unknown("hours", hours, pack.hall.hours.map(\.id.value) + ["always"], &findings)
      case .appointment(let kind):
        unknown("appointment", kind, pack.hall.appointments.map(\.id.value), &findings)
      }
      unknown("rounds", wait.rounds, pack.hall.rounds.map(\.id.value), &findings)
      check(wait, &findings)
    case .route(let attribute, let branches): check(attribute, branches, node, &findings)
    case .join(let split, _):
      let splits = flow.nodes.filter { if case .split = $0.kind { true } else { false } }
      unknown("split", split, splits.map(\.id), &findings)
    case .split(let targets):
      if targets.isEmpty {
        findings.error(
          "empty-split", at: node.place, "no branch of '\(node.id)' is switched on; keep one")
      }
    case .end, .event, .choose: break
    }
  }

  private func check(_ wait: FlowWait, _ findings: inout Findings) {
    guard let lapse = wait.lapse else { return }
    guard case .time(let time) = wait.rule, case .constant = lapse.limit.value.family else {
      findings.error(
        "bad-limit", at: lapse.limit.place,
        "a limit is one fixed time such as '15 wd' on a timed wait")
      return
    }
    if time.value.unit != lapse.limit.value.unit {
      findings.error(
        "bad-limit", at: lapse.limit.place,
        "the limit and the wait must both count working days (wd) or both elapsed time")
    }
  }

  private func unknown(
    _ what: String, _ name: Located<String>?, _ known: [String], _ findings: inout Findings
  ) {
    guard let name, !known.contains(name.value) else { return }
    findings.error(
      "unknown-\(what)", at: name.place,
      "\(what) '\(name.value)' does not exist\(NearestName.hint(for: name.value, in: known))")
  }

  // MARK: Attributes

  /// Returns the values an attribute of this scenario can take; nil if it has no such attribute.
  private func values(of attribute: String) -> [String]? {
    if attribute == "channel" {
      return pack.hall.channels.isEmpty ? nil : pack.hall.channels.map(\.id.value)
    }
    return scenario.attributes.first { $0.name.value == attribute }?.values.map(\.value.value)
  }

  private func check(_ adjustment: TimeAdjustment, _ findings: inout Findings) {
    // A template may adjust for an attribute that only some of its scenarios have.
    guard let values = values(of: adjustment.attribute.value) else {
      let known = pack.scenarios.flatMap { $0.attributes.map(\.name.value) } + ["channel"]
      if !known.contains(adjustment.attribute.value) {
        unknown("attribute", adjustment.attribute, known, &findings)
      }
      return
    }
    for (value, _) in adjustment.changes where !values.contains(value.value) {
      findings.error(
        "unknown-value", at: value.place,
        "'\(adjustment.attribute.value)' has no value '\(value.value)'"
          + NearestName.hint(for: value.value, in: values))
    }
  }

  private func check(
    _ attribute: Located<String>, _ branches: [RouteBranch], _ node: FlowNode,
    _ findings: inout Findings
  ) {
    guard let values = values(of: attribute.value) else {
      let known = scenario.attributes.map(\.name.value) + ["channel"]
      unknown("attribute", attribute, known.filter { $0 != attribute.value }, &findings)
      return
    }
    let named = branches.compactMap(\.value)
    for value in named where !values.contains(value.value) {
      findings.error(
        "unknown-value", at: value.place,
        "'\(attribute.value)' has no value '\(value.value)'"
          + NearestName.hint(for: value.value, in: values))
    }
    let missing = values.filter { value in !named.contains { $0.value == value } }
    if !missing.isEmpty, !branches.contains(where: { $0.value == nil }) {
      findings.error(
        "route-incomplete", at: node.place,
        "'\(node.id)' has no branch for \(missing.joined(separator: ", ")); add them, or 'rest'")
    }
  }

  // MARK: Patience

  /// Applicants queue in person, so patience makes sense only outside parallel branches.
  private func parallelPatience(_ findings: inout Findings) {
    for node in flow.nodes {
      guard case .split(let targets) = node.kind else { continue }
      var open = targets.compactMap { flow.position(of: $0.value) }
      var seen = Set(open)
      while let position = open.popLast() {
        let inner = flow.nodes[position]
        if case .join(let split, _) = inner.kind, split.value == node.id { continue }
        if case .task(let task) = inner.kind, let patience = task.patience {
          findings.error(
            "parallel-patience", at: patience.place,
            "'\(inner.id)' lies in a parallel branch of '\(node.id)'; an applicant waits in person "
              + "only outside parallel branches")
        }
        for target in inner.targets {
          if let next = flow.position(of: target.value), seen.insert(next).inserted {
            open.append(next)
          }
        }
      }
    }
  }
}
