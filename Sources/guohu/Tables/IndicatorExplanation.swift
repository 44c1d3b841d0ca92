// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The figures of one scenario, each with the nodes, papers and rules it counts.
struct IndicatorExplanation {
  private let report: IndicatorReport
  private let item: ScenarioIndicators
  private let language: Language

  /// Creates the explanation of a scenario that is counted, else nil.
  init?(_ report: IndicatorReport, scenario id: String, language: Language) {
    guard let item = report.indicators.scenarios.first(where: { $0.scenario.id == id }) else {
      return nil
    }
    self.report = report
    self.item = item
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The text.
  var text: String {
    let lines =
      ["\(item.scenario.id)  \(item.scenario.name.text(language))", ""]
      + limits + materials
      + stages(say("环节", "steps"), item.figures.stages) { $0.stage?.value }
      + stages(say("到厅", "trips to the hall"), item.figures.visits) {
        $0.counts == .utilityTrip ? nil : $0.visit?.value
      }
      + stages(say("水电气", "utility trips"), item.figures.utilityTrips) {
        $0.counts == .utilityTrip ? $0.visit?.value : nil
      }
      + online + aims + expected
    return lines.flatMap { Self.wrap($0) }.joined(separator: "\n") + "\n"
  }

  private var limits: [String] {
    let limits = item.limits
    let rule = item.scenario.statutoryRule.map { " (\($0.value))" } ?? ""
    return [
      say("承诺时限", "committed limit")
        + "  \(limits.before) → \(limits.after) wd, −\(NumberText.decimal(limits.reduction.change, 0))",
      say("  法定 ", "  statutory ")
        + "\(limits.statutory) wd\(rule); ρ = 1 − \(limits.after)/\(limits.statutory) = "
        + NumberText.percent(limits.compression),
    ]
  }

  private var materials: [String] {
    let figures = item.figures
    var lines = [
      say("材料", "papers") + "  \(figures.papers.before.count) → \(figures.papers.after.count)",
      "  \(report.indicators.before): \(figures.papers.before.joined(separator: ", "))",
      "  \(report.indicators.after): \(figures.papers.after.joined(separator: ", "))",
    ]
    for reason in IndicatorReport.droppedReasons {
      guard let papers = figures.reasons[reason] else { continue }
      lines.append(
        "  \(IndicatorTable.name(reason, language)): \(papers.joined(separator: ", "))")
    }
    let submissions = figures.submissions
    lines += [
      say("提交", "hand-ins") + "  \(submissions.before.count) → \(submissions.after.count)",
      "  \(report.indicators.before): \(submissions.before.joined(separator: ", "))",
    ]
    return lines
  }

  private func stages(
    _ title: String, _ pair: ReformFigures.Pair, _ key: (FlowNode) -> String?
  ) -> [String] {
    func list(_ name: String, _ ids: [String], _ flow: Flow) -> [String] {
      ids.map { id in
        "  \(name): \(id) = "
          + ScenarioIndicators.nodes(of: flow) { key($0) == id }.joined(separator: ", ")
      }
    }
    return ["\(title)  \(pair.before.count) → \(pair.after.count)"]
      + list(report.indicators.before, pair.before, item.before)
      + list(report.indicators.after, pair.after, item.after)
  }

  private var online: [String] {
    let levels = [item.depthBefore, item.depthAfter].map { IndicatorTable.level($0.level) }
    return [say("网办深度", "online depth") + "  \(levels[0]) → \(levels[1])"]
      + (item.depthAfter.route.isEmpty
        ? [] : ["  " + item.depthAfter.route.joined(separator: " → ")])
  }

  private var aims: [String] {
    WindowAims.Aim.allCases.map { aim in
      let before = item.aimsBefore[aim]
      let after = item.aimsAfter[aim]
      func text(_ verdict: WindowAims.Verdict) -> String {
        (verdict.isMet ? say("是", "yes") : say("否", "no"))
          + (verdict.evidence.isEmpty ? "" : " (\(verdict.evidence.joined(separator: ", ")))")
      }
      return "\(Self.title(aim, language))  \(text(before)) → \(text(after))"
    }
  }

  private static func title(_ aim: WindowAims.Aim, _ language: Language) -> String {
    let (zh, en): (String, String) =
      switch aim {
      case .oneTicket: ("一次取号", "one ticket")
      case .noForms: ("免填表单", "no forms")
      case .oneWindow: ("只进一窗", "one window")
      case .onePaperSet: ("一套材料", "one set of papers")
      case .onlinePayment: ("在线缴费", "online payment")
      }
    return language == .zh ? zh : en
  }

  private var expected: [String] {
    let id = item.scenario.id
    return [
      (report.indicators.before, report.expectedBefore[id]),
      (report.indicators.after, report.expectedAfter[id]),
    ].flatMap { name, found -> [String] in
      guard let found else { return [] }
      let minutes = found.parts.filter { $0.minutes >= 0.05 }
        .map { "\($0.node) \(NumberText.decimal($0.minutes, 1))" }
      let trips = found.parts.filter { $0.trips >= 0.005 }
        .map { "\($0.node) \(NumberText.decimal($0.trips, 2))" }
      return [
        say("预计 ", "expected ") + "\(name) (\(found.configuration))",
        say("  人员分钟 ", "  staff minutes ") + NumberText.decimal(found.touchMinutes, 1)
          + ": " + minutes.joined(separator: ", "),
        say("  到厅 ", "  trips to the hall ") + NumberText.decimal(found.trips, 2)
          + say("，水电气 ", ", utility ") + NumberText.decimal(found.utilityTrips, 2)
          + ": " + trips.joined(separator: ", "),
      ]
    }
  }

  /// Breaks a line at blanks so that it fits 100 columns; what follows is set in.
  private static func wrap(_ line: String, limit: Int = 100) -> [String] {
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: true) {
      let longer = current.isEmpty ? indent + word : "\(current) \(word)"
      if TextTable.width(longer) > limit, !current.isEmpty {
        lines.append(current)
        current = "\(indent)    \(word)"
      } else {
        current = longer
      }
    }
    return lines + [current]
  }
}
