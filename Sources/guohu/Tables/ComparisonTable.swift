// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import TransferModel

/// A comparison as tables of at most 100 columns: each number under every configuration, then the
/// difference from the base with its interval.
struct ComparisonTable {
  private let comparison: ComparisonResult
  private let language: Language

  init(_ comparison: ComparisonResult, language: Language) {
    self.comparison = comparison
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  private var results: [StudyResult] { comparison.results }
  private var names: [String] { results.map(\.configuration.id.value) }

  /// A number that is shown, with its title and decimals; shares are shown in per cent.
  private struct Line {
    var name: MetricName
    var zh: String
    var en: String
    var places: Int
    var isShare = false
  }

  private static let hallLines = [
    Line(name: .waitMinutes, zh: "窗口等候 平均（分）", en: "wait at a window, mean (min)", places: 1),
    Line(name: .waitP90, zh: "窗口等候 P90（分）", en: "wait at a window, P90 (min)", places: 1),
    Line(name: .within15, zh: "15 分钟内叫到", en: "called within 15 min", places: 1, isShare: true),
    Line(name: .within30, zh: "30 分钟内叫到", en: "called within 30 min", places: 1, isShare: true),
    Line(name: .within60, zh: "60 分钟内叫到", en: "called within 60 min", places: 1, isShare: true),
    Line(
      name: .abandonmentRate, zh: "离队（占到达）", en: "left a queue (of arrivals)", places: 2,
      isShare: true),
    Line(name: .oneVisitRate, zh: "一次办结", en: "one visit", places: 1, isShare: true),
    Line(name: .sameVisitRate, zh: "当场办结", en: "done on the spot", places: 1, isShare: true),
    Line(name: .firstPassRate, zh: "首次即受理", en: "first pass", places: 1, isShare: true),
    Line(name: .supplementRate, zh: "补正率", en: "supplements", places: 1, isShare: true),
    Line(name: .flowEfficiency, zh: "流程效率", en: "flow efficiency", places: 1, isShare: true),
    Line(name: .casesPerWindowDay, zh: "每窗口日办结（件）", en: "cases per window-day", places: 2),
    Line(name: .casesPerStaffDay, zh: "每人日办结（件）", en: "cases per staff-day", places: 2),
    Line(name: .onTimeRate, zh: "按时办结", en: "on time", places: 1, isShare: true),
    Line(
      name: .ratingIndex, zh: "好评指数（非预测）", en: "rating index, no forecast", places: 2,
      isShare: true),
    Line(name: .overtimeMinutesPerDay, zh: "加班（分/日）", en: "overtime (min/day)", places: 0),
    Line(name: .closedDays, zh: "停业（工作日）", en: "days closed", places: 2),
    Line(name: .outageMinutes, zh: "系统故障（分）", en: "system down (min)", places: 0),
  ]

  private static let scenarioLines = [
    Line(name: .gross, zh: "全程（工作日）", en: "gross (working days)", places: 2),
    Line(name: .grossP90, zh: "全程 P90", en: "gross P90", places: 2),
    Line(name: .legal, zh: "受理到登簿", en: "acceptance to entry", places: 2),
    Line(name: .net, zh: "净用时", en: "net of stopped time", places: 2),
    Line(name: .hallMinutes, zh: "在厅（分）", en: "in hall (min)", places: 0),
    Line(name: .hallWaitMinutes, zh: "其中等候（分）", en: "of which waiting (min)", places: 0),
    Line(name: .touchMinutes, zh: "人员用时（分）", en: "staff time (min)", places: 0),
    Line(name: .trips, zh: "到厅（次）", en: "trips to the hall", places: 2),
    Line(name: .utilityTrips, zh: "水电气（次）", en: "utility trips", places: 2),
    Line(name: .oneVisitRate, zh: "一次办结", en: "one visit", places: 1, isShare: true),
    Line(name: .onTimeRate, zh: "按时办结", en: "on time", places: 1, isShare: true),
    Line(name: .supplementRate, zh: "补正率", en: "supplements", places: 1, isShare: true),
  ]

  /// The text.
  var text: String {
    guard let base = results.first else { return "" }
    var lines: [String] = results.map {
      "\($0.configuration.id.value)  \($0.configuration.name.text(language))"
    }
    lines += [EstimationText(base, language).line, ""]
    lines.append(say("大厅（全部情形）", "Hall (all scenarios)"))
    lines += table(Self.hallLines) { result, name in
      result.hall(name)
    } differences: { row in
      row.hall
    }
    for (index, scenario) in base.scenarios.enumerated() where scenario.id != "X00" {
      lines += ["", "\(scenario.id)  \(scenario.name.text(language))"]
      lines += table(Self.scenarioLines) { result, name in
        let position = result.scenarios.firstIndex { $0.id == scenario.id } ?? index
        return result.scenario(position, name)
      } differences: { row in
        row.scenarios.first { $0.id == scenario.id }?.differences ?? []
      }
    }
    lines += ["", say("岗位占用率与平均等候（分）", "Utilisation and mean wait (min) by pool")]
    lines += pools()
    lines += [""] + ResultTable.remarks(results, language)
    lines.append(
      say(
        "差值为同一随机数下逐次相减的均值与 95% 区间；* 表示校正后 p < 0.05（Holm）。",
        "Differences are paired under common random numbers; * marks p < 0.05 after Holm's correction."
      ))
    if let help = commonNumbers { lines.append(help) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What common random numbers did for the first number that is compared.
  private var commonNumbers: String? {
    let ratios = comparison.rows.compactMap { row -> String? in
      row.hall.first { $0.name == .waitMinutes }?.paired.varianceRatio
        .map { "\(row.configuration)−\(names[0]) \(NumberText.decimal($0, 2))" }
    }
    guard !ratios.isEmpty else { return nil }
    let list = ratios.joined(separator: say("，", ", "))
    return say(
      "窗口等候之差的方差与两方差之和的比（独立运行为 1）：\(list)",
      "Variance of the difference of the mean wait by the sum of both (1 if independent): \(list)")
  }

  private func table(
    _ lines: [Line], value: (StudyResult, MetricName) -> Estimate?,
    differences: (ComparisonResult.Row) -> [ComparisonResult.Difference]
  ) -> [String] {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [(" ", .left)]
    columns += names.map { ($0, .right) }
    columns += comparison.rows.map { ("\($0.configuration)−\(names[0])", .right) }
    var table = TextTable(columns)
    for line in lines {
      let factor = line.isShare ? 100.0 : 1
      var cells = [say(line.zh, line.en) + (line.isShare ? " %" : "")]
      let estimates = results.map { value($0, line.name) }
      guard estimates.contains(where: { $0 != nil }) else { continue }
      // Beside several differences there is room for means only; their intervals are in the JSON.
      cells += estimates.map {
        results.count > 2
          ? NumberText.mean($0, line.places, factor: factor)
          : NumberText.estimate($0, line.places, factor: factor)
      }
      for row in comparison.rows {
        guard let difference = differences(row).first(where: { $0.name == line.name }) else {
          cells.append("–")
          continue
        }
        let isSure = (difference.correctedPValue ?? 1) < 0.05
        let text = NumberText.estimate(difference.paired.difference, line.places, factor: factor)
        let sign = difference.paired.difference.mean > 0 ? "+" : ""
        cells.append(sign + text + (isSure ? " *" : "  "))
      }
      table.add(cells)
    }
    return table.lines()
  }

  private func pools() -> [String] {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      (say("岗位", "pool"), .left)
    ]
    for name in names {
      columns += [
        ("\(name) " + say("席", "n"), .right), (say("占用", "util."), .right),
        (say("等候", "wait"), .right),
      ]
    }
    var table = TextTable(columns)
    var ids: [(id: String, name: LocalizedText)] = []
    for pool in results.flatMap(\.pools) where !ids.contains(where: { $0.id == pool.id.value }) {
      ids.append((pool.id.value, pool.name))
    }
    for (id, name) in ids {
      var cells = ["\(id) \(name.text(language))"]
      for result in results {
        guard let index = result.pools.firstIndex(where: { $0.id.value == id }) else {
          cells += ["–", "–", "–"]
          continue
        }
        cells += [
          String(result.pools[index].servers(in: result.configuration.id.value)),
          NumberText.mean(result.pool(index, .utilisation), 1, factor: 100) + "%",
          NumberText.mean(result.pool(index, .waitMinutes), 1),
        ]
      }
      table.add(cells)
    }
    return table.lines()
  }
}
