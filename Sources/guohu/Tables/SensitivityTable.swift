// SPDX-License-Identifier: Apache-2.0

import Planning
import ScenarioFiles
import Statistics
import TransferModel

/// The report of a sensitivity study as a tornado of at most 100 columns and as CSV.
struct SensitivityTable {
  private let report: SensitivityReport
  private let language: Language
  /// The cells of the longest bar.
  private static let barLength = 8

  init(_ report: SensitivityReport, language: Language) {
    self.report = report
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  private var result: SensitivityResult { report.result }

  /// The text.
  var text: String {
    let base = report.base
    let percent = PlainNumber.percent(report.by)
    var table = TextTable([
      (say("参数", "parameter"), .left), (say("取值", "value"), .right),
      ("-\(percent)", .right), ("+\(percent)", .right), (say("弹性", "elasticity"), .right),
      (say("幅度", "swing"), .left),
    ])
    let longest = result.rows.first?.swing.difference.mean.magnitude ?? 0
    for row in result.rows {
      table.add([
        row.parameter.path, TextTable.cut(row.parameter.text, to: 14), change(row.low),
        change(row.high), elasticity(row), bar(row.swing.difference.mean, longest),
      ])
    }
    return
      ([
        "\(base.configuration.id.value)  \(base.configuration.name.text(language))",
        EstimationText(base, language).line,
        say("\(result.headline)：", "\(result.headline): ") + NumberText.estimate(result.base, 3),
        "",
      ] + table.lines() + [""] + remarks).joined(separator: "\n") + "\n"
  }

  private func change(_ change: PairedComparison?) -> String {
    guard let estimate = change?.difference else { return "–" }
    return (estimate.mean > 0 ? "+" : "") + NumberText.estimate(estimate, 3)
  }

  private func elasticity(_ row: SensitivityResult.Row) -> String {
    guard let elasticity = row.elasticity else { return "–" }
    let isSure = (row.correctedPValue ?? 1) < 0.05
    return NumberText.decimal(elasticity.mean, 2) + (isSure ? " *" : "  ")
  }

  private func bar(_ swing: Double, _ longest: Double) -> String {
    guard longest > 0 else { return "" }
    let cells = Int((swing.magnitude / longest * Double(Self.barLength)).rounded())
    return String(repeating: swing < 0 ? "▒" : "█", count: cells)
  }

  private var remarks: [String] {
    var lines = [
      say(
        "同一随机数下逐一改变参数；* 表示校正后 p < 0.05（Holm）；█ 同向，▒ 反向。",
        "One number changed at a time under common random numbers; * marks p < 0.05 after Holm's "
          + "correction; █ the headline follows the number, ▒ it goes against it.")
    ]
    let counts = [
      (report.withoutEffect.count, say("个对本方案无影响", "without effect on this configuration")),
      (report.leftOut.count, say("个未仿真（见 --limit、--vary）", "not simulated (see --limit, --vary)")),
      (report.refused.count, say("个不能如此改变", "that cannot be changed so")),
    ]
    for (count, what) in counts where count > 0 {
      lines.append(say("另有 \(count) \(what)。", "\(count) more \(what)."))
    }
    return lines + ResultTable.remarks([report.base], language)
  }

  /// One row per parameter, the largest swing first.
  var csv: String {
    var table = CSVTable(header: [
      "parameter", "value", "ground", "low", "lowChange", "high", "highChange", "swing",
      "swingLow", "swingHigh", "pValue", "elasticity",
    ])
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    for row in result.rows {
      table.add([
        row.parameter.path, row.parameter.text, row.parameter.ground.rawValue,
        row.parameter.low?.text ?? "", text(row.low?.difference.mean),
        row.parameter.high?.text ?? "", text(row.high?.difference.mean),
        text(row.swing.difference.mean), text(row.swing.difference.low),
        text(row.swing.difference.high), text(row.correctedPValue), text(row.elasticity?.mean),
      ])
    }
    return table.text
  }
}
