// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The figures of the reform as tables of at most 100 columns.
struct IndicatorTable {
  private let report: IndicatorReport
  private let language: Language

  init(_ report: IndicatorReport, language: Language) {
    self.report = report
    self.language = language
  }

  private var indicators: ReformIndicators { report.indicators }
  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The text.
  var text: String {
    (heading + [""] + reductions + [""] + aims + [""] + totals + uncounted + changes)
      .joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    [
      say(
        "改革成效：\(indicators.before) → \(indicators.after)，计入 \(indicators.scenarios.count) 个情形",
        "Figures of the reform: \(indicators.before) → \(indicators.after), "
          + "\(Self.scenarios(indicators.scenarios.count)) counted")
    ]
  }

  // MARK: By scenario

  /// The four reductions.
  private var reductions: [String] {
    var table = TextTable([
      (say("情形", "scenario"), .left), (say("承诺（日）", "limit (wd)"), .right),
      (say("减", "less"), .right), (say("压缩", "shorter"), .right),
      (say("材料", "papers"), .right), (say("提交", "hand-ins"), .right),
      (say("环节", "steps"), .right), (say("到厅", "trips"), .right),
      (say("水电气", "utility"), .right),
    ])
    for item in indicators.scenarios {
      let figures = item.figures
      table.add([
        "\(item.scenario.id) \(item.scenario.name.text(language))",
        "\(item.limits.before) → \(item.limits.after)",
        NumberText.decimal(item.limits.reduction.change, 0),
        NumberText.percent(item.limits.compression), Self.arrow(figures.papers),
        Self.arrow(figures.submissions), Self.arrow(figures.stages), Self.arrow(figures.visits),
        Self.arrow(figures.utilityTrips),
      ])
    }
    let sums = [\ReformFigures.papers, \.submissions, \.stages, \.visits, \.utilityTrips]
      .map { path in indicators.sum { $0[keyPath: path] } }
    table.add(
      [
        say("合计", "total"), "", NumberText.decimal(indicators.time.total, 0),
        indicators.meanCompression.map { NumberText.percent($0) } ?? "–",
      ]
        + sums.map {
          "\(NumberText.decimal($0.before, 0)) → \(NumberText.decimal($0.after, 0))"
        })
    return table.lines()
  }

  private static func scenarios(_ count: Int) -> String {
    count == 1 ? "1 scenario" : "\(count) scenarios"
  }

  private static func arrow(_ pair: ReformFigures.Pair) -> String {
    "\(pair.before.count) → \(pair.after.count)"
  }

  /// Depth online, the five aims after the reform, and what a case costs by the graph.
  private var aims: [String] {
    var table = TextTable([
      (say("情形", "scenario"), .left), (say("即办", "spot"), .left),
      (say("网办", "online"), .left), (say("一号", "ticket"), .left),
      (say("免表", "forms"), .left), (say("一窗", "window"), .left),
      (say("一套", "papers"), .left), (say("网缴", "payment"), .left),
      (say("人员分钟", "staff min"), .right), (say("预计到厅", "trips exp."), .right),
    ])
    func yes(_ value: Bool) -> String { value ? say("是", "yes") : "–" }
    for item in indicators.scenarios {
      let id = item.scenario.id
      table.add(
        ["\(id) \(item.scenario.name.text(language))", yes(item.isOnTheSpot)]
          + [Self.level(item.depthAfter.level)]
          + WindowAims.Aim.allCases.map { yes(item.aimsAfter[$0].isMet) } + [
            pair(report.expectedBefore[id], report.expectedAfter[id], 0, \.touchMinutes),
            pair(report.expectedBefore[id], report.expectedAfter[id], 2, \.trips),
          ])
    }
    return table.lines()
  }

  static func level(_ level: OnlineDepth.Level) -> String {
    switch level {
    case .none: "–"
    case .preCheck: "III"
    case .full: "IV"
    }
  }

  private func pair(
    _ before: CaseExpectation?, _ after: CaseExpectation?, _ places: Int,
    _ figure: (CaseExpectation) -> Double
  ) -> String {
    let texts = [before, after].map { $0.map { NumberText.decimal(figure($0), places) } ?? "–" }
    return "\(texts[0]) → \(texts[1])"
  }

  // MARK: Totals

  private func line(_ title: String, _ value: String) -> String {
    title + String(repeating: " ", count: max(1, 34 - TextTable.width(title))) + value
  }

  private var totals: [String] {
    var lines = [
      line(
        say("减时限", "time"),
        say(
          "\(NumberText.decimal(indicators.time.total, 0)) 个工作日，涉及 \(indicators.time.items) 项，"
            + "平均 \(average) 个工作日",
          "\(NumberText.decimal(indicators.time.total, 0)) working days over "
            + "\(Self.scenarios(indicators.time.items)), \(average) on average"))
    ]
    lines += ratios
    lines.append(line(say("减材料", "materials"), rate(indicators.sum(\.papers), "份", "papers")))
    lines.append(line(say("减提交", "hand-ins"), rate(indicators.sum(\.submissions), "次", "")))
    lines += reasons
    lines.append(line(say("减环节", "steps"), rate(indicators.sum(\.stages), "个", "")))
    lines.append(line(say("减跑动", "trips, office and utility"), rate(indicators.trips, "次", "")))
    lines.append(
      line(
        say("即办情形", "on-the-spot scenarios"),
        "\(share(indicators.wasOnTheSpot)) → \(share(indicators.onTheSpot))"))
    lines.append(
      line(
        say("网办深度", "online depth"),
        "III \(indicators.depths[.preCheck]), IV \(indicators.depths[.full])"))
    lines += fees
    lines.append(
      line(
        say("每件人员分钟（按量加权）", "staff minutes a case, by volume"),
        mean(0, \.touchMinutes)))
    lines.append(
      line(
        say("每件预计到厅（按量加权）", "expected trips a case, by volume"), mean(2, \.trips)))
    return lines
  }

