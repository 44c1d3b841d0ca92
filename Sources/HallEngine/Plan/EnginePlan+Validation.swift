// SPDX-License-Identifier: Apache-2.0

extension EnginePlan {
  /// Returns the faults that would make a run meaningless; empty for a plan that can be run.
  ///
  /// These are faults of the program that made the plan; faults of a model are found before, where
  /// names are known. Soundness of the flow is not checked here.
  package func validate() -> [PlanProblem] {
    var check = PlanCheck(self)
    check.all()
    return check.problems
  }
}

extension Replication {
  /// Returns the faults of the settings.
  func validate() -> [PlanProblem] {
    var problems: [PlanProblem] = []
    func require(_ condition: Bool, _ place: String, _ message: String) {
      if !condition { problems.append(PlanProblem("settings.\(place)", message)) }
    }
    require(warmUpEnd >= 0, "warmUpEnd", "is \(warmUpEnd); expected 0 or more")
    require(
      warmUpEnd <= HallEngine.lastInstant, "warmUpEnd", "lies past the last instant of the clock")
    require(horizon >= warmUpEnd, "horizon", "lies before the end of the warm-up")
    require(
      (1...EnginePlan.maximumLiveCases).contains(liveCaseLimit), "liveCaseLimit",
      "is \(liveCaseLimit); expected 1...\(EnginePlan.maximumLiveCases)")
    require(livelockLimit >= 1, "livelockLimit", "is \(livelockLimit); expected 1 or more")
    require(
      (1...Int(UInt32.max)).contains(eventLimit), "eventLimit",
      "is \(eventLimit); expected 1...4294967295")
    if let instants = sampling?.instants {
      require(
        zip(instants, instants.dropFirst()).allSatisfy(<) && instants.first.map { $0 > 0 } ?? true,
        "sampling.instants", "are not above 0 and ascending")
    }
    return problems
  }
}

/// Collects the faults of a plan.
struct PlanCheck {
  let plan: EnginePlan
  private(set) var problems: [PlanProblem] = []

  init(_ plan: EnginePlan) { self.plan = plan }

  mutating func require(_ condition: Bool, _ place: String, _ message: @autoclosure () -> String) {
    if !condition { problems.append(PlanProblem(place, message())) }
  }

  mutating func all() {
    let plan = plan
    let limit = EnginePlan.maximumCount
    require(
      plan.rows <= limit, "nodes",
      "has \(plan.rows) with its groups of servers and its waits; at most \(limit)")
    require(plan.pools.count <= limit, "pools", "has \(plan.pools.count); at most \(limit)")
    require(plan.streams.count <= limit, "streams", "has \(plan.streams.count); at most \(limit)")
    require(
      plan.scenarios.count <= Int(UInt16.max), "scenarios", "has \(plan.scenarios.count)")
    if let rating = plan.rating {
      let values = [
        rating.base, rating.waitMinute, rating.trip, rating.supplement, rating.late,
        rating.refused,
      ]
      require(values.allSatisfy(\.isFinite), "rating", "has a coefficient that is not finite")
    }
    for index in plan.nodes.indices { checkNode(index) }
    for index in plan.gathers.indices { check(plan.gathers[index], "gathers[\(index)]") }
    for index in plan.pools.indices {
      checkPool(index)
      checkInterruptions(index)
    }
    for index in plan.rosters.indices { checkRoster(index) }
    for index in plan.scenarios.indices { checkScenario(index) }
    for index in plan.streams.indices { checkStream(index) }
    if let disturbances = plan.disturbances { check(disturbances) }
    for (index, list) in plan.rounds.enumerated() {
      require(isSorted(list), "rounds[\(index)]", "is not sorted")
    }
    for (index, schedule) in plan.schedules.enumerated() {
      checkSchedule(schedule, "schedules[\(index)]")
    }
    require(plan.clock.isWellFormed, "clock", "has segments out of order or outside their day")
    let words = Set(plan.streams.map { UInt32(truncatingIfNeeded: $0.streamKey) })
    require(
      words.count == plan.streams.count, "streams",
      "two stream keys have the same lower half")
    // Walks over the graph need valid indices.
    guard problems.isEmpty else { return }
    checkCycles()
    checkJoins()
  }

