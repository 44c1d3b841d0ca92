// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads what a pool says of its people: groups, learning, breaks, absence, loans, windows
/// that open and close.
struct PeopleReader {
  let context: ReadingContext

  /// The keys of a pool that only people can have.
  private static let keys = [
    "breaks", "absence", "minimum", "lend", "staff", "learning", "dynamic",
  ]

  /// Reads the groups of staff, before the number of servers.
  ///
  /// A group of the rest has no servers yet; see ``StaffRest``.
  func groups(_ fields: Fields) -> [PoolPeople.Group] {
    fields.items("staff").compactMap { node in
      let fields = Fields(node, of: "staff", context: context)
      let department = fields.name("from")
      let count = fields.need("servers")
      let takesRest = count?.text == "rest"
      let servers = takesRest ? [:] : count.map { context.servers($0) }
      let factor = factor(fields.take("factor")) ?? 1
      let learning = learning(fields)
      fields.finish()
      return servers.map {
        var group = PoolPeople.Group(
          department: department, servers: $0, factor: factor, place: node.place)
        group.takesRest = takesRest
        group.learning = learning
        return group
      }
    }
  }

  /// Reads what the times of slower or faster people are multiplied by.
  private func factor(_ node: DocumentNode?) -> Double? {
    guard let node, let factor = context.number(node) else { return nil }
    if factor.value > 0 { return factor.value }
    context.error(
      "bad-factor", at: node.place,
      "service times are multiplied by 'factor'; a number above 0 is expected, such as 1.1")
    return nil
  }

  /// Reads how new people learn.
  private func learning(_ fields: Fields) -> PoolPeople.Learning? {
    guard let node = fields.take("learning") else { return nil }
    let fields = Fields(node, of: "learning", context: context)
    let factor = factor(fields.need("factor"))
    let halfLife = days(fields.need("halfLife"))
    let until = days(fields.need("until"))
    fields.finish()
    guard let factor, let halfLife, let until else { return nil }
    return PoolPeople.Learning(factor: factor, halfLife: halfLife, until: until)
  }

  /// Reads a number of working days that is not 0.
  private func days(_ node: DocumentNode?) -> Int? {
    guard let node, let days = context.workingDays(node) else { return nil }
    if days.value > 0 { return days.value }
    context.error(
      "bad-working-days", at: node.place, "people learn in working days; at least 1 wd is expected")
    return nil
  }

  /// Reads everything else, of a pool whose number of servers is known.
  func people(of pool: Pool, _ groups: [PoolPeople.Group], _ fields: Fields) -> PoolPeople {
    var people = PoolPeople()
    people.groups = groups
    people.givesServers = !groups.isEmpty && !fields.has("servers")
    if pool.kind == .machine, let key = Self.keys.first(where: fields.has) {
      context.error(
        "machine-with-people", at: pool.id.place,
        "'\(pool.id.value)' is a machine and has '\(key)'; machines have no people")
    }
    people.learning = learning(fields)
    if let node = fields.take("breaks") { people.breakMinutes = breakLength(node) }
    if let node = fields.take("absence"), let share = context.share(node) {
      people.absence = share.value
      if share.value >= 1 {
        context.error(
          "bad-share", at: share.place,
          "'absence' is the share of days on which a server is not there; below 100 % is expected")
        people.absence = 0
      }
    }
    if let node = fields.take("minimum") {
      people.minimum = context.count(node, in: 0...10_000)?.value ?? 1
      if !fields.has("absence"), !fields.has("lend") {
        context.error(
          "minimum-without-absence", at: node.place,
          "'\(pool.id.value)' has a minimum, but nobody is ever absent or lent; add 'absence' or "
            + "'lend', or leave 'minimum' out")
      }
    }
    if let node = fields.take("dynamic") { people.reserve = reserve(node, of: pool) }
    if let node = fields.take("lend") {
      people.loans = (node.items ?? [node]).compactMap { loan($0) }
    }
    return people
  }

  private func breakLength(_ node: DocumentNode) -> Located<Double>? {
    let fields = Fields(node, of: "breaks", context: context)
    let length = fields.need("length").flatMap { context.minutes($0) }
    fields.finish()
    return length
  }

  private func reserve(_ node: DocumentNode, of pool: Pool) -> PoolPeople.Reserve? {
    let fields = Fields(node, of: "dynamic", context: context)
    let most = fields.need("most").map { context.servers($0) }
    let open = fields.need("openAbove").flatMap { context.minutes($0) }
    let close = fields.need("closeBelow").flatMap { context.minutes($0) }
    let dwell = fields.need("dwell").flatMap { context.minutes($0) }
    fields.finish()
    if (pool.forecastMinutes ?? 0) <= 0 {
      context.error(
        "dynamic-without-forecast", at: node.place,
        "'\(pool.id.value)' opens windows by the expected wait; add 'forecast', the minutes per "
          + "ticket ahead, such as 24 min")
    }
    guard let most, let open, let close, let dwell else { return nil }
    if close.value >= open.value {
      context.error(
        "bad-dynamic", at: close.place,
        "a window opens above one wait and closes below a shorter one; 'closeBelow' is not below "
          + "'openAbove'")
    }
    if dwell.value < 1 {
      context.error(
        "bad-dynamic", at: dwell.place,
        "'dwell' is the least time between two changes; at least 1 min is expected")
    }
    return PoolPeople.Reserve(
      most: most, openAbove: open.value, closeBelow: close.value, dwell: dwell.value)
  }

  private func loan(_ node: DocumentNode) -> PoolPeople.Loan? {
    let fields = Fields(node, of: "loan", context: context)
    let pool = fields.need("to").flatMap { context.name($0) }
    let servers = fields.need("servers").map { context.servers($0) }
    let during = fields.need("during").flatMap { node -> DayInterval? in
      if let interval = DayInterval(text: node.text ?? "") { return interval }
      context.error(
        "bad-interval", at: node.place,
        "the time of a loan is written 08:30-10:30, start before end, not \(node.shape)")
      return nil
    }
    let factor = factor(fields.take("factor")) ?? 1
    fields.finish()
    guard let pool, let servers, let during else { return nil }
    return PoolPeople.Loan(pool: pool, servers: servers, during: during, factor: factor)
  }
}

extension ReadingContext {
  /// Reads one number for all configurations, or a map from configuration to number.
  func servers(_ node: DocumentNode) -> [String: Located<Int>] {
    guard let entries = node.entries else {
      // A number that cannot be read is reported once, not again as a pool without servers.
      return ["*": count(node, in: 0...10_000) ?? Located(1, at: node.place)]
    }
    var result: [String: Located<Int>] = [:]
    for entry in entries where entry.key != "source" {
      let key = entry.key == "rest" ? "*" : entry.key
      result[key] = count(entry.value, in: 0...10_000) ?? Located(1, at: entry.place)
    }
    return result
  }
}
