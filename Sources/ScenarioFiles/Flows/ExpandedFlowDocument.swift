// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// An expanded flow as a document that the reader reads back: no templates, no parameters.
///
/// Times are written as laws, so that the document stands alone; pools, hours, rounds, patience,
/// appointments and gatherings stay names of the pack.
package struct ExpandedFlowDocument {
  private let flow: Flow

  /// Creates the document of a flow.
  package init(_ flow: Flow) { self.flow = flow }

  /// The document: stages, then nodes in reading order.
  package var root: DocumentNode {
    var entries: [DocumentEntry] = []
    if !flow.stages.isEmpty {
      entries.append(
        entry(
          "stages",
          map(
            flow.stages.map { stage in
              var parts = [entry("name", label(stage.name))]
              if !stage.note.zh.isEmpty || !stage.note.en.isEmpty {
                parts.append(entry("note", label(stage.note)))
              }
              return entry(stage.id, map(parts))
            }, isFlow: false)))
    }
    entries.append(
      entry("flow", map(flow.nodes.map { entry($0.id, node($0)) }, isFlow: false)))
    return map(entries, isFlow: false)
  }

  // MARK: Pieces

  private var place: SourcePlace { flow.place }

  private func text(_ text: String) -> DocumentNode { DocumentNode(.scalar(text), at: place) }

  private func list(_ texts: [String]) -> DocumentNode {
    DocumentNode(.list(texts.map { text($0) }), at: place, isFlow: true)
  }

  private func map(_ entries: [DocumentEntry], isFlow: Bool = true) -> DocumentNode {
    DocumentNode(.map(entries), at: place, isFlow: isFlow)
  }

  private func entry(_ key: String, _ value: DocumentNode) -> DocumentEntry {
    DocumentEntry(key: key, place: place, value: value)
  }

  private func entry(_ key: String, _ value: String) -> DocumentEntry { entry(key, text(value)) }

  private func label(_ label: LocalizedText) -> DocumentNode {
    var parts: [DocumentEntry] = []
    if !label.zh.isEmpty { parts.append(entry("zh", label.zh)) }
    if !label.en.isEmpty { parts.append(entry("en", label.en)) }
    return map(parts)
  }

  private func node(_ node: FlowNode) -> DocumentNode {
    var parts = action(node)
    if case .event = node.kind {
    } else if node.label.zh != node.id || node.label.en != node.id {
      parts.append(entry("name", label(node.label)))
    }
    if let stage = node.stage { parts.append(entry("stage", stage.value)) }
    if let visit = node.visit { parts.append(entry("visit", visit.value)) }
    if node.clock.count == 1 {
      parts.append(entry("clock", node.clock[0].rawValue))
    } else if !node.clock.isEmpty {
      parts.append(entry("clock", list(node.clock.map(\.rawValue))))
    }
    if let counts = node.counts { parts.append(entry("counts", counts.rawValue)) }
    if !node.legalBasis.isEmpty {
      parts.append(entry("legalBasis", list(node.legalBasis.map(\.value))))
    }
    return map(parts)
  }

  private func action(_ node: FlowNode) -> [DocumentEntry] {
    switch node.kind {
    case .end(let outcome): return [entry("end", outcome.rawValue)]
    case .event(let next): return [entry("event", label(node.label)), entry("next", next.value)]
    case .task(let task): return action(task)
    case .wait(let wait): return action(wait)
    case .choose(let branches):
      let shares = branches.map { branch in
        entry(
          branch.target.value, branch.isRest ? "rest" : PlainNumber.exactPercent(branch.share.value)
        )
      }
      return [entry("choose", map(shares))]
        + labels(branches.map { ($0.target.value, $0.label) })
    case .route(let attribute, let branches):
      return [
        entry("route", attribute.value),
        entry("to", map(branches.map { entry($0.value?.value ?? "rest", $0.target.value) })),
      ]
    case .gather(let gather): return action(gather)
    case .first(let branches):
      return [entry("first", map(branches.map { entry($0.name.value, branch($0)) }))]
    case .inclusive(let branches):
      return [entry("any", map(branches.map { entry($0.target.value, condition($0.condition)) }))]
        + labels(branches.map { ($0.target.value, $0.label) })
    case .split(let targets): return [entry("all", list(targets.map(\.value)))]
    case .join(let split, let next):
      return [entry("join", split.value), entry("next", next.value)]
    case .each(let batch, let next):
      return [entry("each", batch.value), entry("next", next.value)]
    }
  }

  private func labels(_ branches: [(target: String, label: LocalizedText?)]) -> [DocumentEntry] {
    let given = branches.compactMap { branch in
      branch.label.map { entry(branch.target, label($0)) }
    }
    return given.isEmpty ? [] : [entry("labels", map(given))]
  }

  private func action(_ gather: FlowGather) -> [DocumentEntry] {
    var rule = gather.gathering.map { text($0.value) }
    if rule == nil {
      var parts: [DocumentEntry] = []
      if let size = gather.rule.size { parts.append(entry("size", "\(size.value)")) }
      if let limit = gather.rule.limit { parts.append(entry("limit", limit.value.text)) }
      if let rounds = gather.rule.rounds { parts.append(entry("rounds", rounds.value)) }
      rule = map(parts)
    }
    return [entry("gather", rule ?? text("")), entry("next", gather.next.value)]
  }

  private func branch(_ branch: WaitBranch) -> DocumentNode {
    var parts = action(branch.wait)
    if let label = branch.label { parts.append(entry("name", self.label(label))) }
    return map(parts)
  }

  private func condition(_ condition: InclusiveBranch.Condition) -> DocumentNode {
    switch condition {
    case .rest: return text("rest")
    case .share(let share): return text(PlainNumber.exactPercent(share.value))
    case .attribute(let attribute, let shares):
      let isCertain = shares.allSatisfy { $0.share.value == 1 }
      return map([
        entry(
          attribute.value,
          isCertain && !shares.isEmpty
            ? list(shares.map(\.value.value))
            : map(
              shares.map { entry($0.value.value, PlainNumber.exactPercent($0.share.value)) }))
      ])
    }
  }

  private func action(_ task: FlowTask) -> [DocumentEntry] {
    var parts = [entry("task", task.kind.rawValue)]
    if let step = task.step { parts.append(entry("step", step.value)) }
    if let department = task.department { parts.append(entry("department", department.value)) }
    if !task.holds.isEmpty {
      parts.append(
        entry("holds", map(task.holds.map { entry($0.pool.value, "\($0.servers.value)") })))
      if task.reserves { parts.append(entry("reserve", "yes")) }
    } else if let pool = task.pool {
      parts.append(entry("pool", pool.value))
    }
    if task.notBy.count == 1 {
      parts.append(entry("notBy", task.notBy[0].value))
    } else if !task.notBy.isEmpty {
      parts.append(entry("notBy", list(task.notBy.map(\.value))))
    }
    parts.append(entry("time", task.time.value.text))
    if task.factor != 1 { parts.append(entry("factor", PlainNumber.exact(task.factor))) }
    if !task.adjustments.isEmpty {
      parts.append(
        entry(
          "adjust",
          map(
            task.adjustments.map { adjustment in
              entry(
                adjustment.attribute.value,
                map(adjustment.changes.map { entry($0.value.value, $0.change.text) }))
            })))
    }
    if !task.scalings.isEmpty { parts.append(entry("per", scalings(task.scalings))) }
    if task.newTicket { parts.append(entry("ticket", "new")) }
    if task.kind != .window, task.isInHall { parts.append(entry("place", "hall")) }
    if let patience = task.patience { parts.append(entry("patience", patience.value)) }
    if let leave = task.leave { parts.append(entry("leave", leave.value)) }
    parts.append(entry("next", task.next.value))
    return parts
  }

  private func scalings(_ scalings: [CountScaling]) -> DocumentNode {
    let maps = scalings.map { scaling in
      var parts = [entry("attribute", scaling.attribute.value)]
      func minutes(_ key: String, _ value: Double) {
        if value != 0 { parts.append(entry(key, "\(PlainNumber.exact(value)) min")) }
      }
      minutes("add", scaling.addMinutes)
      if let scale = scaling.scale { parts.append(entry("scale", PlainNumber.exact(scale))) }
      minutes("spread", scaling.spreadMinutes)
      if parts.count == 1 { parts.append(entry("add", "0 min")) }
      return map(parts)
    }
    return maps.count == 1 ? maps[0] : DocumentNode(.list(maps), at: place, isFlow: true)
  }

  private func action(_ wait: FlowWait) -> [DocumentEntry] {
    var parts: [DocumentEntry]
    switch wait.rule {
    case .time(let time): parts = [entry("wait", time.value.text)]
    case .untilOpen, .appointment: parts = [entry("wait", wait.wait?.value ?? "")]
    }
    if let rounds = wait.rounds, case .time = wait.rule {
      parts.append(entry("rounds", rounds.value))
    }
    if let lapse = wait.lapse {
      parts += [entry("limit", lapse.limit.value.text), entry("lapse", lapse.target.value)]
    }
    parts.append(entry("next", wait.next.value))
    return parts
  }
}

extension PlainNumber {
  /// Returns a number so that it reads back to the same value, without an exponent.
  package static func exact(_ value: Double) -> String {
    let short = decimal(value, places: 9)
    return Double(short) == value ? short : decimal(value, places: 15)
  }

  /// Returns a share as a percentage that reads back to the same value, or as a fraction of 1.
  package static func exactPercent(_ share: Double) -> String {
    let text = decimal(share * 100, places: 10)
    return Double(text).map { $0 / 100 } == share ? "\(text) %" : exact(share)
  }
}

extension TimeAdjustment.Change {
  /// The change as a pack writes it, `x 1.1 + 6 min`.
  package var text: String {
    let times = factor == 1 ? nil : "x " + PlainNumber.exact(factor)
    let add = addMinutes == 0 ? nil : "+ \(PlainNumber.exact(addMinutes)) min"
    let parts = [times, add].compactMap { $0 }
    return parts.isEmpty ? "x 1" : parts.joined(separator: " ")
  }
}
