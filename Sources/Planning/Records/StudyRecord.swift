// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import TransferModel

/// What happened in a replication of a study, with the names of everything.
package struct StudyRecord: Sendable {
  /// A node of the plan.
  struct Node: Sendable {
    /// The index of the scenario in the study.
    var scenario: Int
    /// The name of the flow.
    var flow: String
    /// The node of the flow.
    var node: FlowNode
    /// The index of the pool that counts the wait; nil where none is needed.
    var pool: Int?
    /// All pools whose servers are needed, the first of which counts the wait.
    var pools: [Int]
    /// Whether the legal clock stands still there.
    var stopsClock: Bool

    /// What the node is, as the record calls it.
    var kind: String {
      if case .task(let task) = node.kind { return task.kind.rawValue }
      return node.kind.keyword
    }
  }

  /// The study.
  package let study: CompiledStudy
  /// What the engine recorded.
  package let run: RunRecord
  /// The replication, from 0.
  package let replication: Int
  /// The seed of the experiment.
  package let seed: UInt64
  /// The first day of the run.
  package let from: CivilDate
  /// Whether the pack has a calendar; instants are dates then, else seconds since the start.
  package let isCivil: Bool
  /// The nodes of the plan that flows have, in its order.
  let nodes: [Node]
  /// The ids of the channels, by the value of their attribute; empty where there are none.
  let channels: [String]
  /// The cases by stream and number.
  let cases: CaseIndex

  /// Creates a record.
  ///
  /// - Complexity: O(cases).
  package init(
    _ run: RunRecord, of study: CompiledStudy, hall: Hall, from date: CivilDate, replication: Int,
    seed: UInt64
  ) {
    self.study = study
    self.run = run
    self.replication = replication
    self.seed = seed
    from = date
    isCivil = hall.calendar.kind == .civil
    channels = hall.channels.map(\.id.value)
    cases = CaseIndex(run.cases)
    var nodes: [Node] = []
    for (index, scenario) in study.scenarios.enumerated() {
      guard let flow = study.configuration.flow(of: scenario) else { continue }
      for node in flow.nodes {
        let planned = study.plan.nodes[nodes.count]
        var pools: [Int] = []
        if case .serve(let service) = planned.action { pools = service.holds.map(\.pool) }
        nodes.append(
          Node(
            scenario: index, flow: flow.name, node: node, pool: pools.first, pools: pools,
            stopsClock: planned.marks.stopsLegal))
      }
    }
    self.nodes = nodes
  }

  /// The name of a case: the number of its stream and its own in the stream, both from 1.
  ///
  /// Configurations that meet the same arrivals give the same applicant the same name.
  package static func name(_ stream: UInt16, _ number: UInt32) -> String {
    "\(Int(stream) + 1)-\(Int(number) + 1)"
  }

  /// The node of a flow at an index of the plan.
  package func flowNode(_ index: Int) -> FlowNode { nodes[index].node }

  /// The pool that counts the wait at a node of the plan; nil where none is needed.
  package func pool(at node: Int) -> Pool? { nodes[node].pool.map { study.pools[$0] } }

  /// The scenario of a case.
  package func scenario(of recorded: RecordedCase) -> Scenario {
    study.scenarios[Int(recorded.scenario)]
  }

  /// The name of the flow of a case.
  package func flow(of recorded: RecordedCase) -> String {
    study.configuration.flow(of: scenario(of: recorded))?.name ?? ""
  }

  /// The channel of a case; nil where the pack has none.
  package func channel(_ recorded: RecordedCase) -> String? {
    let value = recorded.attribute(AttributeTable.channelSlot)
    return value < channels.count ? channels[value] : nil
  }

  /// How a case ended, or `inside`.
  package static func outcome(_ recorded: RecordedCase) -> String {
    recorded.hasEnded ? outcomes[Int(recorded.outcome.rawValue)] : "inside"
  }

  /// The names of the outcomes of cases, in the order of the engine.
  static let outcomes = [
    "done", "refused", "withdrawn", "lapsed", "dispute", "lost", "abandoned",
  ]

  /// What became of a visit by the end of the run.
  enum VisitOutcome: Int, CaseIterable, Sendable {
    /// The token went on as it should.
    case done
    /// The applicant did not join the queue.
    case balked
    /// The applicant left the queue.
    case left
    /// The wait reached its limit.
    case lapsed
    /// The run ended first.
    case open
  }

  /// Returns what became of a visit by the end of the run.
  @inline(__always)
  func outcome(_ visit: Visit) -> VisitOutcome {
    if visit.ended > run.end { return .open }
    switch visit.course {
    case .balked: return .balked
    case .reneged: return .left
    case .lapsed: return .lapsed
    default: return .done
    }
  }

  /// When the wait of a visit for a server ended: with the start, with leaving, or with the run.
  func endOfWait(_ visit: Visit) -> Int64 {
    switch visit.course {
    case .served: min(visit.started, run.end)
    case .queued: run.end
    default: min(visit.ended, run.end)
    }
  }

  /// Whether a visit took a server's time, or would have.
  @inline(__always)
  static func needsServer(_ visit: Visit) -> Bool {
    switch visit.course {
    case .queued, .served, .balked, .reneged: true
    default: false
    }
  }
}
