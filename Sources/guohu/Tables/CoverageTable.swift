// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The coverage report for a terminal, and as rows.
struct CoverageTable {
  private let report: CoverageReport
  private let language: Language
  /// The most missed edges that are listed for a flow.
  private static let listed = 20

  init(_ report: CoverageReport, _ language: Language) {
    self.report = report
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The table, what was missed, the volume and what is unused.
  var text: String {
    var lines = plan()
    lines.append(
      say(
        "≥ 表示已证明的下界；每个环路最多重复 \(report.loops) 次（见 docs/coverage.md）",
        "≥ is a proved bound; a run repeats each loop at most \(report.loops)× (docs/coverage.md)"))
    if report.isMeasured { lines += [""] + measured() }
    lines += [""] + volume()
    return lines.map { TextTable.cut($0, to: 100) }.joined(separator: "\n") + "\n"
  }

  private func plan() -> [String] {
    var table = TextTable([
      (say("情形", "scenario"), .left), (say("流程", "flow"), .left),
      (say("节点", "nodes"), .right), (say("边", "edges"), .right),
      (say("边对", "pairs"), .right), (say("覆盖边", "runs/edges"), .right),
      (say("覆盖边对", "runs/pairs"), .right), (say("无环路径", "acyclic runs"), .right),
      (say("有界路径", "bounded runs"), .right),
    ])
    for flow in report.flows {
      table.add([
        flow.scenario.id, flow.flow.name, String(flow.flow.nodes.count), String(flow.edges.count),
        String(flow.edgePairs.count), Self.size(flow.edgeCover), Self.size(flow.pairCover),
        Self.short(flow.acyclicRuns), Self.short(flow.boundedRuns),
      ])
    }
    return table.lines()
  }

  private static func size(_ cover: FlowCover) -> String {
    cover.isProvedMinimal ? String(cover.runs.count) : "\(cover.runs.count) (≥\(cover.lowerBound))"
  }

  /// A number of runs in at most eleven columns; the JSON report has every digit.
  private static func short(_ count: RunCount) -> String {
    let digits = String(count.value)
    guard digits.count > 9 else { return digits }
    return (count.isSaturated ? ">" : "≈") + digits.prefix(1) + "."
      + digits.dropFirst().prefix(2) + "e\(digits.count - 1)"
  }

  private func measured() -> [String] {
    var table = TextTable([
      (say("情形", "scenario"), .left), (say("流程", "flow"), .left),
      (say("案件", "cases"), .right), (say("已达节点", "nodes reached"), .right),
      (say("已达边", "edges reached"), .right), (say("已达边对", "pairs reached"), .right),
      (say("计划路径", "runs reached"), .right), (say("路径", "paths"), .right),
    ])
    func part(_ missed: Int, _ total: Int) -> String {
      NumberText.percent(total > 0 ? Double(total - missed) / Double(total) : 1)
    }
    for flow in report.flows {
      let planned = flow.edgeCover.runs.count
      table.add([
        flow.scenario.id, flow.flow.name, String(flow.reached?.cases ?? 0),
        part(flow.missedNodes.count, flow.flow.nodes.count),
        part(flow.missedEdges.count, flow.edges.count),
        part(flow.missedPairs.count, flow.edgePairs.count),
        "\(planned - flow.missedRuns.count)/\(planned)", String(flow.reached?.paths.count ?? 0),
      ])
    }
    var lines = table.lines()
    for flow in report.flows where !flow.missedEdges.isEmpty {
      let missed = flow.missedEdges
      lines.append("")
      lines.append(
        say(
          "\(flow.scenario.id) \(flow.flow.name) 未到达的边：",
          "\(flow.scenario.id) \(flow.flow.name) edges not reached:"))
      lines += missed.prefix(Self.listed).map { "  \(flow.text($0))" }
      if missed.count > Self.listed { lines.append("  … (+\(missed.count - Self.listed))") }
    }
    if let share = report.edgeShare {
      lines += ["", say("全部边：", "all edges: ") + NumberText.percent(share)]
    }
    return lines
  }

  private func volume() -> [String] {
    let volume = report.volume
    let verdict = volume.meetsGoal ? say("达到", "met") : say("未达到", "not met")
    var lines = [
      say("业务量覆盖：", "volume covered: ") + NumberText.percent(volume.share)
        + say("（目标 90%：\(verdict)）", " (goal 90%: \(verdict))")
    ]
    if !volume.leftOut.isEmpty {
      lines.append(
        say("未纳入情形的业务：", "transfers without a scenario: ")
          + NumberText.decimal(volume.leftOutShare * 100, 2) + "%")
    }
    for group in volume.leftOut {
      let share = NumberText.decimal(group.share.value * 100, 2) + "%"
      lines.append(
        "  \(group.id.value) \(share) \(group.name.text(language))"
          + say("：", ": ") + group.reason.text(language))
    }
    let unused = report.unused
    for (title, items) in [
      (say("未使用的材料", "materials never asked for"), unused.materials),
      (say("未引用的法条", "legal rules never cited"), unused.legalRules),
      (say("未使用的税费", "taxes never listed"), unused.taxRules),
      (say("未出现的结果", "outcomes never reached"), unused.outcomes.map(\.rawValue)),
    ] where !items.isEmpty {
      lines.append("\(title) (\(items.count)): " + items.joined(separator: ", "))
    }
    return lines
  }

  /// One row for each edge: whether it was reached; empty where nothing was measured.
  var csv: String {
    var table = CSVTable(header: ["scenario", "flow", "from", "to", "reached"])
    for flow in report.flows {
      for edge in flow.edges {
        table.add([
          flow.scenario.id, flow.flow.name, flow.flow.nodes[edge.from].id,
          flow.flow.nodes[edge.to].id,
          flow.reached.map { $0.edges.contains(edge) ? "yes" : "no" } ?? "",
        ])
      }
    }
    return table.text
  }
}