  private var average: String {
    indicators.time.average.map { NumberText.decimal($0, 2) } ?? "–"
  }

  private var ratios: [String] {
    guard let before = indicators.ratioBefore, let after = indicators.ratioAfter else { return [] }
    func row(_ title: String, _ old: Double?, _ new: Double?) -> String {
      line(
        title,
        [old, new].map { $0.map { NumberText.percent($0) } ?? "–" }.joined(separator: " → "))
    }
    let isMet = report.target.isMet(by: after.mean)
    let limit = NumberText.percent(report.target.limit)
    return [
      line(
        say("平均承诺（工作日）", "mean commitment (working days)"),
        "\(NumberText.decimal(before.meanWorkingDays, 3)) → "
          + NumberText.decimal(after.meanWorkingDays, 3)),
      row(say("承诺占法定 R", "committed / statutory R"), before.mean, after.mean)
        + say(
          "，目标 ≤ \(limit)：\(isMet ? "达到" : "未达到")",
          ", target ≤ \(limit): \(isMet ? "met" : "not met")"),
      row(say("  R_sum（总和之比）", "  R_sum, of sums"), before.ofSums, after.ofSums),
      row(say("  R_vol（按量加权）", "  R_vol, by volume"), before.byVolume, after.byVolume),
    ]
  }

  private func rate(_ reduction: Reduction, _ unit: String, _ english: String) -> String {
    let change = NumberText.decimal(reduction.change, 0)
    let share = reduction.rate.map { NumberText.percent($0) } ?? "–"
    let range =
      "\(NumberText.decimal(reduction.before, 0)) → \(NumberText.decimal(reduction.after, 0))"
    return say(
      "\(range)，减 \(change) \(unit)（\(share)）",
      "\(range)\(english.isEmpty ? "" : " \(english)"), \(change) less (\(share))")
  }

  /// The reasons, on as many lines as they need.
  private var reasons: [String] {
    var lines: [String] = []
    for reason in IndicatorReport.droppedReasons where indicators.reasons[reason] > 0 {
      let part = "\(Self.name(reason, language)) \(indicators.reasons[reason])"
      if let last = lines.last, TextTable.width(last + part) < 98 {
        lines[lines.count - 1] += say("、", ", ") + part
      } else {
        lines.append(line(lines.isEmpty ? say("  原因", "  by reason") : "", part))
      }
    }
    return lines
  }

  static func name(_ disposition: MaterialUse.Disposition, _ language: Language) -> String {
    let (zh, en): (String, String) =
      switch disposition {
      case .keep: ("保留", "kept")
      case .signed: ("当场签署", "signed")
      case .shared: ("数据共享", "shared data")
      case .committed: ("告知承诺", "commitment")
      case .generated: ("免填单", "form-free")
      case .abolished: ("无依据取消", "no legal basis")
      case .joined: ("联办合并", "joined")
      case .eLicence: ("电子证照", "e-licence")
      }
    return language == .zh ? zh : en
  }

  private func share(_ rate: Rate) -> String { "\(rate.part)/\(rate.whole)" }

  private var fees: [String] {
    indicators.feeClasses.map { fee in
      line(
        say("收费 ", "fee ") + fee.rule.id.value,
        say("\(fee.rule.yuan ?? 0) 元/件，", "\(fee.rule.yuan ?? 0) yuan a case, ")
          + say("\(fee.scenarios.count) 个情形", Self.scenarios(fee.scenarios.count))
          + (fee.volume.map { say("，业务量 ", ", volume ") + NumberText.percent($0) } ?? ""))
    }
  }

  private func mean(_ places: Int, _ figure: (CaseExpectation) -> Double) -> String {
    [report.expectedBefore, report.expectedAfter].map { expected in
      report.mean(expected, figure).map { NumberText.decimal($0, places) } ?? "–"
    }.joined(separator: " → ")
  }

  // MARK: Remarks

  private var uncounted: [String] {
    guard !indicators.uncounted.isEmpty else { return [] }
    return [""]
      + indicators.uncounted.map { item in
        let reasons = item.reasons.map { reason in
          switch reason {
          case .noFlow(let name): say("没有流程 \(name)", "no flow '\(name)'")
          case .noStatutoryLimit: say("没有法定时限", "no statutory limit")
          case .noCommitment(let name):
            say("\(name) 没有承诺时限", "no committed limit for '\(name)'")
          }
        }
        return say("未计入 ", "not counted: ") + item.id
          + say("：", ", ") + reasons.joined(separator: say("；", "; "))
      }
  }

  private var changes: [String] { report.changes.map { "--set \($0)" } }
}
