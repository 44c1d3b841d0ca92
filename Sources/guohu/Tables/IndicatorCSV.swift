// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The figures of the reform as one long table: a row per figure.
enum IndicatorCSV {
  /// Returns the rows: scenario (empty for totals), figure, before, after, what is counted before
  /// and after.
  static func text(_ report: IndicatorReport) -> String {
    var table = CSVTable(
      header: ["scenario", "figure", "before", "after", "countedBefore", "countedAfter"])
    for item in report.indicators.scenarios {
      func add(
        _ figure: String, _ before: String, _ after: String, _ old: [String] = [],
        _ new: [String] = []
      ) {
        table.add([
          item.scenario.id, figure, before, after, old.joined(separator: " "),
          new.joined(separator: " "),
        ])
      }
      func add(_ figure: String, _ pair: ReformFigures.Pair) {
        add(
          figure, String(pair.before.count), String(pair.after.count),
          pair.before.map { $0.replacing(" ", with: "/") }, pair.after)
      }
      add("limitWorkingDays", String(item.limits.before), String(item.limits.after))
      add("statutoryWorkingDays", String(item.limits.statutory), String(item.limits.statutory))
      add("papers", item.figures.papers)
      add("submissions", item.figures.submissions)
      add("steps", item.figures.stages)
      add("officeTrips", item.figures.visits)
      add("utilityTrips", item.figures.utilityTrips)
      add(
        "onlineLevel", String(item.depthBefore.level.rawValue),
        String(item.depthAfter.level.rawValue), item.depthBefore.route, item.depthAfter.route)
      for aim in WindowAims.Aim.allCases {
        let old = item.aimsBefore[aim]
        let new = item.aimsAfter[aim]
        add(
          aim.rawValue, old.isMet ? "yes" : "no", new.isMet ? "yes" : "no", old.evidence,
          new.evidence)
      }
      let before = report.expectedBefore[item.scenario.id]
      let after = report.expectedAfter[item.scenario.id]
      func add(_ figure: String, _ value: (CaseExpectation) -> Double) {
        add(figure, before.map { "\(value($0))" } ?? "", after.map { "\(value($0))" } ?? "")
      }
      add("expectedTouchMinutes") { $0.touchMinutes }
      add("expectedOfficeTrips") { $0.trips }
      add("expectedUtilityTrips") { $0.utilityTrips }
    }
    addTotals(report.indicators, to: &table)
    return table.text
  }

  private static func addTotals(_ indicators: ReformIndicators, to table: inout CSVTable) {
    func add(_ figure: String, _ before: Double?, _ after: Double?) {
      table.add(
        ["", figure] + [before, after].map { $0.map { "\($0)" } ?? "" } + ["", ""])
    }
    func add(_ figure: String, _ reduction: Reduction) {
      add(figure, reduction.before, reduction.after)
    }
    let before = indicators.ratioBefore
    let after = indicators.ratioAfter
    add("meanLimitWorkingDays", before?.meanWorkingDays, after?.meanWorkingDays)
    add("ratioMean", before?.mean, after?.mean)
    add("ratioOfSums", before?.ofSums, after?.ofSums)
    add("ratioByVolume", before?.byVolume, after?.byVolume)
    add("papers", indicators.sum(\.papers))
    add("submissions", indicators.sum(\.submissions))
    add("steps", indicators.sum(\.stages))
    add("officeTrips", indicators.sum(\.visits))
    add("utilityTrips", indicators.sum(\.utilityTrips))
    add(
      "onTheSpotScenarios", Double(indicators.wasOnTheSpot.part),
      Double(indicators.onTheSpot.part))
  }
}
