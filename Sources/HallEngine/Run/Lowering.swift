// SPDX-License-Identifier: Apache-2.0

/// Turns a valid plan into the flat tables of the run loop.
struct Lowering {
  let plan: EnginePlan
  let settings: Replication
  var samplers = SamplerLowering()
  var nodes: [RunNode] = []
  private(set) var branches: [RunBranch] = []
  private(set) var ranges: [RunRange] = []
  private(set) var targets: [UInt32] = []
  var scripts: [[[Int]]] = []
  var inclusions: [RunInclusion] = []
  private(set) var adjustments: [RunAdjustment] = []
  private(set) var entries: [PlanAdjustment.Entry] = []
  private(set) var appointments: [RunAppointment] = []
  private(set) var instants: [Int64] = []
  private(set) var roundRanges: [RunRange] = []
  private(set) var scheduleRanges: [RunRange] = []
  private(set) var scenarios: [RunScenario] = []
  private(set) var attributes: [RunAttribute] = []
  private(set) var priorities: [Int8] = []
  private(set) var alias: [AliasColumn] = []
  private(set) var streams: [StreamState] = []
  private(set) var streamScenarios: [UInt32] = []
  private(set) var profileOfDay: [Int32] = []
  private(set) var segments: [RunSegment] = []
  var pools: [PoolState] = []
  var edges: [PlanPool.CapacityEdge] = []
  var groupServers: [Int32] = []
  var groups: [GroupState] = []
  var idlePlaces = 0
  /// What nodes hold, by node; empty where no task is more than one server of a pool.
  var holdRanges: [RunRange] = []
  var holds: [RunHold] = []
  var serverRules: [RunServerRule] = []
  var serverCount = 0
  /// One for each pool, or none where no service may be interrupted.
  var interruptions: [InterruptionState] = []
  /// The servers of all pools whose servers break down.
  var breakableServers = 0
  private(set) var outageRanges: [RunRange] = []
  /// The closed days and outages of the replication.
  let drawn: DrawnDisturbances
  let closedSpans: [DrawnDisturbances.Span]

  init(_ plan: EnginePlan, _ settings: Replication) {
    self.plan = plan
    self.settings = settings
    drawn = DrawnDisturbances(plan, settings)
    closedSpans = drawn.closedSpans
    lowerPools()
    for schedule in plan.schedules {
      let intervals = schedule.intervals(closedIn: closedSpans)
      scheduleRanges.append(
        RunRange(first: Int32(instants.count), count: Int32(intervals.count)))
      for interval in intervals { instants += [interval.start, interval.end] }
    }
    for list in plan.rounds {
      let kept = openInstants(list)
      roundRanges.append(RunRange(first: Int32(instants.count), count: Int32(kept.count)))
      instants += kept
    }
    for spans in drawn.outages {
      outageRanges.append(RunRange(first: Int32(instants.count), count: Int32(spans.count)))
      for span in spans { instants += [span.lowerBound, span.upperBound] }
    }
    for node in plan.nodes { nodes.append(lower(node)) }
    lowerHolds()
    lowerInterruptions()
    addRowsOfGroups()
    addRowsOfWaits()
    for scenario in plan.scenarios { scenarios.append(lower(scenario)) }
    for stream in plan.streams { streams.append(lower(stream)) }
  }

  private func key(_ stream: UInt64) -> UInt64 { settings.key(stream) }

  private func isClosed(_ instant: Int64) -> Bool {
    let day = instant / HallEngine.day
    return day < drawn.isClosed.count && drawn.isClosed[Int(day)]
  }

  private func openInstants(_ list: [Int64]) -> [Int64] {
    drawn.isClosed.isEmpty ? list : list.filter { !isClosed($0) }
  }

  func lower(_ edge: PlanEdge) -> UInt32 {
    UInt32(edge.target) | (edge.isBackEdge ? RunNode.backEdge : 0)
  }