  // MARK: Nodes

  private mutating func checkNode(_ index: Int) {
    let place = "nodes[\(index)]"
    for edge in plan.nodes[index].edges {
      require(
        plan.nodes.indices.contains(edge.target), place, "leads to node \(edge.target)")
    }
    switch plan.nodes[index].action {
    case .end: break
    case .serve(let service):
      checkHolds(service, place)
      check(service.time, "\(place).time")
      require(
        (0...7).contains(service.priority ?? 0), place,
        "calls class \(service.priority ?? 0), not 0...7")
      check(service.factor, service.adjustments, place)
      check(1, service.patienceAdjustments, place)
      if let patience = service.patience { check(patience, "\(place).patience") }
      require(
        (service.patience == nil) == (service.leave == nil), place,
        "has patience or a leave edge without the other")
    case .delay(let delay):
      check(delay.time, "\(place).time")
      check(delay.factor, delay.adjustments, place)
      if let lapse = delay.lapse {
        require(lapse.limit >= 0, place, "the limit of a delay is \(lapse.limit); at least 0 µs")
      }
      if let rounds = delay.rounds {
        require(plan.rounds.indices.contains(rounds), place, "names rounds \(rounds)")
      }
    case .untilOpen(let schedule, _):
      require(plan.schedules.indices.contains(schedule), place, "names schedule \(schedule)")
    case .appointment(let appointment):
      checkAppointment(appointment, place)
    case .choose(.probability(let list)):
      checkBranches(list, place)
    case .choose(.attribute(let slot, let lists)):
      require((0...7).contains(slot), place, "names attribute slot \(slot)")
      require(!lists.isEmpty, place, "has no branches")
      for list in lists { checkBranches(list, place) }
    case .choose(.scripted(let scripts, let edges)):
      require(
        !edges.isEmpty && scripts.allSatisfy { $0.allSatisfy(edges.indices.contains) }, place,
        "has a script that names no edge of it")
    case .split(let targets):
      require((1...255).contains(targets.count), place, "splits into \(targets.count)")
    case .gather(let gather, _):
      require(plan.gathers.indices.contains(gather), place, "gathers at place \(gather)")
    case .first(let first): check(first, place)
    case .include(let inclusion): check(inclusion, place)
    case .join(let join, let tokens, _):
      require((0...15).contains(join), place, "has join index \(join); expected 0...15")
      require((1...255).contains(tokens), place, "joins \(tokens) tokens; expected 1...255")
    case .each: break
    }
  }

  private mutating func check(
    _ factor: Double, _ adjustments: [PlanAdjustment], _ place: String
  ) {
    require(factor.isFinite && factor >= 0, place, "has the factor \(factor)")
    for adjustment in adjustments {
      require((0...7).contains(adjustment.slot), place, "adjusts by slot \(adjustment.slot)")
      for entry in adjustment.entries {
        require(
          entry.factor.isFinite && entry.addMicros.isFinite, place,
          "has an adjustment that is not finite")
      }
    }
  }

  private mutating func checkBranches(_ list: [PlanBranch], _ place: String) {
    let sum = list.reduce(0) { $0 + $1.probability }
    require(!list.isEmpty, place, "has no branches")
    require(
      list.allSatisfy { $0.probability >= 0 } && abs(sum - 1) <= 1e-9, place,
      "has branch probabilities that sum to \(sum)")
  }

