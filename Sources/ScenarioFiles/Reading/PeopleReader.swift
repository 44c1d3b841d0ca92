// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads what a pool says of its people: breaks, absence, loans.
struct PeopleReader {
  let context: ReadingContext

  /// The keys of a pool that only people can have.
  private static let keys = ["breaks", "absence", "minimum", "lend"]

  func people(of pool: Pool, _ fields: Fields) -> PoolPeople {
    var people = PoolPeople()
    if pool.kind == .machine, let key = Self.keys.first(where: fields.has) {
      context.error(
        "machine-with-people", at: pool.id.place,
        "'\(pool.id.value)' is a machine and has '\(key)'; machines have no people")
    }
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
    fields.finish()
    guard let pool, let servers, let during else { return nil }
    return PoolPeople.Loan(pool: pool, servers: servers, during: during)
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
