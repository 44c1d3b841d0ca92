// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// What the engine keeps of a recorded run.
struct RecordTests {
  @Test func rowsStayWhereTheyAreAcrossBlocks() {
    var asked = 0
    var buffer = RowBuffer<Int64>(nil)
    let count = RowBlock.rows + 3
    var first: UnsafeMutablePointer<Int64>?
    for number in 0..<count {
      let place = buffer.append(Int64(number))
      if number == 0 { first = place }
    }
    #expect(buffer.count == count)
    #expect(buffer.place(0) == first)
    buffer.place(RowBlock.rows).pointee = -1
    buffer.last.pointee = -2
    let rows = buffer.take()
    #expect(buffer.count == 0 && rows.count == count)
    #expect(rows[1] == 1 && rows[RowBlock.rows] == -1 && rows[count - 1] == -2)
    var blocks: [Range<Int>] = []
    rows.forEachBlock { part, first in blocks.append(first..<first + part.count) }
    #expect(blocks == [0..<RowBlock.rows, RowBlock.rows..<count])
    rows.forEach { asked += $0 < 0 ? 1 : 0 }
    #expect(asked == 2)
  }

  /// A split inside a split: the inner join waits while the outer one already does.
  ///
  /// 0 outer split to 1 (5 min) and 2; 2 inner split to 3 (10 min) and 4 (20 min); 5 inner join; 6
  /// outer join; 7 the end.
  private static let nested = EnginePlan(
    nodes: [
      PlanNode(.split([PlanEdge(1), PlanEdge(2)])), node(5, to: 6),
      PlanNode(.split([PlanEdge(3), PlanEdge(4)])), node(10, to: 5), node(20, to: 5),
      PlanNode(.join(index: 0, tokens: 2, next: PlanEdge(6))),
      PlanNode(.join(index: 1, tokens: 2, next: PlanEdge(7))), PlanNode(.end(.done)),
    ], pools: [], scenarios: [PlanScenario(start: 0)], streams: [TestPlans.arrivals([0, 1])])

  private static func node(_ minutes: Double, to next: Int) -> PlanNode {
    PlanNode(.delay(.init(time: TestPlans.constant(minutes), next: PlanEdge(next))))
  }

  private static func rows(_ record: RunRecord, _ number: UInt32) -> [String] {
    var rows: [String] = []
    record.visits.forEach { visit in
      guard visit.caseNumber == number else { return }
      let end =
        visit.ended == HallEngine.never ? "-" : "\(visit.ended / HallEngine.minute)"
      rows.append("\(visit.node) \(visit.enabled / HallEngine.minute) \(end) \(visit.course)")
    }
    return rows
  }

  @Test func joinsOfOneCaseWaitAndEndEachForItself() throws {
    let record = try #require(TestPlans.run(Self.nested).record)
    #expect(
      Self.rows(record, 1) == [
        "0 1 1 passed", "1 1 6 waited", "2 1 1 passed", "3 1 11 waited", "4 1 21 waited",
        "6 6 21 joined", "5 11 21 joined", "5 21 21 joined", "6 21 21 joined", "7 21 21 passed",
      ])
    #expect(record.cases.count == 2)
    #expect(record.cases[1].created == TestPlans.minutes(1))
    #expect(record.cases[1].ended == TestPlans.minutes(21) && record.cases[1].hasEnded)
  }

  @Test func whatWaitsAtTheEndOfARunIsOpen() throws {
    let record = try #require(TestPlans.run(Self.nested, horizon: 12).record)
    #expect(record.end == TestPlans.minutes(12))
    #expect(Self.rows(record, 0).suffix(2) == ["6 5 - joining", "5 10 - joining"])
    record.visits.forEach { #expect($0.queueLength == 0) }
    #expect(record.cases.count == 2)
    record.cases.forEach { #expect(!$0.hasEnded) }
  }

  @Test func equalRunsHaveEqualRecordsAndOthersHaveNone() {
    let one = TestPlans.run(Self.nested)
    #expect(one == TestPlans.run(Self.nested))
    #expect(one.record != TestPlans.run(Self.nested, horizon: 12).record)
    var plain = Replication(seed: 1).run(Self.nested)
    #expect(plain.record == nil)
    plain.record = one.record
    #expect(plain == one)
  }

  /// The only server closes at 10 and opens at 30; a queue that is left, and the class of a case.
  @Test func latecomersClassesAndDutiesAreNoted() throws {
    let pool = PlanPool(
      capacity: TestPlans.edges([(0, 1), (10, 0), (30, 1)]), atClose: .drain, usesPriority: true,
      kind: .window)
    let plan = TestPlans.single(
      pool, service: 8, instants: [(1, 0), (2, 1), (12, 0)], priorities: [3, 5])
    let record = try #require(TestPlans.run(plan).record)
    #expect(
      record.dutyChanges.map { "\($0.time / HallEngine.minute) \($0.onDuty) \($0.isOpen)" } == [
        "0 1 true", "10 0 false", "30 1 true",
      ])
    let visits = record.services
    #expect(visits.map(\.priority) == [3, 5, 3])
    #expect(visits.map(\.isLate) == [false, false, true])
    #expect(visits.map { $0.started / HallEngine.minute } == [1, 9, 30])
    #expect(visits.map(\.queueLength) == [0, 0, 0])
  }
}
