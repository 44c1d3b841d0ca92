// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Turns the nodes of a template, or of a flow written in place, into an expanded flow.
///
/// Values that name a parameter are replaced by its argument; nodes switched off by `when` are
/// bypassed; `use` nodes are replaced by the nodes of the template they use.
final class FlowReader {
  /// Arguments of the template by parameter name.
  struct Scope {
    var arguments: [String: DocumentNode] = [:]
    /// Put before every node id and its targets.
    var prefix = ""
    /// Where `return` leads, for sub-flows.
    var returnTarget: Located<String>?
    /// Templates being expanded, to refuse circles.
    var trail: [String] = []
  }

  let context: ReadingContext
  private(set) var nodes: [FlowNode] = []
  private(set) var stages: [FlowStage] = []
  /// For each stage, the number of the template that names it.
  private var stageOwners: [Int] = []
  /// Nodes switched off, with the node that takes their place.
  private var bypass: [String: Located<String>] = [:]
  /// Nodes switched off.
  private(set) var switchedOff: Set<String> = []
  /// How many nodes have been read, switched-off ones and sub-flows included.
  private var readCount = 0
  /// Whether something is missing that is reported elsewhere.
  private var isCut = false
  /// Nodes that are written but could not be read.
  private(set) var unreadable: Set<String> = []

  /// The most nodes that are read for one flow: sub-flows of sub-flows multiply.
  static let nodeLimit = 5000
  /// The deepest nesting of templates that use templates.
  static let templateDepth = 16

  init(context: ReadingContext) { self.context = context }

  /// Reads a flow.
  ///
  /// - Parameters:
  ///   - name: The name of the flow in its scenario.
  ///   - node: `{template: …, with: {…}}` or `{flow: {…}, stages: {…}}`.
  ///   - parameters: The parameters of the scenario, already chosen for this flow.
  ///   - context: Takes the findings.
  /// - Returns: The flow, or nil where no node could be read or there are too many.
  static func read(
    name: String, _ node: DocumentNode, parameters: [String: DocumentNode],
    context: ReadingContext
  ) -> Flow? {
    let reader = FlowReader(context: context)
    let errors = context.errorTally
    let fields = Fields(node, of: "flow", context: context)
    let template = fields.name("template")
    var first: String?
    if let template {
      var arguments = parameters
      let with = fields.entries("with")
      for entry in with { arguments[entry.key] = entry.value }
      fields.finish()
      reader.expand(
        template, arguments: arguments, explicit: with, scope: Scope(trail: []), place: node.place)
      first = context.templates[template.value]?.nodes.first?.key
    } else if let flow = fields.need("flow") {
      reader.stages = StageReader.read(fields, context: context)
      fields.finish()
      let entries = Self.entries(flow, context: context)
      reader.readNodes(entries, scope: Scope(arguments: parameters))
      first = entries.first?.key
    }
    guard !reader.nodes.isEmpty, reader.readCount <= nodeLimit else { return nil }
    var nodes = reader.nodes.map { reader.redirected($0) }
    // Where the first node is switched off, the flow starts at what follows it.
    if let first {
      let start = reader.resolved(Located(first, at: node.place)).value
      if let position = nodes.firstIndex(where: { $0.id == start }), position > 0 {
        nodes.insert(nodes.remove(at: position), at: 0)
      }
    }
    var flow = Flow(
      name: name, place: node.place, template: template?.value, nodes: nodes,
      stages: StageReader.ordered(reader.stages, owners: reader.stageOwners, along: nodes))
    flow.isComplete = context.errorTally == errors && !reader.isCut
    flow.unreadable = reader.unreadable
    return flow
  }

  /// Returns the nodes of a flow or template, without its source; none is reported.
  static func entries(_ flow: DocumentNode, context: ReadingContext) -> [DocumentEntry] {
    let nodes = flow.entries?.filter { $0.key != "source" } ?? []
    guard !nodes.isEmpty else {
      context.error(
        "empty-flow", at: flow.place,
        "a flow is a map of nodes, the first of which is the start; here is "
          + (flow.entries == nil ? flow.shape : "no node"))
      return []
    }
    return nodes
  }

  // MARK: Templates

