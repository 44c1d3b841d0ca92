// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

/// Queues, closings, holidays and courier rounds, worked out by hand to the minute.
///
/// The office is open from 08:30 to 12:00 and from 14:30 to 17:30.
struct OpeningHoursTraceTests {
  @Test func finishingDeskEndsWhatItHasBegun() throws {
    let run = try TraceRun("hours-finish")
    #expect(
      run.lines == [
        "person 0 serve: 1 08:00 | 1 08:30 | 1 08:50",
        "person 1 serve: 1 08:10 | 1 08:50 | 1 09:10",
        "person 2 serve: 1 11:45 | 1 11:45 | 1 12:05",
        "person 3 serve: 1 11:50 | 1 14:30 | 1 14:50",
        "person 4 serve: 1 17:15 | 1 17:15 | 1 17:35",
        "person 5 serve: 1 17:30 | 2 08:30 | 2 08:50",
        "person 6 serve: 1 20:00 | 2 08:50 | 2 09:10",
        // Closings come last in their minute, so a free desk still takes who comes at 12:00.
        "person 7 serve: 2 12:00 | 2 12:00 | 2 12:20",
      ])
    // Five minutes at noon and five in the evening of the first day, twenty at noon of the second.
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 15)
    #expect(run.metrics.hall[.finished] == 8)
    #expect(run.metrics.invariantsHold)
  }

  @Test func drainingDeskServesWhoCameBeforeTheClosing() throws {
    let run = try TraceRun("hours-drain")
    #expect(
      run.lines == [
        "person 0 serve: 1 08:00 | 1 08:30 | 1 08:50",
        "person 1 serve: 1 11:45 | 1 11:45 | 1 12:05",
        "person 2 serve: 1 11:50 | 1 12:05 | 1 12:25",
        "person 3 serve: 1 12:00 | 1 12:25 | 1 12:45",
        "person 4 serve: 1 12:10 | 1 14:30 | 1 14:50",
        "person 5 serve: 1 17:25 | 1 17:25 | 1 17:45",
        "person 6 serve: 1 17:26 | 1 17:45 | 1 18:05",
        "person 7 serve: 1 17:31 | 2 08:30 | 2 08:50",
      ])
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == (45 + 35) / 2.0)
    #expect(run.metrics.invariantsHold)
  }

  @Test func closedDoorHoldsPeopleUntilItOpens() throws {
    let run = try TraceRun("door")
    #expect(
      run.lines == [
        "person 0 ticket: 1 08:30 | 1 08:30 | 1 08:31",
        "person 0 serve: 1 08:31 | 1 08:31 | 1 08:51",
        "person 1 ticket: 1 11:40 | 1 11:40 | 1 11:41",
        "person 1 serve: 1 11:41 | 1 11:41 | 1 12:01",
        "person 2 ticket: 1 14:30 | 1 14:30 | 1 14:31",
        "person 2 serve: 1 14:31 | 1 14:31 | 1 14:51",
        "person 3 ticket: 1 17:10 | 1 17:10 | 1 17:11",
        "person 3 serve: 1 17:11 | 1 17:11 | 1 17:31",
        "person 4 ticket: 2 08:30 | 2 08:30 | 2 08:31",
        "person 4 serve: 2 08:31 | 2 08:31 | 2 08:51",
      ])
    #expect(run.metrics.hall[.trips] == 1)
  }

  /// The run begins on Monday 27 September 2021; day 5 is the first of seven days off, day 12 a
  /// Friday, day 13 a Saturday that is worked, day 15 a Monday.
  @Test func workingDaysSkipHolidaysAndTakeMakeUpDays() throws {
    let run = try TraceRun("working-days")
    #expect(
      run.lines(of: "back") == [
        "lunch 0 back: 2 08:45 | 2 08:45 | 2 08:50",
        "half 0 back: 4 15:45 | 4 15:45 | 4 15:50",
        "one 0 back: 12 10:00 | 12 10:00 | 12 10:05",
        "holiday 0 back: 12 17:30 | 12 17:30 | 12 17:35",
        "two 0 back: 13 10:00 | 13 10:00 | 13 10:05",
        "three 0 back: 15 10:00 | 15 10:00 | 15 10:05",
      ])
  }

  @Test func courierTakesWhatIsReadyAtHisRound() throws {
    let run = try TraceRun("rounds")
    #expect(
      run.lines(of: "read") == [
        "file 0 read: 1 11:30 | 1 11:30 | 1 11:35",
        // Ready at the minute of the round is in time.
        "file 1 read: 1 11:30 | 1 11:30 | 1 11:35",
        "file 2 read: 1 17:00 | 1 17:00 | 1 17:05",
        "file 3 read: 1 17:00 | 1 17:00 | 1 17:05",
        // Sent at 11:00 and three quarters of an hour on the way: too late for 11:30.
        "slow 0 read: 1 17:00 | 1 17:00 | 1 17:05",
        "file 4 read: 3 17:00 | 3 17:00 | 3 17:05",
        "file 5 read: 4 17:00 | 4 17:00 | 4 17:05",
        // One minute after the last round before the holidays.
        "file 6 read: 12 11:30 | 12 11:30 | 12 11:35",
      ])
  }

  @Test func fileOfFridayEveningLeavesOnMonday() throws {
    let run = try TraceRun("rounds-weekend")
    #expect(
      run.lines(of: "read") == [
        "file 0 read: 5 17:00 | 5 17:00 | 5 17:05",
        "file 1 read: 5 17:00 | 5 17:00 | 5 17:05",
        "file 2 read: 8 11:30 | 8 11:30 | 8 11:35",
        "file 3 read: 8 11:30 | 8 11:30 | 8 11:35",
      ])
  }
}
