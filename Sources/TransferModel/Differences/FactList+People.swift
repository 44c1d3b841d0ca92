// SPDX-License-Identifier: Apache-2.0

extension FactList {
  /// Adds what is known of the people of a pool.
  mutating func addPeople(of pool: Pool) {
    let people = pool.people
    for (number, group) in people.groups.enumerated() {
      let prefix = "staff[\(number)]."
      add(prefix + "from", name: group.department)
      if group.takesRest {
        add(prefix + "servers", value: .text("rest"), at: group.place)
      } else {
        add(prefix + "servers", group.servers)
      }
      add(prefix + "factor", value: .number(group.factor))
      add(prefix + "learning", group.learning)
    }
    add("learning", people.learning)
    if let length = people.breakMinutes {
      add("breaks", "length", value: .minutes(length.value), at: length.place)
    }
    if people.absence > 0 { add("absence", value: .share(people.absence)) }
    if people.absence > 0 || !people.loans.isEmpty {
      add("minimum", value: .count(people.minimum))
    }
    if let reserve = people.reserve {
      add("dynamic.most", reserve.most)
      add("dynamic", "openAbove", value: .minutes(reserve.openAbove))
      add("dynamic", "closeBelow", value: .minutes(reserve.closeBelow))
      add("dynamic", "dwell", value: .minutes(reserve.dwell))
    }
    for (number, loan) in people.loans.enumerated() {
      let prefix = "lend[\(number)]."
      add(prefix + "to", name: loan.pool)
      add(prefix + "servers", loan.servers)
      add(prefix + "during", value: .text(loan.during.description))
      add(prefix + "factor", value: .number(loan.factor))
    }
  }

  private mutating func add(_ field: String, _ learning: PoolPeople.Learning?) {
    guard let learning else { return }
    add(field, "factor", value: .number(learning.factor))
    add(field, "halfLife", value: .workingDays(learning.halfLife))
    add(field, "until", value: .workingDays(learning.until))
  }

  private mutating func add(_ field: String, _ servers: [String: Located<Int>]) {
    for configuration in configurations {
      add(
        field, configuration, value: .count(servers.number(in: configuration)),
        at: (servers[configuration] ?? servers["*"])?.place)
    }
  }
}