  private mutating func lower(_ node: PlanNode) -> RunNode {
    var row = RunNode(kind: .end, key: key(node.streamKey))
    lower(node.marks, into: &row)
    switch node.action {
    case .end(let outcome):
      row.outcome = outcome
    case .serve(let service):
      row.kind = .serve
      row.index = Int32(service.pool)
      row.sampler = Int32(samplers.add(service.time))
      row.factor = service.factor
      (row.first, row.count) = lower(service.adjustments)
      row.priority = Int8(service.priority ?? -1)
      if let patience = service.patience, let leave = service.leave {
        row.patience = Int32(samplers.add(patience))
        row.leave = lower(leave)
        (row.patienceFirst, row.patienceCount) = lower(service.patienceAdjustments)
      }
      row.next = lower(service.next)
    case .delay(let delay):
      row.kind = .delay
      row.basis = delay.basis
      row.sampler = Int32(samplers.add(delay.time))
      row.factor = delay.factor
      (row.first, row.count) = lower(delay.adjustments)
      if let lapse = delay.lapse {
        row.limit = lapse.limit
        row.leave = lower(lapse.edge)
      }
      if let rounds = delay.rounds { row.rounds = Int32(rounds) }
      row.next = lower(delay.next)
    case .untilOpen(let schedule, let next):
      row.kind = .untilOpen
      row.index = Int32(schedule)
      row.next = lower(next)
    case .appointment(let appointment):
      row.kind = .appointment
      row.index = Int32(appointments.count)
      row.sampler = Int32(samplers.add(appointment.lead))
      row.next = lower(appointment.next)
      appointments.append(lower(appointment))
    case .choose(.probability(let list)):
      row.kind = .choose
      let range = lower(list)
      (row.first, row.count) = (range.first, range.count)
    case .choose(.attribute(let slot, let lists)):
      row.kind = .chooseByAttribute
      row.index = Int32(slot)
      row.first = Int32(ranges.count)
      row.count = Int32(lists.count)
      for list in lists { ranges.append(lower(list)) }
    case .choose(.scripted(let list, let edges)):
      row.kind = .chooseByScript
      row.index = Int32(scripts.count)
      row.first = Int32(targets.count)
      row.count = Int32(edges.count)
      scripts.append(list)
      targets += edges.map { lower($0) }
    case .split(let list):
      row.kind = .split
      row.first = Int32(targets.count)
      row.count = Int32(list.count)
      targets += list.map { lower($0) }
    case .first: row.kind = .first
    case .gather(let place, let next):
      row.kind = .gather
      row.index = Int32(place)
      row.next = lower(next)
    case .include(let inclusion): lower(inclusion, into: &row)
    case .join(let index, let tokens, let next):
      row.kind = .join
      row.index = Int32(index)
      row.count = Int32(tokens)
      row.next = lower(next)
    case .each(let next):
      row.kind = .each
      row.next = lower(next)
    }
    return row
  }

  private func lower(_ marks: PlanNode.Marks, into row: inout RunNode) {
    row.presence = marks.presence
    row.hallMask = marks.presence == .inHall ? -1 : 0
    row.counter = marks.counter
    if marks.presence != .unchanged { row.flags |= RunNode.Flags.presence }
    if marks.counter != .none { row.flags |= RunNode.Flags.counter }
    if marks.startsGross { row.flags |= RunNode.Flags.startsGross }
    if marks.endsGross { row.flags |= RunNode.Flags.endsGross }
    if marks.startsLegal { row.flags |= RunNode.Flags.startsLegal }
    if marks.endsLegal { row.flags |= RunNode.Flags.endsLegal }
    if marks.stopsLegal { row.flags |= RunNode.Flags.stopsLegal }
    if marks.newTicket { row.flags |= RunNode.Flags.newTicket }
  }

  private mutating func lower(_ list: [PlanAdjustment]) -> (first: Int32, count: Int32) {
    let first = Int32(adjustments.count)
    for adjustment in list {
      adjustments.append(
        RunAdjustment(
          slot: Int32(adjustment.slot), first: Int32(entries.count),
          count: Int32(adjustment.entries.count)))
      entries += adjustment.entries
    }
    return (first, Int32(list.count))
  }

  private mutating func lower(_ list: [PlanBranch]) -> RunRange {
    let range = RunRange(first: Int32(branches.count), count: Int32(list.count))
    let total = list.reduce(0) { $0 + $1.probability }
    var sum = 0.0
    for branch in list {
      sum += branch.probability
      branches.append(RunBranch(cumulative: sum / total, edge: lower(branch.edge)))
    }
    // The last possible branch takes what rounding leaves.
    if let last = list.lastIndex(where: { $0.probability > 0 }) {
      for index in last..<list.count { branches[Int(range.first) + index].cumulative = 1 }
    }
    return range
  }

