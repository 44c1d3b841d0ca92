// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

struct WorkingClockTests {
  /// Two sessions of 3.5 h and 3 h; days 0 (Fri), 2 (Sunday made up), 3 and 4 work, 1 is off.
  private let clock: WorkingClock = WorkingClock(
    days: [Self.open, [], Self.open, Self.open, Self.open], standardDay: 390 * HallEngine.minute)
  private static let open: [WorkingClock.Segment] = [
    WorkingClock.Segment(start: at(8, 30), end: at(12, 0)),
    WorkingClock.Segment(start: at(14, 30), end: at(17, 30)),
  ]

  private static func at(_ hour: Int64, _ minute: Int64, day: Int64 = 0) -> Int64 {
    day * HallEngine.day + hour * HallEngine.hour + minute * HallEngine.minute
  }

  private func at(_ hour: Int64, _ minute: Int64, day: Int64 = 0) -> Int64 {
    Self.at(hour, minute, day: day)
  }

  @Test func countsOnlyOpenTime() {
    #expect(clock.workingTime(until: at(8, 0)) == 0)
    #expect(clock.workingTime(until: at(9, 0)) == 30 * HallEngine.minute)
    #expect(clock.workingTime(until: at(13, 0)) == 210 * HallEngine.minute)
    #expect(clock.workingTime(until: at(23, 0)) == 390 * HallEngine.minute)
    #expect(
      clock.workingMicros(from: at(17, 0), to: at(9, 0, day: 2)) == 60 * HallEngine.minute)
    #expect(clock.workingTime(until: at(0, 0, day: 99)) == 4 * 390 * HallEngine.minute)
  }

  @Test func advancesAcrossLunchAndDaysOff() {
    let minute = HallEngine.minute
    #expect(clock.advance(at(11, 50), byWorkingMicros: 10 * minute) == at(12, 0))
    #expect(clock.advance(at(11, 50), byWorkingMicros: 11 * minute) == at(14, 31))
    #expect(clock.advance(at(17, 0), byWorkingMicros: 60 * minute) == at(9, 0, day: 2))
    #expect(clock.advance(at(7, 0), byWorkingMicros: 1) == at(8, 30) + 1)
    #expect(clock.advance(at(13, 0), byWorkingMicros: 0) == at(13, 0))
    #expect(clock.advance(at(9, 0), byWorkingMicros: 390 * minute) == at(9, 0, day: 2))
    #expect(clock.advance(at(17, 30, day: 4), byWorkingMicros: 1) == HallEngine.never)
    #expect(clock.advance(at(9, 0), byWorkingMicros: Int64.max) == HallEngine.never)
  }

  @Test func advanceIsTheInverseOfMeasuring() {
    for start in stride(from: 0, to: 3 * HallEngine.day, by: 47 * Int(HallEngine.minute)) {
      for work in [1, 29, 210, 391] as [Int64] {
        let end = clock.advance(Int64(start), byWorkingMicros: work * HallEngine.minute)
        #expect(clock.workingMicros(from: Int64(start), to: end) == work * HallEngine.minute)
      }
    }
  }

  @Test func daysAreNumberedByTheirClosing() {
    #expect(clock.dayNumber(of: at(7, 0)) == 0)
    #expect(clock.dayNumber(of: at(17, 30)) == 0)
    #expect(clock.dayNumber(of: at(17, 30) + 1) == 1)
    #expect(clock.dayNumber(of: at(12, 0, day: 1)) == 1)
    #expect(clock.dayNumber(of: at(12, 0, day: 2)) == 1)
    #expect(clock.dayNumber(of: at(18, 0, day: 4)) == 4)
    #expect(clock.nextWorkingDay(after: at(9, 0)) == at(0, 0, day: 2))
    #expect(clock.midnight(ofWorkingDay: 3) == at(0, 0, day: 4))
    #expect(clock.midnight(ofWorkingDay: 4) == HallEngine.never)
  }

  @Test func theContinuousClockNeverStops() {
    let clock = WorkingClock.continuous
    #expect(clock.workingMicros(from: 5, to: 1005) == 1000)
    #expect(clock.advance(5, byWorkingMicros: 1000) == 1005)
    #expect(clock.dayNumber(of: HallEngine.day) == 1)
    #expect(clock.advance(5, byWorkingMicros: Int64.max) == HallEngine.never)
  }

  @Test func malformedSegmentsAreReported() {
    let bad = WorkingClock(
      days: [[.init(start: 10, end: 5)]], standardDay: HallEngine.hour)
    #expect(!bad.isWellFormed)
    #expect(clock.isWellFormed)
  }
}
