// SPDX-License-Identifier: Apache-2.0

/// Which days are worked: Monday to Friday, less days off, plus make-up days (调休上班).
///
/// The list of a year is data (`hall/calendars/2021.yaml`); a date in a year without a list is
/// reported by ``covers(_:)`` so that nobody counts working days on a guess.
package struct WorkingCalendar: Sendable, Hashable {
  /// What kind of calendar a pack uses.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Statutory holidays and make-up days by year.
    case civil
    /// Every day is worked around the clock; for textbook models.
    case always
  }

  /// The kind.
  package var kind: Kind
  /// Statutory holidays and bridge days.
  package var daysOff: Set<CivilDate>
  /// Weekend days that are worked.
  package var makeUpDays: Set<CivilDate>
  /// Extra closures of this hall (local holidays, typhoons).
  package var localClosures: Set<CivilDate>
  /// The years whose lists are in the pack.
  package var years: Set<Int>

  /// Creates a calendar.
  package init(
    kind: Kind, daysOff: Set<CivilDate> = [], makeUpDays: Set<CivilDate> = [],
    localClosures: Set<CivilDate> = [], years: Set<Int> = []
  ) {
    self.kind = kind
    self.daysOff = daysOff
    self.makeUpDays = makeUpDays
    self.localClosures = localClosures
    self.years = years
  }

  /// Whether a date is worked.
  package func isWorkingDay(_ date: CivilDate) -> Bool {
    if kind == .always { return true }
    if localClosures.contains(date) || daysOff.contains(date) { return false }
    return makeUpDays.contains(date) || !date.weekday.isWeekend
  }

  /// Whether the year of a date has a list.
  package func covers(_ date: CivilDate) -> Bool {
    kind == .always || years.contains(date.components.year)
  }

  /// The number of consecutive days off just before a date, not counting the date itself.
  ///
  /// Bounded by 31, which is longer than any holiday.
  package func restDays(before date: CivilDate) -> Int {
    var count = 0
    while count < 31, !isWorkingDay(date.adding(days: -count - 1)) { count += 1 }
    return count
  }

  /// The number of consecutive days off just after a date, not counting the date itself.
  package func restDays(after date: CivilDate) -> Int {
    var count = 0
    while count < 31, !isWorkingDay(date.adding(days: count + 1)) { count += 1 }
    return count
  }
}
