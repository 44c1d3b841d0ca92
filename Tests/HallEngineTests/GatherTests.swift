// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Tokens that wait for each other in the engine.
struct GatherTests {
  private static func plan(
    _ gather: PlanGather, scenarios: [PlanScenario] = [PlanScenario(start: 0)],
    at instants: [(Double, Int)]
  ) -> EnginePlan {
    var plan = EnginePlan(
      nodes: [
        PlanNode(.gather(place: 0, next: PlanEdge(2))),
        PlanNode(.gather(place: 0, next: PlanEdge(2))),
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(1), next: PlanEdge(3)))),
        PlanNode(.end(.done)),
      ], pools: [PlanPool(servers: 1)], scenarios: scenarios,
      streams: [TestPlans.arrivals(instants)])
    plan.gathers = [gather]
    return plan
  }

  private static func minutes(_ number: Double) -> Int64 { TestPlans.minutes(number) }

  /// Two scenarios share the place; of those who go together a better class goes first.
  @Test func theSetGoesByClassThenByComing() {
    let result = TestPlans.run(
      Self.plan(
        PlanGather(size: 3),
        scenarios: [
          PlanScenario(start: 0, priority: 3), PlanScenario(start: 1, priority: 1),
        ], at: [(0, 0), (4, 1), (6, 0), (7, 0)]))
    #expect(
      result.trace == [[1, 2, 6, 6, 7], [0, 2, 6, 7, 8], [2, 2, 6, 8, 9]])
    // The fourth waits for two more that never come.
    #expect(result.inside == 1)
    #expect(result.stop == .exhausted)
    #expect(result.invariants.hold)
  }

  /// The limit of a set that has gone by its number is no event, and does not let the next one go.
  @Test func aLimitIsThatOfItsSetAlone() {
    let result = TestPlans.run(
      Self.plan(
        PlanGather(size: 2, limit: Self.minutes(10)),
        at: [(0, 0), (4, 0), (9, 0), (30, 0), (32, 0)]
      ))
    #expect(
      result.trace.map { [$0[0], $0[2]] } == [[0, 4], [1, 4], [2, 19], [3, 32], [4, 32]])
    // Five arrivals, releases and services, and the one limit that ended.
    #expect(result.events == 5 + 5 + 5 + 1)
    #expect(result.inside == 0)
  }

  /// A set of one goes on at the instant it comes, with an event of its own.
  @Test func oneAloneIsASetToo() {
    let result = TestPlans.run(Self.plan(PlanGather(size: 1), at: [(3, 0)]))
    #expect(result.trace == [[0, 2, 3, 3, 4]])
  }

  /// What is gathered in one branch lets the other branch of its own case go on.
  @Test func aSetIsGatheredInsideParallelBranches() {
    var plan = EnginePlan(
      nodes: [
        PlanNode(.split([PlanEdge(1), PlanEdge(2)])),
        PlanNode(.gather(place: 0, next: PlanEdge(3))),
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(2), next: PlanEdge(3)))),
        PlanNode(.join(index: 0, tokens: 2, next: PlanEdge(4))),
        PlanNode(.serve(.init(pool: 0, time: TestPlans.constant(1), next: PlanEdge(5)))),
        PlanNode(.end(.done)),
      ], pools: [PlanPool(servers: 9)], scenarios: [PlanScenario(start: 0)],
      streams: [TestPlans.arrivals([0, 5])])
    plan.gathers = [PlanGather(size: 2)]
    let result = TestPlans.run(plan)
    #expect(
      result.trace == [[0, 2, 0, 0, 2], [1, 2, 5, 5, 7], [0, 4, 5, 5, 6], [1, 4, 7, 7, 8]])
    #expect(result.ended[0] == 2)
    #expect(result.invariants.hold)
  }

  /// A set that is complete behind the last round stays.
  @Test func roundsTakeWhatIsComplete() {
    var plan = Self.plan(PlanGather(size: 2, rounds: 0), at: [(0, 0), (4, 0), (10, 0), (12, 0)])
    plan.rounds = [[Self.minutes(4), Self.minutes(10)]]
    let result = TestPlans.run(plan, horizon: 100)
    #expect(result.trace.map { [$0[0], $0[2]] } == [[0, 4], [1, 4]])
    #expect(result.inside == 2)
  }

  @Test func refusesAPlaceWithoutSense() {
    func problems(_ gather: PlanGather) -> [String] {
      Self.plan(gather, at: [(0, 0)]).validate().map(\.message)
    }
    #expect(problems(PlanGather(size: 2)) == [])
    #expect(problems(PlanGather(size: nil)) == ["has neither a size nor a limit"])
    #expect(
      problems(PlanGather(size: 0, limit: -1, rounds: 3))
        == ["gathers 0", "has the limit -1", "names rounds 3"])
    var plan = Self.plan(PlanGather(size: 2), at: [(0, 0)])
    plan.gathers = []
    #expect(
      plan.validate().map(\.message) == ["gathers at place 0", "gathers at place 0"])
  }
}
