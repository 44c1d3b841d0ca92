// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Turns one expanded flow into nodes of the plan.
struct FlowCompiler {
  let scenario: Scenario
  let flow: Flow
  let hall: Hall
  /// The index of the flow's first node in the plan.
  let offset: Int
  let pools: [String: Int]
  let schedules: [String: Int]
  let rounds: [String: Int]
  let attributes: AttributeTable
  let samplers: SamplerCompiler
  let gathers: GatherTable
  /// The outages of the plan, in its order.
  var outages: [SystemOutage] = []

  /// Returns the nodes in the order of the flow.
  func nodes() -> [PlanNode] {
    let backEdges = BackEdges(flow)
    let kept = flow.keptServers
    let joins = flow.nodes.indices.filter {
      if case .join = flow.nodes[$0].kind { true } else { false }
    }
    return flow.nodes.indices.map { index in
      let node = flow.nodes[index]
      func edge(_ target: Located<String>) -> PlanEdge {
        let position = flow.position(of: target.value) ?? 0
        return PlanEdge(offset + position, isBackEdge: backEdges.contains(index, position))
      }
      let action: PlanNode.Action
      switch node.kind {
      case .end(let outcome): action = Self.end(outcome)
      case .event(let next):
        action = .delay(.init(time: .constant(0), next: edge(next)))
      case .task(let task): action = self.action(task, node.id, kept, edge)
      case .wait(let wait): action = self.action(wait, edge)
      case .choose(let branches):
        action = .choose(.probability(branches.map { PlanBranch($0.share.value, edge($0.target)) }))
      case .route(let attribute, let branches):
        action = route(attribute.value, branches, edge)
      case .split(let targets): action = .split(targets.map { edge($0) })
      case .gather(let gather):
        action = .gather(
          place: gathers.index(of: gather, scenario: scenario.id, node: node.id),
          next: edge(gather.next))
      case .first(let branches): action = .first(first(branches, of: node, edge))
      case .inclusive(let branches):
        let join = flow.joins(ofSplit: index).first.flatMap { joins.firstIndex(of: $0) }
        action = .include(inclusion(branches, join: join, edge))
      case .join(_, let next):
        let count = flow.split(ofJoin: index).map { flow.nodes[$0].targets.count }
        action = .join(
          index: joins.firstIndex(of: index) ?? 0, tokens: count ?? 1, next: edge(next))
      case .each(_, let next): action = .each(next: edge(next))
      }
      var planned = PlanNode(
        action, marks: marks(node), streamKey: StreamKey.hash("\(scenario.id)/\(node.id)"))
      if case .task(let task) = node.kind {
        for (bit, outage) in outages.enumerated() where outage.stops(task) {
          planned.stoppedBy |= 1 << UInt64(bit)
        }
      }
      return planned
    }
  }

  private static func end(_ outcome: TransferModel.Outcome) -> PlanNode.Action {
    switch outcome {
    case .done: .end(.done)
    case .refused: .end(.refused)
    case .withdrawn: .end(.withdrawn)
    case .lapsed: .end(.lapsed)
    case .dispute: .end(.dispute)
    case .lost: .end(.lost)
    case .abandoned: .end(.abandoned)
    }
  }

  // MARK: Tasks and waits

  private func action(
    _ task: FlowTask, _ id: String, _ kept: [String], _ edge: (Located<String>) -> PlanEdge
  ) -> PlanNode.Action {
    let time = samplers.sampler(task.time.value)
    let adjustments =
      attributes.adjustments(task.adjustments) + attributes.adjustments(task.scalings)
    guard let name = task.pool, let pool = pools[name.value] else {
      let basis: PlanNode.Delay.Basis = task.time.value.unit == .working ? .working : .elapsed
      return .delay(
        .init(
          time: time, basis: basis, factor: task.factor, adjustments: adjustments,
          next: edge(task.next)))
    }
    var service = PlanNode.Service(
      pool: pool, time: time, factor: task.factor, adjustments: adjustments, next: edge(task.next))
    service.priority = task.priority?.value ?? (callsByTask(task) ? Pool.lastClass : nil)
    if let name = task.patience,
      let law = hall.patience.first(where: { $0.id.value == name.value }),
      let leave = task.leave
    {
      service.patience = samplers.sampler(law.time.value)
      service.patienceAdjustments = attributes.adjustments(law.adjustments)
      service.leave = edge(leave)
    }
    if let first = task.holds.first {
      service.servers = first.servers.value
      service.others = task.holds.dropFirst().map {
        .init(pool: pools[$0.pool.value] ?? 0, servers: $0.servers.value)
      }
      service.reserves = task.reserves
    }
    if !kept.isEmpty {
      service.keepsServerIn = kept.firstIndex(of: id)
      service.excludesServersIn = flow.sharedNotBy(task).compactMap { kept.firstIndex(of: $0) }
    }
    return .serve(service)
  }

  /// Whether a pool of a task calls by the class of tasks.
  private func callsByTask(_ task: FlowTask) -> Bool {
    let names = task.holds.map(\.pool.value) + [task.pool?.value]
    return hall.pools.contains { names.contains($0.id.value) && $0.priorities == .tasks }
  }

