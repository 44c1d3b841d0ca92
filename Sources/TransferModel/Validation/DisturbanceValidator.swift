// SPDX-License-Identifier: Apache-2.0

/// Checks the names in closures, outages and waves of demand.
struct DisturbanceValidator {
  let pack: Pack
  private var hall: Hall { pack.hall }

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    for closure in hall.closures { check(closure.rates, &findings) }
    for stream in hall.streams {
      if case .waves(let waves, _) = stream.law { check(waves.rates, &findings) }
    }
    for outage in hall.outages {
      if let rates = outage.rates { check(rates, &findings) }
      check(outage, &findings)
    }
    if let outage = hall.outages.dropFirst(SystemOutage.limit).first {
      findings.error(
        "too-many-outages", at: outage.id.place,
        "a hall has at most \(SystemOutage.limit) outages; this one has \(hall.outages.count)")
    }
  }

  /// Meetings in a room, and tasks that tell servers apart, begin in spite of an outage.
  private func reportUnstopped(_ outage: SystemOutage, _ findings: inout Findings) {
    for scenario in pack.scenarios {
      for flow in scenario.flows {
        for node in flow.nodes {
          guard case .task(let task) = node.kind, outage.stops(task),
            task.kind == .room || !flow.sharedNotBy(task).isEmpty
          else { continue }
          findings.warning(
            "not-stopped", at: outage.id.place,
            "the outage '\(outage.id.value)' does not stop '\(node.id)' of \(scenario.id) "
              + "\(flow.name), a room task or one with 'notBy' in one pool; name other steps")
        }
      }
    }
  }

  private func check(_ rates: EventRates, _ findings: inout Findings) {
    let known = hall.configurations.map(\.id.value)
    for (name, rate) in rates.perYear.sorted(by: { $0.key < $1.key })
    where name != "*" && !known.contains(name) {
      findings.error(
        "unknown-configuration", at: rate.place,
        "configuration '\(name)' does not exist\(NearestName.hint(for: name, in: known))")
    }
  }

  private func check(_ outage: SystemOutage, _ findings: inout Findings) {
    if case .steps(let steps) = outage.stops {
      let known = pack.steps.map(\.id.value)
      let unknown = steps.filter { !known.contains($0.value) }
      for step in unknown {
        findings.error(
          "unknown-step", at: step.place,
          "step '\(step.value)' does not exist\(NearestName.hint(for: step.value, in: known))")
      }
      if !unknown.isEmpty { return }
    }
    reportUnstopped(outage, &findings)
    let stopsAny = pack.scenarios.contains { scenario in
      scenario.flows.contains { flow in
        flow.nodes.contains { node in
          if case .task(let task) = node.kind { outage.stops(task) } else { false }
        }
      }
    }
    if !stopsAny {
      findings.warning(
        "nothing-stops", at: outage.id.place,
        "the outage '\(outage.id.value)' stops nothing: no flow has a task of its steps; mark steps "
          + "with 'electronic: yes' or name others")
    }
  }
}
