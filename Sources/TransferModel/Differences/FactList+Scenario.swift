// SPDX-License-Identifier: Apache-2.0

extension FactList {
  /// Adds what a scenario says of itself, then its flows.
  mutating func add(_ scenario: Scenario, _ labels: LibraryLabels) {
    let root = ["scenarios", scenario.id]
    let basis = scenario.legalBasis.map(\.value)
    func begin(_ path: [String], _ value: FactValue, at place: SourcePlace) {
      self.begin(root + path, value, at: place, basis: basis)
    }
    begin([], .label(scenario.name), at: scenario.place)
    add("name", label: scenario.name)
    if scenario.shortName != scenario.name { add("short", label: scenario.shortName) }
    add("cause", value: .text(scenario.cause))
    if let parties = scenario.parties {
      add("parties", "from", value: .text(parties.from))
      add("parties", "to", value: .text(parties.to))
      add("parties", "application", value: .text(parties.application))
    }
    add("share", value: scenario.share.map { .share($0.value) }, at: scenario.share?.place)
    add(
      "limits", "statutory", value: scenario.statutoryLimit.map { .workingDays($0.value) },
      at: scenario.statutoryLimit?.place)
    add("limits", "rule", name: scenario.statutoryRule)
    for (flow, limit) in scenario.committedLimits.sorted(by: { $0.key < $1.key }) {
      add("limits", "committed", flow, value: .workingDays(limit.value), at: limit.place)
    }
    add("priority", value: .count(scenario.priority))
    add("audience", name: scenario.audience)
    for rule in scenario.legalBasis {
      begin(
        ["legalBasis", rule.value], labels.label("legal", rule.value), at: rule.place)
    }
    for use in scenario.materials {
      let id = use.material.value
      begin(["materials", id], labels.label("materials", id), at: use.material.place)
      add("as-is", name: use.asIs)
      add("to-be", value: .text(use.toBe.value.rawValue), at: use.toBe.place)
    }
    for use in scenario.taxes {
      for rule in use.rules {
        begin(
          ["taxes", use.payer, rule.value], labels.label("taxes", rule.value), at: rule.place)
      }
    }
    for attribute in scenario.attributes {
      begin(["attributes", attribute.name.value], .text("attribute"), at: attribute.name.place)
      for (index, (value, share)) in attribute.values.enumerated() {
        let isRest = value.value == attribute.restValue
        let written = attribute.sharePlaces.indices.contains(index)
        add(
          value.value, value: isRest ? .rest(share) : .share(share),
          at: written ? attribute.sharePlaces[index] : nil)
      }
      add(
        "count", value: attribute.count.map { .counted($0.value) }, at: attribute.count?.place)
      add(
        "together", value: attribute.together.map { .share($0.value) },
        at: attribute.together?.place)
    }
    for (key, items) in [
      ("applies", scenario.notes.applies), ("applicants", scenario.notes.applicants),
      ("risks", scenario.notes.risks),
    ] {
      for item in items {
        begin([key, item.text.text(.zh)], .label(item.text), at: scenario.place)
        add("en", value: .text(item.text.en))
        add("note", label: item.note)
      }
    }
    for flow in scenario.flows { add(flow, of: root, labels) }
  }

  private mutating func add(_ flow: Flow, of root: [String], _ labels: LibraryLabels) {
    let path = root + ["flows", flow.name]
    begin(path, .text("flow"), at: flow.place)
    add("start", value: flow.nodes.first.map { .text($0.id) })
    for stage in flow.stages {
      begin(path + ["stages", stage.id], .label(stage.name), at: flow.place)
      add("name", label: stage.name)
      add("note", label: stage.note)
    }
    for node in flow.nodes { add(node, of: path, labels) }
  }

  private mutating func add(_ node: FlowNode, of path: [String], _ labels: LibraryLabels) {
    begin(
      path + ["nodes", node.id], .label(node.label), at: node.place,
      basis: node.legalBasis.map(\.value))
    if let label = labels.ownLabel(of: node) { add("name", label: label) }
    add("stage", name: node.stage)
    add("visit", name: node.visit)
    add("clock", names: node.clock.map(\.rawValue))
    add("counts", value: node.counts.map { .text($0.rawValue) })
    add("legalBasis", names: node.legalBasis.map(\.value))
    var kind = node.kind.keyword
    switch node.kind {
    case .end(let outcome): add("end", value: .text(outcome.rawValue))
    case .event(let next): add("next", name: next)
    case .task(let task):
      kind += " \(task.kind.rawValue)"
      add(task)
    case .wait(let wait): add(wait)
    case .choose(let branches):
      for branch in branches {
        let share = branch.share.value
        add(
          "choose", branch.target.value, value: branch.isRest ? .rest(share) : .share(share),
          at: branch.share.place)
        add("labels", branch.target.value, value: branch.label.map { .label($0) })
      }
    case .route(let attribute, let branches):
      add("route", name: attribute)
      for branch in branches { add("to", branch.value?.value ?? "rest", name: branch.target) }
    case .split(let targets): add("all", names: targets.map(\.value))
    case .gather(let gather): add(gather)
    case .first(let branches): for branch in branches { add(branch) }
    case .inclusive(let branches): for branch in branches { add(branch) }
    case .join(let split, let next):
      add("join", name: split)
      add("next", name: next)
    case .each(let batch, let next):
      add("each", name: batch)
      add("next", name: next)
    }
    add("kind", value: .text(kind))
  }

  private mutating func add(_ task: FlowTask) {
    add("step", name: task.step)
    add("department", name: task.department)
    add("pool", name: task.pool)
    add("time", time: task.time)
    add("factor", value: .number(task.factor))
    for adjustment in task.adjustments {
      for (value, change) in adjustment.changes {
        add(
          "adjust", adjustment.attribute.value, value.value, value: .change(change),
          at: value.place)
      }
    }
    for scaling in task.scalings {
      let attribute = scaling.attribute.value
      add("per", attribute, "add", value: .minutes(scaling.addMinutes))
      add("per", attribute, "scale", value: scaling.scale.map { .number($0) })
      add("per", attribute, "spread", value: .minutes(scaling.spreadMinutes))
    }
    for hold in task.holds {
      add("holds", hold.pool.value, value: .count(hold.servers.value), at: hold.servers.place)
    }
    if task.reserves { add("reserve", value: .flag(true)) }
    add("notBy", names: task.notBy.map(\.value))
    add("priority", value: task.priority.map { .count($0.value) }, at: task.priority?.place)
    add("ticket", value: task.newTicket ? .text("new") : nil)
    add("place", value: .text(task.isInHall ? "hall" : "away"))
    add("patience", name: task.patience)
    add("leave", name: task.leave)
    add("next", name: task.next)
  }

  private mutating func add(_ wait: FlowWait) {
    add("wait", name: wait.wait)
    switch wait.rule {
    case .time(let time): add("time", time: time)
    case .untilOpen(let hours): add("until-open", name: hours)
    case .appointment(let kind): add("appointment", name: kind)
    }
    add("rounds", name: wait.rounds)
    add("limit", time: wait.lapse?.limit)
    add("lapse", name: wait.lapse?.target)
    add("next", name: wait.next)
  }
}
