// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing
import TransferModel

struct CivilDateTests {
  @Test func countsDaysFromTheEpoch() {
    #expect(CivilDate(text: "1970-01-01")?.dayNumber == 0)
    #expect(CivilDate(text: "1969-12-31")?.dayNumber == -1)
    #expect(CivilDate(text: "2000-03-01")?.dayNumber == 11_017)
    #expect(CivilDate(text: "2021-03-01")?.dayNumber == 18_687)
    #expect(CivilDate(text: "0001-01-01")?.dayNumber == -719_162)
    #expect(CivilDate(text: "9999-12-31")?.dayNumber == 2_932_896)
  }

  @Test func everyDayOfFourCenturiesComesBack() throws {
    let first = try #require(CivilDate(text: "1600-01-01")).dayNumber
    var weekday = try #require(CivilDate(text: "1600-01-01")).weekday.index
    for day in first..<(first + 146_097) {
      let date = CivilDate(dayNumber: day)
      let (year, month, day) = date.components
      #expect(CivilDate(year: year, month: month, day: day) == date)
      #expect(date.weekday.index == weekday)
      weekday = (weekday + 1) % 7
    }
    #expect(CivilDate(dayNumber: first + 146_097).description == "2000-01-01")
  }

  @Test(arguments: ["2020-02-29", "2000-02-29", "2021-12-31", "0999-01-01"])
  func writesWhatItReads(text: String) { #expect(CivilDate(text: text)?.description == text) }

  @Test(arguments: [
    "2021-02-29", "1900-02-29", "2021-13-01", "2021-00-01", "2021-01-32", "2021-04-31", "2021-1-1",
    "21-01-01", "2021/01/01", "2021-01-01 ", "-021-01-01", "2021-01", "", "0000-01-01",
    "２０２１-01-01",
    "2021-01-0x", "2021-01-01-01",
  ])
  func refusesWhatIsNoDate(text: String) { #expect(CivilDate(text: text) == nil) }

  @Test func knowsDaysOfTheWeek() {
    #expect(CivilDate(text: "2021-03-01")?.weekday == .mon)
    #expect(CivilDate(text: "2020-02-29")?.weekday == .sat)
    #expect(CivilDate(text: "1969-12-28")?.weekday == .sun)
    #expect(Weekday.allCases.map(\.index) == Array(0..<7))
    #expect(Weekday.allCases.filter(\.isWeekend) == [.sat, .sun])
    #expect(Weekday.wed.name == "Wednesday")
  }
}

struct TimeOfDayTests {
  @Test(arguments: [("00:00", 0), ("08:30", 510), ("23:59", 1439), ("24:00", 1440)])
  func readsAndWrites(text: String, minutes: Int) {
    #expect(TimeOfDay(text: text)?.minutes == minutes)
    #expect(TimeOfDay(minutes: minutes)?.description == text)
  }

  @Test(arguments: ["24:01", "25:00", "08:60", "8:30", "08.30", "0830", "", "08:30:00", "-1:00"])
  func refusesOtherText(text: String) { #expect(TimeOfDay(text: text) == nil) }

  @Test func refusesMinutesOutsideTheDay() {
    #expect(TimeOfDay(minutes: -1) == nil)
    #expect(TimeOfDay(minutes: 1441) == nil)
  }

  @Test func intervalsHaveALength() {
    #expect(DayInterval(text: "08:30-12:00")?.minutes == 210)
    #expect(DayInterval(text: "00:00-24:00")?.description == "00:00-24:00")
    for text in ["12:00-08:30", "12:00-12:00", "12:00", "12:00-", "12:00-13:00-14:00", ""] {
      #expect(DayInterval(text: text) == nil, "\(text)")
    }
  }
}

struct WorkingCalendarTests {
  /// Working days per month, January to December: the arrangement of the State Council less weekends
  /// and days off, plus make-up days.
  static let workingDays: [(year: Int, months: [Int])] = [
    (2020, [17, 20, 22, 22, 19, 21, 23, 21, 23, 17, 21, 23]),
    (2021, [20, 17, 23, 22, 19, 21, 22, 22, 22, 17, 22, 23]),
    (2022, [21, 16, 23, 21, 20, 21, 21, 23, 21, 18, 22, 22]),
    (2023, [18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21]),
    (2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]),
    (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
    (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
  ]

  static let shipped = ShippedPack.outcome.pack?.hall.calendar

  @Test(arguments: workingDays)
  func shippedYearsHaveTheirWorkingDays(year: Int, months: [Int]) throws {
    let calendar = try #require(Self.shipped)
    var counted = [Int](repeating: 0, count: 12)
    var date = try #require(CivilDate(year: year, month: 1, day: 1))
    while date.components.year == year {
      if calendar.isWorkingDay(date) { counted[date.components.month - 1] += 1 }
      date = date.adding(days: 1)
    }
    #expect(counted == months)
  }

  @Test func everyShippedYearIsInTheTable() throws {
    #expect(try #require(Self.shipped).years == Set(Self.workingDays.map(\.year)))
  }

  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }

  @Test func countsRestDaysAroundAHoliday() throws {
    let calendar = try #require(Self.shipped)
    // Spring Festival 2021: 11 to 17 February off, 7 and 20 February worked.
    #expect(calendar.restDays(before: try date("2021-02-18")) == 7)
    #expect(calendar.restDays(after: try date("2021-02-10")) == 7)
    #expect(calendar.isWorkingDay(try date("2021-02-07")))
    #expect(!calendar.isWorkingDay(try date("2021-02-11")))
    #expect(calendar.restDays(before: try date("2021-03-01")) == 2)
    #expect(calendar.restDays(before: try date("2021-03-02")) == 0)
  }

  @Test func aClosureBeatsAMakeUpDay() throws {
    let day = try date("2021-02-07")
    var calendar = WorkingCalendar(kind: .civil, makeUpDays: [day], years: [2021])
    #expect(calendar.isWorkingDay(day))
    calendar.localClosures = [day]
    #expect(!calendar.isWorkingDay(day))
  }

  @Test func aroundTheClockEveryDayIsWorkedAndCovered() throws {
    let calendar = WorkingCalendar(kind: .always)
    #expect(calendar.isWorkingDay(try date("2021-02-14")))
    #expect(calendar.covers(try date("1999-01-01")))
    #expect(!WorkingCalendar(kind: .civil, years: [2021]).covers(try date("2022-01-01")))
  }

  @Test func aCalendarWithoutWorkingDaysHasAtMostAMonthOfRest() throws {
    let day = try date("2021-06-15")
    let off = (-60...60).map { day.adding(days: $0) }
    let calendar = WorkingCalendar(kind: .civil, daysOff: Set(off))
    #expect(calendar.restDays(before: day) == 31)
    #expect(calendar.restDays(after: day) == 31)
  }
}
