// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Divides a number of events a year among the days of that year on which one can happen.
struct YearlyEvents {
  private let isEligible: (CivilDate) -> Bool
  private var eligible: [Int: Int] = [:]

  /// Creates a division among the days that pass a test.
  init(among isEligible: @escaping (CivilDate) -> Bool) { self.isEligible = isEligible }

  /// The expected number of events on a day at one event a year; 0 on days that do not pass.
  mutating func expected(on date: CivilDate) -> Double {
    guard isEligible(date) else { return 0 }
    let year = date.components.year
    let count = eligible[year] ?? count(in: year)
    eligible[year] = count
    return 1 / Double(max(1, count))
  }

  private func count(in year: Int) -> Int {
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else { return 0 }
    return (first.dayNumber...last.dayNumber).count { isEligible(CivilDate(dayNumber: $0)) }
  }
}
