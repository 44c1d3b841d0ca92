// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// The service indicators of the hall, worked out by hand for a day around the clock.
struct ServiceIndicatorTests {
  /// Runs one replication of one day of 24 hours.
  private static func metrics(
    flow: String, hall: String, changes: [String] = []
  ) async throws -> ReplicationMetrics {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(flow: flow),
      "hall/hall.yaml": "calendar: always\nconfigurations: {B0: {flows: only}}\n"
        + "source: assumed:test\n" + hall,
    ])
    let outcome = pack.read(changes)
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let compiled = try PlanCompiler.compile(
      valid, configuration: "B0",
      period: StudyPeriod(from: valid.pack.hall.study.from, end: .workingDays(1), warmUpDays: 0))
    let settings = StudySettings(seed: 1, replications: 1, threads: 1)
    return try #require(await Study(compiled, settings: settings).run().first)
  }

  private static func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-9 } ?? false
  }

  @Test func `Productivity counts finished cases per day on duty and leaves machines out`()
    async throws
  {
    let hall = try await Self.metrics(
      flow: """
        serve: {task: window, pool: DESK, time: 30 min, next: check}
        check: {task: back-office, pool: BACK, time: 15 min, next: print}
        print: {task: back-office, pool: PRESS, time: 5 min, next: out}
        out: {end: done}
        """,
      hall: """
        pools:
          DESK: {servers: 2}
          BACK: {kind: back-office, servers: 1}
          PRESS: {kind: machine, servers: 9}
        streams: {all: {at: [0 min, 60 min, 120 min]}}

        """
    ).hall
    #expect(hall[.finished] == 3)
    #expect(Self.isNear(hall[.casesPerWindowDay], 3.0 / 2))
    #expect(Self.isNear(hall[.casesPerStaffDay], 3.0 / 3))
    // 30 + 15 minutes of staff in 50 minutes; the machine is no staff.
    #expect(Self.isNear(hall[.touchMinutes], 45))
    #expect(Self.isNear(hall[.flowEfficiency], 45.0 / 50))
  }

  @Test func `Whoever leaves a queue counts among the arrivals`() async throws {
    let hall = try await Self.metrics(
      flow: """
        serve:
          task: window
          pool: DESK
          time: 60 min
          patience: SHORT
          leave: gone
          next: out
        out: {end: done}
        gone: {end: abandoned}
        """,
      hall: """
        pools: {DESK: {servers: 1}}
        patience: {SHORT: {time: 10 min}}
        streams: {all: {at: [0 min, 1 min, 2 min, 120 min]}}

        """
    ).hall
    #expect(Self.isNear(hall[.abandonmentRate], 2.0 / 4))
    #expect(hall[.abandoned] == 2)
    #expect(Self.isNear(hall[.sameVisitRate], 1))
  }

  @Test func `The supplement rate of the hall is over the accepted cases`() async throws {
    let hall = try await Self.metrics(
      flow: """
        accept: {task: window, pool: DESK, time: 5 min, clock: start, next: more}
        more: {event: {en: Supplement}, counts: supplement, next: out}
        out: {end: done}
        """,
      hall: "pools: {DESK: {servers: 1}}\nstreams: {all: {at: [0 min, 9 min]}}\n"
    ).hall
    #expect(Self.isNear(hall[.supplementRate], 1))
    #expect(hall[.oneVisitRate] == 0)
  }

  private static let oneDesk = """
    accept: {task: window, pool: DESK, time: 10 min, next: more}
    more: {event: {en: Supplement}, counts: supplement, next: out}
    out: {end: done}
    """

  @Test func `The rating index and its drivers follow the coefficients of the pack`() async throws {
    let hall = """
      pools: {DESK: {servers: 1}}
      streams: {all: {at: [0 min, 0 min]}}
      rating: {coverage: 30 %, base: 2, waitMinute: 0.1, trip: 4, supplement: 0.5, late: 9, refused: 9}

      """
    let found = try await Self.metrics(flow: Self.oneDesk, hall: hall).hall
    func chance(_ z: Double) -> Double { 1 / (1 + Elementary.exp(-z)) }
    // One case waits ten minutes, both have a supplement.
    let index = (chance(2 - 0.5) + chance(2 - 0.5 - 0.1 * 10)) / 2
    #expect(abs((found[.ratingIndex] ?? .nan) - index) < 1e-9)
    #expect(Self.isNear(found[.ratings], 0.3 * 2))
    #expect(Self.isNear(found[.ratingWait], 0.1 * 5))
    #expect(Self.isNear(found[.ratingSupplement], 0.5))
    #expect(found[.ratingTrips] == 0)
    #expect(found[.ratingLate] == 0)
    #expect(found[.ratingRefused] == 0)
    let milder = try await Self.metrics(
      flow: Self.oneDesk, hall: hall, changes: ["hall.rating.waitMinute=0"]
    ).hall
    #expect(abs((milder[.ratingIndex] ?? .nan) - chance(1.5)) < 1e-9)
  }

  @Test func `A pack without ratings has no index`() async throws {
    let found = try await Self.metrics(
      flow: Self.oneDesk, hall: "pools: {DESK: {servers: 1}}\nstreams: {all: {at: [0 min]}}\n"
    ).hall
    #expect(found[.ratingIndex] == nil)
  }
}
