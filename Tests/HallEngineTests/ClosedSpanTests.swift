// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// What is left of capacities and openings where the hall stays closed, in plain numbers of time.
struct ClosedSpanTests {
  private func capacity(
    _ edges: [(Int64, Int)], closed: Int?, in spans: [Range<Int64>]
  ) -> [String] {
    var pool = PlanPool(capacity: edges.map { .init(time: $0.0, capacity: $0.1) })
    pool.closedCapacity = closed
    return pool.capacity(closedIn: spans).map { "\($0.time):\($0.capacity)" }
  }

  @Test func serversWithHoursAreAway() {
    let edges: [(Int64, Int)] = [(0, 0), (8, 2), (12, 0), (32, 2), (36, 0), (56, 2), (60, 0)]
    #expect(
      capacity(edges, closed: 0, in: [24..<48]) == ["0:0", "8:2", "12:0", "56:2", "60:0"])
    #expect(capacity(edges, closed: 0, in: [0..<48]) == ["0:0", "56:2", "60:0"])
    #expect(
      capacity(edges, closed: 0, in: [0..<24, 48..<72]) == ["0:0", "32:2", "36:0"])
  }

  @Test func serversAroundTheClockStay() {
    #expect(capacity([(0, 3)], closed: 3, in: [24..<48]) == ["0:3"])
    #expect(capacity([(0, 1), (8, 3), (12, 1)], closed: 1, in: [0..<24]) == ["0:1"])
    #expect(capacity([(0, 5)], closed: nil, in: [24..<48]) == ["0:5"])
  }

  /// A shift that is open when the closed day ends is on duty from then on.
  @Test func shiftOverMidnightIsCut() {
    #expect(
      capacity([(0, 0), (20, 2), (30, 0), (44, 2), (54, 0)], closed: 0, in: [24..<48])
        == ["0:0", "20:2", "24:0", "48:2", "54:0"])
  }

  private func openings(
    _ list: [(Int64, Int64)], closes: Bool = true, in spans: [Range<Int64>]
  ) -> [String] {
    var schedule = OpenSchedule(list.map { .init(start: $0.0, end: $0.1) })
    schedule.closes = closes
    return schedule.intervals(closedIn: spans).map { "\($0.start)-\($0.end)" }
  }

  @Test func openingsAreCutOut() {
    let days: [(Int64, Int64)] = [(8, 12), (32, 36), (56, 60)]
    #expect(openings(days, in: [24..<48]) == ["8-12", "56-60"])
    #expect(openings(days, closes: false, in: [24..<48]) == ["8-12", "32-36", "56-60"])
    #expect(openings([(0, 96)], in: [24..<48, 72..<96]) == ["0-24", "48-72"])
    #expect(openings([(20, 28), (44, 52)], in: [24..<48]) == ["20-24", "48-52"])
    #expect(openings(days, in: []) == ["8-12", "32-36", "56-60"])
  }
}
