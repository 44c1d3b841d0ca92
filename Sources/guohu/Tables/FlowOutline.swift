// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import TransferModel

/// A flow as a numbered outline: what happens, how long it takes, where it goes.
struct FlowOutline {
  private let scenario: Scenario
  private let flow: Flow
  private let language: Language

  init(scenario: Scenario, flow: Flow, language: Language) {
    self.scenario = scenario
    self.flow = flow
    self.language = language
  }

  /// The text.
  var text: String {
    var lines = ["\(scenario.id) \(flow.name)  \(scenario.name.text(language))"]
    if let template = flow.template { lines.append("template \(template)") }
    lines.append("")
    for (index, node) in flow.nodes.enumerated() {
      let following = index + 1 < flow.nodes.count ? flow.nodes[index + 1].id : nil
      lines.append(line(node, number: index + 1, following: following))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ node: FlowNode, number: Int, following: String?) -> String {
    let position = String(repeating: " ", count: max(0, 3 - String(number).count)) + "\(number)"
    var parts = ["\(position)  \(symbol(node)) \(node.id)"]
    let label = node.label.text(language)
    if label != node.id { parts.append(label) }
    parts += details(node)
    if let stage = node.stage { parts.append("[\(stage.value)]") }
    if let visit = node.visit { parts.append("@\(visit.value)") }
    parts += node.clock.map { "clock:\($0.rawValue)" }
    if let counts = node.counts { parts.append("counts:\(counts.rawValue)") }
    let targets = self.targets(node, following: following)
    if !targets.isEmpty { parts.append("→ \(targets)") }
    return parts.joined(separator: "  ")
  }

  private func symbol(_ node: FlowNode) -> String {
    switch node.kind {
    case .end: "●"
    case .event: "○"
    case .task: "■"
    case .wait, .first, .gather: "◷"
    case .choose, .route: "×"
    case .inclusive: "∨"
    case .join: isInclusiveJoin(node) ? "∨" : "＋"
    case .split, .each: "＋"
    }
  }

  private func isInclusiveJoin(_ node: FlowNode) -> Bool {
    guard case .join(let split, _) = node.kind else { return false }
    return flow[split.value]?.kind.inclusiveBranches != nil
  }

  /// When a branch of an inclusive split is taken.
  private func condition(_ branch: InclusiveBranch) -> String {
    switch branch.condition {
    case .rest: return "(rest)"
    case .share(let share): return PlainNumber.percent(share.value)
    case .attribute(let attribute, let shares):
      let values = shares.map { share in
        share.share.value == 1
          ? share.value.value : "\(share.value.value) \(PlainNumber.percent(share.share.value))"
      }
      return "(\(attribute.value) \(values.joined(separator: "/")))"
    }
  }

  private func details(_ node: FlowNode) -> [String] {
    switch node.kind {
    case .end(let outcome): [outcome.rawValue]
    case .event, .choose, .split, .inclusive: []
    case .first: ["first of"]
    case .gather(let gather): [rule(gather)]
    case .route(let attribute, _): ["by \(attribute.value)"]
    case .join(let split, _): ["of \(split.value)"]
    case .each(let batch, _): ["of \(batch.value)"]
    case .task(let task):
      [pools(task), time(task.time.value, factor: task.factor)].compactMap { $0 }
        + task.notBy.map { "not by \($0.value)" }
    case .wait(let wait): [self.wait(wait)]
    }
  }

  /// The pools with the number of servers where that is not 1; nil for tasks that hold nobody.
  private func pools(_ task: FlowTask) -> String? {
    let names = task.servers.map { hold in
      hold.servers.value == 1 ? hold.pool.value : "\(hold.servers.value) \(hold.pool.value)"
    }
    return names.isEmpty ? nil : names.joined(separator: " + ")
  }

  private func time(_ law: TimeLaw, factor: Double) -> String {
    factor == 1 ? law.text : "\(law.text) × \(PlainNumber.decimal(factor, places: 3))"
  }

  private func wait(_ wait: FlowWait) -> String {
    let rule: String
    switch wait.rule {
    case .time(let time): rule = time.value.text
    case .untilOpen(let hours): rule = "until \(hours.value) open"
    case .appointment(let kind): rule = "appointment \(kind.value)"
    }
    return wait.rounds.map { "\(rule), then round \($0.value)" } ?? rule
  }

  private func rule(_ gather: FlowGather) -> String {
    let parts = [
      gather.gathering?.value, gather.rule.size.map { "\($0.value) together" },
      gather.rule.limit.map { "after \($0.value.text)" },
      gather.rule.rounds.map { "then round \($0.value)" },
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private func targets(_ node: FlowNode, following: String?) -> String {
    switch node.kind {
    case .choose(let branches):
      branches.map { "\($0.target.value) \(PlainNumber.percent($0.share.value))" }
        .joined(separator: ", ")
    case .route(_, let branches):
      branches.map { "\($0.target.value) (\($0.value?.value ?? "rest"))" }.joined(separator: ", ")
    case .first(let branches):
      branches.map { "\($0.wait.next.value) (\($0.name.value): \(wait($0.wait)))" }
        .joined(separator: ", ")
    case .inclusive(let branches):
      branches.map { "\($0.target.value) \(condition($0))" }.joined(separator: ", ")
    case .wait(let wait):
      ([wait.next.value]
        + (wait.lapse.map { ["\($0.target.value) after \($0.limit.value.text)"] } ?? []))
        .joined(separator: ", ")
    case .task(let task):
      ([task.next.value] + (task.leave.map { ["\($0.value) on leaving the queue"] } ?? []))
        .joined(separator: ", ")
    default: node.targets.map(\.value).joined(separator: ", ")
    }
  }
}
