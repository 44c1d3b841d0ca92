// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads what a pool says of its people: breaks and absence.
struct PeopleReader {
  let context: ReadingContext

  /// The keys of a pool that only people can have.
  private static let keys = ["breaks", "absence", "minimum"]

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
      if !fields.has("absence") {
        context.error(
          "minimum-without-absence", at: node.place,
          "'\(pool.id.value)' has a minimum, but nobody is ever absent; add 'absence' or leave "
            + "'minimum' out")
      }
    }
    return people
  }

  private func breakLength(_ node: DocumentNode) -> Located<Double>? {
    let fields = Fields(node, of: "breaks", context: context)
    let length = fields.need("length").flatMap { context.minutes($0) }
    fields.finish()
    return length
  }
}