  private mutating func checkAppointment(_ value: PlanNode.Appointment, _ place: String) {
    check(value.lead, "\(place).lead")
    check(value.punctuality, "\(place).punctuality")
    checkWeights(value.slots.map(\.weight), "\(place).slots")
    for slot in value.slots {
      require(
        (0..<HallEngine.day).contains(slot.timeOfDay), "\(place).slots",
        "has the time of day \(slot.timeOfDay)")
    }
    for priority in [value.priorityOnTime, value.priorityLate].compactMap({ $0 }) {
      require((0...7).contains(priority), place, "sets the priority \(priority)")
    }
    for tolerance in [value.toleranceBefore, value.toleranceAfter] {
      require(
        (0...HallEngine.lastInstant).contains(tolerance), place, "has the tolerance \(tolerance)")
    }
  }

  mutating func checkWeights(_ weights: [Double], _ place: String) {
    let sum = weights.reduce(0, +)
    require(
      weights.allSatisfy { $0 >= 0 } && sum.isFinite && sum > 0, place,
      "has weights that are negative or sum to \(sum)")
  }

  // MARK: Scenarios, streams

  private mutating func checkScenario(_ index: Int) {
    let scenario = plan.scenarios[index]
    let place = "scenarios[\(index)]"
    require(
      plan.nodes.indices.contains(scenario.start), place, "starts at node \(scenario.start)")
    require((0...7).contains(scenario.priority), place, "has the priority \(scenario.priority)")
    if let commitment = scenario.commitment {
      require(commitment >= 0, place, "has the commitment \(commitment)")
    }
    if let batch = scenario.batch {
      require(
        scenario.attributes.contains { $0.slot == batch.slot }
          && batch.sharedSlots.contains(batch.slot)
          && batch.sharedSlots.allSatisfy { (0...7).contains($0) }, place,
        "has a batch whose number nothing draws or shares")
      let weights = scenario.attributes.last { $0.slot == batch.slot }?.weights ?? []
      require(
        !batch.comesInWaves || weights.dropFirst().contains { $0 > 0 }, place,
        "has batches of no size in waves")
    }
    for attribute in scenario.attributes {
      require((0...7).contains(attribute.slot), place, "draws attribute slot \(attribute.slot)")
      require(attribute.weights.count <= 256, place, "has \(attribute.weights.count) values")
      checkWeights(attribute.weights, place)
      for priority in attribute.priorities.compactMap({ $0 }) {
        require((0...7).contains(priority), place, "sets the priority \(priority)")
      }
    }
  }

  private mutating func checkStream(_ index: Int) {
    let stream = plan.streams[index]
    let place = "streams[\(index)]"
    var givesScenarios = false
    switch stream.arrivals {
    case .renewal(let interval, _):
      check(interval, "\(place).interval")
    case .instants(let list, let scenarios):
      require(isSorted(list), place, "has instants out of order")
      require(
        list.allSatisfy { (0...HallEngine.lastInstant).contains($0) }, place,
        "has an instant outside the clock")
      givesScenarios = !scenarios.isEmpty
      require(
        scenarios.isEmpty || scenarios.count == list.count, place,
        "has \(scenarios.count) scenarios for \(list.count) instants")
      require(
        scenarios.allSatisfy { plan.scenarios.indices.contains($0) }, place,
        "names a scenario that does not exist")
    case .poisson(let rate):
      checkPoisson(rate, place)
    }
    require(
      stream.mix.allSatisfy { plan.scenarios.indices.contains($0.scenario) }, place,
      "names a scenario that does not exist")
    if !givesScenarios { checkWeights(stream.mix.map(\.weight), "\(place).mix") }
  }