  private func action(_ wait: FlowWait, _ edge: (Located<String>) -> PlanEdge) -> PlanNode.Action {
    switch wait.rule {
    case .untilOpen(let hours):
      return .untilOpen(schedule: schedules[hours.value] ?? 0, next: edge(wait.next))
    case .appointment(let name):
      guard let kind = hall.appointments.first(where: { $0.id.value == name.value }) else {
        return .delay(.init(time: .constant(0), next: edge(wait.next)))
      }
      let tolerance = Int64((kind.toleranceMinutes * 60e6).rounded(.toNearestOrEven))
      // The lead counts whole working days, so its sampler must give days, not microseconds.
      return .appointment(
        .init(
          lead: Self.lead(kind.lead.value),
          slots: kind.slots.map {
            .init(timeOfDay: Int64($0.at.minutes) * HallEngine.minute, weight: $0.weight)
          },
          punctuality: samplers.sampler(kind.punctuality.value), toleranceBefore: tolerance,
          toleranceAfter: tolerance, priorityOnTime: kind.onTimePriority,
          priorityLate: kind.latePriority, next: edge(wait.next)))
    case .time(let time):
      var delay = PlanNode.Delay(
        time: samplers.sampler(time.value),
        basis: time.value.unit == .working ? .working : .elapsed,
        rounds: wait.rounds.flatMap { rounds[$0.value] }, next: edge(wait.next))
      if let lapse = wait.lapse, case .constant(let limit) = lapse.limit.value.family {
        let scale = samplers.scale(of: lapse.limit.value.unit)
        delay.lapse = .init(
          limit: Int64((limit * scale).rounded(.toNearestOrEven)), edge: edge(lapse.target))
      }
      return .delay(delay)
    }
  }

  private static func lead(_ law: TimeLaw) -> Sampler {
    SamplerCompiler(workingDay: 1).sampler(
      TimeLaw(
        law.family, unit: .working, minimum: law.minimum, maximum: law.maximum, text: law.text))
  }

  private func route(
    _ attribute: String, _ branches: [RouteBranch], _ edge: (Located<String>) -> PlanEdge
  ) -> PlanNode.Action {
    guard let column = attributes.column(attribute) else {
      return .delay(.init(time: .constant(0), next: PlanEdge(offset)))
    }
    let rest = branches.first { $0.value == nil }
    let lists = column.values.map { value -> [PlanBranch] in
      let branch = branches.first { $0.value?.value == value } ?? rest
      return branch.map { [PlanBranch(1, edge($0.target))] } ?? []
    }
    return .choose(.attribute(slot: column.slot, lists: lists))
  }

  private func first(
    _ branches: [WaitBranch], of node: FlowNode, _ edge: (Located<String>) -> PlanEdge
  ) -> PlanFirst {
    PlanFirst(
      branches.compactMap { branch in
        guard case .time(let time) = branch.wait.rule else { return nil }
        // No node has '#' in its name, so that no other stream has this key.
        return PlanFirst.Branch(
          time: samplers.sampler(time.value),
          basis: time.value.unit == .working ? .working : .elapsed,
          rounds: branch.wait.rounds.flatMap { rounds[$0.value] },
          streamKey: StreamKey.hash("\(scenario.id)/\(node.id)#\(branch.name.value)"),
          next: edge(branch.wait.next))
      })
  }

  private func inclusion(
    _ branches: [InclusiveBranch], join: Int?, _ edge: (Located<String>) -> PlanEdge
  ) -> PlanInclusion {
    PlanInclusion(
      branches: branches.map { branch in
        let condition: PlanInclusion.Condition
        switch branch.condition {
        case .rest: condition = .rest
        case .share(let share): condition = .probability(share.value)
        case .attribute(let name, _):
          let column = attributes.column(name.value)
          condition = .attribute(
            slot: column?.slot ?? 0,
            (column?.values ?? []).map { branch.share(for: [name.value: $0]) ?? 0 })
        }
        return PlanInclusion.Branch(condition, edge(branch.target))
      }, join: join)
  }

  // MARK: Marks

  private func marks(_ node: FlowNode) -> PlanNode.Marks {
    var marks = PlanNode.Marks()
    for mark in node.clock {
      switch mark {
      case .grossStart: marks.startsGross = true
      case .grossEnd: marks.endsGross = true
      case .start: marks.startsLegal = true
      case .end: marks.endsLegal = true
      case .stopped: marks.stopsLegal = true
      }
    }
    switch node.counts {
    case .supplement: marks.counter = .supplement
    case .notice: marks.counter = .notice
    case .utilityTrip: marks.counter = .utilityTrip
    case nil: break
    }
    switch node.kind {
    case .task(let task):
      marks.presence = task.isInHall ? .inHall : .away
      marks.newTicket = task.newTicket
    case .first, .gather: marks.presence = .away
    case .wait(let wait):
      if case .untilOpen = wait.rule { marks.presence = .pause } else { marks.presence = .away }
    case .split, .inclusive: marks.presence = .away
    default: marks.presence = .unchanged
    }
    return marks
  }
}

/// The edges of a flow that close a loop, found by depth-first search in reading order.
///
/// Every cycle has at least one, since a cycle's first node to be left is on the search path when
/// the last edge of the cycle is looked at (Tarjan 1972).
struct BackEdges {
  private var edges: Set<[Int]> = []

  init(_ flow: Flow) {
    enum Colour { case white, grey, black }
    var colours = [Colour](repeating: .white, count: flow.nodes.count)
    let targets = flow.nodes.map { $0.targets.compactMap { flow.position(of: $0.value) } }
    // An explicit stack, so that a long flow cannot exhaust the call stack.
    var stack: [(node: Int, next: Int)] = [(0, 0)]
    colours[0] = .grey
    while let (node, next) = stack.last {
      guard next < targets[node].count else {
        colours[node] = .black
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = targets[node][next]
      switch colours[target] {
      case .white:
        colours[target] = .grey
        stack.append((target, 0))
      case .grey: edges.insert([node, target])
      case .black: break
      }
    }
  }

  /// Whether the edge between two nodes closes a loop.
  func contains(_ from: Int, _ to: Int) -> Bool { edges.contains([from, to]) }
}
