// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import TransferModel

/// Sends one case along each of a list of planned runs through the real hall.
///
/// The hall, its pools, hours and times are those of the pack; only who arrives, and which way each
/// choice goes, is written down beforehand. A queue that may be left and a wait that may lapse
/// become a scripted choice before the task or wait.
package struct DrivenRuns: Sendable {
  /// The plan with its scripts.
  package let study: CompiledStudy
  /// The number of cases.
  package let count: Int
  private let from: CivilDate

  /// Compiles a flow of a scenario with the scripts of its runs.
  ///
  /// - Throws: ``CompileError`` where no configuration uses the flow, or nobody arrives in it.
  package init(
    _ valid: ValidPack, scenario: Scenario, flow: Flow, runs: [FlowRun]
  ) throws(CompileError) {
    guard
      let configuration = valid.pack.hall.configurations.first(where: {
        $0.flow(of: scenario)?.name == flow.name
      })
    else {
      throw CompileError("no configuration uses \(scenario.id) \(flow.name)")
    }
    // The cases come minutes apart: the days of one are laid out for all.
    var study = try PlanCompiler.compile(
      valid, configuration: configuration.id.value,
      period: StudyPeriod(from: valid.pack.hall.study.from, end: .cases(1), warmUpDays: 0),
      only: [scenario.id])
    let scripts = runs.map { run in
      run.edges.reduce(into: [Int: [Int]]()) { $0[$1.from, default: []].append($1.to) }
    }
    let successors = flow.successors
    for node in flow.nodes.indices where successors[node].count > 1 {
      if flow.nodes[node].kind.isSplit { continue }
      Self.script(node, successors[node], scripts.map { $0[node] ?? [] }, &study.plan)
    }
    for node in flow.nodes.indices {
      guard let branches = flow.nodes[node].kind.inclusiveBranches else { continue }
      let targets = branches.map { flow.position(of: $0.target.value) }
      Self.include(node, targets, runs.map { $0.branches(ofSplit: node) }, &study.plan)
    }
    study.plan.streams = [
      PlanStream(
        arrivals: .instants(
          runs.indices.map { Int64($0) * HallEngine.minute }, scenarios: runs.map { _ in 0 }),
        mix: [.init(scenario: 0)], streamKey: StreamKey.hash("drive/\(scenario.id)"))
    ]
    // Nobody else comes to be gathered with.
    study.plan.gathers = study.plan.gathers.map { PlanGather(size: 1, rounds: $0.rounds) }
    // One case stands for a batch: it goes the way of those who come together, alone.
    for index in study.plan.scenarios.indices { study.plan.scenarios[index].batch = nil }
    study.caseLimit = runs.count
    self.study = study
    count = runs.count
    from = valid.pack.hall.study.from
  }

  /// Makes an inclusive split take the branches of a script, by the positions they lead to.
  private static func include(
    _ node: Int, _ targets: [Int?], _ visits: [[[Int]]], _ plan: inout EnginePlan
  ) {
    guard case .include(var inclusion) = plan.nodes[node].action else { return }
    inclusion.scripts = visits.map { visits in
      visits.map { taken in
        targets.indices.reduce(0) { bits, branch in
          targets[branch].map(taken.contains) ?? false ? bits | 1 << branch : bits
        }
      }
    }
    plan.nodes[node].action = .include(inclusion)
  }

  /// Makes a node choose by script; work and waits move to nodes of their own behind it.
  private static func script(
    _ node: Int, _ targets: [Int], _ visits: [[Int]], _ plan: inout EnginePlan
  ) {
    let original = plan.nodes[node]
    var edges: [Int: PlanEdge] = [:]
    func add(_ action: PlanNode.Action) -> PlanEdge {
      var copy = original
      copy.action = action
      plan.nodes.append(copy)
      return PlanEdge(plan.nodes.count - 1)
    }
    switch original.action {
    case .serve(var service):
      if let leave = service.leave { edges[leave.target] = leave }
      service.patience = nil
      service.patienceAdjustments = []
      service.leave = nil
      edges[service.next.target] = add(.serve(service))
    case .delay(var delay):
      if let lapse = delay.lapse {
        var lapsed = delay
        lapsed.lapse = nil
        lapsed.rounds = nil
        lapsed.factor = 1
        lapsed.adjustments = []
        lapsed.time = .constant(Double(lapse.limit))
        lapsed.next = lapse.edge
        edges[lapse.edge.target] = add(.delay(lapsed))
      }
      delay.lapse = nil
      edges[delay.next.target] = add(.delay(delay))
    case .first(let first):
      for branch in first.branches where edges[branch.next.target] == nil {
        edges[branch.next.target] = add(
          .delay(
            .init(
              time: branch.time, basis: branch.basis, rounds: branch.rounds, next: branch.next)))
      }
    case .choose(.probability(let branches)):
      for branch in branches { edges[branch.edge.target] = branch.edge }
    case .choose(.attribute(_, let lists)):
      for branch in lists.joined() { edges[branch.edge.target] = branch.edge }
    default: break
    }
    // A branch that no attribute value takes is in no list; as a new attempt it draws anew.
    for target in targets where edges[target] == nil {
      edges[target] = PlanEdge(target, isBackEdge: true)
    }
    plan.nodes[node] = PlanNode(
      .choose(
        .scripted(
          scripts: visits.map { $0.compactMap { targets.firstIndex(of: $0) } },
          edges: targets.compactMap { edges[$0] })), streamKey: original.streamKey)
  }

  /// Runs the cases and returns what was recorded.
  package func run(seed: UInt64 = 1) -> (record: EventRecord, result: ReplicationResult) {
    let result = Replication(
      seed: seed, horizon: study.horizon, caseLimit: study.caseLimit, recordsVisits: true
    ).run(study.plan)
    guard let record = result.record else { return (EventRecord(rows: []), result) }
    return (EventRecord(record, of: study, from: from), result)
  }
}
