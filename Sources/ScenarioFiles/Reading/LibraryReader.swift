// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the libraries of a pack: departments, steps, waits, materials, laws, taxes, attributes,
/// templates.
struct LibraryReader {
  let context: ReadingContext
  private(set) var departments: [Department] = []
  private(set) var steps: [Step] = []
  private(set) var waits: [LibraryWait] = []
  private(set) var gatherings: [Gathering] = []
  private(set) var materials: [Material] = []
  private(set) var legalRules: [LegalRule] = []
  private(set) var taxRules: [TaxRule] = []
  private(set) var presets: [Preset] = []

  private let none = LocalizedText(zh: "", en: "")

  init(context: ReadingContext) { self.context = context }

  /// Reads the sections of one file that are libraries.
  mutating func read(section: String, _ node: DocumentNode) {
    switch section {
    case "departments":
      departments += SectionReader.read(node, of: "department", context: context, department)
    case "steps":
      steps += SectionReader.read(node, of: "step", context: context, step)
      for step in steps { context.steps[step.id.value] = step }
    case "waits":
      waits += SectionReader.read(node, of: "waitEntry", context: context, wait)
      for wait in waits { context.waits[wait.id.value] = wait }
    case "gatherings":
      gatherings += SectionReader.read(node, of: "gathering", context: context) {
        GatherReader.entry($0, $1, context: context)
      }
      for gathering in gatherings { context.gatherings[gathering.id.value] = gathering }
    case "materials":
      materials += SectionReader.read(node, of: "material", context: context, material)
    case "legal":
      legalRules += SectionReader.read(node, of: "legalRule", context: context, legalRule)
    case "presets":
      presets += SectionReader.read(node, of: "preset", context: context, preset)
    case "attributes":
      for entry in context.entries(node, of: "'attributes'") {
        context.checkName(Located(entry.key, at: entry.place))
        context.attributes[entry.key] = entry.value
      }
    case "taxes": taxRules += SectionReader.read(node, of: "taxRule", context: context, taxRule)
    default: break
    }
  }

  private func department(_ id: Located<String>, _ fields: Fields) -> Department? {
    Department(id: id, name: fields.label("name", or: id.value))
  }

  private func step(_ id: Located<String>, _ fields: Fields) -> Step? {
    let name = fields.label("name", or: id.value)
    let note = fields.label("note") ?? none
    let department = fields.name("department")
    let pool = fields.name("pool")
    let isPayment = fields.flag("payment")
    let isElectronic = fields.flag("electronic")
    guard let node = fields.need("time"), let time = context.timeLaw(node) else { return nil }
    var step = Step(
      id: id, name: name, note: note,
      department: department ?? Located("none", at: id.place), pool: pool, time: time,
      isPayment: isPayment)
    step.isElectronic = isElectronic
    return step
  }

  private func wait(_ id: Located<String>, _ fields: Fields) -> LibraryWait? {
    let name = fields.label("name", or: id.value)
    let time = fields.take("time").flatMap { context.timeLaw($0) }
    let share = fields.take("value").flatMap { context.share($0) }
    let untilOpen = fields.name("until-open")
    let appointment = fields.name("appointment")
    let rounds = fields.name("rounds")
    let clock = fields.word("clock", as: WaitClock.self) ?? .runs
    let lapse = fields.take("limit").flatMap { context.timeLaw($0) }
    let kinds = ["time", "value", "until-open", "appointment"].filter { fields.has($0) }
    guard kinds.count == 1, let kind = kinds.first else {
      context.error(
        "wait-kind", at: id.place,
        "'\(id.value)' needs exactly one of time, value, until-open, appointment"
          + (kinds.isEmpty ? "" : "; it has \(kinds.joined(separator: " and "))"))
      return nil
    }
    // Keys that would be read and then have no effect.
    let idle = (kind == "value" ? ["rounds", "clock"] : []) + (kind == "time" ? [] : ["limit"])
    for key in idle where fields.has(key) {
      context.error(
        "wait-kind", at: id.place,
        "'\(key)' has no effect on '\(id.value)', which has '\(kind)'; leave it out")
    }
    return LibraryWait(
      id: id, name: name, time: time, share: share, rounds: rounds, untilOpen: untilOpen,
      appointment: appointment, isStopped: clock == .stopped, lapse: lapse)
  }

  private enum WaitClock: String, CaseIterable, Sendable { case runs, stopped, outside }

  private func material(_ id: Located<String>, _ fields: Fields) -> Material? {
    let name = fields.label("name", or: id.value)
    return Material(
      id: id, name: name, shortName: fields.label("short") ?? name,
      note: fields.label("note") ?? none, holder: fields.label("holder") ?? none)
  }

