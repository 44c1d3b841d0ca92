// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads tasks and waits.
struct TaskReader {
  private let reader: FlowReader
  private let fields: Fields
  private let scope: FlowReader.Scope
  private var context: ReadingContext { reader.context }

  init(_ reader: FlowReader, _ fields: Fields, scope: FlowReader.Scope) {
    self.reader = reader
    self.fields = fields
    self.scope = scope
  }

  private func next() -> Located<String>? {
    fields.need("next").flatMap { context.name($0) }.map { reader.target($0, scope) }
  }

  // MARK: Tasks

  func task(_ entry: DocumentEntry) -> NodeReader.Body? {
    guard let node = fields.take("task"), let kind = context.word(node, as: FlowTask.Kind.self)
    else { return nil }
    let step = step()
    let pool = fields.take("pool").flatMap { context.name(reader.value($0, scope)) }
    let time = time()
    let factor = factor()
    let adjustments = fields.take("adjust").map { AdjustReader.read($0, context: context) } ?? []
    let scalings = fields.take("per").map { CountScalingReader.read($0, context: context) } ?? []
    let ticket = fields.take("ticket")
    if let ticket, ticket.text != "new" {
      context.error(
        "bad-word", at: ticket.place,
        "'ticket' can only be 'new'; leave it out where the applicant keeps a ticket")
    }
    let isInHall = place(kind: kind.value)
    let priority = fields.take("priority").flatMap { context.count($0, in: 0...7) }
    let patience = fields.name("patience")
    let leave = fields.name("leave").map { reader.target($0, scope) }
    let department = fields.name("department") ?? step?.department
    let reserves = fields.flag("reserve")
    let notBy = fields.names("notBy").map { Located(scope.prefix + $0.value, at: $0.place) }
    guard let next = next() else { return nil }
    guard let law = time ?? step?.time else {
      if step != nil || !fields.has("step"), !fields.has("time") {
        context.error(
          "missing-time", at: entry.place,
          "task '\(entry.key)' needs a 'step' of the library or a 'time'")
      }
      return nil
    }
    let served = kind.value != .automatic && kind.value != .applicant
    guard let holds = HoldsReader(fields, context: context).read(kind.value, entry) else {
      return nil
    }
    let poolName = kind.value == .room ? holds.first?.pool : pool ?? step?.pool
    if served, poolName == nil {
      context.error(
        "missing-pool", at: entry.place,
        "task '\(entry.key)' needs a 'pool', its own or that of its step")
      return nil
    }
    if let pool, !served || kind.value == .room {
      context.error(
        "pool-not-used", at: pool.place,
        kind.value == .room
          ? "a room task names its pools in 'holds'; leave 'pool' out"
          : "\(kind.value == .automatic ? "an automatic" : "an applicant") task holds no server; "
            + "leave 'pool' out or make it a window or back-office task")
    }
    if (patience == nil) != (leave == nil) {
      context.error(
        "patience-and-leave", at: entry.place,
        "task '\(entry.key)' needs 'patience' and 'leave' together: how long people wait and where "
          + "they go")
    }
    var task = FlowTask(
      kind: kind.value, step: step?.id, department: department, pool: served ? poolName : nil,
      time: law, factor: factor, adjustments: adjustments, newTicket: ticket != nil,
      isInHall: isInHall, patience: patience, leave: leave, next: next)
    task.scalings = scalings
    task.priority = priority
    task.holds = holds
    task.reserves = reserves
    task.notBy = notBy
    task.isElectronic = step?.isElectronic ?? false
    return NodeReader.Body(kind: .task(task), label: step?.name)
  }

  private func step() -> Step? {
    guard let node = fields.take("step"), let name = context.name(reader.value(node, scope)) else {
      return nil
    }
    context.usedNames.insert("step \(name.value)")
    guard var step = context.steps[name.value] else {
      if context.isUnreadable("step", name.value) { return nil }
      context.error(
        "unknown-step", at: name.place,
        "step '\(name.value)' does not exist"
          + NearestName.hint(for: name.value, in: context.steps.keys))
      return nil
    }
    step.id = name
    return step
  }

  private func time() -> Located<TimeLaw>? {
    fields.take("time").flatMap { context.timeLaw(reader.value($0, scope)) }
  }

  private func factor() -> Double {
    guard let node = fields.take("factor") else { return 1 }
    guard let value = context.number(reader.value(node, scope)) else { return 1 }
    guard value.value > 0 else {
      context.error(
        "bad-factor", at: value.place,
        "a factor of 0 makes the task take no time; write one above 0, or switch the task off with "
          + "'when'")
      return 1
    }
    return value.value
  }