  private mutating func lower(_ appointment: PlanNode.Appointment) -> RunAppointment {
    let weights = samplers.addCumulative(appointment.slots.map(\.weight))
    let times = instants.count
    instants += appointment.slots.map(\.timeOfDay)
    return RunAppointment(
      punctuality: Int32(samplers.add(appointment.punctuality)), weights: Int32(weights),
      times: Int32(times), count: Int32(appointment.slots.count),
      toleranceBefore: appointment.toleranceBefore, toleranceAfter: appointment.toleranceAfter,
      priorityOnTime: Int8(appointment.priorityOnTime ?? -1),
      priorityLate: Int8(appointment.priorityLate ?? -1))
  }

  private mutating func lower(_ scenario: PlanScenario) -> RunScenario {
    let range = RunRange(
      first: Int32(attributes.count), count: Int32(scenario.attributes.count))
    for attribute in scenario.attributes { add(attribute, weights: attribute.weights) }
    var row = RunScenario(
      start: UInt32(scenario.start), priority: UInt8(scenario.priority), attributes: range,
      commitment: scenario.commitment ?? -1)
    if let batch = scenario.batch,
      let offset = scenario.attributes.firstIndex(where: { $0.slot == batch.slot })
    {
      row.batch = range.first + Int32(offset)
      for slot in batch.sharedSlots { row.sharedAttributes |= 0xFF << UInt64(slot * 8) }
      if batch.comesInWaves {
        let attribute = scenario.attributes[offset]
        row.waveBatch = Int32(attributes.count)
        add(attribute, weights: [0] + attribute.weights.dropFirst())
      }
    }
    return row
  }

  private mutating func add(_ attribute: PlanScenario.Attribute, weights: [Double]) {
    let count = weights.count
    attributes.append(
      RunAttribute(
        slot: Int32(attribute.slot),
        alias: RunRange(first: Int32(alias.count), count: Int32(count)),
        priorities: Int32(priorities.count), key: key(attribute.streamKey)))
    alias += AliasTable.columns(weights, values: Array(0..<count))
    for value in 0..<count {
      let priority = value < attribute.priorities.count ? attribute.priorities[value] : nil
      priorities.append(Int8(priority ?? -1))
    }
  }

  private mutating func lower(_ stream: PlanStream) -> StreamState {
    let mix = RunRange(first: Int32(alias.count), count: Int32(stream.mix.count))
    alias += AliasTable.columns(
      stream.mix.map(\.weight), values: stream.mix.map(\.scenario))
    var state = StreamState(
      kind: .renewal, key: key(stream.streamKey),
      word: UInt32(truncatingIfNeeded: stream.streamKey), mix: mix)
    switch stream.arrivals {
    case .renewal(let interval, let startsAtZero):
      state.sampler = samplers.add(interval)
      state.startsAtZero = startsAtZero
    case .instants(let list, let scenarios):
      state.kind = .instants
      let kept = openInstants(list)
      state.first = instants.count
      state.count = kept.count
      instants += kept
      if !scenarios.isEmpty {
        state.scenarios = streamScenarios.count
        streamScenarios += zip(list, scenarios).filter { !isClosed($0.0) }.map { UInt32($0.1) }
      }
    case .poisson(let rate):
      state.kind = .poisson
      var expected = rate.expectedPerDay
      if let waves = rate.waves {
        state.hasWaves = true
        waves.add(to: &expected, settings)
      }
      for (day, closed) in drawn.isClosed.enumerated() where closed && day < expected.count {
        expected[day] = 0
      }
      state.first = samplers.addValues(expected)
      state.count = rate.expectedPerDay.count
      state.profiles = ranges.count
      for profile in rate.profiles {
        ranges.append(RunRange(first: Int32(segments.count), count: Int32(profile.count)))
        segments += profile.map {
          RunSegment(
            start: Double($0.start), end: Double($0.end),
            density: $0.weight / Double($0.end - $0.start))
        }
      }
      state.profileOfDay = profileOfDay.count
      profileOfDay += rate.expectedPerDay.indices.map {
        $0 < rate.profileOfDay.count ? Int32(rate.profileOfDay[$0]) : 0
      }
      if rate.dayCV > 0 {
        state.dayFactor = samplers.add(Sampler.gamma(mean: 1, cv: rate.dayCV))
      }
    }
    return state
  }
}
