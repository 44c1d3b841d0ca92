// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// The coverage of one flow: what it has, what covers it, what was reached.
package struct FlowCoverage: Sendable {
  /// The scenario.
  package let scenario: Scenario
  /// The flow.
  package let flow: Flow
  /// Every edge.
  package let edges: [FlowEdge]
  /// Every pair of consecutive edges.
  package let edgePairs: [FlowEdgePair]
  /// The smallest set of runs that covers every edge.
  package let edgeCover: FlowCover
  /// The smallest set of runs that covers every pair.
  package let pairCover: FlowCover
  /// The number of runs without loops.
  package let acyclicRuns: RunCount
  /// The number of runs within the bound of loops.
  package let boundedRuns: RunCount
  /// What the records reached; nil where none was given.
  package internal(set) var reached: ReachedParts?

  /// The nodes no case entered, in reading order.
  package var missedNodes: [Int] {
    flow.nodes.indices.filter { reached?.nodes.contains($0) == false }
  }

  /// The edges no case took, in reading order.
  package var missedEdges: [FlowEdge] {
    edges.filter { reached?.edges.contains($0) == false }
  }

  /// The pairs no case took, in reading order.
  package var missedPairs: [FlowEdgePair] {
    edgePairs.filter { reached?.edgePairs.contains($0) == false }
  }

  /// The runs of the edge cover that no case went along, by their place in the set.
  package var missedRuns: [Int] {
    guard let reached else { return [] }
    return edgeCover.runs.indices.filter {
      !reached.paths.contains(ReachedParts.path(edgeCover.runs[$0].edges))
    }
  }

  /// Returns an edge as `from→to`.
  package func text(_ edge: FlowEdge) -> String {
    "\(flow.nodes[edge.from].id)→\(flow.nodes[edge.to].id)"
  }

  /// Returns a pair as `from→through→to`.
  package func text(_ pair: FlowEdgePair) -> String {
    "\(text(pair.first))→\(flow.nodes[pair.second.to].id)"
  }
}

/// The coverage of every flow of a pack, of the volume, and of the libraries.
package struct CoverageReport: Sendable {
  /// The pack.
  package let pack: Pack
  /// How often a run takes each loop at most.
  package let loops: Int
  /// The flows, in the order of the pack.
  package private(set) var flows: [FlowCoverage] = []
  /// The share of transfers with a scenario.
  package let volume: VolumeCoverage
  /// What no scenario uses.
  package let unused: UnusedEntries
  /// The records that were held against the flows.
  package private(set) var records: [String] = []
  /// Whether the runs of the edge cover were driven through the hall.
  package private(set) var isDriven = false
  /// Where a driven case left its planned path, or could not be followed.
  package private(set) var differences: [String] = []

  /// Finds the covers of all flows.
  ///
  /// - Throws: ``CoverageError`` where a split and its join do not enclose their branches.
  package init(_ pack: Pack, loops: Int) throws(CoverageError) {
    self.pack = pack
    self.loops = loops
    volume = VolumeCoverage(pack)
    unused = UnusedEntries(pack)
    for scenario in pack.scenarios {
      for flow in scenario.flows {
        flows.append(
          FlowCoverage(
            scenario: scenario, flow: flow, edges: flow.edges, edgePairs: flow.edgePairs,
            edgeCover: try FlowCover(of: flow, covering: .edges, loops: loops),
            pairCover: try FlowCover(of: flow, covering: .pairs, loops: loops),
            acyclicRuns: try flow.acyclicRunCount(),
            boundedRuns: try flow.boundedRunCount(loops: loops)))
      }
    }
  }

  /// Holds records against the flows; several are taken together.
  ///
  /// - Parameters:
  ///   - texts: The records with the names they are reported by.
  ///   - findings: Takes what is wrong with them.
  package mutating func hold(_ texts: [(file: String, text: String)], findings: inout Findings) {
    for (file, text) in texts {
      records.append(file)
      add(RecordReader(text, file: file, pack: pack, findings: &findings))
    }
  }

  private mutating func add(_ reader: RecordReader) {
    for index in flows.indices {
      let key = RecordReader.Key(flows[index].scenario.id, flows[index].flow.name)
      var reached = flows[index].reached ?? ReachedParts()
      for (_, replay) in reader.replays[key] ?? [] { reached.add(replay) }
      flows[index].reached = reached
    }
  }

  /// Drives one case along each run of the edge covers through the hall, reads the record back,
  /// and compares the path of each case with the planned one.
  ///
  /// - Throws: ``CompileError`` where a flow cannot be driven.
  package mutating func drive(_ valid: ValidPack, seed: UInt64 = 1) throws(CompileError) {
    isDriven = true
    for index in flows.indices {
      let part = flows[index]
      let name = "\(part.scenario.id) \(part.flow.name)"
      let driven = try DrivenRuns(
        valid, scenario: part.scenario, flow: part.flow, runs: part.edgeCover.runs)
      var findings = Findings()
      let reader = RecordReader(
        driven.run(seed: seed).record.csv, file: "drive/\(part.scenario.id)-\(part.flow.name).csv",
        pack: pack, findings: &findings)
      differences += findings.sorted.map(\.description)
      let key = RecordReader.Key(part.scenario.id, part.flow.name)
      let replays = reader.replays[key] ?? []
      for (number, run) in part.edgeCover.runs.enumerated() {
        guard let replay = replays.first(where: { $0.caseName == "1-\(number + 1)" })?.replay else {
          differences.append("\(name): run \(number + 1) was not recorded")
          continue
        }
        if let text = Self.difference(part, planned: run, reached: replay) {
          differences.append("\(name): run \(number + 1) \(text)")
        }
      }
      var reached = part.reached ?? ReachedParts()
      for (_, replay) in replays { reached.add(replay) }
      flows[index].reached = reached
      differences += flows[index].missedEdges.map { "\(name): \(part.text($0)) was not reached" }
    }
  }

  /// Says how a case left its plan; nil where it did not.
  package static func difference(
    _ part: FlowCoverage, planned run: FlowRun, reached replay: CaseReplay
  ) -> String? {
    let planned = ReachedParts.path(run.edges)
    let reached = ReachedParts.path(replay.edges)
    let all = Set(planned.keys).union(reached.keys).sorted()
    if let edge = all.first(where: { planned[$0, default: 0] != reached[$0, default: 0] }) {
      return "took \(part.text(edge)) \(reached[edge, default: 0]) times; planned are "
        + "\(planned[edge, default: 0])"
    }
    return replay.hasEnded ? nil : "did not come to an end"
  }

  /// Whether records or driven runs were held against the flows.
  package var isMeasured: Bool { isDriven || !records.isEmpty }

  /// The share of all edges of all flows that were reached; nil where nothing was measured.
  package var edgeShare: Double? {
    guard isMeasured else { return nil }
    let total = flows.reduce(0) { $0 + $1.edges.count }
    let missed = flows.reduce(0) { $0 + $1.missedEdges.count }
    return total > 0 ? Double(total - missed) / Double(total) : 1
  }
}
