// SPDX-License-Identifier: Apache-2.0

import HallEngine
package import TransferModel

/// Compiles a configuration of a valid pack into arrays for the engine.
package struct PlanCompiler {
  private let pack: Pack
  private let configuration: Configuration
  private let period: StudyPeriod
  private let scenarios: [Scenario]
  private var warnings: [String] = []
  /// Calendar days until the last of a number of cases comes on average.
  private var expectedDays = 0.0

  /// Compiles a study.
  ///
  /// - Parameters:
  ///   - valid: The pack.
  ///   - configuration: The configuration.
  ///   - period: The period.
  ///   - only: The scenarios that arrive; empty means all.
  /// - Returns: The arrays with their names.
  /// - Throws: ``CompileError`` where the configuration, a scenario or the period does not fit.
  package static func compile(
    _ valid: ValidPack, configuration: String, period: StudyPeriod, only: [String] = []
  ) throws(CompileError) -> CompiledStudy {
    let known = valid.pack.hall.configurations
    guard let found = known.first(where: { $0.id.value == configuration }) else {
      throw CompileError(
        "configuration '\(configuration)' does not exist"
          + NearestName.hint(for: configuration, in: known.map(\.id.value)))
    }
    for id in only where !valid.pack.scenarios.contains(where: { $0.id == id }) {
      throw CompileError(
        "scenario '\(id)' does not exist"
          + NearestName.hint(for: id, in: valid.pack.scenarios.map(\.id)))
    }
    let scenarios = valid.pack.scenarios.filter { only.isEmpty || only.contains($0.id) }
    var compiler = PlanCompiler(
      pack: valid.pack, configuration: found, period: period, scenarios: scenarios)
    return try compiler.run()
  }

  private init(
    pack: Pack, configuration: Configuration, period: StudyPeriod, scenarios: [Scenario]
  ) {
    self.pack = pack
    self.configuration = configuration
    self.period = period
    self.scenarios = scenarios
  }

  private mutating func run() throws(CompileError) -> CompiledStudy {
    let hall = pack.hall
    let days = try calendarDays()
    let calendar = CalendarCompiler(hall: hall, from: period.from, days: days)
    let samplers = SamplerCompiler(workingDay: calendar.workingDay)
    let disturbances = DisturbanceCompiler(
      hall: hall, configuration: configuration.id.value, calendar: calendar, samplers: samplers)
    let flows = scenarios.compactMap { scenario in
      configuration.flow(of: scenario).map { (scenario, $0) }
    }
    let demand = DemandCompiler(
      hall: hall, configuration: configuration.id.value, from: period.from, days: days,
      scenarios: flows.map(\.0), samplers: samplers)
    let pools = usedPools(flows.map(\.1))
    let poolIndex = Self.index(pools.map(\.id.value))
    let (schedules, scheduleIndex) = schedules(flows.map(\.1), calendar)
    let rounds = hall.rounds.map { calendar.instants(of: $0) }
    let roundIndex = Self.index(hall.rounds.map(\.id.value))
    let gathers = GatherTable(flows, samplers: samplers, rounds: roundIndex)
    var nodes: [PlanNode] = []
    var names: [(scenario: String, node: String)] = []
    var plannedScenarios: [PlanScenario] = []
    var tables: [AttributeTable] = []
    for (scenario, flow) in flows {
      let table = AttributeTable(
        scenario, hall: hall, configuration: configuration.id.value,
        together: demand.shareTogetherInWaves(of: tables.count))
      var compiler = FlowCompiler(
        scenario: scenario, flow: flow, hall: hall,
        offset: nodes.count, pools: poolIndex, schedules: scheduleIndex, rounds: roundIndex,
        attributes: table, samplers: samplers, gathers: gathers)
      compiler.outages = disturbances.outages
      var planned = PlanScenario(
        start: nodes.count, priority: scenario.priority,
        attributes: table.planned(scenario: scenario.id),
        commitment: scenario.committedLimits[flow.name]?.value)
      planned.batch = table.batch
      plannedScenarios.append(planned)
      nodes += compiler.nodes()
      names += flow.nodes.map { (scenario.id, $0.id) }
      tables.append(table)
    }
    let rosters = RosterCompiler(
      calendar: calendar, configuration: configuration.id.value, pools: poolIndex)
    let checks = patienceChecks(flows.map(\.1))
    var plan = EnginePlan(
      nodes: nodes, pools: pools.map { planned($0, calendar, rosters, checks) },
      scenarios: plannedScenarios,
      streams: demand.streams(), schedules: schedules, rounds: rounds, clock: calendar.clock)
    guard plan.rows <= EnginePlan.maximumCount else {
      throw CompileError(
        "the flows of \(configuration.id.value) have \(plan.rows) nodes, tasks counted once for each "
          + "group of staff and 'first' once for each wait; at most \(EnginePlan.maximumCount) can be simulated together"
      )
    }
    plan.gathers = gathers.places
    plan.rating = hall.rating.map(RatingFormula.init)
    plan.disturbances = disturbances.planned()
    plan.rosters = rosters.rosters()
    guard !plan.streams.isEmpty else {
      throw CompileError("nobody arrives: no stream brings any of the chosen scenarios")
    }
    let loads = TrafficEquations(
      plan: plan, pools: pools, demand: demand, calendar: calendar,
      configuration: configuration.id.value
    ).loads()
    warnAboutLoad(loads, pools, plan)
    let (warmUpEnd, horizon, limit) = try bounds(calendar)
    var study = CompiledStudy(
      configuration: configuration, plan: plan, pools: pools, scenarios: flows.map(\.0),
      nodeNames: names, warmUpEnd: warmUpEnd, horizon: horizon, caseLimit: limit,
      workingDay: calendar.workingDay, loads: loads, rating: hall.rating,
      outages: disturbances.outages.map(\.id.value), warnings: warnings)
    study.expectedEnd =
      horizon == HallEngine.never
      ? Int64(min(expectedDays, 400_000) * Double(HallEngine.day)) : horizon
    if !calendar.clock.isContinuous { study.dayStarts = calendar.workingDayStarts }
    return study
  }

  private static func index(_ names: [String]) -> [String: Int] {
    Dictionary(
      names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Pools and schedules

  private func usedPools(_ flows: [Flow]) -> [Pool] {
    var used: Set<String> = []
    for node in flows.flatMap(\.nodes) {
      if case .task(let task) = node.kind { used.formUnion(task.servers.map(\.pool.value)) }
    }
    return pack.hall.pools.filter { used.contains($0.id.value) }
  }

  private func schedules(_ flows: [Flow], _ calendar: CalendarCompiler)
    -> ([OpenSchedule], [String: Int])
  {
    var names: [String] = []
    for node in flows.flatMap(\.nodes) {
      guard case .wait(let wait) = node.kind, case .untilOpen(let hours) = wait.rule,
        !names.contains(hours.value)
      else { continue }
      names.append(hours.value)
    }
    return (names.map { calendar.schedule($0) }, Self.index(names))
  }

  private func planned(
    _ pool: Pool, _ calendar: CalendarCompiler, _ rosters: RosterCompiler,
    _ checks: [String: Double]
  ) -> PlanPool {
    var planned = PlanPool(
      capacity: calendar.capacity(of: pool, in: configuration.id.value),
      atClose: InterruptionRules.atClose(pool.closing), usesPriority: pool.usesPriority,
      order: pool.order == .arrival
        ? .arrival : pool.order == .ticket ? .ticketTime : .legalStart,
      guarantee: pool.guarantee.map {
        .init(priority: $0.priority, everyNthCall: $0.every)
      },
      forecastMicros: Int64(
        ((pool.forecastMinutes ?? 0) * Double(HallEngine.minute)).rounded(.toNearestOrEven)),
      patienceCheckMicros: Int64(
        ((checks[pool.id.value] ?? 0) * 60e6).rounded(.toNearestOrEven)),
      pauseFactor: 1 / pool.usableShare - 1,
      kind: pool.kind == .window
        ? .window : pool.kind == .backOffice ? .backOffice : .machine,
      countsTouch: pool.kind != .machine)
    planned.absentCallMicros = Int64(
      (pool.absentCallMinutes * Double(HallEngine.minute)).rounded(.toNearestOrEven))
    planned.preemption = InterruptionRules.preemption(pool.preemption)
    planned.breakdowns = InterruptionRules.breakdowns(
      of: pool, SamplerCompiler(workingDay: calendar.workingDay))
    planned.closedCapacity = calendar.closedCapacity(of: pool, in: configuration.id.value)
    let groups = rosters.groups(of: pool)
    planned.groups = groups.groups
    planned.meanFactor = groups.meanFactor
    planned.reserve = reserve(of: pool, group: groups.ofLent(factor: 1))
    return planned
  }

  private func reserve(of pool: Pool, group: Int) -> PlanPool.Reserve? {
    guard let reserve = pool.people.reserve else { return nil }
    let most = reserve.most.number(in: configuration.id.value)
    func micros(_ minutes: Double) -> Int64 {
      Elementary.micros(minutes * Double(HallEngine.minute))
    }
    return most > 0
      ? PlanPool.Reserve(
        most: most, openAbove: micros(reserve.openAbove), closeBelow: micros(reserve.closeBelow),
        dwell: micros(reserve.dwell), group: group) : nil
  }

  /// How often applicants who queue at a pool look at the clock, in minutes, by the first task there
  /// that says so.
  private func patienceChecks(_ flows: [Flow]) -> [String: Double] {
    var checks: [String: Double] = [:]
    for flow in flows {
      for node in flow.nodes {
        guard case .task(let task) = node.kind, let pool = task.pool?.value, checks[pool] == nil,
          let name = task.patience?.value,
          let law = pack.hall.patience.first(where: { $0.id.value == name })
        else { continue }
        checks[pool] = law.checkMinutes
      }
    }
    return checks
  }

  // MARK: Period

  /// The number of calendar days to lay out.
  private mutating func calendarDays() throws(CompileError) -> Int {
    let calendar = pack.hall.calendar
    switch period.end {
    case .workingDays(let count):
      guard count >= 1, period.warmUpDays < count else {
        throw CompileError(
          "a run of \(count) working days with a warm-up of \(period.warmUpDays) leaves nothing to "
            + "count; give more days or a shorter warm-up")
      }
      var worked = 0
      var day = 0
      while worked < count {
        if calendar.isWorkingDay(period.from.adding(days: day)) { worked += 1 }
        day += 1
        guard day < 400_000 else {
          throw CompileError("the calendar has no \(count) working days after \(period.from)")
        }
      }
      warnAboutYears(upTo: day)
      return day
    case .cases(let count):
      let once = DemandCompiler(
        hall: pack.hall, configuration: configuration.id.value, from: period.from, days: 366,
        scenarios: scenarios,
        samplers: SamplerCompiler(workingDay: HallEngine.day))
      expectedDays = once.casesPerDay > 0 ? Double(count) / once.casesPerDay : 0
      let days = layout(cases: count, perDay: once.casesPerDay)
      if calendar.kind == .civil { warnAboutYears(upTo: days) }
      return days
    }
  }

  /// Days enough for a number of cases to arrive and to be finished.
  private func layout(cases: Int, perDay: Double) -> Int {
    let needed = perDay > 0 ? Double(cases) / perDay : 0
    return Int(min(400_000, needed * 1.3 + 400))
  }

  private mutating func warnAboutYears(upTo days: Int) {
    let calendar = pack.hall.calendar
    let last = period.from.adding(days: days - 1)
    guard !calendar.covers(last) || !calendar.covers(period.from) else { return }
    guard case .workingDays = period.end else { return }
    let years = calendar.years.sorted()
    let known =
      years.first.map { first in "\(first)–\(years[years.count - 1])" } ?? "no year"
    warnings.append(
      "the period \(period.from) … \(last) leaves the calendars of the pack (\(known)); beyond "
        + "them every Monday to Friday counts as a working day")
  }

  private func bounds(_ calendar: CalendarCompiler) throws(CompileError) -> (Int64, Int64, Int) {
    var warmUpEnd: Int64 = 0
    if period.warmUpDays > 0 {
      var worked = 0
      var day = 0
      while worked < period.warmUpDays, day < calendar.days {
        if pack.hall.calendar.isWorkingDay(period.from.adding(days: day)) { worked += 1 }
        day += 1
      }
      // Statistics begin at the midnight after the last day of the warm-up.
      warmUpEnd = Int64(day) * HallEngine.day
    }
    warmUpEnd += period.warmUpRest
    switch period.end {
    case .workingDays: return (warmUpEnd, calendar.closing(ofDay: calendar.days - 1), .max)
    case .cases(let count):
      guard count >= 1 else { throw CompileError("--cases must be at least 1") }
      return (warmUpEnd, HallEngine.never, count)
    }
  }

  private mutating func warnAboutLoad(
    _ loads: [OfferedLoad], _ pools: [Pool], _ plan: EnginePlan
  ) {
    for (index, load) in loads.enumerated() where load.ratio >= 1 {
      let losesCases = plan.nodes.contains { node in
        if case .serve(let service) = node.action {
          return service.pool == index && service.patience != nil
        }
        return false
      }
      // With all windows of a reserve open it may do.
      let most = load.servers + Double(plan.pools[index].reserve?.most ?? 0)
      if !losesCases, load.erlangs >= most {
        warnings.append(
          "pool \(pools[index].id.value) is offered \(Self.text(load.erlangs)) busy servers and has "
            + "\(Self.text(load.servers)); its queue grows without end")
      }
    }
  }

  private static func text(_ value: Double) -> String {
    "\((value * 100).rounded() / 100)"
  }
}
