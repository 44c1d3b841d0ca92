// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Inclusive splits in the engine: which branches are taken, and what their join waits for.
struct InclusionTests {
  private static func delay(_ minutes: Double, _ next: Int) -> PlanNode {
    PlanNode(.delay(.init(time: TestPlans.constant(minutes), next: PlanEdge(next))))
  }

  private static func run(_ nodes: [PlanNode], at instants: [Double]) -> ReplicationResult {
    Replication(seed: 3, recordsVisits: true).run(
      EnginePlan(
        nodes: nodes, pools: [], scenarios: [PlanScenario(start: 0)],
        streams: [TestPlans.arrivals(instants)]))
  }

  /// The nodes a case enters with the minutes at which it does.
  private static func steps(_ result: ReplicationResult, of number: UInt32) -> [[Double]] {
    var steps: [[Double]] = []
    result.record?.visits.forEach { visit in
      guard visit.caseNumber == number else { return }
      steps.append([Double(visit.node), Double(visit.enabled) / 6e7])
    }
    return steps
  }

  /// In three rounds the first branch is taken, then both, then the rest.
  @Test func theJoinWaitsForTheBranchesOfThisRound() {
    var inclusion = PlanInclusion(
      branches: [
        .init(.probability(0.5), PlanEdge(1)), .init(.probability(0.5), PlanEdge(2)),
        .init(.rest, PlanEdge(3)),
      ], join: 9)
    inclusion.scripts = [[0b001, 0b011, 0b100]]
    let result = Self.run(
      [
        PlanNode(.include(inclusion)), Self.delay(10, 4), Self.delay(25, 4), Self.delay(1, 4),
        PlanNode(.join(index: 9, tokens: 3, next: PlanEdge(5))),
        PlanNode(
          .choose(
            .scripted(
              scripts: [[0, 0, 1]], edges: [PlanEdge(0, isBackEdge: true), PlanEdge(6)]))),
        PlanNode(.end(.done)),
      ], at: [0])
    #expect(
      Self.steps(result, of: 0) == [
        [0, 0], [1, 0], [4, 10], [5, 10],
        [0, 10], [1, 10], [2, 10], [4, 20], [4, 35], [5, 35],
        [0, 35], [3, 35], [4, 36], [5, 36], [6, 36],
      ])
    #expect(result.ended[0] == 1)
    #expect(result.invariants.hold)
  }

  /// The inner join meets before the outer one, whose other branch leads straight to it.
  @Test func oneSplitInAnotherMeetsInside() {
    var outer = PlanInclusion(
      branches: [.init(.probability(0.5), PlanEdge(1)), .init(.probability(1), PlanEdge(5))],
      join: 0)
    outer.scripts = [[0b11], [0b10], [0b01]]
    var inner = PlanInclusion(
      branches: [.init(.probability(0.5), PlanEdge(2)), .init(.rest, PlanEdge(3))], join: 15)
    inner.scripts = [[0b01], [], [0b10]]
    let result = Self.run(
      [
        PlanNode(.include(outer)), PlanNode(.include(inner)), Self.delay(8, 4), Self.delay(3, 4),
        PlanNode(.join(index: 15, tokens: 2, next: PlanEdge(5))),
        PlanNode(.join(index: 0, tokens: 2, next: PlanEdge(6))), PlanNode(.end(.done)),
      ], at: [0, 0, 0])
    #expect(
      Self.steps(result, of: 0) == [
        [0, 0], [1, 0], [2, 0], [5, 0], [4, 8], [5, 8], [6, 8],
      ])
    #expect(Self.steps(result, of: 1) == [[0, 0], [5, 0], [6, 0]])
    #expect(Self.steps(result, of: 2) == [[0, 0], [1, 0], [3, 0], [4, 3], [5, 3], [6, 3]])
    #expect(result.ended[0] == 3)
    #expect(result.invariants.hold)
  }

  /// With 30 % and 60 % apart from each other, 28 % take the rest.
  ///
  /// The chi-square statistic of Pearson passes 21.1 with three degrees of freedom in one of ten
  /// thousand right engines.
  @Test func branchesAreTakenIndependently() {
    let count = 20_000
    let inclusion = PlanInclusion(
      branches: [
        .init(.probability(0.3), PlanEdge(1)), .init(.attribute(slot: 2, [1, 0.6]), PlanEdge(2)),
        .init(.rest, PlanEdge(3)),
      ], join: 0)
    let result = Replication(seed: 11, recordsVisits: true).run(
      EnginePlan(
        nodes: [
          PlanNode(.include(inclusion), streamKey: StreamKey.hash("papers")), Self.delay(0, 4),
          Self.delay(0, 4), Self.delay(0, 4),
          PlanNode(.join(index: 0, tokens: 3, next: PlanEdge(5))), PlanNode(.end(.done)),
        ], pools: [],
        scenarios: [
          PlanScenario(start: 0, attributes: [.init(slot: 2, weights: [0, 1], streamKey: 5)])
        ], streams: [TestPlans.arrivals((0..<count).map(Double.init))]))
    var sets = [Int](repeating: 0, count: count)
    result.record?.visits.forEach { visit in
      guard (1...3).contains(visit.node) else { return }
      sets[Int(visit.caseNumber)] |= 1 << (Int(visit.node) - 1)
    }
    let expected = [0b001: 0.3 * 0.4, 0b010: 0.7 * 0.6, 0b011: 0.3 * 0.6, 0b100: 0.7 * 0.4]
    var statistic = 0.0
    for (set, share) in expected {
      let wanted = share * Double(count)
      let found = Double(sets.count { $0 == set })
      statistic += (found - wanted) * (found - wanted) / wanted
    }
    #expect(sets.allSatisfy { expected[$0] != nil })
    #expect(statistic < 21.1)
    #expect(result.ended[0] == count)
  }

  @Test func refusesASplitThatCouldTakeNothing() {
    func problems(_ branches: [PlanInclusion.Branch], tokens: Int = 2) -> [String] {
      EnginePlan(
        nodes: [
          PlanNode(.include(PlanInclusion(branches: branches, join: 3))),
          PlanNode(.join(index: 3, tokens: tokens, next: PlanEdge(2))), PlanNode(.end(.done)),
        ], pools: [], scenarios: [PlanScenario(start: 0)], streams: []
      ).validate().map(\.message)
    }
    let half = PlanInclusion.Branch(.probability(0.5), PlanEdge(1))
    #expect(problems([half, .init(.rest, PlanEdge(1))]) == [])
    #expect(problems([half, .init(.probability(1), PlanEdge(1))]) == [])
    #expect(
      problems([
        .init(.attribute(slot: 1, [1, 0.2]), PlanEdge(1)),
        .init(.attribute(slot: 1, [0, 1]), PlanEdge(1)),
      ]) == [])
    #expect(problems([half, half]) == ["can take no branch at all"])
    #expect(
      problems([.init(.attribute(slot: 1, [1, 0.2]), PlanEdge(1)), half])
        == ["can take no branch at all"])
    #expect(
      problems([half, .init(.rest, PlanEdge(1))], tokens: 3)
        == ["splits at node 0 into 2, which join 3 does not count"])
    #expect(problems([]) == ["splits into 0", "can take no branch at all"])
    #expect(
      problems([.init(.probability(2), PlanEdge(1)), .init(.attribute(slot: 9, []), PlanEdge(1))])
        == [
          "takes a branch with 2.0", "names attribute slot 9", "has probabilities outside 0...1",
        ])
    #expect(
      problems([.init(.rest, PlanEdge(1)), .init(.rest, PlanEdge(1))])
        == ["has two branches that take the rest"])
  }
}
