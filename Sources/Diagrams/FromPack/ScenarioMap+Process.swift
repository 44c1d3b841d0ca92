// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension ScenarioMap {
  /// The branch of the process: stages in order, gateways with labelled branches between them.
  var process: [MindMapItem] {
    var result: [MindMapItem] = []
    var number = 0
    for stage in flow.stages {
      let nodes = flow.nodes.filter { $0.stage?.value == stage.id }
      guard !nodes.isEmpty else { continue }
      number += 1
      result.append(item(stage, nodes, number: number))
      result += gateways(after: stage)
    }
    return result
  }

  private func item(_ stage: FlowStage, _ nodes: [FlowNode], number: Int) -> MindMapItem {
    let split = nodes.first(where: \.kind.isSplit)
    let remark = note(stage.note)
    if let split {
      let branches = nodes.compactMap { node -> MindMapItem? in
        guard case .task(let task) = node.kind else { return nil }
        return MindMapItem(
          text(node.label), note: typicalMinutes(task).map { wording.minutes($0) },
          department: chip(task))
      }
      return MindMapItem(
        text(stage.name) + (remark.map { "\n" + $0 } ?? ""), step: String(number),
        gateway: split.kind.inclusiveBranches == nil ? .parallel : .inclusive, children: branches)
    }
    // Two ways of doing one step (at a terminal or at the window) are one step.
    var steps: Set<String> = []
    let minutes = nodes.compactMap { node -> Double? in
      guard case .task(let task) = node.kind,
        steps.insert(task.step?.value ?? node.id).inserted
      else { return nil }
      return typicalMinutes(task)
    }.reduce(0, +)
    let parts = [remark, minutes > 0 ? wording.minutes(minutes) : nil].compactMap { $0 }
    let task = nodes.compactMap { node -> FlowTask? in
      if case .task(let task) = node.kind { task } else { nil }
    }.first
    return MindMapItem(
      text(stage.name), note: parts.isEmpty ? nil : parts.joined(separator: " · "),
      step: String(number), department: task.flatMap { chip($0) })
  }

  /// Gateways with labels that come after a stage and before the next one.
  private func gateways(after stage: FlowStage) -> [MindMapItem] {
    guard let last = flow.nodes.lastIndex(where: { $0.stage?.value == stage.id }) else { return [] }
    var result: [MindMapItem] = []
    for node in flow.nodes[(last + 1)...] {
      if node.stage != nil { break }
      let (gateway, branches) = labelled(node)
      guard !branches.isEmpty else { continue }
      result.append(
        MindMapItem(text(node.label), gateway: gateway, children: branches.map { MindMapItem($0) }))
    }
    return result
  }

  /// The sign of a gateway and what the map says of its branches, without those it says nothing of.
  private func labelled(_ node: FlowNode) -> (Gateway, [String]) {
    func words(_ label: LocalizedText?, _ share: Double?) -> String? {
      label.map { label in
        share.map { text(label).replacing("{share}", with: wording.share($0)) } ?? text(label)
      }
    }
    switch node.kind {
    case .choose(let branches):
      return (.exclusive, branches.compactMap { words($0.label, $0.share.value) })
    case .inclusive(let branches):
      return (.inclusive, branches.compactMap { words($0.label, $0.share) })
    case .first(let branches): return (.first, branches.compactMap { words($0.label, nil) })
    default: return (.exclusive, [])
    }
  }

  /// The typical minutes of a task, without what attributes add.
  private func typicalMinutes(_ task: FlowTask) -> Double? {
    guard task.time.value.unit == .elapsed, let value = task.time.value.typicalValue, value > 0
    else { return nil }
    return value * task.factor
  }

  /// Staff minutes of all stages together, by the typical times.
  var staffMinutes: Double {
    flow.nodes.reduce(0) { sum, node in
      guard node.stage != nil, case .task(let task) = node.kind, task.pool != nil else {
        return sum
      }
      let servers = task.servers.reduce(0) { $0 + $1.servers.value }
      return sum + (typicalMinutes(task) ?? 0) * Double(servers)
    }
  }

  private func chip(_ task: FlowTask) -> DepartmentChip? {
    guard let id = task.department?.value else { return nil }
    let label = pack.departments.first { $0.id.value == id }.map { text($0.name) } ?? id
    let colour: DepartmentColour
    switch id {
    case "one-window": colour = .jointWindow
    case "registration": colour = .registry
    case "tax": colour = .tax
    case "housing": colour = .housing
    case "applicant": colour = .applicant
    default: colour = .other
    }
    return DepartmentChip(id: id, label: label, colour: colour)
  }
}
