// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import TransferModel

/// The report of a selection as a table of at most 100 columns and as CSV.
struct SelectionTable {
  private let report: SelectionReport
  private let language: Language

  init(_ report: SelectionReport, language: Language) {
    self.report = report
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  private var result: SelectionResult { report.result }

  /// The text.
  var text: String {
    var table = TextTable([
      (say("备选方案", "alternative"), .left), ("\(result.headline)", .right),
      (say("重复", "replications"), .right), (say("结局", "fate"), .left),
    ])
    for index in result.ranking {
      let fate =
        result.eliminatedAfter[index].map { say("第 \($0) 次后淘汰", "out after \($0)") }
        ?? (result.selected == index
          ? say("选定", "selected")
          : result.survivors.contains(index) ? say("在选", "left") : "")
      table.add([
        report.alternatives[index].label, NumberText.estimate(result.estimate(index), 3),
        String(result.values[index].count), fate,
      ])
    }
    return ([heading] + table.lines() + [""] + remarks).joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let end = result.goal == .minimum ? say("最小", "smallest") : say("最大", "largest")
    return say(
      "\(result.headline) \(end)者为优；自 \(report.period.from) 起，种子 \(report.seed)",
      "\(end) \(result.headline) is best; from \(report.period.from), seed \(report.seed)")
  }

  private var remarks: [String] {
    var lines: [String] = []
    switch result.method {
    case .sequential(let settings, _):
      let confidence = NumberText.percent(settings.confidence)
      let delta = NumberText.decimal(settings.indifference, 3)
      lines.append(
        say(
          "KN 法（Kim 与 Nelson 2001），同一随机数：若最优方案领先其余至少 \(delta)，选对的概率不低于 \(confidence)。",
          "KN (Kim and Nelson 2001) under common random numbers: if the best is better than the "
            + "others by \(delta) or more, it is selected with probability \(confidence) or more."))
    case .budget:
      let confidence = result.confidence.map { NumberText.percent($0) } ?? "–"
      lines.append(
        say(
          "OCBA 法（Chen 等 2000）：选对概率约 \(confidence)，仅为近似，不作保证。",
          "OCBA (Chen et al. 2000): probability of correct selection about \(confidence), an "
            + "approximation and no guarantee."))
    }
    lines.append(
      say("共 \(result.totalReplications) 次重复。", "\(result.totalReplications) replications in all."))
    for change in report.pack.changes { lines.append("--set \(change)") }
    return lines + report.warnings.map { "! \($0)" }
  }

  /// One row per alternative, the best first.
  var csv: String {
    var table = CSVTable(header: [
      "configuration", "changes", "survives", "eliminatedAfter", "replications", "mean", "low",
      "high",
    ])
    for index in result.ranking {
      let alternative = report.alternatives[index]
      let estimate = result.estimate(index)
      table.add([
        alternative.configuration, alternative.changes.joined(separator: " "),
        result.survivors.contains(index) ? "yes" : "no",
        result.eliminatedAfter[index].map { String($0) } ?? "",
        String(result.values[index].count), estimate.map { "\($0.mean)" } ?? "",
        estimate?.low.map { "\($0)" } ?? "", estimate?.high.map { "\($0)" } ?? "",
      ])
    }
    return table.text
  }
}