  private func expand(
    _ id: Located<String>, arguments: [String: DocumentNode], explicit: [DocumentEntry],
    scope: Scope, place: SourcePlace
  ) {
    context.usedNames.insert("template \(id.value)")
    guard let template = context.templates[id.value] else {
      if context.isUnreadable("template", id.value) {
        isCut = true
        return
      }
      context.error(
        "unknown-template", at: id.place,
        "template '\(id.value)' does not exist"
          + NearestName.hint(for: id.value, in: context.templates.keys))
      return
    }
    guard !scope.trail.contains(id.value) else {
      context.error(
        "template-circle", at: id.place,
        "template '\(id.value)' uses itself: \((scope.trail + [id.value]).joined(separator: " → "))"
      )
      return
    }
    guard scope.trail.count < Self.templateDepth else {
      context.error(
        "template-depth", at: id.place,
        "templates use templates at most \(Self.templateDepth) deep; here \(scope.trail.count) are "
          + "open already")
      return
    }
    var inner = scope
    inner.trail.append(id.value)
    inner.arguments = [:]
    let names = template.parameters.map(\.name.value)
    for entry in explicit where !names.contains(entry.key) {
      context.error(
        "unknown-parameter", at: entry.place,
        "template '\(id.value)' has no parameter '\(entry.key)'"
          + NearestName.hint(for: entry.key, in: names))
    }
    for parameter in template.parameters {
      let name = parameter.name.value
      if let given = arguments[name] {
        // An argument may itself be a parameter of the flow that uses this template.
        inner.arguments[name] = value(given, scope)
        context.usedParameters.insert(given.place)
      } else if let fallback = parameter.fallback {
        inner.arguments[name] = fallback
      } else {
        context.error(
          "missing-parameter", at: place,
          "template '\(id.value)' needs the parameter '\(name)' (\(parameter.kind))")
      }
    }
    let owner = (stageOwners.last ?? -1) + 1
    for stage in template.stages where !stages.contains(where: { $0.id == stage.id }) {
      stages.append(stage)
      stageOwners.append(owner)
    }
    readNodes(template.nodes, scope: inner)
  }

  /// Returns the argument a scalar names, or the node itself.
  func value(_ node: DocumentNode, _ scope: Scope) -> DocumentNode {
    guard let text = node.text, let argument = scope.arguments[text] else { return node }
    return argument
  }

  // MARK: Nodes

  private func readNodes(_ entries: [DocumentEntry], scope: Scope) {
    for entry in entries { readNode(entry, scope: scope) }
  }

  private static let kinds = [
    "task", "wait", "event", "choose", "route", "all", "any", "first", "gather", "join", "each",
    "end", "use",
  ]

  private func readNode(_ entry: DocumentEntry, scope: Scope) {
    readCount += 1
    guard readCount <= Self.nodeLimit else {
      if readCount == Self.nodeLimit + 1 {
        context.error(
          "too-many-nodes", at: entry.place,
          "a flow is made of more than \(Self.nodeLimit) nodes when all templates are filled in; use "
            + "fewer sub-flows")
      }
      return
    }
    context.checkName(Located(entry.key, at: entry.place))
    let fields = Fields(entry.value, of: "node '\(entry.key)'", kind: "node", context: context)
    let present = fields.present(of: Self.kinds)
    guard present.count == 1, let kind = present.first else {
      if entry.value.entries != nil {
        let known = Self.kinds.joined(separator: ", ")
        context.error(
          "node-kind", at: entry.place,
          present.isEmpty
            ? "node '\(entry.key)' does nothing; it needs one of \(known)"
            : "node '\(entry.key)' has several kinds (\(present.joined(separator: ", "))); keep one"
        )
      }
      unreadable.insert(scope.prefix + entry.key)
      return
    }
    fields.kind = kind
    if let condition = fields.take("when") {
      // A gateway that can be switched off says with 'next' what follows then.
      let next = fields.name("next")
      if isOn(condition, scope) {
        readOpenNode(entry, kind, fields, scope)
      } else if let next {
        // Switched off: whoever comes here goes on to the next node.
        switchedOff.insert(scope.prefix + entry.key)
        bypass[scope.prefix + entry.key] = target(next, scope)
      } else {
        context.error(
          "when-without-next", at: entry.place,
          "node '\(entry.key)' can be switched off and needs 'next' to say what follows")
      }
      return
    }
    readOpenNode(entry, kind, fields, scope)
  }

  private func readOpenNode(
    _ entry: DocumentEntry, _ kind: String, _ fields: Fields, _ scope: Scope
  ) {
    let id = scope.prefix + entry.key
    if kind == "use" {
      use(entry, fields, scope)
      return
    }
    guard let body = NodeReader(self, fields, scope: scope).kind(kind, entry: entry) else {
      unreadable.insert(id)
      isCut = true
      return
    }
    let marks = NodeReader(self, fields, scope: scope).marks(entry: entry, body: body)
    fields.finish()
    nodes.append(
      FlowNode(
        id: id, place: entry.place, label: marks.label, kind: body.kind, stage: marks.stage,
        visit: marks.visit, clock: marks.clock, counts: marks.counts,
        legalBasis: marks.legalBasis))
  }

