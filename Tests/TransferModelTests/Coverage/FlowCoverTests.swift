// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

/// Covers of small flows against all sets of runs, and of chosen flows by hand.
struct FlowCoverTests {
  private typealias Make = SoundnessCheckTests

  private static func pairs(_ run: [FlowEdge]) -> Set<FlowEdgePair> {
    Set(zip(run, run.dropFirst()).map { FlowEdgePair($0, $1) })
  }

  @Test(arguments: 0..<300)
  func acyclicCoversAreLeast(_ seed: Int) throws {
    let flow = RandomFlow.make(seed: UInt64(seed), loops: false, splits: true)
    let all = ExhaustiveRuns(flow, returns: 0).runs
    let cover = try FlowCover(of: flow, covering: .edges)
    #expect(Set(cover.runs.flatMap(\.edges)) == Set(flow.edges))
    #expect(cover.isProvedMinimal)
    #expect(cover.runs.count == ExhaustiveRuns.leastCover(all.map { Set($0) }))
    #expect(try flow.acyclicRunCount().value == UInt128(all.count))
    // Every run of the set is one of the runs of the flow.
    let known = Set(all.map { $0.sorted() })
    #expect(cover.runs.allSatisfy { known.contains($0.edges.sorted()) })
  }

  /// Every set of branches counts as a run of its own, and a run may take all that go together.
  @Test func acyclicCoversOfInclusiveSplitsAreLeast() throws {
    var inclusive = 0
    for seed: UInt64 in 0..<200 {
      let flow = RandomFlow.make(seed: seed, loops: false, splits: true, inclusive: true)
      // Trying all sets of many runs takes too long.
      guard try flow.acyclicRunCount().value <= 100 else { continue }
      let all = ExhaustiveRuns(flow, returns: 0).runs
      if flow.nodes.contains(where: { $0.kind.inclusiveBranches != nil }) { inclusive += 1 }
      let cover = try FlowCover(of: flow, covering: .edges)
      #expect(Set(cover.runs.flatMap(\.edges)) == Set(flow.edges), "seed \(seed)")
      #expect(cover.isProvedMinimal, "seed \(seed)")
      #expect(
        cover.runs.count == ExhaustiveRuns.leastCover(all.map { Set($0) }), "seed \(seed)")
      #expect(try flow.acyclicRunCount().value == UInt128(all.count), "seed \(seed)")
      let known = Set(all.map { $0.sorted() })
      #expect(cover.runs.allSatisfy { known.contains($0.edges.sorted()) }, "seed \(seed)")
    }
    #expect(inclusive >= 60)
  }

  @Test func pairCoversReachEveryPairThroughInclusiveSplitsToo() throws {
    var proved = 0
    for seed: UInt64 in 0..<200 {
      let flow = RandomFlow.make(seed: seed, loops: true, splits: true, inclusive: true)
      for criterion in CoverageCriterion.allCases {
        let cover = try FlowCover(of: flow, covering: criterion)
        #expect(Set(cover.runs.flatMap(\.edges)) == Set(flow.edges), "seed \(seed)")
        #expect(cover.lowerBound <= cover.runs.count, "seed \(seed)")
        if cover.isProvedMinimal { proved += 1 }
        guard criterion == .pairs else { continue }
        let found = cover.runs.reduce(into: Set<FlowEdgePair>()) { $0.formUnion($1.edgePairs) }
        #expect(found == Set(flow.edgePairs), "seed \(seed)")
      }
    }
    #expect(proved >= 380)
  }

  @Test(arguments: 0..<300)
  func pairCoversOfAcyclicFlowsAreLeast(_ seed: Int) throws {
    let flow = RandomFlow.make(seed: UInt64(seed), loops: false, splits: false)
    let all = ExhaustiveRuns(flow, returns: 0).runs
    let cover = try FlowCover(of: flow, covering: .pairs)
    let missing = Set(flow.edgePairs).symmetricDifference(
      cover.runs.reduce(into: Set<FlowEdgePair>()) { $0.formUnion($1.edgePairs) })
    #expect(missing.isEmpty)
    #expect(cover.isProvedMinimal)
    #expect(
      cover.runs.count
        == ExhaustiveRuns.leastCover(all.map { Self.pairs($0).union(Self.single($0)) }))
  }

  /// A flow of one edge has no pair, yet its edge is to be covered; an edge is a pair with itself.
  private static func single(_ run: [FlowEdge]) -> [FlowEdgePair] {
    run.map { FlowEdgePair($0, $0) }
  }

  @Test(arguments: 0..<200)
  func pairCoversReachEveryPairThroughSplitsToo(_ seed: Int) throws {
    let flow = RandomFlow.make(seed: UInt64(seed), loops: true, splits: true)
    let cover = try FlowCover(of: flow, covering: .pairs)
    let missing = Set(flow.edgePairs).symmetricDifference(
      cover.runs.reduce(into: Set<FlowEdgePair>()) { $0.formUnion($1.edgePairs) })
    #expect(missing.isEmpty)
    #expect(cover.lowerBound <= cover.runs.count)
  }

  @Test func coversWithLoopsAreLeastAndProved() throws {
    for seed: UInt64 in 0..<300 {
      let flow = RandomFlow.make(seed: seed, loops: true, splits: false)
      let cover = try FlowCover(of: flow, covering: .edges)
      let all = ExhaustiveRuns(flow, returns: cover.returns).runs
      #expect(Set(cover.runs.flatMap(\.edges)) == Set(flow.edges), "seed \(seed)")
      #expect(try flow.boundedRunCount().value == UInt128(all.count), "seed \(seed)")
      #expect(cover.isProvedMinimal, "seed \(seed)")
      #expect(
        cover.runs.count == ExhaustiveRuns.leastCover(all.map { Set($0) }), "seed \(seed)")
    }
  }

  /// Splits and loops together; the bounds of the levels add up to one of the whole.
  @Test func coversWithLoopsAndSplitsKeepTheirBounds() throws {
    var proved = 0
    for seed: UInt64 in 0..<200 {
      let flow = RandomFlow.make(seed: seed, loops: true, splits: true)
      for criterion in CoverageCriterion.allCases {
        let cover = try FlowCover(of: flow, covering: criterion)
        #expect(Set(cover.runs.flatMap(\.edges)) == Set(flow.edges), "seed \(seed)")
        #expect(cover.lowerBound <= cover.runs.count, "seed \(seed)")
        if cover.isProvedMinimal { proved += 1 }
        // More loops in a run never ask for more runs.
        let wider = try FlowCover(of: flow, covering: criterion, loops: 2)
        #expect(wider.lowerBound <= cover.runs.count, "seed \(seed)")
      }
    }
    #expect(proved >= 390)
  }

  /// Three branches of two choices each combine in two runs, not in six or eight.
  @Test func choicesOfParallelBranchesCombine() throws {
    var nodes: [(String, FlowNodeKind)] = [("s", Make.all("a", "b", "c"))]
    for name in ["a", "b", "c"] {
      nodes += [
        (name, Make.choose("\(name)1", "\(name)2")), ("\(name)1", Make.go("j")),
        ("\(name)2", Make.go("j")),
      ]
    }
    nodes += [("j", Make.join("s", "out")), ("out", Make.end())]
    let flow = Make.flow(nodes)
    let cover = try FlowCover(of: flow, covering: .edges)
    #expect(cover.runs.count == 2)
    #expect(cover.isProvedMinimal)
    #expect(cover.returns == 0)
    #expect(try flow.acyclicRunCount().value == 8)
    #expect(cover.runs.allSatisfy { $0.choices(in: flow).count == 3 })
  }

  /// Of three ways round a loop a run takes one with the bound 1, and all with the bound 3.
  @Test func theBoundOfALoopDecidesHowManyRunsAreNeeded() throws {
    let flow = Make.flow([
      ("a", Make.choose("out", "b", "c", "d")), ("b", Make.go("a")), ("c", Make.go("a")),
      ("d", Make.go("a")), ("out", Make.end()),
    ])
    let counts = try (1...3).map { loops in
      let cover = try FlowCover(of: flow, covering: .edges, loops: loops)
      #expect(cover.isProvedMinimal)
      #expect(cover.returns == loops)
      return cover.runs.count
    }
    #expect(counts == [3, 2, 1])
    #expect(try flow.acyclicRunCount().value == 1)
    #expect(try (1...3).map { try flow.boundedRunCount(loops: $0).value } == [4, 13, 40])
  }

  /// 130 choices of two in a row have 2¹³⁰ runs, which is said and not wrapped; 127 are exact.
  @Test(arguments: [
    (127, "170141183460469231731687303715884105728"), (130, "more than \(UInt128.max)"),
  ])
  func countsBeyondTheLargestNumberSaturate(_ choices: Int, _ text: String) throws {
    var nodes: [(String, FlowNodeKind)] = []
    for index in 0..<choices {
      nodes += [
        ("c\(index)", Make.choose("x\(index)", "c\(index + 1)")),
        ("x\(index)", Make.go("c\(index + 1)")),
      ]
    }
    nodes.append(("c\(choices)", Make.end()))
    let flow = Make.flow(nodes)
    #expect(try flow.acyclicRunCount().description == text)
    #expect(try FlowCover(of: flow, covering: .edges).runs.count == 2)
  }

  @Test func aSplitThatIsNotClosedByItsJoinIsNamed() {
    let flow = Make.flow([
      ("s", Make.all("a", "b")), ("a", Make.choose("j", "out2")), ("b", Make.go("j")),
      ("j", Make.join("s", "out")), ("out", Make.end()), ("out2", Make.end(.withdrawn)),
    ])
    #expect {
      try FlowCover(of: flow, covering: .edges)
    } throws: { error in
      "\(error)".contains("'out2' ends the case inside a split")
    }
  }
}
