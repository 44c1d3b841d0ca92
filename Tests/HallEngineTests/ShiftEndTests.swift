// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Work in progress that stops when its servers leave, worked out by hand to the minute.
struct ShiftEndTests {
  private static func run(
    _ edges: [(Double, Int)], _ rule: PlanPool.AtClose, service: Double,
    _ instants: [(Double, Int)], priorities: [Int] = [0],
    marks: PlanNode.Marks = .init(), preemption: PlanPool.Preemption = .none,
    pauseFactor: Double = 0
  ) -> ReplicationResult {
    var pool = PlanPool(
      capacity: TestPlans.edges(edges), atClose: rule, usesPriority: priorities.count > 1,
      pauseFactor: pauseFactor)
    pool.preemption = preemption
    let result = TestPlans.run(
      TestPlans.single(
        pool, service: service, instants: instants, priorities: priorities, marks: marks))
    #expect(result.invariants.hold)
    return result
  }

  // Open from 0 to 100 and from 200 to 400.
  private static let day: [(Double, Int)] = [(0, 1), (100, 0), (200, 1), (400, 0)]

  @Test func suspendedWorkGoesOnAtTheOpening() {
    let result = Self.run(Self.day, .suspend, service: 60, [(70, 0), (80, 0), (150, 0)])
    #expect(
      result.trace == [
        [0, 0, 70, 70, 100], [0, 0, 100, 200, 230], [1, 0, 80, 230, 290], [2, 0, 150, 290, 350],
      ])
    let pool = result.pools[0]
    #expect(pool.overtimeArea == 0)
    #expect(pool.interruptions == 1)
    #expect(pool.busyArea == Int128(TestPlans.minutes(180)))
    #expect(pool.queueArea == Int128(TestPlans.minutes(100 + 150 + 140)))
    #expect(pool.waits.tally.sum == Int128(TestPlans.minutes(100 + 150 + 140)))
  }

  /// What ends at the closing has ended; what begins at it has all of its time left.
  @Test func anEndAtTheClosingComesFirst() {
    let result = Self.run(Self.day, .suspend, service: 60, [(40, 0), (100, 0)])
    #expect(
      result.trace == [[0, 0, 40, 40, 100], [1, 0, 100, 100, 100], [1, 0, 100, 200, 260]])
  }

  /// At the step down those who began last stop, and go on when it is over, whoever was free before.
  @Test func aStepDownStopsWhoBeganLast() {
    let result = Self.run(
      [(0, 3), (50, 1), (100, 3)], .suspend, service: 60,
      [(0, 0), (10, 0), (20, 0), (30, 0)])
    #expect(
      result.trace == [
        [0, 0, 0, 0, 60], [1, 0, 10, 10, 50], [2, 0, 20, 20, 50],
        // The one on duty does not take over what others have begun.
        [3, 0, 30, 60, 120], [1, 0, 50, 100, 120], [2, 0, 50, 100, 130],
      ])
    #expect(result.pools[0].overtimeArea == 0)
  }

  @Test func aStepDownHandsOverWhatBeganLast() {
    let result = Self.run(
      [(0, 3), (50, 1), (100, 3)], .handOver, service: 60,
      [(0, 0), (10, 0), (20, 0), (30, 0)])
    #expect(
      result.trace == [
        [0, 0, 0, 0, 60], [1, 0, 10, 10, 50], [2, 0, 20, 20, 50],
        // Begun first, gone on with first, and before the queue.
        [1, 0, 50, 60, 80], [2, 0, 50, 80, 110], [3, 0, 30, 100, 160],
      ])
    #expect(result.pools[0].overtimeArea == 0)
    #expect(result.pools[0].waits.tally.sum == Int128(TestPlans.minutes(10 + 30 + 70)))
  }

  @Test func withNobodyOnDutyHandedOverWorkWaits() {
    let result = Self.run(
      [(0, 2), (100, 0), (200, 1)], .handOver, service: 60, [(60, 0), (70, 0), (80, 0)])
    #expect(
      result.trace == [
        [0, 0, 60, 60, 100], [1, 0, 70, 70, 100], [0, 0, 100, 200, 220], [1, 0, 100, 220, 250],
        [2, 0, 80, 250, 310],
      ])
  }

  /// Who is idle leaves before anybody stops, and who is away before who works.
  @Test func idleServersLeaveFirst() {
    let idle = Self.run([(0, 3), (50, 2)], .suspend, service: 60, [(0, 0), (10, 0)])
    #expect(idle.trace == [[0, 0, 0, 0, 60], [1, 0, 10, 10, 70]])
    let away = Self.run(
      [(0, 2), (25, 1), (60, 2)], .suspend, service: 20, [(0, 0), (10, 0), (20, 0), (33, 0)],
      pauseFactor: 0.5)
    // At 25 one is away until 30 and the other at work: the pause ends off duty.
    #expect(
      away.trace == [
        [0, 0, 0, 0, 20], [1, 0, 10, 10, 30], [2, 0, 20, 40, 60], [3, 0, 33, 60, 80],
      ])
  }

  /// One of two who stopped comes first: the one that began first goes on, then the queue.
  @Test func whoComesOnDutyGoesOnWithTheEarliest() {
    let result = Self.run(
      [(0, 2), (50, 0), (100, 1), (150, 0), (200, 2)], .suspend, service: 70,
      [(0, 0), (10, 0), (20, 0)])
    #expect(
      result.trace == [
        [0, 0, 0, 0, 50], [1, 0, 10, 10, 50], [0, 0, 50, 100, 120],
        // The second waits for its own place, although the first is free.
        [2, 0, 20, 120, 150], [1, 0, 50, 200, 230], [2, 0, 150, 200, 240],
      ])
  }

  /// The applicant of suspended work leaves and comes back: the same day on the same trip.
  @Test func theApplicantOfSuspendedWorkComesAgain() {
    var marks = PlanNode.Marks()
    marks.presence = .inHall
    let day = 1440.0
    let edges = [(0.0, 1), (100, 0), (200, 1), (230, 0), (day, 1), (day + 100, 0)]
    let suspended = Self.run(edges, .suspend, service: 120, [(40, 0)], marks: marks)
    #expect(
      suspended.trace == [
        [0, 0, 40, 40, 100], [0, 0, 100, 200, 230], [0, 0, 230, day, day + 30],
      ])
    let scenario = suspended.scenarios[0]
    #expect(scenario.hallTime.tally.sum == Int128(TestPlans.minutes(120)))
    #expect(scenario.hallWait.sum == 0)
    // At lunch it is the same trip, on the next day another one.
    #expect(scenario.trips == 2)
    // What is handed over waits in the hall, as its queue does.
    let handed = Self.run(edges, .handOver, service: 120, [(40, 0)], marks: marks).scenarios[0]
    #expect(handed.trips == 1)
    #expect(handed.hallTime.tally.sum == Int128(TestPlans.minutes(day + 30 - 40)))
    #expect(handed.hallWait.sum == handed.hallTime.tally.sum - Int128(TestPlans.minutes(120)))
  }

  /// The urgent come first in the morning, and nothing that was suspended is lost by that.
  @Test func aBetterClassGoesBeforeSuspendedWork() {
    let result = Self.run(
      Self.day, .suspend, service: 60, [(70, 1), (150, 0)], priorities: [0, 2],
      preemption: .restart)
    #expect(
      result.trace == [[0, 0, 70, 70, 100], [1, 0, 150, 200, 260], [0, 0, 100, 260, 290]])
    #expect(result.pools[0].lostWork == 0)
  }

  /// Without preemption the place goes on with what it has begun, whoever waits.
  @Test func withoutPreemptionSuspendedWorkGoesFirst() {
    let suspended = Self.run(
      Self.day, .suspend, service: 60, [(70, 1), (150, 0)], priorities: [0, 2])
    #expect(
      suspended.trace == [[0, 0, 70, 70, 100], [0, 0, 100, 200, 230], [1, 0, 150, 230, 290]])
    // Handed over it stands at the head of its class.
    let handed = Self.run(
      Self.day, .handOver, service: 60, [(70, 1), (80, 1), (150, 0)], priorities: [0, 2])
    #expect(
      handed.trace == [
        [0, 0, 70, 70, 100], [2, 0, 150, 200, 260], [0, 0, 100, 260, 290], [1, 0, 80, 290, 350],
      ])
  }

  /// The window of the statistics begins and ends while work is suspended or handed over.
  @Test(arguments: [PlanPool.AtClose.suspend, .handOver])
  func balancesHoldWhereverTheWindowLies(rule: PlanPool.AtClose) {
    let plan = TestPlans.single(
      PlanPool(capacity: TestPlans.edges(Self.day), atClose: rule), service: 60,
      instants: [(70, 0), (80, 0), (150, 0)])
    for from in stride(from: 60.0, through: 240, by: 30) {
      for to in stride(from: from + 5, through: 300, by: 35) {
        let result = Replication(
          seed: 1, warmUpEnd: TestPlans.minutes(from), horizon: TestPlans.minutes(to)
        ).run(plan)
        #expect(result.invariants.hold, "\(from) to \(to)")
        #expect(result.pools[0].overtimeArea == 0)
      }
    }
  }
}