  private func use(_ entry: DocumentEntry, _ fields: Fields, _ scope: Scope) {
    guard let id = fields.name("use") else { return }
    var inner = scope
    inner.prefix = scope.prefix + entry.key + "/"
    inner.returnTarget = fields.name("next").map { target($0, scope) }
    let with = fields.entries("with")
    fields.finish()
    var arguments = scope.arguments
    for pair in with { arguments[pair.key] = value(pair.value, scope) }
    let before = nodes.count
    expand(id, arguments: arguments, explicit: with, scope: inner, place: entry.place)
    // Those who name the using node mean the first node of the template.
    guard let first = context.templates[id.value]?.nodes.first?.key else {
      unreadable.insert(scope.prefix + entry.key)
      return
    }
    let start = inner.prefix + first
    if nodes.count > before || bypass[start] != nil || unreadable.contains(start) {
      bypass[scope.prefix + entry.key] = Located(start, at: entry.place)
    }
  }

  /// Returns where a named target leads in the expanded flow.
  func target(_ name: Located<String>, _ scope: Scope) -> Located<String> {
    if name.value == "return" {
      if let target = scope.returnTarget { return Located(target.value, at: target.place) }
      context.error(
        "return-without-use", at: name.place,
        "'return' leads back to the node that uses this template, and here none does; name a node")
      return name
    }
    return Located(scope.prefix + name.value, at: name.place)
  }

  private func isOn(_ condition: DocumentNode, _ scope: Scope) -> Bool {
    if let entries = condition.entries {
      return entries.allSatisfy { entry in
        guard let argument = scope.arguments[entry.key]?.text else {
          context.error(
            "unknown-parameter", at: entry.place,
            "'when' asks for the parameter '\(entry.key)', which this template does not have"
              + NearestName.hint(for: entry.key, in: scope.arguments.keys))
          return true
        }
        return entry.value.text == argument
          || entry.value.items?.contains { $0.text == argument } ?? false
      }
    }
    guard let name = condition.text, let argument = scope.arguments[name]?.text else {
      context.error(
        "unknown-parameter", at: condition.place,
        "'when' names a parameter of the template, not \(condition.shape)"
          + NearestName.hint(for: condition.text ?? "", in: scope.arguments.keys))
      return true
    }
    return !["none", "no", "0", "0 %"].contains(argument)
  }

  // MARK: Bypassed nodes

  func resolved(_ target: Located<String>) -> Located<String> {
    var target = target
    var seen: Set<String> = []
    while let next = bypass[target.value] {
      guard seen.insert(target.value).inserted else {
        context.error(
          "when-circle", at: target.place,
          "'\(target.value)' and all that follows it are switched off in a circle; lead one 'next' "
            + "to a node that is on")
        return target
      }
      target = Located(next.value, at: target.place)
    }
    return target
  }

  /// Returns a node whose targets skip what is switched off.
  private func redirected(_ node: FlowNode) -> FlowNode {
    let kind: FlowNodeKind
    switch node.kind {
    case .end: return node
    case .event(let next): kind = .event(next: resolved(next))
    case .task(var task):
      task.next = resolved(task.next)
      task.leave = task.leave.map { resolved($0) }
      task.notBy = notBy(task, at: node.id)
      kind = .task(task)
    case .wait(var wait):
      wait.next = resolved(wait.next)
      if let lapse = wait.lapse {
        wait.lapse = FlowWait.Lapse(limit: lapse.limit, target: resolved(lapse.target))
      }
      kind = .wait(wait)
    case .choose(let branches):
      kind = .choose(
        branches.map {
          ShareBranch(
            target: resolved($0.target), share: $0.share, isRest: $0.isRest, label: $0.label)
        })
    case .route(let attribute, let branches):
      kind = .route(
        attribute: attribute,
        branches.map { RouteBranch(value: $0.value, target: resolved($0.target)) })
    case .split(let targets):
      // A branch whose only node is switched off leads straight to the join: no branch at all.
      let open = targets.map { resolved($0) }.filter { !isJoin($0.value, of: node.id) }
      kind = .split(open)
    case .gather(var gather):
      gather.next = resolved(gather.next)
      kind = .gather(gather)
    case .first(let branches): kind = .first(redirected(branches))
    case .inclusive(let branches): kind = .inclusive(redirected(branches, of: node.id))
    case .join(let split, let next): kind = .join(split: split, next: resolved(next))
    case .each(let batch, let next): kind = .each(batch: batch, next: resolved(next))
    }
    return FlowNode(
      id: node.id, place: node.place, label: node.label, kind: kind, stage: node.stage,
      visit: node.visit, clock: node.clock, counts: node.counts, legalBasis: node.legalBasis)
  }

  func isJoin(_ id: String, of split: String) -> Bool {
    nodes.contains { node in
      guard node.id == id, case .join(let name, _) = node.kind else { return false }
      return name.value == split
    }
  }
}
