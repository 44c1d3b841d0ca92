// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// The clocks, trips and counters of a case, traced by hand.
struct CaseClockTests {
  private func instant(_ hour: Int64, _ minute: Int64, day: Int64 = 0) -> Int64 {
    day * HallEngine.day + hour * HallEngine.hour + minute * HallEngine.minute
  }

  /// Days 0 to 4 work from 9 to 17, days 5 and 6 are off, and again.
  private var clock: WorkingClock {
    let open = [WorkingClock.Segment(start: 9 * HallEngine.hour, end: 17 * HallEngine.hour)]
    return WorkingClock(
      days: (0..<21).map { $0 % 7 < 5 ? open : [] }, standardDay: 8 * HallEngine.hour)
  }

  /// A chain of delays with marks; the last node is the end.
  private func run(
    _ steps: [(minutes: Double, PlanNode.Marks)], arrival: Int64, commitment: Int? = nil,
    outcome: Outcome = .done
  ) -> ScenarioResult {
    var nodes: [PlanNode] = []
    for (index, step) in steps.enumerated() {
      nodes.append(
        PlanNode(
          .delay(.init(time: TestPlans.constant(step.minutes), next: PlanEdge(index + 1))),
          marks: step.1))
    }
    nodes.append(PlanNode(.end(outcome)))
    let plan = EnginePlan(
      nodes: nodes, pools: [], scenarios: [PlanScenario(start: 0, commitment: commitment)],
      streams: [
        PlanStream(
          arrivals: .instants([arrival], scenarios: []), mix: [.init(scenario: 0)], streamKey: 1)
      ], clock: clock)
    return Replication(seed: 1).run(plan).scenarios[0]
  }

  private let accept = PlanNode.Marks(startsGross: true, startsLegal: true)
  private let wait = PlanNode.Marks()
  private let notice = PlanNode.Marks(stopsLegal: true)
  private let enter = PlanNode.Marks(endsLegal: true)

  @Test func theThreeClocksRunOnWorkingTime() {
    // Accepted on day 0 at 10:00; 24 h; stopped for 48 h; entered 1 h later on day 3 at 11:00.
    let result = run(
      [(60, accept), (1440, wait), (2880, notice), (60, enter), (30, .init(endsGross: true))],
      arrival: instant(9, 0), commitment: 1)
    let hour = Int128(HallEngine.hour)
    #expect(result.cycle.tally.sum == Int128(instant(11, 30, day: 3) - instant(9, 0)))
    #expect(result.gross.tally.sum == 26 * hour + hour / 2)
    #expect(result.legal.tally.sum == 25 * hour)
    #expect(result.net.tally.sum == 9 * hour)
    #expect(result.judged == 1)
    #expect(result.onTime == 1)
    let strict = run(
      [(60, accept), (1440, wait), (2880, notice), (60, enter)], arrival: instant(9, 0),
      commitment: 0)
    #expect(strict.onTime == 0)
    #expect(strict.judged == 1)
  }

  @Test(
    arguments: [
      // Accepted on day 0; the limit of one day ends with the closing of day 1.
      (900.0, 31.0 * 60, 1), (900, 31 * 60 + 1, 0),
      // Accepted on the Friday (day 4) at 12:00 for one working day: due on day 7 at 17:00.
      (4.0 * 1440 + 720, 77 * 60, 1), (4 * 1440 + 720, 77 * 60 + 1, 0),
      // Accepted on the Saturday, which counts as the Monday: due on day 8 at 17:00.
      (5.0 * 1440 + 720, 77 * 60, 1), (5 * 1440 + 720, 77 * 60 + 1, 0),
      // Accepted on day 0 after closing counts as day 1: due on day 2 at 17:00.
      (1080, 47 * 60, 1), (1080, 47 * 60 + 1, 0),
    ] as [(Double, Double, Int)])
  func limitsEndAtTheClosingOfTheirDay(_ accepted: Double, _ later: Double, _ onTime: Int) {
    // The first minutes count from 0:00; 900 is 15:00 and 600 minutes before it 10:00.
    let start = accepted == 900 ? 600.0 : accepted
    let result = run(
      [(0, accept), (later, enter)], arrival: TestPlans.minutes(start), commitment: 1)
    #expect(result.onTime == onTime)
  }

  @Test func refusedCasesCountAsAcceptedAndHaveNoTimes() {
    let result = run(
      [(60, accept), (60, enter)], arrival: instant(9, 0), commitment: 1, outcome: .refused)
    #expect(result.judged == 0)
    #expect(result.legal.tally.count == 0)
    #expect(result.gross.tally.count == 0)
    #expect(result.accepted == 1)
    #expect(result.ended[Int(Outcome.refused.rawValue)] == 1)
  }

