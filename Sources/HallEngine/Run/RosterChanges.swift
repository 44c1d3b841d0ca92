// SPDX-License-Identifier: Apache-2.0

/// The changes of capacity that the rosters of a plan make in one replication.
struct RosterChanges {
  /// What one pool has from an instant on, as differences.
  private struct Change {
    var time: Int64
    var group = 0
    var servers = 0
    var absent = 0
    var openings = 0
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
          changes[pool].append(Change(time: midnight + opening.start, openings: 1))
          changes[pool].append(Change(time: midnight + opening.end, openings: -1))
        }
      }
      let loans = isPresent.first.map(roster.loans(of:)) ?? []
      for duty in roster.days[kind].duties {
        let isThere = isPresent[duty.shift][duty.server]
        let group = roster.groups[duty.server]
        let (start, end) = (midnight + duty.start, midnight + duty.end)
        guard duty.shift == 0, let loan = loans[duty.server] else {
          add(roster.pool, group: group, isThere: isThere, from: start, to: end)
          continue
        }
        let (going, back) = (midnight + loan.start, midnight + loan.end)
        add(roster.pool, group: group, isThere: true, from: start, to: min(end, going))
        add(
          loan.pool, group: loan.group, isThere: true, from: max(start, going), to: min(end, back))
        add(roster.pool, group: group, isThere: true, from: max(start, back), to: end)
      }
    }
  }

  private mutating func add(
    _ pool: Int?, group: Int, isThere: Bool, from start: Int64, to end: Int64
  ) {
    guard let pool, end > start else { return }
    var change = Change(time: start, group: group)
    if isThere { change.servers = 1 } else { change.absent = 1 }
    changes[pool].append(change)
    change.time = end
    change.servers.negate()
    change.absent.negate()
    changes[pool].append(change)
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
    var index = 0
    var time: Int64 = 0
    while true {
      while index < sorted.count, sorted[index].time <= time {
        now[sorted[index].group] += Int32(sorted[index].servers)
        absent += sorted[index].absent
        openings += sorted[index].openings
        index += 1
      }
      // People lent to a pool that is closed have nothing to do there.
      let present = openings > 0 ? now : Array(repeating: 0, count: groups)
      var edge = PlanPool.CapacityEdge(time: time, capacity: Int(present.reduce(0, +)))
      edge.isOpen = openings > 0
      edge.absent = absent
      let isSame =
        edges.last.map {
          $0.capacity == edge.capacity && $0.isOpen == edge.isOpen && $0.absent == absent
            && servers.suffix(groups).elementsEqual(present)
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
