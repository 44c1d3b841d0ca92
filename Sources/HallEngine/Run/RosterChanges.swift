// SPDX-License-Identifier: Apache-2.0

/// The changes of capacity that the rosters of a plan make in one replication.
struct RosterChanges {
  /// What one pool has from an instant on, as differences.
  private struct Change {
    var time: Int64
    var group = 0
    var servers = 0
    var absent = 0
    var resting = 0
    var openings = 0

    /// The change back, at a later instant.
    func reversed(at time: Int64) -> Change {
      Change(
        time: time, group: group, servers: -servers, absent: -absent, resting: -resting,
        openings: -openings)
    }
  }

  private var changes: [[Change]]

  /// Lays out all rosters.
  ///
  /// - Complexity: O(days × duties) draws and changes, once a replication.
  init(_ plan: EnginePlan, _ settings: Replication) {
    changes = Array(repeating: [], count: plan.pools.count)
    for roster in plan.rosters { add(roster, settings) }
  }

  /// Whether a pool has people of a roster.
  func has(_ pool: Int) -> Bool { !changes[pool].isEmpty }

  private mutating func add(_ roster: Roster, _ settings: Replication) {
    for (day, kind) in roster.dayKinds.enumerated() {
      guard let kind else { continue }
      let midnight = Int64(day) * HallEngine.day
      let isPresent = roster.shifts.indices.map { roster.isPresent(in: $0, day: day, settings) }
      if let pool = roster.pool {
        for opening in roster.days[kind].openings {
          let change = Change(time: midnight + opening.start, openings: 1)
          changes[pool] += [change, change.reversed(at: midnight + opening.end)]
        }
      }
      let loans = isPresent.first.map(roster.loans(of:)) ?? []
      func add(_ duty: Roster.Duty, _ change: Change) {
        var change = change
        change.group = roster.groups[duty.server]
        let (start, end) = (midnight + duty.start, midnight + duty.end)
        guard duty.shift == 0, let loan = loans[duty.server] else {
          self.add(roster.pool, change, from: start, to: end)
          return
        }
        let (going, back) = (midnight + loan.start, midnight + loan.end)
        self.add(roster.pool, change, from: start, to: min(end, going))
        self.add(roster.pool, change, from: max(start, back), to: end)
        change.group = loan.group
        self.add(loan.pool, change, from: max(start, going), to: min(end, back))
      }
      for duty in roster.days[kind].duties {
        let isThere = isPresent[duty.shift][duty.server]
        add(duty, isThere ? Change(time: 0, servers: 1) : Change(time: 0, absent: 1))
      }
      for pause in roster.days[kind].breaks where isPresent[pause.shift][pause.server] {
        add(pause, Change(time: 0, resting: 1))
      }
    }
  }

  private mutating func add(_ pool: Int?, _ change: Change, from start: Int64, to end: Int64) {
    guard let pool, end > start else { return }
    var change = change
    change.time = start
    changes[pool] += [change, change.reversed(at: end)]
  }

  /// Returns the capacity of a pool over time, sorted, the first at 0, without edges that change
  /// nothing; and the servers of each group at each edge, group by group.
  func edges(of pool: Int, groups: Int) -> (edges: [PlanPool.CapacityEdge], servers: [Int32]) {
    let sorted = changes[pool].sorted { $0.time < $1.time }
    var now = [Int32](repeating: 0, count: groups)
    var edges: [PlanPool.CapacityEdge] = []
    var servers: [Int32] = []
    var openings = 0
    var absent = 0
    var resting = 0
    var index = 0
    var time: Int64 = 0
    while true {
      while index < sorted.count, sorted[index].time <= time {
        now[sorted[index].group] += Int32(sorted[index].servers)
        absent += sorted[index].absent
        resting += sorted[index].resting
        openings += sorted[index].openings
        index += 1
      }
      // People lent to a pool that is closed have nothing to do there.
      let present = openings > 0 ? now : Array(repeating: 0, count: groups)
      var edge = PlanPool.CapacityEdge(time: time, capacity: Int(present.reduce(0, +)))
      edge.isOpen = openings > 0
      edge.absent = absent
      edge.resting = resting
      let isSame =
        edges.last.map {
          $0.capacity == edge.capacity && $0.isOpen == edge.isOpen && $0.absent == absent
            && $0.resting == resting && servers.suffix(groups).elementsEqual(present)
        } ?? false
      if !isSame {
        edges.append(edge)
        servers += present
      }
      guard index < sorted.count else { return (edges, servers) }
      time = sorted[index].time
    }
  }
}
