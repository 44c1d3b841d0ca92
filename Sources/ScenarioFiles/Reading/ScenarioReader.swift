// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads one scenario file.
struct ScenarioReader {
  let context: ReadingContext

  func read(_ file: PackTree.File) -> Scenario? {
    let fields = Fields(file.root, of: "scenario", context: context)
    guard let id = fields.name("scenario") else { return nil }
    context.checkName(id)
    let name = fields.label("name", or: id.value)
    let short = fields.label("short") ?? name
    let cause = fields.text("cause") ?? "none"
    let parties = fields.take("parties").map { readParties($0) }
    let legalBasis = fields.names("legalBasis")
    let share = fields.take("share").flatMap { context.shareOrEntry($0) }
    let limits = fields.take("limits").map { readLimits($0) } ?? Limits()
    let materials = fields.entries("materials").compactMap { material($0) }
    let taxes = fields.entries("taxes").map { entry in
      TaxUse(payer: entry.key, rules: context.names(entry.value))
    }
    let priority = fields.take("priority").flatMap { context.count($0, in: 0...7)?.value } ?? 0
    let audience = fields.name("audience")
    let parameters = fields.entries("parameters")
    let attributes = fields.entries("attributes").compactMap { attribute($0) }
    let notes = readNotes(fields)
    let flows = readFlows(fields, parameters: parameters)
    fields.finish()
    checkFlowNames(file.root, parameters)
    for entry in parameters {
      let values = (entry.value.entries ?? []).map(\.value.place) + [entry.value.place]
      if context.usedParameters.isDisjoint(with: values) {
        context.warning(
          "unused-parameter", at: entry.place,
          "no template of this scenario has a parameter '\(entry.key)'")
      }
    }
    var scenario = Scenario(
      id: id.value, place: id.place, stem: file.stem, name: name, shortName: short, cause: cause,
      parties: parties, legalBasis: legalBasis, share: share, statutoryLimit: limits.statutory,
      statutoryRule: limits.rule,
      committedLimits: limits.committed, materials: materials, taxes: taxes, attributes: attributes,
      priority: priority, notes: notes, flows: flows)
    scenario.audience = audience
    return scenario
  }

  // MARK: Flows

  private func readFlows(_ fields: Fields, parameters: [DocumentEntry]) -> [Flow] {
    var flows: [Flow] = []
    if fields.has("flows"), fields.has("flow") {
      context.error(
        "missing-key", at: fields.place,
        "scenario has both 'flows' and 'flow'; write all under 'flows'")
      _ = fields.take("flow")
    }
    if fields.has("flows") {
      for entry in fields.entries("flows") {
        context.checkName(Located(entry.key, at: entry.place))
        let chosen = Self.choose(parameters, for: entry.key)
        if let flow = FlowReader.read(
          name: entry.key, entry.value, parameters: chosen, context: context)
        {
          flows.append(flow)
        }
      }
    } else if let node = fields.take("flow") {
      // A scenario with one way of being handled writes it without a name.
      let chosen = Self.choose(parameters, for: "only")
      let body = DocumentNode(
        .map(
          node["template"] == nil
            ? [DocumentEntry(key: "flow", place: node.place, value: node)] : node.entries ?? []),
        at: node.place)
      if let flow = FlowReader.read(
        name: "only", body, parameters: chosen, context: context)
      {
        flows.append(flow)
      }
    } else {
      context.error(
        "missing-key", at: fields.place, "scenario needs 'flows', or 'flow' where there is only one"
      )
    }
    return flows
  }

  /// Reports flows that parameters or limits name and the scenario does not have.
  private func checkFlowNames(_ root: DocumentNode, _ parameters: [DocumentEntry]) {
    let known = root["flow"] == nil ? root["flows"]?.entries?.map(\.key) ?? [] : ["only"]
    func check(_ entries: [DocumentEntry], of what: String, also: [String]) {
      for entry in entries where !known.contains(entry.key) && !also.contains(entry.key) {
        context.error(
          "unknown-flow", at: entry.place,
          "\(what) names the flow '\(entry.key)', which this scenario does not have"
            + NearestName.hint(for: entry.key, in: known))
      }
    }
    for entry in parameters {
      check(
        entry.value.entries ?? [], of: "parameter '\(entry.key)'", also: ["value", "source"])
    }
    check(root["limits"]?["committed"]?.entries ?? [], of: "'committed'", also: ["source"])
  }

  /// Returns the parameter values that hold for a flow.
  private static func choose(_ parameters: [DocumentEntry], for flow: String)
    -> [String: DocumentNode]
  {
    var chosen: [String: DocumentNode] = [:]
    for entry in parameters {
      if entry.value.entries != nil {
        if let value = entry.value[flow] ?? entry.value["value"] { chosen[entry.key] = value }
      } else {
        chosen[entry.key] = entry.value
      }
    }
    return chosen
  }

  // MARK: Parts

  private func readParties(_ node: DocumentNode) -> Parties {
    let fields = Fields(node, of: "parties", context: context)
    let parties = Parties(
      from: fields.text("from") ?? "", to: fields.text("to") ?? "",
      application: fields.text("application") ?? "")
    fields.finish()
    return parties
  }

