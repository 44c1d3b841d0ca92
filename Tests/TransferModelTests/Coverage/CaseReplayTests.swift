// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import TransferModel

/// Cases followed by the nodes they enter, with parallel branches in any order.
struct CaseReplayTests {
  private typealias Make = SoundnessCheckTests

  /// The nodes a run enters, the branches of a split shuffled into each other.
  private static func visits(
    _ parts: [FlowRun.Part], exit: Int?, _ generator: inout RepeatableGenerator
  ) -> [Int] {
    var result: [Int] = []
    for (index, part) in parts.enumerated() {
      // A join is entered once by each branch; the branches put it down themselves.
      let isJoin = index > 0 && !parts[index - 1].branches.isEmpty
      if !isJoin { result.append(part.node) }
      guard !part.branches.isEmpty else { continue }
      var queues = part.branches.map { branch in
        visits(branch, exit: parts[index + 1].node, &generator) + [parts[index + 1].node]
      }
      while !queues.isEmpty {
        let next = generator.below(queues.count)
        result.append(queues[next].removeFirst())
        if queues[next].isEmpty { queues.remove(at: next) }
      }
    }
    return result
  }

  @Test(arguments: 0..<200)
  func aRunIsFollowedInAnyOrderOfItsBranches(_ seed: Int) throws {
    let flow = RandomFlow.make(
      seed: UInt64(seed), loops: true, splits: true, inclusive: seed >= 100)
    var generator = RepeatableGenerator(seed: UInt64(seed) + 1_000)
    for run in try FlowCover(of: flow, covering: .pairs).runs {
      var replay = CaseReplay(flow)
      for node in Self.visits(run.parts, exit: nil, &generator) {
        let problem = replay.enter(node)
        #expect(problem == nil)
      }
      replay.finish()
      #expect(replay.hasEnded)
      #expect(replay.edges.sorted() == run.edges.sorted())
      #expect(replay.edgePairs == run.edgePairs)
    }
  }

  private static let parallel = Make.flow([
    ("s", Make.all("a", "b")), ("a", Make.go("j")), ("b", Make.choose("j", "c")),
    ("c", Make.go("j")), ("j", Make.join("s", "out")), ("out", Make.end()),
  ])

  /// When the join is entered first, `b` could be meant; only later it is seen that it was not.
  @Test func aJoinIsCreditedWhenItIsComplete() {
    var replay = CaseReplay(Self.parallel)
    for name in ["s", "b", "a", "j", "c", "j", "out"] {
      #expect(replay.enter(Self.parallel.position(of: name) ?? -1) == nil)
    }
    let names = replay.edges.map { Self.parallel.nodes[$0.from].id }
    #expect(names.sorted() == ["a", "b", "c", "j", "s", "s"])
  }

  /// A case that is cut off takes no edge for granted where two readings are possible.
  @Test func aCutOffCaseIsReadCautiously() {
    var replay = CaseReplay(Self.parallel)
    for name in ["s", "b", "a", "j"] {
      _ = replay.enter(Self.parallel.position(of: name) ?? -1)
    }
    replay.finish()
    #expect(!replay.hasEnded)
    #expect(replay.edges.count == 2)
  }

  private static let inclusive = Make.flow([
    ("s", Make.any("a", "b", rest: "j")), ("a", Make.go("j")), ("b", Make.go("j")),
    ("j", Make.join("s", "out")), ("out", Make.end()),
  ])

  @Test(arguments: [
    ["s", "a", "b", "j", "j", "out"], ["s", "b", "j", "a", "j", "out"], ["s", "a", "j", "out"],
    ["s", "j", "out"],
  ])
  func anInclusiveJoinIsCompleteWhenTheCaseGoesOn(_ names: [String]) {
    var replay = CaseReplay(Self.inclusive)
    for name in names {
      let problem = replay.enter(Self.inclusive.position(of: name) ?? -1)
      #expect(problem == nil)
    }
    #expect(replay.hasEnded)
    // An edge into each node but the first, and into the join for each branch.
    #expect(replay.edges.count == names.count - 1)
  }

  @Test(arguments: [
    // The branch of the rest is taken alone, no branch twice, and all that started must have come.
    (["s", "a", "j", "j", "out"], "'j' is entered 2 times, but 1 branches lead to it"),
    (["s", "a", "j", "a"], "nothing leads to 'a' from 's', 'a'"),
    (["s", "a", "b", "j", "out"], "'j' is entered 1 times, but 2 branches lead to it"),
  ])
  func branchesThatDoNotGoTogetherAreSaid(_ names: [String], _ expected: String) {
    var replay = CaseReplay(Self.inclusive)
    var problem: String?
    for name in names {
      #expect(problem == nil)
      problem = replay.enter(Self.inclusive.position(of: name) ?? -1)
    }
    #expect(problem == expected)
  }

  @Test func whatCannotFollowIsSaid() {
    var replay = CaseReplay(Self.parallel)
    #expect(replay.enter(1) == "the case begins at 'a'; its flow begins at 's'")
    #expect(replay.enter(0) == nil)
    #expect(replay.enter(3) == "nothing leads to 'c' from 's'")
  }

  /// All cases of a batch but the first have no token before they go on alone.
  @Test func aCaseOfABatchIsSeenFromWhereItGoesOnAlone() throws {
    let pack = try SmallPack([
      "S01.yaml": """
      scenario: S01
      share: 100 %
      attributes: {batch: {together: 50 %, count: 3}}
      flow:
        accept: {task: window, pool: DESK, time: 5 min, next: units}
        units: {each: batch, next: review}
        review: {task: window, pool: DESK, time: 5 min, next: out}
        out: {end: done}
      source: assumed:test
      """,
      "hall/hall.yaml": """
      calendar: always
      pools: {DESK: {servers: 1}}
      streams: {all: {rate: 1 per h}}
      configurations: {B0: {flows: only}}
      source: assumed:test
      """,
    ])
    let flow = try #require(pack.read().pack?.scenarios.first?.flows.first)
    func at(_ id: String) throws -> Int { try #require(flow.position(of: id)) }
    var replay = CaseReplay(flow)
    #expect(replay.enter(try at("review")) == nil)
    #expect(replay.enter(try at("out")) == nil)
    #expect(replay.hasEnded)
    #expect(
      replay.edges == [
        FlowEdge(from: try at("units"), to: try at("review")),
        FlowEdge(from: try at("review"), to: try at("out")),
      ])
    var other = CaseReplay(flow)
    #expect(
      other.enter(try at("out")) == "the case begins at 'out'; its flow begins at 'accept'")
  }
}
