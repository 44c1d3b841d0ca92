// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads one node of a flow in the scope of its template.
struct NodeReader {
  let reader: FlowReader
  let fields: Fields
  let scope: FlowReader.Scope
  var context: ReadingContext { reader.context }

  init(_ reader: FlowReader, _ fields: Fields, scope: FlowReader.Scope) {
    self.reader = reader
    self.fields = fields
    self.scope = scope
  }

  /// What a node does, with what its library entry says about it.
  struct Body {
    var kind: FlowNodeKind
    var label: LocalizedText?
    var isStopped = false
  }

  /// What every node may carry.
  struct Marks {
    var label: LocalizedText
    var stage: Located<String>?
    var visit: Located<String>?
    var clock: [ClockMark] = []
    var counts: CountMark?
    var legalBasis: [Located<String>] = []
  }

  /// Reads what the node does; nil when that is impossible, with findings saying why.
  func kind(_ keyword: String, entry: DocumentEntry) -> Body? {
    switch keyword {
    case "end":
      guard let node = fields.take("end"), let outcome = context.word(node, as: Outcome.self)
      else { return nil }
      return Body(kind: .end(outcome.value))
    case "event":
      guard let label = fields.label("event"), let next = next(entry) else { return nil }
      return Body(kind: .event(next: next), label: label)
    case "task": return TaskReader(reader, fields, scope: scope).task(entry)
    case "wait": return TaskReader(reader, fields, scope: scope).wait(entry)
    case "choose": return choose(entry)
    case "route": return route()
    case "any": return inclusive(entry)
    case "first": return first(entry)
    case "gather": return gather(entry)
    case "each":
      guard let batch = fields.name("each"), let next = next(entry) else { return nil }
      return Body(kind: .each(batch: batch, next: next))
    case "all":
      guard let node = fields.take("all") else { return nil }
      let targets = context.names(node).map { reader.target($0, scope) }
      guard !targets.isEmpty else {
        context.error("empty-split", at: node.place, "'all' lists the first node of each branch")
        return nil
      }
      return Body(kind: .split(targets))
    default:
      guard let split = fields.name("join"), let next = next(entry) else { return nil }
      return Body(
        kind: .join(split: Located(scope.prefix + split.value, at: split.place), next: next))
    }
  }

  private func next(_ entry: DocumentEntry) -> Located<String>? {
    fields.need("next").flatMap { context.name($0) }.map { reader.target($0, scope) }
  }

  // MARK: Gateways

  private func choose(_ entry: DocumentEntry) -> Body? {
    guard let node = fields.take("choose"),
      case let branches = (node.entries ?? []).filter({ $0.key != "source" }), !branches.isEmpty
    else {
      context.error(
        "empty-choice", at: entry.place,
        "'choose' maps each target to its share, as in {accept: rest, notice: 12 %}")
      return nil
    }
    var read: [(branch: DocumentEntry, share: Located<Double>?)] = []
    for branch in branches {
      let value = reader.value(branch.value, scope)
      if value.text == "rest" {
        read.append((branch, nil))
      } else if let share = share(value) {
        read.append((branch, share))
      } else {
        return nil
      }
    }
    let given = read.compactMap(\.share?.value).reduce(0, +)
    let rests = read.count { $0.share == nil }
    guard rests <= 1 else {
      context.error(
        "several-rests", at: node.place,
        "only one branch can take the rest; give the others a share")
      return nil
    }
    if rests == 0, abs(given - 1) > 1e-9 {
      context.error(
        "probability-sum", at: node.place,
        "the shares add up to \(PlainNumber.percent(given)), not 100 %; correct one, or let one "
          + "branch take the 'rest'")
      return nil
    }
    if rests == 1, given > 1 + 1e-9 {
      context.error(
        "probability-sum", at: node.place,
        "the shares add up to \(PlainNumber.percent(given)), which leaves no 'rest'; at most 100 %")
      return nil
    }
    let rest = max(0, 1 - given)
    let labels = branchLabels(known: branches.map(\.key))
    return Body(
      kind: .choose(
        read.map { branch, share in
          ShareBranch(
            target: reader.target(Located(branch.key, at: branch.place), scope),
            share: share ?? Located(rest, at: branch.value.place), isRest: share == nil,
            label: labels[branch.key])
        }))
  }

  /// Reads what diagrams say of the branches.
  func branchLabels(known: [String]) -> [String: LocalizedText] {
    var labels: [String: LocalizedText] = [:]
    for entry in fields.entries("labels") {
      guard known.contains(entry.key) else {
        context.error(
          "unknown-branch", at: entry.place,
          "'\(entry.key)' is no branch of this gateway\(NearestName.hint(for: entry.key, in: known))"
        )
        continue
      }
      labels[entry.key] = context.label(entry.value)
    }
    return labels
  }

  /// Reads a share, or the name of a probability of `waits`, with the place the number stands at.
  func share(_ node: DocumentNode) -> Located<Double>? {
    guard let text = node.text, text.first?.isLetter ?? false else { return context.share(node) }
    guard let entry = context.waits[text] else {
      if context.isUnreadable("waitEntry", text) { return nil }
      let known = context.waits.values.filter { $0.share != nil }.map(\.id.value)
      context.error(
        "unknown-share", at: node.place,
        "'\(text)' is no share, no parameter and no probability of 'waits'"
          + NearestName.hint(for: text, in: known + scope.arguments.keys + ["rest"]))
      return nil
    }
    context.usedNames.insert("wait \(text)")
    guard let share = entry.share else {
      context.error(
        "unknown-share", at: node.place,
        "'\(text)' is a wait, not a probability; name an entry of 'waits' with a 'value'")
      return nil
    }
    return share
  }

  private func route() -> Body? {
    let attribute = fields.name("route")
    let to = fields.need("to")
    guard let attribute, let to else { return nil }
    let branches = (to.entries ?? []).filter { $0.key != "source" }
    guard !branches.isEmpty else {
      context.error(
        "empty-choice", at: to.place,
        "'to' maps each value of the attribute to a target, as in {miss: pickUp, rest: go}, not "
          + to.shape)
      return nil
    }
    return Body(
      kind: .route(
        attribute: attribute,
        branches.compactMap { branch in
          guard let target = context.name(branch.value) else { return nil }
          let value =
            branch.key == "rest" ? nil : Located(branch.key, at: branch.place)
          return RouteBranch(value: value, target: reader.target(target, scope))
        }))
  }

  // MARK: Marks

  /// Reads what every node may carry.
  func marks(entry: DocumentEntry, body: Body) -> Marks {
    var marks = Marks(
      label: fields.label("name") ?? body.label
        ?? LocalizedText(zh: scope.prefix + entry.key, en: scope.prefix + entry.key))
    marks.stage = fields.name("stage")
    marks.visit = fields.name("visit")
    if let stage = marks.stage, !reader.stages.contains(where: { $0.id == stage.value }) {
      context.error(
        "unknown-stage", at: stage.place,
        "stage '\(stage.value)' is not declared in 'stages'"
          + NearestName.hint(for: stage.value, in: reader.stages.map(\.id)))
    }
    if let node = fields.take("clock") {
      for item in node.items ?? [node] {
        if let mark = context.word(item, as: ClockMark.self) { marks.clock.append(mark.value) }
      }
    }
    if body.isStopped, !marks.clock.contains(.stopped) { marks.clock.append(.stopped) }
    marks.counts = fields.word("counts", as: CountMark.self)
    marks.legalBasis = fields.names("legalBasis")
    return marks
  }
}
