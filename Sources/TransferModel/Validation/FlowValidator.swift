// SPDX-License-Identifier: Apache-2.0

/// Checks the references of one expanded flow.
struct FlowValidator {
  let pack: Pack
  let names: PackNames
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
      findings.error(
        "too-many-nodes", at: flow.place,
        "a flow has at most 1000 nodes; this one has \(flow.nodes.count)")
    }
    let joins = flow.nodes.count { if case .join = $0.kind { true } else { false } }
    if joins > 16 {
      findings.error(
        "too-many-joins", at: flow.place, "a flow has at most 16 joins; this one has \(joins)")
    }
    let legal = LegalBasisCheck(rules: names.legalRules, date: date)
    for node in flow.nodes {
      for target in node.targets
      where flow.position(of: target.value) == nil && !flow.unreadable.contains(target.value)
        && target.value != "return"
      {
        findings.error(
          "unknown-node", at: target.place,
          "next node '\(target.value)' does not exist in \(scenario.id) \(flow.name)"
            + NearestName.hint(for: target.value, in: flow.nodes.map(\.id)))
      }
      legal.check(node.legalBasis, &findings)
      check(node, &findings)
    }
    HoldsValidator(pack: pack, scenario: scenario, flow: flow).run(&findings)
    guard flow.isComplete else { return }
    parallelPatience(&findings)
    endlessLoops(&findings)
  }

  private func check(_ node: FlowNode, _ findings: inout Findings) {
    switch node.kind {
    case .task(let task):
      for hold in task.servers where names.pools[hold.pool.value] == nil {
        unknown("pool", hold.pool, Set(names.pools.keys), &findings)
      }
      poolKind(task, node, &findings)
      priority(task, &findings)
      unknown("patience", task.patience, names.patience, &findings)
      // A step need not say who is responsible for it.
      if task.department?.value != "none" {
        unknown("department", task.department, names.departments, &findings)
      }
      for adjustment in task.adjustments { check(adjustment, &findings) }
      for scaling in task.scalings { check(scaling, &findings) }
      if task.time.value.unit == .working, task.pool != nil {
        findings.error(
          "bad-duration", at: task.time.place,
          "a task at a pool takes elapsed time (min, h); working days (wd) are for waits")
      }
    case .wait(let wait):
      switch wait.rule {
      case .time: break
      case .untilOpen(let hours):
        unknown("hours", hours, names.hours, &findings)
      case .appointment(let kind):
        unknown("appointment", kind, names.appointments, &findings)
      }
      unknown("rounds", wait.rounds, names.rounds, &findings)
      check(wait, &findings)
    case .gather(let gather):
      unknown("rounds", gather.rule.rounds, names.rounds, &findings)
    case .first(let branches): check(branches, node, &findings)
    case .route(let attribute, let branches): check(attribute, branches, node, &findings)
    case .join(let split, _):
      if let other = flow[split.value], other.kind.isSplit { break }
      let splits = flow.nodes.filter(\.kind.isSplit)
      unknown("split", split, Set(splits.map(\.id)), &findings)
    case .split(let targets): if targets.isEmpty { noBranch(node, &findings) }
    case .inclusive(let branches): check(branches, node, &findings)
    case .each(let batch, _): checkBatch(batch, &findings)
    case .end, .event, .choose: break
    }
  }

  func noBranch(_ node: FlowNode, _ findings: inout Findings) {
    findings.error(
      "empty-split", at: node.place, "no branch of '\(node.id)' is switched on; keep one")
  }

  /// A class that no pool looks at would be read and have no effect.
  private func priority(_ task: FlowTask, _ findings: inout Findings) {
    guard let priority = task.priority else { return }
    guard let name = task.pool else {
      findings.error(
        "priority-not-used", at: priority.place,
        "nobody waits for a server here; leave 'priority' out")
      return
    }
    if let pool = names.pools[name.value], !pool.usesPriority {
      findings.error(
        "priority-not-used", at: priority.place,
        "pool '\(name.value)' calls all alike; give it 'priorities: tasks' or leave 'priority' out")
    }
  }

  /// A window is served in front of the applicant and a desk behind it; machines serve both.
  ///
  /// Of a room task the first pool counts the wait.
  private func poolKind(_ task: FlowTask, _ node: FlowNode, _ findings: inout Findings) {
    guard let name = task.pool, let pool = names.pools[name.value] else { return }
    let isWrong =
      (task.isAtCounter && pool.kind == .backOffice)
      || (task.isBehindCounter && pool.kind == .window)
    if isWrong {
      // The simulation is the same; only the hall's totals would take the wait for one of the hall.
      findings.warning(
        "pool-kind", at: node.place,
        task.kind == .room
          ? "the applicant is \(task.isInHall ? "" : "not ")at the room task '\(node.id)', but its "
            + "first pool '\(name.value)', which counts the wait, is of the kind "
            + "\(pool.kind.rawValue); name another first, or change 'place'"
          : "'\(node.id)' is a \(task.kind.rawValue) task, but its pool '\(name.value)' is of the "
            + "kind \(pool.kind.rawValue); change one of them")
    }
  }

  private func check(_ wait: FlowWait, _ findings: inout Findings) {
    guard let lapse = wait.lapse else { return }
    guard case .time(let time) = wait.rule else {
      findings.error(
        "bad-limit", at: lapse.limit.place,
        "a limit belongs to a wait with a time, not to one for opening hours or an appointment")
      return
    }
    guard case .constant(let value) = lapse.limit.value.family, value > 0 else {
      findings.error(
        "bad-limit", at: lapse.limit.place,
        "a limit is one fixed time above 0 such as '15 wd', not '\(lapse.limit.value.text)'")
      return
    }
    if time.value.unit != lapse.limit.value.unit {
      findings.error(
        "bad-limit", at: lapse.limit.place,
        "the limit '\(lapse.limit.value.text)' and the wait '\(time.value.text)' must both count "
          + "working days (wd) or both elapsed time (min, h, d)")
    }
  }

  func unknown(
    _ what: String, _ name: Located<String>?, _ known: Set<String>, _ findings: inout Findings
  ) {
    guard let name, !known.contains(name.value) else { return }
    findings.error(
      "unknown-\(what)", at: name.place,
      "\(what) '\(name.value)' \(["hours", "rounds"].contains(what) ? "do" : "does") not exist"
        + NearestName.hint(for: name.value, in: known))
  }

  // MARK: Attributes

  private func isCount(_ attribute: String) -> Bool {
    scenario.attributes.contains {
      $0.name.value == attribute && $0.count != nil && $0.together == nil
    }
  }

  private func checkBatch(_ name: Located<String>, _ findings: inout Findings) {
    let own = scenario.attributes.first { $0.name.value == name.value }
    if own?.together != nil { return }
    let known = pack.scenarios.flatMap(\.attributes).filter { $0.together != nil }
      .map(\.name.value)
    if own != nil {
      findings.error(
        "not-a-batch", at: name.place,
        "'\(name.value)' is no batch of \(scenario.id); 'each' needs a count with 'together'")
    } else if !known.contains(name.value) {
      unknown("attribute", name, Set(known), &findings)
    }
  }

  private func check(_ scaling: CountScaling, _ findings: inout Findings) {
    let name = scaling.attribute
    let counts = { (scenario: Scenario) in
      scenario.attributes.filter { $0.count != nil }.map(\.name.value)
    }
    if counts(scenario).contains(name.value) { return }
    let known = pack.scenarios.flatMap { counts($0) }
    if values(of: name.value) != nil {
      findings.error(
        "not-a-count", at: name.place,
        "'\(name.value)' is no count of \(scenario.id); 'per' needs an attribute with a 'count'")
    } else if !known.contains(name.value) {
      // A template may scale by a count that only some of its scenarios have.
      unknown("attribute", name, Set(known), &findings)
    }
  }

  func refuseCount(_ name: Located<String>, _ findings: inout Findings) -> Bool {
    guard isCount(name.value) else { return false }
    findings.error(
      "is-a-count", at: name.place,
      "'\(name.value)' is a count and has no values to tell apart; use it in 'per'")
    return true
  }

  /// Returns the values an attribute of this scenario can take; nil if it has no such attribute.
  func values(of attribute: String) -> [String]? {
    if attribute == "channel" {
      return pack.hall.channels.isEmpty ? nil : pack.hall.channels.map(\.id.value)
    }
    guard let own = scenario.attributes.first(where: { $0.name.value == attribute }) else {
      return nil
    }
    if own.together != nil { return CaseAttribute.batchValues }
    return own.count == nil ? own.values.map(\.value.value) : nil
  }

  private func check(_ adjustment: TimeAdjustment, _ findings: inout Findings) {
    if refuseCount(adjustment.attribute, &findings) { return }
    // A template may adjust for an attribute that only some of its scenarios have.
    guard let values = values(of: adjustment.attribute.value) else {
      let known = pack.scenarios.flatMap { $0.attributes.map(\.name.value) } + ["channel"]
      if !known.contains(adjustment.attribute.value) {
        unknown("attribute", adjustment.attribute, Set(known), &findings)
      }
      return
    }
    for (value, _) in adjustment.changes where !values.contains(value.value) {
      unknownValue(value, of: adjustment.attribute, values, &findings)
    }
  }

  func unknownAttribute(_ attribute: Located<String>, _ findings: inout Findings) {
    let known = scenario.attributes.map(\.name.value) + ["channel"]
    unknown("attribute", attribute, Set(known).subtracting([attribute.value]), &findings)
  }

  func unknownValue(
    _ value: Located<String>, of attribute: Located<String>, _ known: [String],
    _ findings: inout Findings
  ) {
    findings.error(
      "unknown-value", at: value.place,
      "'\(attribute.value)' has no value '\(value.value)'"
        + NearestName.hint(for: value.value, in: known))
  }

  private func check(
    _ attribute: Located<String>, _ branches: [RouteBranch], _ node: FlowNode,
    _ findings: inout Findings
  ) {
    if refuseCount(attribute, &findings) { return }
    guard let values = values(of: attribute.value) else {
      unknownAttribute(attribute, &findings)
      return
    }
    let named = branches.compactMap(\.value)
    for value in named where !values.contains(value.value) {
      unknownValue(value, of: attribute, values, &findings)
    }
    let missing = values.filter { value in !named.contains { $0.value == value } }
    if !missing.isEmpty, !branches.contains(where: { $0.value == nil }) {
      findings.error(
        "route-incomplete", at: node.place,
        "'\(node.id)' has no branch for \(missing.joined(separator: ", ")); add them, or 'rest'")
    }
  }

  // MARK: Loops

  /// Reports nodes from which the shares above 0 lead to no end: a case there goes round for ever.
  private func endlessLoops(_ findings: inout Findings) {
    let targets = flow.nodes.map { node in
      node.possibleTargets.compactMap { flow.position(of: $0.value) }
    }
    var sources = [[Int]](repeating: [], count: flow.nodes.count)
    var open: [Int] = []
    for (node, next) in targets.enumerated() {
      for target in next { sources[target].append(node) }
      if case .end = flow.nodes[node].kind { open.append(node) }
    }
    guard !open.isEmpty else { return }
    var canEnd = Set(open)
    while let node = open.popLast() {
      for source in sources[node] where canEnd.insert(source).inserted { open.append(source) }
    }
    // Only what shares decide is said here; what no edge leads out of is left to the proof.
    for (index, node) in flow.nodes.enumerated() {
      guard case .choose(let branches) = node.kind, !canEnd.contains(index),
        let way = branches.first(where: {
          $0.share.value <= 0 && flow.position(of: $0.target.value).map(canEnd.contains) ?? false
        })
      else { continue }
      findings.error(
        "endless-loop", at: node.place,
        "\(scenario.id) \(flow.name): a case at '\(node.id)' goes round for ever, since the way out "
          + "to '\(way.target.value)' has a share of 0 %")
    }
  }

  // MARK: Patience

  /// Applicants queue in person, so patience makes sense only outside parallel branches.
  private func parallelPatience(_ findings: inout Findings) {
    for node in flow.nodes where node.kind.isSplit {
      var open = node.targets.compactMap { flow.position(of: $0.value) }
      var seen = Set(open)
      while let position = open.popLast() {
        let inner = flow.nodes[position]
        if case .join(let split, _) = inner.kind, split.value == node.id { continue }
        if case .each(let batch, _) = inner.kind {
          findings.error(
            "parallel-each", at: batch.place,
            "'\(inner.id)' lies in a parallel branch of '\(node.id)'; a batch is split before or "
              + "after parallel branches")
        }
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
