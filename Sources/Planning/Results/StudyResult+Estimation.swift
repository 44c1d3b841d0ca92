// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Statistics
import TransferModel

/// How the figures of a result were estimated, in JSON and in words.
extension StudyResult {
  /// What kind of estimator each number is, and over what its interval is made.
  var estimatorsJSON: JSONValue {
    let kinds = EstimatorKind.allCases.map { kind in
      JSONValue.Member(
        key: kind.rawValue,
        value: .texts(MetricName.allCases.filter { $0.estimator == kind }.map(\.resultKey)))
    }
    return .map([
      "interval": .text(batches == nil && replications == 1 ? "none" : "t"),
      "level": .number(0.95),
      "over": .text(batches == nil ? "replications" : "batches"),
      "kinds": .object(kinds),
    ])
  }

  /// Takes the report of a sequential study and says what was not reached.
  package mutating func take(_ report: PrecisionReport) {
    precision = report
    for row in report.rows where !row.isReached {
      let reached = row.share.map { "± \(Self.percent($0)) of its mean" } ?? "no interval or mean 0"
      let needed = row.needed.map { "; about \($0) would do" } ?? ""
      warnings.append(
        "\(row.headline) has \(reached) after \(replications) replications, not "
          + "± \(Self.percent(report.goal.share))\(needed)")
    }
  }

  /// Says which of the headlines have no interval, as their batches correlate, and what would help.
  mutating func warnAboutBatches() {
    guard let batches else { return }
    for row in batches.rows where !row.isAccepted {
      guard let test = row.test else {
        warnings.append(
          "\(row.headline) has no interval: it was not observed in every batch; take fewer batches")
        continue
      }
      let help =
        row.merging.map { "take longer batches, --batch-means \(batches.count / $0)" }
        ?? "make the run at least four times as long"
      warnings.append(
        "\(row.headline) has no interval: its \(batches.count) batches correlate (lag 1 "
          + "\(Self.short(test.lagOneCorrelation)), von Neumann p \(Self.chance(test.pValue))); "
          + help)
    }
  }

  /// A share in per cent with two decimals at most.
  static func percent(_ share: Double) -> String { "\((share * 1e4).rounded() / 100) %" }

  /// A p-value with three decimals at most.
  static func chance(_ value: Double) -> String { value < 0.001 ? "< 0.001" : short(value) }

  /// A number with three decimals at most.
  static func short(_ value: Double) -> String { "\((value * 1e3).rounded() / 1e3)" }
}

extension StudyPeriod {
  /// The period; what is not counted of it is given in whole working days and, in calendars
  /// without nights, in minutes.
  func json(warmUp: WarmUpSearch?) -> JSONValue {
    var workingDays: JSONValue?
    var arrivals: JSONValue?
    switch end {
    case .workingDays(let count): workingDays = .int(count)
    case .cases(let count): arrivals = .int(count)
    }
    return .present([
      "from": .text(from.description), "days": workingDays, "cases": arrivals,
      "warmUpDays": .int(warmUpDays),
      "warmUpMinutes": warmUpRest == 0 ? nil : .number(warmUpMinutes),
      "warmUp": warmUp?.json,
    ])
  }

  /// The length of the warm-up in minutes, where working days have 24 hours.
  package var warmUpMinutes: Double {
    Double(Int64(warmUpDays) * HallEngine.day + warmUpRest) / Double(HallEngine.minute)
  }
}

extension WarmUpSearch {
  /// How the warm-up was found.
  var json: JSONValue {
    var minutes: JSONValue?
    if case .time(let length) = unit {
      minutes = .number(Double(length) / Double(HallEngine.minute))
    }
    return .present([
      "rule": .text("MSER-5"), "series": .text(minutes == nil ? "insideShare" : "inside"),
      "per": .text(minutes == nil ? "workingDay" : "minutes"), "minutes": minutes,
      "observations": .int(series.count), "pilots": .int(Self.pilots),
      "truncation": .int(truncation), "statistic": .number(statistic),
    ])
  }
}

extension PrecisionReport {
  /// The goal and how far it was reached.
  var json: JSONValue {
    .map([
      "share": .number(goal.share), "minimum": .int(goal.minimum), "maximum": .int(goal.maximum),
      "reached": .bool(isReached),
      "headlines": .array(
        rows.map { row in
          .present([
            "name": .text(row.headline.description), "share": row.share.map { .number($0) },
            "reached": .bool(row.isReached), "needed": row.needed.map { .int($0) },
          ])
        }),
    ])
  }
}

extension BatchReport {
  /// The batches and their tests.
  var json: JSONValue {
    var days: JSONValue?
    var minutes: JSONValue?
    switch length {
    case .workingDays(let count): days = .int(count)
    case .time(let micros): minutes = .number(Double(micros) / Double(HallEngine.minute))
    }
    return .present([
      "count": .int(count), "workingDays": days, "minutes": minutes,
      "headlines": .array(
        rows.map { row in
          .present([
            "name": .text(row.headline.description), "accepted": .bool(row.isAccepted),
            "lagOneCorrelation": row.test.map { .number($0.lagOneCorrelation) },
            "pValue": row.test.map { .number($0.pValue) },
          ])
        }),
    ])
  }
}
