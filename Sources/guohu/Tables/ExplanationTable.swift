// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TransferModel

/// Why the time of a case passed, for a terminal and as rows.
struct ExplanationTable {
  private let explanation: CaseExplanation
  private let record: StudyRecord
  private let language: Language

  init(_ explanation: CaseExplanation, _ record: StudyRecord, _ language: Language) {
    self.explanation = explanation
    self.record = record
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The steps in the order of time, the sums by reason, and the branches that waited.
  var text: String {
    var lines = head + [""]
    var steps = TextTable([
      (say("环节", "node"), .left), (say("原因", "why"), .left), (say("起", "from"), .left),
      (say("时长", "time"), .right), (say("排队", "in line"), .left),
    ])
    for row in rows {
      steps.add([
        name(of: row.steps[0].node), why(row), instant(row.steps[0].start),
        Self.duration(row.steps.reduce(0) { $0 + $1.micros }),
        row.steps.lazy.compactMap(\.line).first.map(self.line) ?? "",
      ])
    }
    lines += steps.lines() + [""]
    var sums = TextTable([
      (say("原因", "why"), .left), (say("时长", "time"), .right), (say("占比", "share"), .right),
    ])
    for total in explanation.totals {
      sums.add([
        ReasonText.text(total.reason, language), Self.duration(total.micros),
        NumberText.percent(Double(total.micros) / Double(max(1, explanation.micros))),
      ])
    }
    sums.add([say("合计", "gross time"), Self.duration(explanation.micros), "100.0%"])
    lines += sums.lines()
    lines += joins
    return lines.map { TextTable.cut($0, to: 100) }.joined(separator: "\n") + "\n"
  }

  /// Steps that are one row: the line at a desk moves on by services, calls and pauses.
  private struct Row {
    var steps: [CaseExplanation.Step]

    var isInLine: Bool { [.queue, .absentCall, .pause].contains(steps[0].reason) }
  }

  private var rows: [Row] {
    explanation.steps.reduce(into: []) { rows, step in
      let row = Row(steps: [step])
      if let last = rows.last, last.isInLine, row.isInLine, last.steps[0].node == step.node,
        step.line == nil
      {
        rows[rows.count - 1].steps.append(step)
      } else {
        rows.append(row)
      }
    }
  }

  private func why(_ row: Row) -> String {
    guard row.steps.count > 1 else { return ReasonText.text(row.steps[0].reason, language) }
    let parts = [TimeReason.absentCall, .pause].compactMap { reason -> String? in
      let sum = row.steps.reduce(0) { $1.reason == reason ? $0 + $1.micros : $0 }
      guard sum > 0 else { return nil }
      let seconds = Self.duration(sum).prefix { $0 != "." }
      return ReasonText.short(reason, language) + " \(seconds)"
    }
    return ReasonText.text(.queue, language)
      + say("（含\(parts.joined(separator: "，"))）", " (\(parts.joined(separator: ", ")))")
  }

  private var head: [String] {
    let recorded = explanation.recorded
    let scenario = record.scenario(of: recorded)
    let channel = record.channel(recorded).map { ", \($0)" } ?? ""
    let form = TimeText(from: record.from, record.isCivil ? .civil : .seconds)
    let unit = record.isCivil ? "" : " s"
    let from = form.text(explanation.start).replacing("T", with: " ")
    let to = form.text(explanation.end).replacing("T", with: " ")
    var lines = [
      "\(scenario.id) \(scenario.name.text(language))",
      say("案件", "case") + " \(explanation.name)\(channel), "
        + record.study.configuration.id.value
        + say(
          "，第 \(record.replication + 1) 次重复，种子 \(record.seed)",
          ", replication \(record.replication + 1), seed \(record.seed)"),
      "\(from)\(unit) → \(to)\(unit)",
    ]
    if !explanation.isFinished {
      lines.append(
        say("期末尚未办结：沿最早未完成的环节说明", "not over when the run ended: along its oldest open step"))
    }
    return lines
  }

  private var joins: [String] {
    let waited = explanation.joins.filter { $0.others.contains { $0.micros > 0 } }
    guard !waited.isEmpty else { return [] }
    var lines = ["", say("并联汇合（其余分支等候最后到达的分支）", "joins, where other branches waited for this one")]
    for join in waited {
      let others = join.others.map { branch in
        "\(name(of: branch.node, withPool: false)) \(Self.duration(branch.micros))"
      }
      lines.append(
        "  \(instant(join.time)) \(record.flowNode(join.node).id): "
          + others.joined(separator: say("，", ", ")))
    }
    return lines
  }

  private func name(of node: Int, withPool: Bool = true) -> String {
    let flowNode = record.flowNode(node)
    let label = flowNode.label.text(language)
    let pool = withPool ? record.pool(at: node).map { " · \($0.id.value)" } ?? "" : ""
    return (label.isEmpty ? flowNode.id : label) + pool
  }

  private func line(_ line: CaseExplanation.Line) -> String {
    var parts: [String] = []
    if line.ahead > 0 {
      let better =
        line.aheadInBetterClass > 0
        ? say("（优先 \(line.aheadInBetterClass)）", " (\(line.aheadInBetterClass) first)") : ""
      parts.append(say("前 \(line.ahead) 人", "\(line.ahead) ahead") + better)
    }
    if line.overtakenBy > 0 {
      parts.append(say("后到先办 \(line.overtakenBy)", "passed by \(line.overtakenBy)"))
    }
    return parts.joined(separator: say("，", ", "))
  }

  /// An instant to the second, without the year; seconds where there is no calendar.
  private func instant(_ instant: Int64) -> String {
    guard record.isCivil else {
      return TimeText(from: record.from, .seconds).text(instant)
    }
    let text = TimeText(from: record.from, .civil).text(instant)
    return String(text.dropFirst(text.count - 21).prefix(14)).replacing("T", with: " ")
  }

  /// A duration to the microsecond, such as `26:13:05.123456`.
  static func duration(_ micros: Int64) -> String {
    func digits(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let seconds = micros / HallEngine.second
    return "\(seconds / 3600):" + digits(seconds / 60 % 60, 2) + ":" + digits(seconds % 60, 2)
      + "." + digits(micros % HallEngine.second, 6)
  }

  /// One row a step.
  var csv: String {
    let time = TimeText(from: record.from, record.isCivil ? .civil : .seconds)
    var table = CSVTable(header: [
      "start", "end", "micros", "reason", "node", "pool", "class", "ahead", "aheadInBetterClass",
      "overtakenBy",
    ])
    for step in explanation.steps {
      let line = step.line
      table.add([
        time.text(step.start), time.text(step.end), "\(step.micros)", step.reason.rawValue,
        record.flowNode(step.node).id, record.pool(at: step.node)?.id.value ?? "",
        line.map { "\($0.priority)" } ?? "", line.map { "\($0.ahead)" } ?? "",
        line.map { "\($0.aheadInBetterClass)" } ?? "", line.map { "\($0.overtakenBy)" } ?? "",
      ])
    }
    return table.text
  }
}
