// SPDX-License-Identifier: Apache-2.0

/// The capacity that the rosters of a plan give its pools in one replication.
struct RosterChanges {
  /// A change of what a pool has, as differences.
  fileprivate struct Change {
    var time: Int64
    var group = 0
    var servers = 0
    var absent = 0
    var resting = 0
    var openings = 0
    var closures = 0

    /// The change back, at a later instant.
    func reversed(at time: Int64) -> Change {
      Change(
        time: time, group: group, servers: -servers, absent: -absent, resting: -resting,
        openings: -openings, closures: -closures)
    }
  }

  /// The capacity of a pool over time.
  struct Capacity {
    /// What the pool has by the changes so far; what belongs to groups stands in `present`.
    private var sum = Change(time: 0)
    private var present: [Int32]
    /// The changes of the day that is laid out.
    fileprivate var changes: [Change] = []
    /// The edges, sorted, the first at 0, without such as change nothing.
    private(set) var edges: [PlanPool.CapacityEdge] = []
    /// The servers of each group at each edge, group by group.
    private(set) var servers: [Int32] = []

    fileprivate init(groups: Int) {
      present = Array(repeating: 0, count: groups)
      append()
    }

    /// Takes the changes of a day, none of which lies before those of the days before.
    fileprivate mutating func finishDay() {
      changes.sort { $0.time < $1.time }
      for (index, change) in changes.enumerated() {
        sum.time = change.time
        sum.absent += change.absent
        sum.resting += change.resting
        sum.openings += change.openings
        sum.closures += change.closures
        present[change.group] += Int32(change.servers)
        let isLast = index + 1 == changes.count || changes[index + 1].time > change.time
        if isLast { append() }
      }
      changes.removeAll(keepingCapacity: true)
    }

    private mutating func append() {
      if edges.last?.time == sum.time {
        edges.removeLast()
        servers.removeLast(present.count)
      }
      // People lent to a pool that is closed have nothing to do there.
      let isOpen = sum.openings > 0
      let working = isOpen ? present : Array(repeating: 0, count: present.count)
      var edge = PlanPool.CapacityEdge(time: sum.time, capacity: Int(working.reduce(0, +)))
      edge.isOpen = isOpen
      edge.absent = sum.absent
      edge.resting = sum.resting
      edge.isHallClosed = sum.closures > 0
      if let last = edges.last, servers.suffix(present.count).elementsEqual(working) {
        var same = last
        same.time = edge.time
        if same == edge { return }
      }
      edges.append(edge)
      servers += working
    }
  }

  /// The capacity of each pool; nil where no roster has people for it.
  private(set) var capacities: [Capacity?]

  /// Lays out all rosters, day by day.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - settings: The replication.
  ///   - closed: Whether the hall is closed, by day; days behind the end are not.
  /// - Complexity: O(days × duties) draws and changes, once a replication.
  init(_ plan: EnginePlan, _ settings: Replication, closed: [Bool] = []) {
    capacities = plan.pools.map { _ in nil }
    for roster in plan.rosters {
      for pool in [roster.pool].compactMap({ $0 }) + roster.loans.map(\.pool) {
        capacities[pool] = Capacity(groups: max(1, plan.pools[pool].groups.count))
      }
    }
    for day in 0..<(plan.rosters.map(\.dayKinds.count).max() ?? 0) {
      let isClosed = day < closed.count && closed[day]
      for roster in plan.rosters where day < roster.dayKinds.count {
        let kind = isClosed ? roster.closedKind : roster.dayKinds[day]
        if let kind { add(roster, roster.days[kind], day, lends: !isClosed, settings) }
      }
      if isClosed { closeReserves(plan, day) }
      for pool in capacities.indices { capacities[pool]?.finishDay() }
    }
  }

  private mutating func add(
    _ roster: Roster, _ layout: Roster.Day, _ day: Int, lends: Bool, _ settings: Replication
  ) {
    let midnight = Int64(day) * HallEngine.day
    let isPresent = roster.shifts.indices.map { roster.isPresent(in: $0, day: day, settings) }
    let loans = lends ? isPresent.first.map(roster.loans(of:)) ?? [] : []
    func add(_ hours: Roster.Duty, _ change: Change) {
      var change = change
      change.group = roster.groups[hours.server]
      let (start, end) = (midnight + hours.start, midnight + hours.end)
      guard hours.shift == 0, hours.server < loans.count, let loan = loans[hours.server] else {
        self.add(change, to: roster.pool, from: start, to: end)
        return
      }
      let (going, back) = (midnight + loan.start, midnight + loan.end)
      self.add(change, to: roster.pool, from: start, to: min(end, going))
      self.add(change, to: roster.pool, from: max(start, back), to: end)
      change.group = loan.group
      self.add(change, to: loan.pool, from: max(start, going), to: min(end, back))
    }
    for open in layout.openings {
      self.add(
        Change(time: 0, openings: 1), to: roster.pool, from: midnight + open.start,
        to: midnight + open.end)
    }
    for duty in layout.duties {
      let isThere = isPresent[duty.shift][duty.server]
      add(duty, isThere ? Change(time: 0, servers: 1) : Change(time: 0, absent: 1))
    }
    for pause in layout.breaks where isPresent[pause.shift][pause.server] {
      add(pause, Change(time: 0, resting: 1))
    }
  }

  /// Keeps the windows of reserves shut on a day on which the hall is closed.
  private mutating func closeReserves(_ plan: EnginePlan, _ day: Int) {
    let midnight = Int64(day) * HallEngine.day
    for (index, pool) in plan.pools.enumerated() where pool.reserve != nil {
      add(
        Change(time: 0, closures: 1), to: index, from: midnight, to: midnight + HallEngine.day)
    }
  }

  private mutating func add(
    _ change: Change, to pool: Int?, from start: Int64, to end: Int64
  ) {
    guard let pool, end > start else { return }
    var change = change
    change.time = start
    capacities[pool]?.changes += [change, change.reversed(at: end)]
  }
}