  @Test func stopsOverlapWithoutCountingTwice() {
    // Two branches stop the clock for 2 h and 3 h side by side after acceptance at 10:00.
    let plan = EnginePlan(
      nodes: [
        PlanNode(.delay(.init(time: TestPlans.constant(60), next: PlanEdge(1))), marks: accept),
        PlanNode(.split([PlanEdge(2), PlanEdge(3)])),
        PlanNode(.delay(.init(time: TestPlans.constant(120), next: PlanEdge(4))), marks: notice),
        PlanNode(.delay(.init(time: TestPlans.constant(180), next: PlanEdge(4))), marks: notice),
        PlanNode(.join(index: 0, tokens: 2, next: PlanEdge(5))),
        PlanNode(.delay(.init(time: TestPlans.constant(60), next: PlanEdge(6))), marks: enter),
        PlanNode(.end(.done)),
      ], pools: [], scenarios: [PlanScenario(start: 0)],
      streams: [
        PlanStream(
          arrivals: .instants([instant(9, 0)], scenarios: []), mix: [.init(scenario: 0)],
          streamKey: 1)
      ], clock: clock)
    let result = Replication(seed: 1).run(plan).scenarios[0]
    #expect(result.legal.tally.sum == 4 * Int128(HallEngine.hour))
    #expect(result.net.tally.sum == Int128(HallEngine.hour))
  }

  @Test func `A case is done on the spot when its one visit ends with the result in hand`() {
    let hall = PlanNode.Marks(presence: .inHall)
    let away = PlanNode.Marks(presence: .away)
    let handOver = PlanNode.Marks(presence: .inHall, endsGross: true)
    func sameVisit(_ steps: [(minutes: Double, PlanNode.Marks)], _ outcome: Outcome = .done) -> Int
    {
      run(steps, arrival: instant(9, 0), outcome: outcome).sameVisit
    }
    #expect(sameVisit([(30, hall), (10, handOver)]) == 1)
    // What follows the hand-over, even another visit, is no part of the case.
    #expect(sameVisit([(30, hall), (10, handOver), (60, away), (5, hall)]) == 1)
    // Without marks the case ends with its last node.
    #expect(sameVisit([(30, hall)]) == 1)
    // Sent by post, fetched later, handled online, refused.
    #expect(sameVisit([(30, hall), (10, .init(presence: .away, endsGross: true))]) == 0)
    #expect(sameVisit([(30, hall), (1440, away), (10, handOver)]) == 0)
    #expect(sameVisit([(30, away)]) == 0)
    #expect(sameVisit([(30, hall), (10, handOver)], .refused) == 0)
  }

  @Test func tripsFollowTheApplicant() {
    let hall = PlanNode.Marks(presence: .inHall)
    let away = PlanNode.Marks(presence: .away)
    let pause = PlanNode.Marks(presence: .pause)
    // In for 60, lunch 60, in for 30, out for a day, in for 10 and 20.
    let result = run(
      [(60, hall), (60, pause), (30, hall), (1440, away), (10, hall), (20, wait)],
      arrival: instant(9, 0))
    #expect(result.trips == 2)
    #expect(result.hallTime.tally.sum == Int128(TestPlans.minutes(120)))
    #expect(result.oneVisit == 0)
    // A pause over night makes a second trip.
    #expect(run([(60, hall), (1440, pause), (30, hall)], arrival: instant(9, 0)).trips == 2)
    #expect(run([(60, hall), (60, pause), (30, hall)], arrival: instant(9, 0)).trips == 1)
    #expect(run([(60, hall), (60, pause), (30, hall)], arrival: instant(9, 0)).oneVisit == 1)
    // A pause before the first visit is no trip.
    #expect(run([(60, pause), (30, hall)], arrival: instant(9, 0)).trips == 1)
  }

  @Test func countersCountCasesAndTrips() {
    let result = run(
      [
        (1, .init(counter: .notice)), (1, .init(counter: .supplement)),
        (1, .init(counter: .supplement)), (1, .init(counter: .utilityTrip)),
        (1, .init(counter: .utilityTrip)),
      ], arrival: 0)
    #expect(result.noticed == 1)
    #expect(result.supplemented == 1)
    #expect(result.utilityTrips == 2)
    #expect(result.oneVisit == 0)
    #expect(result.trips == 0)
  }
}
