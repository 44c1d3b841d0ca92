// SPDX-License-Identifier: Apache-2.0

import Planning
import TestSupport
import Testing

/// What a case costs on average by the graph, against series summed by hand.
struct CaseExpectationTests {
  private static func expected(_ flow: String, extra: String = "") throws -> CaseExpectation {
    let pack = try SmallPack(
      flow: flow, extra: extra, hall: "waits: {W: {time: 1 d}}\n")
    let valid = try #require(pack.read().valid)
    return try #require(CaseExpectation.all(valid, flow: "only")["S01"])
  }

  private static func isNear(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) < 1e-9
  }

  @Test func `A loop that is taken one time in five costs a geometric series`() throws {
    let found = try Self.expected(
      """
      desk: {task: window, pool: DESK, time: 8 min, ticket: new, visit: a, next: complete?}
      complete?: {choose: {home: 20 %, out: rest}}
      home: {wait: W, counts: notice, next: desk}
      out: {end: done}
      """)
    #expect(Self.isNear(found.touchMinutes, 8 / 0.8))
    #expect(Self.isNear(found.trips, 1 / 0.8))
    #expect(Self.isNear(found.notices, 0.2 / 0.8))
    #expect(found.utilityTrips == 0)
    #expect(found.parts.map(\.node) == ["desk", "complete?", "home", "out"])
    #expect(Self.isNear(found.parts[0].visits, 1.25))
    #expect(Self.isNear(found.parts.reduce(0) { $0 + $1.minutes }, found.touchMinutes))
    #expect(Self.isNear(found.parts.reduce(0) { $0 + $1.trips }, found.trips))
  }

  @Test func `Two windows in one visit are one trip`() throws {
    let found = try Self.expected(
      """
      first: {task: window, pool: DESK, time: 3 min, visit: a, next: second}
      second: {task: window, pool: DESK, time: 4 min, visit: a, next: out}
      out: {end: done}
      """)
    #expect(Self.isNear(found.trips, 1))
    #expect(Self.isNear(found.touchMinutes, 7))
  }

  @Test func `Attributes weigh in by their shares`() throws {
    let found = try Self.expected(
      """
      desk:
        task: window
        pool: DESK
        time: 10 min
        adjust: {loan: {yes: x 2}}
        visit: a
        next: loan?
      loan?: {route: loan, to: {yes: extra, no: out}}
      extra: {task: window, pool: DESK, time: 6 min, visit: a, next: out}
      out: {end: done}
      """, extra: "attributes: {loan: {yes: 25 %, no: 75 %}}\n")
    // A quarter takes 20 + 6 minutes, the others 10.
    #expect(Self.isNear(found.touchMinutes, 0.25 * 26 + 0.75 * 10))
  }

  @Test func `Flows that no configuration follows have no expectation`() throws {
    let pack = try SmallPack(flow: "out: {end: done}")
    let valid = try #require(pack.read().valid)
    #expect(try CaseExpectation.all(valid, flow: "other").isEmpty)
  }
}