  private mutating func checkPoisson(_ rate: PlanStream.Poisson, _ place: String) {
    require(
      rate.expectedPerDay.allSatisfy { $0 >= 0 && $0.isFinite }, place,
      "has an expected number that is negative or not finite")
    require(
      rate.profileOfDay.allSatisfy { rate.profiles.indices.contains($0) }, place,
      "names a profile that does not exist")
    require(!rate.profiles.isEmpty, place, "has no profile")
    if let waves = rate.waves { check(waves, place) }
    require(rate.dayCV.isFinite && rate.dayCV >= 0, place, "has the day cv \(rate.dayCV)")
    for profile in rate.profiles {
      var last: Int64 = 0
      for segment in profile {
        require(
          segment.start >= last && segment.end > segment.start && segment.end <= HallEngine.day,
          place, "has a profile segment out of order or outside the day")
        last = segment.end
      }
      let sum = profile.reduce(0) { $0 + $1.weight }
      require(
        profile.allSatisfy { $0.weight >= 0 } && abs(sum - 1) <= 1e-9, place,
        "has profile weights that sum to \(sum)")
    }
  }

  private mutating func checkSchedule(_ schedule: OpenSchedule, _ place: String) {
    var last: Int64 = -1
    for interval in schedule.intervals {
      require(
        interval.start > last && interval.end > interval.start, place,
        "has an interval out of order at \(interval.start)")
      last = interval.end
    }
  }

  private func isSorted(_ list: [Int64]) -> Bool {
    zip(list, list.dropFirst()).allSatisfy { $0 <= $1 }
  }

  // MARK: Graph

  /// Finds a cycle that no back edge cuts: it would draw the same numbers for ever.
  private mutating func checkCycles() {
    var state = [UInt8](repeating: 0, count: plan.nodes.count)
    for root in plan.nodes.indices where state[root] == 0 {
      var path: [(node: Int, edges: ArraySlice<PlanEdge>)] = []
      state[root] = 1
      path.append((root, plan.nodes[root].edges[...]))
      while var top = path.popLast() {
        guard let edge = top.edges.popFirst() else {
          state[top.node] = 2
          continue
        }
        path.append(top)
        if edge.isBackEdge || state[edge.target] == 2 { continue }
        if state[edge.target] == 1 {
          require(false, "nodes[\(edge.target)]", "lies on a cycle without a back edge")
          return
        }
        state[edge.target] = 1
        path.append((edge.target, plan.nodes[edge.target].edges[...]))
      }
    }
  }

  /// Checks that the joins a scenario can reach have different indices.
  private mutating func checkJoins() {
    for (index, scenario) in plan.scenarios.enumerated() {
      var seen = [Bool](repeating: false, count: plan.nodes.count)
      var joins: [Int: Int] = [:]
      var open = [scenario.start]
      seen[scenario.start] = true
      while let node = open.popLast() {
        if case .join(let join, _, _) = plan.nodes[node].action {
          if let other = joins[join] {
            require(
              false, "scenarios[\(index)]", "reaches nodes \(other) and \(node) with join \(join)")
          }
          joins[join] = node
        }
        for edge in plan.nodes[node].edges where !seen[edge.target] {
          seen[edge.target] = true
          open.append(edge.target)
        }
      }
      let reached = plan.nodes.indices.filter { seen[$0] }
      checkInclusions(of: index, reached: reached, joins: joins)
    }
  }
}

extension PlanNode {
  /// All edges that leave the node.
  package var edges: [PlanEdge] {
    switch action {
    case .end: []
    case .serve(let service): [service.next] + (service.leave.map { [$0] } ?? [])
    case .delay(let delay): [delay.next] + (delay.lapse.map { [$0.edge] } ?? [])
    case .untilOpen(_, let next): [next]
    case .appointment(let appointment): [appointment.next]
    case .choose(.probability(let list)): list.map(\.edge)
    case .choose(.attribute(_, let lists)): lists.flatMap { $0.map(\.edge) }
    case .choose(.scripted(_, let edges)): edges
    case .split(let targets): targets
    case .gather(_, let next): [next]
    case .first(let first): first.branches.map(\.next)
    case .include(let inclusion): inclusion.branches.map(\.edge)
    case .join(_, _, let next): [next]
    case .each(let next): [next]
    }
  }
}
