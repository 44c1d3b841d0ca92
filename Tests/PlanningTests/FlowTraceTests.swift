// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// Call rules, gateways, appointments and clocks, worked out by hand.
struct FlowTraceTests {
  @Test func urgentArrivalTakesTheDeskThatFallsFreeAtThatMinute() throws {
    let run = try TraceRun("simultaneous")
    #expect(
      run.lines == [
        "plain 0 serve: 1 09:00 | 1 09:00 | 1 09:10",
        "urgent 0 serve: 1 09:10 | 1 09:10 | 1 09:20",
        "plain 1 serve: 1 09:05 | 1 09:20 | 1 09:30",
        "plain 2 serve: 1 09:10 | 1 09:30 | 1 09:40",
        "urgent 1 serve: 1 09:40 | 1 09:40 | 1 09:50",
      ])
  }

  @Test func whoComesFromADeskStandsBeforeWhoComesIn() throws {
    let run = try TraceRun("same-minute")
    #expect(
      run.lines(of: "second") == [
        "direct 0 second: 1 09:05 | 1 09:05 | 1 09:15",
        "through 0 second: 1 09:10 | 1 09:15 | 1 09:25",
        "direct 1 second: 1 09:10 | 1 09:25 | 1 09:35",
      ])
  }

  @Test func patienceEndsBeforeTheDeskCalls() throws {
    let run = try TraceRun("leaving")
    #expect(
      run.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:20",
        "person 2 serve: 1 09:06 | 1 09:20 | 1 09:40",
      ])
    #expect(run.metrics.hall[.abandoned] == 1)
    #expect(run.metrics.pools[0][.reneged] == 1)
  }

  @Test func oneTicketKeepsItsPlaceAtTheNextDesk() throws {
    let run = try TraceRun("ticket-once")
    #expect(
      run.lines(of: "second") == [
        "quick 0 second: 1 09:06 | 1 09:06 | 1 09:18",
        "quick 1 second: 1 09:07 | 1 09:18 | 1 09:30",
        "slow 0 second: 1 09:25 | 1 09:30 | 1 09:42",
        "quick 2 second: 1 09:08 | 1 09:42 | 1 09:54",
      ])
  }

  @Test func newTicketAtEachDeskStartsAtTheBack() throws {
    let run = try TraceRun("ticket-each")
    #expect(
      run.lines(of: "second") == [
        "quick 0 second: 1 09:06 | 1 09:06 | 1 09:18",
        "quick 1 second: 1 09:07 | 1 09:18 | 1 09:30",
        "quick 2 second: 1 09:08 | 1 09:30 | 1 09:42",
        "slow 0 second: 1 09:25 | 1 09:42 | 1 09:54",
      ])
  }

  @Test func entryWaitsForTheLastReview() throws {
    let run = try TraceRun("join")
    #expect(
      run.lines(of: "tax", "enter") == [
        "file 0 tax: 1 09:00 | 1 09:00 | 1 09:25",
        "file 1 tax: 1 09:02 | 1 09:25 | 1 09:50",
        "file 0 enter: 1 09:25 | 1 09:25 | 1 09:28",
        "file 1 enter: 1 09:50 | 1 09:50 | 1 09:53",
      ])
    #expect(run.visits.count == 8)
    #expect(run.scenario("file", .cycleMinutes) == (28 + 51) / 2.0)
    #expect(run.scenario("file", .touchMinutes) == 43.0)
  }

  /// The chance that none of sixty cases goes round at least twice is below 1e-11.
  @Test func supplementRepeatsOnlyTheBranchThatFailed() throws {
    let run = try TraceRun("supplement", seed: 5)
    var longest = 0
    var times: Set<Int64> = []
    for number in 0..<60 {
      let visits = run.visits.filter { $0.number == number }
      func all(_ node: String) -> [TraceRun.Visit] { visits.filter { $0.node == node } }
      let notices = all("notify")
      let again = all("taxAgain")
      #expect(all("tax").count == 1)
      #expect(all("title").count == 1)
      #expect(all("enter").count == 1)
      #expect(notices.count == again.count)
      longest = max(longest, again.count)
      for (notice, visit) in zip(notices, again) {
        #expect(visit.enqueued == notice.ended + 30 * HallEngine.minute)
        times.insert(visit.ended - visit.started)
      }
    }
    let repeats = run.visits.count { $0.node == "taxAgain" }
    #expect(longest >= 2)
    // Every pass draws anew: continuous times do not repeat.
    #expect(times.count == repeats)
    #expect(run.metrics.hall[.finished] == 60)
  }

  @Test func supplementLapsesAtItsLimitAndNotBefore() throws {
    let run = try TraceRun("lapse")
    #expect(
      run.lines(of: "read", "tooLate") == [
        "just 0 read: 8 10:00 | 8 10:00 | 8 10:05",
        "late 0 tooLate: 8 10:00 | 8 10:00 | 8 10:01",
      ])
    #expect(run.scenario("just", .finished) == 1)
    #expect(run.scenario("late", .finished) == 0)
    #expect(run.scenario("late", .lapsed) == 1)
  }

  /// Slots at ten with a tolerance of ten minutes; walk-ins are of class 3.
  @Test func appointmentsAreCalledByTheirPunctuality() throws {
    let run = try TraceRun("appointments")
    #expect(
      run.lines == [
        "plain 0 serve: 3 09:40 | 3 09:40 | 3 09:50",
        // Twenty minutes early is not called before 09:50, then before the walk-ins.
        "early 0 serve: 3 09:50 | 3 09:50 | 3 10:00",
        "plain 1 serve: 3 09:41 | 3 10:00 | 3 10:10",
        "prompt 0 serve: 3 10:08 | 3 10:10 | 3 10:20",
        "plain 2 serve: 3 09:42 | 3 10:20 | 3 10:30",
        // Eleven minutes late is class 5, after the walk-ins.
        "tardy 0 serve: 3 10:11 | 3 10:30 | 3 10:40",
        // Booked on Friday evening for two working days later, which is Tuesday.
        "early 0 serve: 9 09:50 | 9 09:50 | 9 10:00",
      ])
  }

  /// The commitment is three working days of 390 minutes.
  ///
  /// The day of acceptance is day 0, a limit ends at closing time, and the days of a stop do not
  /// count.
  @Test(arguments: [
    // Accepted Monday 10:30, entered Thursday at closing time, 17:30.
    ("prompt", 1440.0, 1440.0, 1470.0, 1.0),
    // One second later counts for Friday.
    ("late", 1440, 1440, 1470, 0),
    // Two working days of stop, entered on the next Monday at closing time.
    ("stopped", 2220, 1440, 2250, 1),
    ("stopped-late", 2220, 1440, 2250, 0),
    // Accepted Monday 18:30, after closing: Tuesday is day 0 and Friday 17:30 in time.
    ("evening", 1560, 1560, 1560, 1),
  ])
  func clocksCountWorkingTime(
    id: String, legal: Double, net: Double, gross: Double, onTime: Double
  ) throws {
    let run = try TraceRun("clocks")
    #expect(run.scenario(id, .legal) == legal / 390)
    #expect(run.scenario(id, .net) == net / 390)
    #expect(run.scenario(id, .gross) == gross / 390)
    #expect(run.scenario(id, .onTimeRate) == onTime)
  }
}