  private func place(kind: FlowTask.Kind) -> Bool {
    guard let node = fields.take("place") else { return kind == .window }
    switch node.text {
    case "hall": return true
    case "away" where kind != .window: return false
    default:
      context.error(
        "bad-word", at: node.place,
        kind == .window
          ? "a window task is in the hall; leave 'place' out"
          : "'place' is 'hall' or 'away', not \(node.shape)")
      return kind == .window
    }
  }

  // MARK: Waits

  func wait(_ entry: DocumentEntry) -> NodeReader.Body? {
    guard let node = fields.take("wait") else { return nil }
    let value = reader.value(node, scope)
    let rounds = fields.name("rounds")
    let limit = fields.take("limit").flatMap { context.timeLaw(reader.value($0, scope)) }
    let lapseTarget = fields.name("lapse").map { reader.target($0, scope) }
    guard let next = next() else { return nil }
    guard var (wait, library) = waited(value, rounds: rounds, next: next) else { return nil }
    var body = NodeReader.Body(
      kind: .wait(wait), label: library?.name, isStopped: library?.isStopped ?? false)
    if let target = lapseTarget {
      guard let limit = limit ?? library?.lapse else {
        context.error(
          "lapse-without-limit", at: target.place,
          "'lapse' needs a 'limit' such as '15 wd', here or at the wait")
        return nil
      }
      wait.lapse = FlowWait.Lapse(limit: limit, target: target)
      body.kind = .wait(wait)
    } else if let limit {
      context.error(
        "limit-without-lapse", at: limit.place, "'limit' needs 'lapse': where the case goes then")
    }
    return body
  }

  /// Reads what is waited for, a duration or an entry of the library; with the entry.
  func waited(
    _ value: DocumentNode, rounds: Located<String>?, next: Located<String>
  ) -> (wait: FlowWait, library: LibraryWait?)? {
    if let name = value.text, let library = context.waits[name] {
      context.usedNames.insert("wait \(name)")
      guard let rule = rule(of: library, at: value.place) else { return nil }
      let wait = FlowWait(
        wait: Located(name, at: value.place), rule: rule, rounds: rounds ?? library.rounds,
        lapse: nil, next: next)
      return (wait, library)
    }
    if let text = value.text, isName(text) {
      if context.isUnreadable("waitEntry", text) { return nil }
      context.error(
        "unknown-wait", at: value.place,
        "wait '\(text)' does not exist\(NearestName.hint(for: text, in: context.waits.keys))")
      return nil
    }
    guard let law = context.timeLaw(value) else { return nil }
    return (FlowWait(wait: nil, rule: .time(law), rounds: rounds, lapse: nil, next: next), nil)
  }

  private func rule(of entry: LibraryWait, at place: SourcePlace) -> FlowWait.Rule? {
    if let hours = entry.untilOpen { return .untilOpen(hours) }
    if let appointment = entry.appointment { return .appointment(appointment) }
    if let time = entry.time { return .time(time) }
    context.error(
      "not-a-wait", at: place,
      "'\(entry.id.value)' is a probability, not a wait; name a wait with a 'time'")
    return nil
  }

  /// Whether a text is meant as a name: it begins with a letter and has no bracket.
  private func isName(_ text: String) -> Bool {
    (text.first?.isLetter ?? false) && !text.contains("(")
  }
}

/// Reads changes of a time by case attribute.
enum AdjustReader {
  static func read(_ node: DocumentNode, context: ReadingContext) -> [TimeAdjustment] {
    guard let entries = node.entries else {
      context.error(
        "bad-adjust", at: node.place,
        "'adjust' is written {attribute: {value: x 0.5}}, not \(node.shape)")
      return []
    }
    return entries.filter { $0.key != "source" }.map { entry in
      TimeAdjustment(
        attribute: Located(entry.key, at: entry.place),
        changes: context.entries(entry.value, of: "a change of time").compactMap { pair in
          guard let text = pair.value.text, let change = PlainQuantity.change(text) else {
            context.error(
              "bad-adjust", at: pair.value.place,
              "a change is written 'x 0.55', '+ 6 min' or 'x 1.1 + 6 min', not \(pair.value.shape)")
            return nil
          }
          return (Located(pair.key, at: pair.place), change)
        })
    }
  }
}
