// SPDX-License-Identifier: Apache-2.0

/// Checks that what pools say of their people fits their hours.
struct PeopleValidator {
  let pack: Pack
  private var hall: Hall { pack.hall }

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    var speeds: [String: Set<Double>] = [:]
    for loan in hall.pools.lazy.flatMap(\.people.loans) {
      speeds[loan.pool.value, default: []].insert(loan.factor)
    }
    for pool in hall.pools {
      breaks(pool, &findings)
      loans(pool, &findings)
      groups(pool, lent: speeds[pool.id.value] ?? [], &findings)
    }
  }

  /// The opening stretches of shifts; nil where hours are unknown.
  private func stretches(_ shifts: some Sequence<Pool.Shift>) -> [DayInterval]? {
    var result: [DayInterval] = []
    for shift in shifts {
      if shift.hours.value == "always" {
        result += DayInterval(text: "00:00-24:00").map { [$0] } ?? []
      } else if let hours = hall.hours.first(where: { $0.id.value == shift.hours.value }) {
        result += hours.open
      } else {
        return nil
      }
    }
    return result
  }

  private func breaks(_ pool: Pool, _ findings: inout Findings) {
    guard let length = pool.people.breakMinutes,
      let longest = stretches(pool.shifts)?.map(\.minutes).max()
    else { return }
    let most = Double(longest) / PoolPeople.shortestStretch
    guard length.value < 1 || length.value > most else { return }
    findings.error(
      "bad-break", at: length.place,
      "a break lasts from 1 min to a quarter of an opening stretch; the longest of "
        + "'\(pool.id.value)' has \(longest) min")
  }

  private func loans(_ pool: Pool, _ findings: inout Findings) {
    for loan in pool.people.loans {
      let place = loan.pool.place
      guard let target = hall.pools.first(where: { $0.id.value == loan.pool.value }) else {
        let known = hall.pools.map(\.id.value)
        findings.error(
          "unknown-pool", at: place,
          "pool '\(loan.pool.value)' does not exist"
            + NearestName.hint(for: loan.pool.value, in: known))
        continue
      }
      guard target.id.value != pool.id.value, target.kind != .machine else {
        findings.error(
          "bad-loan", at: place,
          target.kind == .machine
            ? "'\(target.id.value)' is a machine, which people cannot be lent to"
            : "'\(pool.id.value)' lends people to itself; name another pool")
        continue
      }
      for lender in [(pool, pool.shifts.prefix(1)), (target, target.shifts[...])] {
        guard let open = stretches(lender.1) else { continue }
        if !open.contains(where: {
          $0.start <= loan.during.start && loan.during.end <= $0.end
        }) {
          findings.error(
            "bad-loan", at: place,
            "a loan lasts within one opening stretch; '\(lender.0.id.value)' is open "
              + open.map(\.description).joined(separator: ", ") + ", not \(loan.during)")
        }
      }
    }
    guard let first = pool.people.loans.first else { return }
    for configuration in hall.configurations.map(\.id.value) {
      let lent = pool.people.loans.reduce(0) { $0 + $1.servers.number(in: configuration) }
      let servers = pool.servers(in: configuration)
      guard lent > 0, lent > servers - pool.people.minimum else { continue }
      findings.error(
        "bad-loan", at: first.pool.place,
        "'\(pool.id.value)' lends \(lent) in \(configuration) and has \(servers), of whom "
          + "\(pool.people.minimum) must stay")
    }
  }

  /// Checks the groups of staff of a pool to which people of some speeds are lent.
  private func groups(_ pool: Pool, lent speeds: Set<Double>, _ findings: inout Findings) {
    let people = pool.people
    var others = speeds
    if people.reserve != nil { others.insert(1) }
    let count = people.groups.count + others.count
    if count > PoolPeople.maximumGroups {
      findings.error(
        "too-many-groups", at: pool.id.place,
        "'\(pool.id.value)' has \(count) groups of staff, with those lent to it or opened at "
          + "different speeds; at most \(PoolPeople.maximumGroups)")
    }
    guard let first = people.groups.first else { return }
    for configuration in hall.configurations.map(\.id.value) {
      let sum = people.groups.reduce(0) { $0 + $1.servers.number(in: configuration) }
      let shifts = pool.shifts.map { $0.servers(in: configuration) }
      if shifts.first != sum {
        findings.error(
          "staff-sum", at: first.place,
          "the groups of '\(pool.id.value)' have \(sum) servers in \(configuration), and 'servers' "
            + "says \(shifts.first ?? 0); make them equal or leave 'servers' out")
      } else if let more = shifts.max(), more > sum {
        findings.error(
          "staff-sum", at: first.place,
          "a further shift of '\(pool.id.value)' has \(more) servers in \(configuration), and its "
            + "groups only \(sum)")
      }
    }
  }
}
