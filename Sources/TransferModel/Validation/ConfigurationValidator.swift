// SPDX-License-Identifier: Apache-2.0

/// Checks that every configuration can run: flows exist, channels add up, pools are staffed.
struct ConfigurationValidator {
  let pack: Pack
  let names: PackNames

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    for configuration in pack.hall.configurations {
      let id = configuration.id.value
      let known = pack.scenarios.map(\.id)
      for (name, flow) in configuration.flowsByScenario.sorted(by: { $0.key < $1.key })
      where !known.contains(name) {
        findings.error(
          "unknown-scenario", at: flow.place,
          "scenario '\(name)' does not exist\(NearestName.hint(for: name, in: known))")
      }
      channels(id, at: configuration.id.place, &findings)
      var staffing = Staffing(hall: pack.hall, configuration: id, used: pools(of: configuration))
      for scenario in pack.scenarios {
        guard let flow = configuration.flow(of: scenario) else {
          // A scenario whose flows could not be read has findings of its own.
          if !scenario.flows.isEmpty {
            let place =
              (configuration.flowsByScenario[scenario.id] ?? configuration.flow)?.place
              ?? configuration.id.place
            let name = (configuration.flowsByScenario[scenario.id] ?? configuration.flow)?.value
            findings.error(
              "unknown-flow", at: place,
              name.map { "\(scenario.id) has no flow '\($0)', which \(id) asks for" }
                ?? "\(id) does not say which flow of \(scenario.id) it uses: "
                + scenario.flows.map(\.name).joined(separator: ", "))
          }
          continue
        }
        check(flow, scenario, &staffing, &findings)
      }
    }
  }

  private func channels(_ id: String, at place: SourcePlace, _ findings: inout Findings) {
    let channels = pack.hall.channels
    guard let first = channels.first else { return }
    let total = channels.reduce(0) { $0 + $1.share(in: id) }
    if abs(total - 1) > 1e-9 {
      findings.error(
        "probability-sum", at: first.id.place,
        "the shares of the channels add up to \(Percentage.text(total)) in \(id), not 100 %")
    }
  }

  /// The pools that the flows of a configuration use.
  private func pools(of configuration: Configuration) -> Set<String> {
    var used: Set<String> = []
    for scenario in pack.scenarios {
      for node in configuration.flow(of: scenario)?.nodes ?? [] {
        if case .task(let task) = node.kind { used.formUnion(task.servers.map(\.pool.value)) }
      }
    }
    return used
  }

  private func check(
    _ flow: Flow, _ scenario: Scenario, _ staffing: inout Staffing, _ findings: inout Findings
  ) {
    let id = staffing.configuration
    for node in flow.nodes {
      guard case .task(let task) = node.kind else { continue }
      let held = task.servers.compactMap { hold in
        names.pools[hold.pool.value].map { (hold: hold, pool: $0) }
      }
      let empty = held.map(\.pool).filter { $0.shifts.allSatisfy { $0.servers(in: id) == 0 } }
      for pool in empty {
        findings.error(
          "pool-without-servers", at: pool.id.place,
          "pool '\(pool.id.value)' has no servers in \(id), where \(scenario.id) \(flow.name) needs "
            + "it at '\(node.id)'; give it at least 1")
      }
      guard empty.isEmpty else { continue }
      let isTold = !flow.sharedNotBy(task).isEmpty
      if task.kind == .room || isTold {
        for pool in held.map(\.pool) { turns(pool, isTold: isTold, in: id, &findings) }
      }
      let place = "'\(node.id)' of \(scenario.id) \(flow.name)"
      if task.kind == .room {
        room(held, place, &staffing, &findings)
      } else if isTold, let pool = held.first?.pool, let name = task.notBy.first {
        let needed = flow.sharedNotBy(task).count + 1
        let most = staffing.most(pool)
        if most < needed {
          findings.error(
            "pool-too-small", at: name.place,
            "\(place) may wait for ever: 'notBy' needs \(needed) servers of '\(pool.id.value)', which "
              + "never has more than \(most) at once in \(id)")
        }
      }
    }
  }

  /// Checks a pool whose free servers need not suit whoever is first.
  private func turns(
    _ pool: Pool, isTold: Bool, in id: String, _ findings: inout Findings
  ) {
    let name = pool.id.value
    if pool.absentCallMinutes > 0 {
      // Such pools are called in turn over all that wait, tickets without people among them.
      findings.error(
        "absent-call-in-turn", at: pool.id.place,
        "pool '\(name)' serves room tasks or tells its servers apart, where nobody is "
          + "called in vain; leave 'absentCall' out")
    }
    if pool.interruptsServices {
      // Who is interrupted would have to give up one server of several, or come back to the same one.
      findings.error(
        "interrupted-in-turn", at: pool.id.place,
        "pool '\(name)' serves room tasks or tells its servers apart, where what has begun is "
          + "finished; leave 'preemption' and 'breakdowns' out and let 'closing' be finish or "
          + "drain")
    }
    if pack.hall.hasUnlikeStaff(pool, in: id) {
      // One time is drawn for all who are held, and the longest idle need not be the one called.
      findings.error(
        "unlike-staff-in-turn", at: pool.id.place,
        "pool '\(name)' serves room tasks or tells its servers apart, where all work alike; leave "
          + "'staff', 'learning' and loans to it with a 'factor' out")
    }
    if isTold, pack.hall.hasRoster(pool, in: id) {
      // Its servers are numbered by how many are on duty, not by who is.
      findings.error(
        "roster-told-apart", at: pool.id.place,
        "pool '\(name)' tells its servers apart ('notBy'), who are there whenever it is open; leave "
          + "'breaks', 'absence' and loans from or to it out, or put the two tasks at two pools")
    }
  }

  /// Checks that there is a time at which a room task finds the servers it holds.
  private func room(
    _ held: [(hold: FlowTask.Hold, pool: Pool)], _ place: String, _ staffing: inout Staffing,
    _ findings: inout Findings
  ) {
    let id = staffing.configuration
    var isEnough = true
    for (hold, pool) in held {
      let most = staffing.most(pool)
      guard hold.servers.value > most else { continue }
      isEnough = false
      findings.error(
        "pool-too-small", at: hold.servers.place,
        "\(place) would wait for ever: it holds \(hold.servers.value) servers of "
          + "'\(pool.id.value)', which never has more than \(most) at once in \(id)")
    }
    guard isEnough, let first = held.first,
      !staffing.areEverTogether(held.map { ($0.pool, $0.hold.servers.value) })
    else { return }
    findings.error(
      "never-together", at: first.hold.pool.place,
      "\(place) would wait for ever: the servers it holds of "
        + held.map(\.pool.id.value).joined(separator: ", ") + " are never on duty at once in \(id)")
  }
}

/// Shares as people read them in messages.
enum Percentage {
  /// Returns a share as a percentage with up to four decimals.
  static func text(_ share: Double) -> String {
    let value = (share * 1e6).rounded() / 1e4
    return value.rounded() == value && abs(value) < 1e9 ? "\(Int(value)) %" : "\(value) %"
  }
}
