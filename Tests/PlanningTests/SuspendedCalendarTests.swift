// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// A pool that suspends its work at every closing is the same pool without closings, on a clock that
/// stands still while it is closed: exactly, to the microsecond.
struct SuspendedCalendarTests {
  /// Twenty files of 50 minutes that lie there on Monday morning: file k is done after 50·k minutes of
  /// opening time (D/D/1).
  @Test func filesAreDoneOneAfterTheOtherInOpeningTime() throws {
    let instants = (0..<20).map { _ in "1 09:00" }.joined(separator: ", ")
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, closing: suspend", plain: "at: [\(instants)]",
      times: ("", "50 min"), days: 5
    ).trace()
    let clock = run.study.plan.clock
    var last: [Int: Int64] = [:]
    for visit in run.visits { last[visit.number] = max(last[visit.number] ?? 0, visit.ended) }
    for file in 0..<20 {
      let minutes = Int64(50 * (file + 1)) * HallEngine.minute
      #expect(last[file] == clock.advance(9 * HallEngine.hour, byWorkingMicros: minutes))
    }
    // 1000 minutes are two days of 7 hours and 160 minutes.
    #expect(last[19] == 2 * HallEngine.day + 11 * HallEngine.hour + 40 * HallEngine.minute)
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 0)
  }

  /// In opening time the ends are those of the recursion of Kiefer and Wolfowitz (Transactions of the
  /// AMS 78 (1955) 1): each takes the server that is free first, in the order of arrival.
  @Test(arguments: [1, 3], ["exponential(mean 15 min)", "lognormal(mean 20, cv 1.5) min"])
  func openingTimeIsAQueueWithoutClosings(servers: Int, time: String) throws {
    let run = try InterruptedPack(
      desk: "servers: \(servers), hours: office, closing: suspend",
      plain: "rate: \(21 * servers) per wd", times: ("", time), days: 12
    ).trace(seed: 6)
    let clock = run.study.plan.clock
    func opening(_ instant: Int64) -> Int64 { clock.workingMicros(from: 0, to: instant) }
    var services: [Int: (came: Int64, started: Int64, ended: Int64, length: Int64)] = [:]
    for visit in run.visits {
      let length = visit.ended - visit.started
      services[visit.number, default: (visit.enqueued, visit.started, visit.ended, 0)].ended =
        visit.ended
      services[visit.number]?.length += length
    }
    var free = [Int64](repeating: 0, count: servers)
    var suspended = 0
    for number in services.keys.sorted() {
      guard let service = services[number] else { continue }
      let first = free.indices.min { free[$0] < free[$1] } ?? 0
      let start = max(free[first], opening(service.came))
      #expect(opening(service.started) == start)
      free[first] = start + service.length
      // The record of who is at work at the end of the run says what is foreseen.
      if service.ended <= run.result.end { #expect(opening(service.ended) == free[first]) }
      if service.ended - service.started > service.length { suspended += 1 }
    }
    #expect(suspended >= 8)
    #expect(run.metrics.invariantsHold)
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 0)
  }
}