  private func legalRule(_ id: Located<String>, _ fields: Fields) -> LegalRule? {
    let title = fields.label("title", or: id.value)
    let article = fields.label("article") ?? none
    let gist = fields.label("gist") ?? none
    let from = fields.need("from").flatMap { context.date($0) }
    let until = fields.take("until").flatMap { context.date($0) }
    guard let from else { return nil }
    if let until, until <= from {
      context.error(
        "bad-date", at: id.place,
        "'\(id.value)' ends on \(until) but begins on \(from); 'until' is the first day no longer "
          + "in force, after 'from'")
    }
    return LegalRule(id: id, title: title, article: article, gist: gist, from: from, until: until)
  }

  private func taxRule(_ id: Located<String>, _ fields: Fields) -> TaxRule? {
    TaxRule(
      id: id, name: fields.label("name", or: id.value), note: fields.label("note") ?? none,
      isExemption: fields.flag("exemption"),
      yuan: fields.take("yuan").flatMap { context.count($0, in: 0...1_000_000)?.value })
  }

  private func preset(_ id: Located<String>, _ fields: Fields) -> Preset? {
    let name = fields.label("name", or: id.value)
    let note = fields.label("note") ?? none
    let changes = fields.items("set").compactMap { item -> String? in
      guard let text = item.text, PackChange(text: text) != nil else {
        context.error(
          "bad-path", at: item.place,
          "a change is written PATH=VALUE, such as S05.share=0 %, not \(item.shape)")
        return nil
      }
      return text
    }
    if !fields.has("set") {
      context.error("missing-key", at: id.place, "preset '\(id.value)' needs the key 'set'")
    }
    return Preset(id: id, name: name, note: note, changes: changes)
  }

  /// Reads a template file.
  static func readTemplate(_ root: DocumentNode, context: ReadingContext) {
    let fields = Fields(root, of: "template", context: context)
    guard let id = fields.name("template") else { return }
    _ = fields.label("name")
    context.checkName(id)
    let stages = StageReader.read(fields, context: context)
    let parameters = fields.entries("parameters").compactMap { parameter($0, context: context) }
    let flow = fields.need("flow")
    fields.finish()
    let nodes = flow.map { FlowReader.entries($0, context: context) } ?? []
    if nodes.isEmpty {
      context.unreadable.insert("template \(id.value)")
      return
    }
    if let first = context.templates[id.value] {
      context.error(
        "duplicate-name", at: id.place,
        "template '\(id.value)' is defined at \(first.id.place) already")
      return
    }
    context.templates[id.value] = ReadingContext.Template(
      id: id, parameters: parameters, stages: stages, nodes: nodes)
  }

  private static func parameter(_ entry: DocumentEntry, context: ReadingContext)
    -> ReadingContext.Template.Parameter?
  {
    let kinds = ["share", "factor", "time", "name", "switch"]
    context.checkName(Located(entry.key, at: entry.place))
    var kind = entry.value.text
    var fallback: DocumentNode?
    if entry.value.entries != nil {
      let fields = Fields(
        entry.value, of: "parameter '\(entry.key)'", kind: "parameter",
        context: context)
      kind = fields.need("kind")?.text
      fallback = fields.take("default")
      fields.finish()
    }
    guard let kind, kinds.contains(kind) else {
      context.error(
        "parameter-kind", at: entry.value.place,
        "parameter '\(entry.key)' is one of \(kinds.joined(separator: ", ")), or "
          + "{kind: …, default: …}, not \(kind.map { "'\($0)'" } ?? entry.value.shape)")
      return nil
    }
    return .init(name: Located(entry.key, at: entry.place), kind: kind, fallback: fallback)
  }
}

/// Reads a section: a map from names to entries of one kind.
enum SectionReader {
  static func read<Value>(
    _ node: DocumentNode, of kind: String, context: ReadingContext,
    _ body: (Located<String>, Fields) -> Value?
  ) -> [Value] {
    guard let entries = node.entries else {
      context.error(
        "not-a-map", at: node.place, "a section maps names to entries; here is \(node.shape)")
      return []
    }
    // A source may stand at the section as a whole.
    return entries.filter { $0.key != "source" }.compactMap { entry in
      context.checkName(
        Located(entry.key, at: entry.place), reserved: kind == "hours" ? ["always"] : [])
      let fields = Fields(entry.value, of: "'\(entry.key)'", kind: kind, context: context)
      let value = body(Located(entry.key, at: entry.place), fields)
      fields.finish()
      if value == nil { context.unreadable.insert("\(kind) \(entry.key)") }
      return value
    }
  }
}
