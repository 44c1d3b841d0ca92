// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import TransferModel

/// The result of one configuration as tables of at most 100 columns.
struct ResultTable {
  private let result: StudyResult
  private let language: Language

  init(_ result: StudyResult, language: Language) {
    self.result = result
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The text.
  var text: String {
    (heading + [""] + hall + [""] + pools + [""] + scenarios + [""] + footer)
      .joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    let configuration = result.configuration
    return [
      "\(configuration.id.value)  \(configuration.name.text(language))",
      EstimationText(result, language).line,
    ]
  }

  // MARK: Hall

  private var hall: [String] {
    func line(_ title: String, _ value: String) -> String {
      let padding = String(repeating: " ", count: max(1, 40 - TextTable.width(title)))
      return "  \(title)\(padding)\(value)"
    }
    let per = { (name: MetricName, places: Int) in
      NumberText.estimate(result.hall(name), places)
    }
    let share = { (name: MetricName) in NumberText.percent(result.hall(name)) }
    return [
      say("大厅", "Hall"),
      line(
        say("到达 / 办结（件）", "cases arrived / finished"),
        "\(per(.arrivals, 0)) / \(per(.finished, 0))"),
      line(
        say("窗口等候 平均 / P90（分钟）", "wait at a window, mean / P90 (min)"),
        "\(per(.waitMinutes, 1)) / \(per(.waitP90, 1))"),
      line(
        say("15 / 30 / 60 分钟内叫到", "called within 15 / 30 / 60 minutes"),
        "\(share(.within15)) / \(share(.within30)) / \(share(.within60))"),
      line(say("离队（占到达）", "left a queue, of arrivals"), share(.abandonmentRate)),
      line(say("到厅次数（每件）", "trips per case"), per(.trips, 2)),
      line(say("只跑一次办结", "finished with one visit"), share(.oneVisitRate)),
      line(say("当场办结（即办）", "finished on the spot"), share(.sameVisitRate)),
      line(
        say("首次即受理 / 补正率", "first pass / supplements"),
        "\(share(.firstPassRate)) / \(share(.supplementRate))"),
      line(say("按时办结", "on time"), share(.onTimeRate)),
      line(
        say("流程效率（人员用时 / 全程）", "flow efficiency, staff time / gross"),
        share(.flowEfficiency)),
      line(
        say("办结（件）：每窗口日 / 每人日", "cases per window-day / staff-day"),
        "\(per(.casesPerWindowDay, 2)) / \(per(.casesPerStaffDay, 2))"),
      line(
        say("加班（分钟/工作日）", "overtime (min per working day)"),
        per(.overtimeMinutesPerDay, 0)),
    ] + disturbances(line) + rating(line)
  }

  /// Closed days and time down; nothing where nothing disturbs the hall.
  private func disturbances(_ line: (String, String) -> String) -> [String] {
    guard let closed = result.hall(.closedDays) else { return [] }
    return [
      line(
        say("停业（工作日）/ 系统故障（分钟）", "days closed / system down (min)"),
        NumberText.estimate(closed, 2) + " / "
          + NumberText.estimate(result.hall(.outageMinutes), 0))
    ]
  }

  /// The rating index and what lowers it, the worst driver first; nothing where nobody rates.
  private func rating(_ line: (String, String) -> String) -> [String] {
    guard let index = result.hall(.ratingIndex) else { return [] }
    let drivers = MetricName.ratingDrivers.compactMap { name in
      result.hall(name).map { (name: name, mean: $0.mean) }
    }
    .sorted { $0.mean > $1.mean }
    .map { "\(driver($0.name)) \(NumberText.decimal($0.mean, 2))" }
    return [
      line(
        say("好评指数（用于比较，非预测）", "rating index, no forecast"),
        NumberText.estimate(index, 2, factor: 100) + "%"),
      say("    拉低它的因素（对数几率）：", "    log-odds lost: ")
        + drivers.joined(separator: say("、", ", ")),
    ]
  }

  private func driver(_ name: MetricName) -> String {
    switch name {
    case .ratingWait: say("等候", "wait")
    case .ratingTrips: say("多跑", "trips")
    case .ratingSupplement: say("补正", "supplement")
    case .ratingLate: say("超时", "late")
    default: say("不予办理", "refused")
    }
  }

  // MARK: Pools

  private var pools: [String] {
    var table = TextTable([
      (say("岗位", "pool"), .left), (say("席位", "servers"), .right),
      (say("应有", "offered"), .right), (say("占用率", "utilisation"), .right),
      (say("等候 平均", "wait mean"), .right), (say("P90", "P90"), .right),
      (say("队长", "queue"), .right), (say("最长", "max"), .right),
    ])
    for (index, pool) in result.pools.enumerated() {
      table.add([
        "\(pool.id.value) \(pool.name.text(language))",
        String(pool.servers(in: result.configuration.id.value)),
        NumberText.decimal(result.loads[index].erlangs, 1),
        NumberText.percent(result.pool(index, .utilisation)),
        NumberText.estimate(result.pool(index, .waitMinutes), 1),
        NumberText.mean(result.pool(index, .waitP90), 1),
        NumberText.mean(result.pool(index, .queueLength), 1),
        NumberText.mean(result.pool(index, .queueMaximum), 0),
      ])
    }
    return table.lines()
  }

  // MARK: Scenarios

  private var scenarios: [String] {
    var table = TextTable([
      (say("情形", "scenario"), .left), (say("办结", "finished"), .right),
      (say("全程（工作日）", "gross (wd)"), .right), (say("法定钟", "legal"), .right),
      (say("净用时", "net"), .right), (say("在厅（分）", "in hall (min)"), .right),
      (say("跑动", "trips"), .right), (say("按时", "on time"), .right),
    ])
    for (index, scenario) in result.scenarios.enumerated() {
      func value(_ name: MetricName, _ places: Int) -> String {
        NumberText.estimate(result.scenario(index, name), places)
      }
      table.add([
        "\(scenario.id) \(scenario.name.text(language))",
        NumberText.mean(result.scenario(index, .finished), 0), value(.gross, 2),
        NumberText.mean(result.scenario(index, .legal), 2),
        NumberText.mean(result.scenario(index, .net), 2), value(.hallMinutes, 0),
        value(.trips, 2), NumberText.percent(result.scenario(index, .onTimeRate)),
      ])
    }
    return table.lines()
  }

  private var footer: [String] { Self.remarks([result], language) }

  /// Warnings, and what the figures rest on.
  static func remarks(_ results: [StudyResult], _ language: Language) -> [String] {
    var lines: [String] = []
    for result in results {
      for warning in result.warnings {
        lines.append("! \(result.configuration.id.value): \(warning)")
      }
      for change in result.changes where result.configuration.id == results[0].configuration.id {
        lines.append("--set \(change)")
      }
    }
    if let share = results.first?.assumedShare {
      lines.append(
        language == .zh
          ? "参数中 \(NumberText.percent(share)) 为假设值；结果用于比较方案，不是对真实大厅的陈述。"
          : "\(NumberText.percent(share)) of the pack's numbers are assumptions: the figures compare "
            + "configurations and state nothing about a real hall.")
    }
    return lines
  }
}

extension Located where Value == String {
  /// Whether two located names are the same name.
  static func == (left: Located, right: Located) -> Bool { left.value == right.value }
}
