// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Event-based gateways in the engine.
struct FirstTests {
  private static func wait(_ name: String, _ time: Sampler, _ next: Int) -> PlanFirst.Branch {
    .init(time: time, streamKey: StreamKey.hash(name), next: PlanEdge(next))
  }

  private static func plan(_ branches: [PlanFirst.Branch], cases: Int = 1) -> EnginePlan {
    EnginePlan(
      nodes: [
        PlanNode(.first(PlanFirst(branches)), streamKey: StreamKey.hash("answer")),
        PlanNode(.end(.done)), PlanNode(.end(.lapsed)), PlanNode(.end(.withdrawn)),
      ], pools: [], scenarios: [PlanScenario(start: 0)],
      streams: [TestPlans.arrivals((0..<cases).map { Double($0) * 1000 })])
  }

  /// Each case by its end: when it came there and where.
  private static func ends(_ plan: EnginePlan) -> [[Double]] {
    var ends: [[Double]] = []
    Replication(seed: 4, recordsVisits: true).run(plan).record?.visits.forEach { visit in
      guard visit.node > 0 else { return }
      ends.append([Double(visit.caseNumber), Double(visit.node), Double(visit.enabled) / 6e7])
    }
    return ends
  }

  @Test func theShortestWaitDecidesAndOfEqualsTheFirst() {
    func end(_ minutes: [Double]) -> [Double] {
      let branches = minutes.enumerated().map {
        Self.wait("w\($0.offset)", TestPlans.constant($0.element), $0.offset + 1)
      }
      return Self.ends(Self.plan(branches)).first ?? []
    }
    #expect(end([5, 4, 6]) == [0, 2, 4])
    #expect(end([5, 5, 5]) == [0, 1, 5])
    #expect(end([6, 5, 5]) == [0, 2, 5])
    #expect(end([6, -3, 0]) == [0, 2, 0])
  }

  /// A wait more leaves the draws of the others as they were: who is not taken by it ends as before.
  @Test func aWaitMoreChangesNoOtherDraw() {
    let two = [
      Self.wait("paid", Sampler(.exponential(mean: 600e6)), 1),
      Self.wait("late", Sampler(.exponential(mean: 900e6)), 2),
    ]
    let three = two + [Self.wait("gone", Sampler(.exponential(mean: 900e6)), 3)]
    let before = Self.ends(Self.plan(two, cases: 300))
    let after = Self.ends(Self.plan(three, cases: 300))
    #expect(before.count == 300)
    var taken = 0
    for (first, second) in zip(before, after) {
      if second[1] == 3 {
        taken += 1
        #expect(second[2] <= first[2])
      } else {
        #expect(first == second)
      }
    }
    // Some 27 % of 300; fewer than 40 or more than 130 would be five standard deviations off.
    #expect((40...130).contains(taken))
  }

  /// A case whose waits all end behind the calendar stays, and is no fault of the balance.
  @Test func whoWaitsForNothingThatComesStays() {
    var plan = Self.plan([Self.wait("paid", TestPlans.constant(5), 1)])
    guard case .first(var first) = plan.nodes[0].action else { return }
    first.branches[0].rounds = 0
    plan.nodes[0].action = .first(first)
    plan.rounds = [[]]
    let result = TestPlans.run(plan, horizon: 100)
    #expect(result.inside == 1)
    #expect(result.invariants.hold)
  }

  @Test func refusesAGatewayWithoutSense() {
    func problems(_ branches: [PlanFirst.Branch]) -> [String] {
      Self.plan(branches).validate().map(\.message)
    }
    #expect(problems([]) == ["waits for nothing"])
    let paid = Self.wait("paid", TestPlans.constant(5), 1)
    #expect(problems([paid, paid]) == ["has two waits with one stream key"])
    var odd = Self.wait("odd", Sampler(.exponential(mean: -1)), 9)
    odd.rounds = 2
    #expect(
      problems([paid, odd]) == ["leads to node 9", "has the mean -1.0", "names rounds 2"])
    let many = (0..<4093).map { Self.wait("w\($0)", TestPlans.constant(1), 1) }
    #expect(
      problems(many) == [
        "has 4097 with its groups of servers and its waits; at most 4095"
      ])
  }
}
