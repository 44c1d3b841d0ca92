// SPDX-License-Identifier: Apache-2.0

/// Checks the hall: hours, pools, channels, demand, calendar.
struct HallValidator {
  let pack: Pack
  private var hall: Hall { pack.hall }

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings of the hall.
  func run(_ findings: inout Findings) {
    let start = SourcePlace.start(of: pack.path)
    // What is missing may be what could not be read, which has findings of its own.
    let isDoubtful = findings.hasErrors
    if pack.scenarios.isEmpty, !isDoubtful {
      findings.error(
        "no-scenario", at: start,
        "the pack has no scenario; add a file with 'scenario: ID' at the top")
    }
    if hall.streams.isEmpty, !isDoubtful {
      findings.error(
        "no-stream", at: start,
        "nobody arrives: the pack has no 'streams'; add one, such as {all: {rate: 220 per wd}}")
    }
    if hall.configurations.isEmpty, !isDoubtful {
      findings.error(
        "no-configuration", at: start,
        "the pack has no 'configurations'; add one, such as {B0: {flows: as-is}}")
    }
    calendar(&findings)
    names(&findings)
    var seen: [String: SourcePlace] = [:]
    for scenario in pack.scenarios {
      if let first = seen.updateValue(scenario.place, forKey: scenario.id) {
        findings.error(
          "duplicate-name", at: scenario.place,
          "scenario '\(scenario.id)' stands at \(first) already"
        )
      }
    }
    demand(isDoubtful: isDoubtful, &findings)
    if hall.pools.count > 4000 {
      findings.error(
        "too-many-pools", at: start,
        "a hall has at most 4000 pools; this one has \(hall.pools.count)")
    }
  }

  private func calendar(_ findings: inout Findings) {
    let start = SourcePlace.start(of: pack.path)
    guard hall.calendar.kind == .civil else { return }
    guard let working = hall.workingHours else {
      findings.error(
        "no-working-hours", at: start,
        "a civil calendar needs 'workingHours' to say which hours make a working day; or write "
          + "'calendar: always'")
      return
    }
    let known = hall.hours.map(\.id.value)
    if !known.contains(working.value) {
      findings.error(
        "unknown-hours", at: working.place,
        "hours '\(working.value)' do not exist\(NearestName.hint(for: working.value, in: known))")
    }
    if !hall.calendar.covers(hall.study.from) {
      let years = hall.calendar.years.sorted().map(String.init).joined(separator: ", ")
      findings.error(
        "calendar-missing", at: hall.studyPlace ?? start,
        "the study begins on \(hall.study.from), but "
          + (years.isEmpty ? "the pack has no calendar" : "the calendars cover only \(years)")
          + "; add 'year: \(hall.study.from.components.year)' with its days off, or begin in a year "
          + "that has one")
    }
  }

  private func names(_ findings: inout Findings) {
    let hours = hall.hours.map(\.id.value) + ["always"]
    let configurations = hall.configurations.map(\.id.value)
    let departments = pack.departments.map(\.id.value)
    for pool in hall.pools {
      for shift in pool.shifts {
        if !hours.contains(shift.hours.value) {
          findings.error(
            "unknown-hours", at: shift.hours.place,
            "hours '\(shift.hours.value)' do not exist"
              + NearestName.hint(for: shift.hours.value, in: hours))
        }
      }
      // What is the sum of the groups is checked where it is written.
      for shift in pool.shifts.dropFirst(pool.people.givesServers ? 1 : 0) {
        configurationNames(shift.servers, &findings)
      }
      for group in pool.people.groups { configurationNames(group.servers, &findings) }
      configurationNames(pool.people.reserve?.most ?? [:], &findings)
      for loan in pool.people.loans { configurationNames(loan.servers, &findings) }
      let named = [pool.department] + pool.people.groups.map(\.department)
      for department in named.compactMap({ $0 }) where !departments.contains(department.value) {
        findings.error(
          "unknown-department", at: department.place,
          "department '\(department.value)' does not exist"
            + NearestName.hint(for: department.value, in: departments))
      }
    }
    for channel in hall.channels {
      for name in channel.shares.keys.sorted() where name != "*" && !configurations.contains(name) {
        findings.error(
          "unknown-configuration", at: channel.id.place,
          "channel '\(channel.id.value)' has a share for '\(name)', which is no configuration"
            + NearestName.hint(for: name, in: configurations))
      }
    }
    for step in pack.steps where !departments.isEmpty {
      if !departments.contains(step.department.value), step.department.value != "none" {
        findings.error(
          "unknown-department", at: step.department.place,
          "department '\(step.department.value)' does not exist"
            + NearestName.hint(for: step.department.value, in: departments))
      }
    }
  }

  /// Checks the configurations for which numbers of servers are stated.
  private func configurationNames(
    _ servers: [String: Located<Int>], _ findings: inout Findings
  ) {
    let known = hall.configurations.map(\.id.value)
    for (name, count) in servers.sorted(by: { $0.key < $1.key })
    where name != "*" && !known.contains(name) {
      findings.error(
        "unknown-configuration", at: count.place,
        "configuration '\(name)' does not exist\(NearestName.hint(for: name, in: known))")
    }
  }

  private func demand(isDoubtful: Bool, _ findings: inout Findings) {
    let scenarios = pack.scenarios.map(\.id)
    let patterns = hall.patterns.map(\.id.value)
    for stream in hall.streams {
      if let pattern = stream.pattern, !patterns.contains(pattern.value) {
        findings.error(
          "unknown-pattern", at: pattern.place,
          "pattern '\(pattern.value)' does not exist"
            + NearestName.hint(for: pattern.value, in: patterns))
      }
      switch stream.mix {
      case .byShare:
        let total = pack.scenarios.compactMap { $0.share?.value }.reduce(0, +)
        if total <= 0, !pack.scenarios.isEmpty, !isDoubtful {
          findings.error(
            "no-share", at: stream.id.place,
            "stream '\(stream.id.value)' goes by the shares of the scenarios, and none has one")
        } else if total > 1 + 1e-9 {
          findings.error(
            "probability-sum", at: stream.id.place,
            "the shares of the scenarios add up to \(Percentage.text(total)); at most 100 %"
          )
        }
      case .weights(let weights):
        for (scenario, _) in weights where !scenarios.contains(scenario.value) {
          findings.error(
            "unknown-scenario", at: scenario.place,
            "scenario '\(scenario.value)' does not exist"
              + NearestName.hint(for: scenario.value, in: scenarios))
        }
        if weights.reduce(0, { $0 + $1.weight }) <= 0 {
          findings.error(
            "no-share", at: stream.id.place,
            "the weights of stream '\(stream.id.value)' add up to nothing")
        }
      }
    }
  }
}
