// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the entries of the `pools` section.
struct PoolReader {
  let context: ReadingContext

  func pool(_ id: Located<String>, _ fields: Fields) -> Pool? {
    let name = fields.label("name", or: id.value)
    let kind = fields.word("kind", as: Pool.Kind.self) ?? .window
    let department = fields.name("department")
    let reader = PeopleReader(context: context)
    var groups = reader.groups(fields)
    guard let total = servers(fields, id, groups) else { return nil }
    StaffRest(context: context, pool: id.value).fill(&groups, of: total)
    let always = Located("always", at: id.place)
    var shifts = [Pool.Shift(hours: fields.name("hours") ?? always, servers: total)]
    for item in fields.items("extra") {
      let extra = Fields(item, of: "extra shift", kind: "shift", context: context)
      let hours = extra.name("hours") ?? always
      if let node = extra.need("servers") {
        shifts.append(Pool.Shift(hours: hours, servers: context.servers(node)))
      }
      extra.finish()
    }
    let closing = fields.word("closing", as: Pool.ClosingRule.self) ?? .finish
    let order = fields.word("order", as: Pool.QueueOrder.self) ?? .arrival
    let priorities = fields.word("priorities", as: Pool.Priorities.self) ?? .no
    let guarantee = fields.take("guarantee").flatMap { readGuarantee($0) }
    if guarantee != nil, priorities == .no {
      context.error(
        "guarantee-without-priorities", at: id.place,
        "'\(id.value)' guarantees a class its turn but calls all classes alike; add "
          + "'priorities: yes' or leave 'guarantee' out")
    }
    var usable = 1.0
    if let node = fields.take("usable"), let share = context.share(node) {
      usable = share.value
      if usable < 0.01 {
        context.error(
          "bad-share", at: share.place,
          "'usable' is the share of opening time in which people serve, from 1 % to 100 %; the "
            + "nearest legal value is 1 %")
        usable = 1
      }
    }
    let forecast = fields.take("forecast").flatMap { context.minutes($0)?.value }
    let absentCall = fields.take("absentCall").flatMap { context.minutes($0)?.value } ?? 0
    var pool = Pool(
      id: id, name: name, kind: kind, department: department, shifts: shifts, closing: closing,
      order: order, priorities: priorities, guarantee: guarantee, usableShare: usable,
      forecastMinutes: forecast)
    pool.absentCallMinutes = absentCall
    pool.preemption = fields.word("preemption", as: Pool.Preemption.self) ?? .none
    pool.breakdowns = fields.take("breakdowns").flatMap { readBreakdowns($0) }
    if pool.preemption != .none, priorities == .no {
      context.error(
        "preemption-without-priorities", at: id.place,
        "'\(id.value)' lets better classes interrupt work but calls all classes alike; add "
          + "'priorities: yes' or leave 'preemption' out")
    }
    pool.people = reader.people(of: pool, groups, fields)
    return pool
  }

  /// Reads the number of servers, which the groups of staff may state instead.
  private func servers(
    _ fields: Fields, _ id: Located<String>, _ groups: [PoolPeople.Group]
  ) -> [String: Located<Int>]? {
    guard fields.has("servers") || groups.isEmpty || groups.contains(where: \.takesRest) else {
      var result: [String: Located<Int>] = [:]
      for key in Set(groups.flatMap(\.servers.keys)) {
        let sum = groups.reduce(0) { $0 + $1.servers.number(in: key) }
        result[key] = Located(sum, at: id.place)
      }
      _ = fields.take("servers")
      return result
    }
    return fields.need("servers").map { context.servers($0) }
  }

  private func readBreakdowns(_ node: DocumentNode) -> Pool.Breakdowns? {
    let fields = Fields(node, of: "breakdowns", context: context)
    let up = fields.need("up").flatMap { context.timeLaw($0) }
    let repair = fields.need("repair").flatMap { context.timeLaw($0) }
    fields.finish()
    guard let up, let repair else { return nil }
    for time in [up, repair] where time.value.unit != .elapsed {
      context.error(
        "bad-duration", at: time.place,
        "servers break down and are repaired in elapsed time (min, h, d), not working days")
    }
    if case .constant(0) = up.value.family {
      context.error(
        "bad-duration", at: up.place,
        "'up' is how long a server holds; a time above 0 is expected, such as 200 h")
    }
    return Pool.Breakdowns(up: up, repair: repair)
  }

  private func readGuarantee(_ node: DocumentNode) -> (priority: Int, every: Int)? {
    let fields = Fields(node, of: "guarantee", context: context)
    let priority = fields.need("class").flatMap { context.count($0, in: 0...7) }
    let every = fields.need("every").flatMap { context.count($0, in: 1...1000) }
    fields.finish()
    guard let priority, let every else { return nil }
    return (priority.value, every.value)
  }
}