  private struct Limits {
    var statutory: Located<Int>?
    var rule: Located<String>?
    var committed: [String: Located<Int>] = [:]
  }

  private func readLimits(_ node: DocumentNode) -> Limits {
    var limits = Limits()
    let fields = Fields(node, of: "limits", context: context)
    func days(_ node: DocumentNode) -> Located<Int>? {
      guard node.entries != nil else { return context.workingDays(node) }
      let inner = Fields(node, of: "limit", context: context)
      let value = inner.need("value").flatMap { context.workingDays($0) }
      limits.rule = inner.name("rule")
      inner.finish()
      return value
    }
    limits.statutory = fields.take("statutory").flatMap { days($0) }
    for entry in fields.entries("committed") {
      if let value = context.workingDays(entry.value) { limits.committed[entry.key] = value }
    }
    fields.finish()
    if let statutory = limits.statutory {
      for (flow, limit) in limits.committed.sorted(by: { $0.key < $1.key })
      where limit.value > statutory.value {
        context.error(
          "limit-above-statutory", at: limit.place,
          "the committed limit of \(flow) (\(limit.value) wd) is above the statutory limit of "
            + "\(statutory.value) wd")
      }
    }
    return limits
  }

  private func material(_ entry: DocumentEntry) -> MaterialUse? {
    let fields = Fields(
      entry.value, of: "material '\(entry.key)'", kind: "materialUse", context: context)
    let asIs = fields.need("as-is").flatMap { context.name($0) }
    let toBe = fields.need("to-be").flatMap {
      context.word($0, as: MaterialUse.Disposition.self)
    }
    fields.finish()
    guard let asIs, let toBe else { return nil }
    if let odd = asIs.value.first(where: { !"HTRU".contains($0) }) {
      context.error(
        "bad-hand-in", at: asIs.place,
        "'\(odd)' names no window; write H (housing), T (tax), R (registration) or U (utility) "
          + "once per hand-in")
    }
    return MaterialUse(
      material: Located(entry.key, at: entry.place), asIs: asIs, toBe: toBe)
  }

  private func attribute(_ entry: DocumentEntry) -> CaseAttribute? {
    context.checkName(Located(entry.key, at: entry.place))
    guard let name = entry.value.text else { return attribute(entry, as: entry.value) }
    guard let shared = context.attributes[name] else {
      context.error(
        "unknown-attribute", at: entry.value.place,
        "attribute '\(name)' does not exist"
          + NearestName.hint(for: name, in: context.attributes.keys))
      return nil
    }
    return attribute(entry, as: shared)
  }

  /// Reads an attribute from where it is written: at the scenario or in the library.
  private func attribute(_ entry: DocumentEntry, as value: DocumentNode) -> CaseAttribute? {
    var entry = entry
    entry.value = value
    if entry.value["count"] != nil { return CountAttributeReader.read(entry, context: context) }
    guard case let values = (entry.value.entries ?? []).filter({ $0.key != "source" }),
      !values.isEmpty
    else {
      context.error(
        "bad-attribute", at: entry.value.place,
        "an attribute maps its values to shares, as in {none: rest, buyer-loan: 38 %}")
      return nil
    }
    var read: [(name: Located<String>, share: Located<Double>?)] = []
    for value in values {
      let name = Located(value.key, at: value.place)
      context.checkName(name)
      if value.value.text == "rest" {
        read.append((name, nil))
      } else if let text = value.value.text, let entry = context.waits[text],
        let share = entry.share
      {
        context.usedNames.insert("wait \(text)")
        read.append((name, share))
      } else if let share = context.share(value.value) {
        read.append((name, share))
      }
    }
    let given = read.compactMap(\.share?.value).reduce(0, +)
    let rests = read.count { $0.share == nil }
    if rests > 1 || given > 1 + 1e-9 || (rests == 0 && abs(given - 1) > 1e-9) {
      context.error(
        "probability-sum", at: entry.place,
        "the shares of '\(entry.key)' add up to \(PlainNumber.percent(given)), not 100 %; correct "
          + "one, or let one value take the 'rest'")
      return nil
    }
    var attribute = CaseAttribute(
      name: Located(entry.key, at: entry.place),
      values: read.map { ($0.name, $0.share?.value ?? max(0, 1 - given)) })
    attribute.sharePlaces = read.map { $0.share?.place ?? $0.name.place }
    attribute.restValue = read.first { $0.share == nil }?.name.value
    return attribute
  }

  private func readNotes(_ fields: Fields) -> ScenarioNotes {
    func items(_ key: String) -> [NoteItem] {
      fields.items(key).compactMap { item in
        let inner = Fields(item, of: "line", context: context)
        let zh = context.text(inner.take("zh"))
        let en = context.text(inner.take("en"))
        if zh.isEmpty, en.isEmpty, item.entries != nil {
          context.error("bad-label", at: item.place, "a line needs zh or en")
        }
        let note = inner.label("note") ?? LocalizedText(zh: "", en: "")
        inner.finish()
        return NoteItem(text: LocalizedText(zh: zh, en: en), note: note)
      }
    }
    var notes = ScenarioNotes()
    notes.applies = items("applies")
    notes.applicants = items("applicants")
    notes.risks = items("risks")
    return notes
  }
}
