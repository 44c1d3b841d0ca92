// SPDX-License-Identifier: Apache-2.0

/// Checks the servers that tasks hold, and who may not do a task of a case after another.
struct HoldsValidator {
  let pack: Pack
  let scenario: Scenario
  let flow: Flow

  /// The most tasks of a flow whose servers are kept in a case.
  static let mostKept = 4

  /// Adds the findings of a flow, whatever the configuration.
  func run(_ findings: inout Findings) {
    for node in flow.nodes {
      guard case .task(let task) = node.kind else { continue }
      for name in task.notBy { check(name, task, node, &findings) }
    }
    let kept = flow.keptServers
    guard kept.count > Self.mostKept else { return }
    let names = flow.nodes.compactMap { node -> [Located<String>]? in
      if case .task(let task) = node.kind { task.notBy } else { nil }
    }.joined()
    // The place is that of the first name that would need one more.
    guard let extra = names.first(where: { $0.value == kept[Self.mostKept] }) else { return }
    findings.error(
      "too-many-not-by", at: extra.place,
      "a case keeps who did at most \(Self.mostKept) tasks; \(scenario.id) \(flow.name) names "
        + "\(kept.count) that share a pool with another: \(kept.joined(separator: ", "))")
  }

  private func check(
    _ name: Located<String>, _ task: FlowTask, _ node: FlowNode, _ findings: inout Findings
  ) {
    if flow.unreadable.contains(name.value) { return }
    guard let other = flow[name.value] else {
      findings.error(
        "unknown-node", at: name.place,
        "task '\(name.value)' does not exist in \(scenario.id) \(flow.name)"
          + NearestName.hint(for: name.value, in: flow.nodes.map(\.id)))
      return
    }
    for (id, kind) in [(node.id, FlowNodeKind.task(task)), (other.id, other.kind)] {
      if case .task(let task) = kind, task.kind == .window || task.kind == .backOffice { continue }
      findings.error(
        "not-by-kind", at: name.place,
        "'\(id)' is not served by one person; 'notBy' stands at a window or back-office task and "
          + "names another")
      return
    }
  }
}
