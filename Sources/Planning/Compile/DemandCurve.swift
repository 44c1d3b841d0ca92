// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// How the rate of a stream changes over the years: growth and rushes.
struct DemandCurve {
  private let growth: Double
  private let base: CivilDate
  private let rushes: [(span: ClosedRange<CivilDate>, rush: DemandRush)]

  /// The curve of a stream, whose rate is that of the base day.
  init(_ stream: ArrivalStream, _ calendar: WorkingCalendar, base: CivilDate) {
    growth = stream.growth
    self.base = base
    rushes = stream.rushes.filter { $0.factor != 1 || $0.factorAfter != 1 }
      .map { ($0.span(in: calendar), $0) }
  }

  /// Whether nothing ever changes.
  var isFlat: Bool { growth == 0 && rushes.isEmpty }

  /// The factor of a day: (1 + growth) to the power of the years of 365 days since the base day, times
  /// the factors of the rushes and lulls that the day lies in.
  func factor(on date: CivilDate) -> Double {
    var factor = 1.0
    if growth != 0 {
      let years = Double(date.dayNumber - base.dayNumber) / 365
      factor = Elementary.power(1 + growth, years)
    }
    for (span, rush) in rushes where span.contains(date) {
      factor *= date < rush.before ? rush.factor : rush.factorAfter
    }
    return factor
  }

  /// The mean factor of the open days of a period; 1 where nothing changes.
  func mean(from: CivilDate, days: Int, openOn isOpen: (CivilDate) -> Bool) -> Double {
    if isFlat { return 1 }
    let factors = (0..<days).map { from.adding(days: $0) }.filter(isOpen).map { factor(on: $0) }
    return factors.isEmpty ? 1 : factors.reduce(0, +) / Double(factors.count)
  }
}
