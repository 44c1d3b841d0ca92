// SPDX-License-Identifier: Apache-2.0

/// A change of what a pool has, as differences.
struct RosterChange {
  /// The time of day in microseconds.
  var time: Int64 = 0
  var group = 0
  var servers = 0
  var absent = 0
  var resting = 0
  var openings = 0
  var closures = 0

  /// The change back, at a later time of the day.
  func reversed(at time: Int64) -> RosterChange {
    RosterChange(
      time: time, group: group, servers: -servers, absent: -absent, resting: -resting,
      openings: -openings, closures: -closures)
  }
}

/// What a pool has over a day, from midnight to midnight: nothing before its first change, and
/// nothing again after its last.
struct DayCourse {
  /// The edges by time of day, without such as change nothing.
  private(set) var edges: [PlanPool.CapacityEdge] = []
  /// The servers of each group at each edge, group by group.
  private(set) var servers: [Int32] = []
  private let groups: Int
  private var changes: [RosterChange] = []

  /// Begins a day of a pool with so many groups of servers, at least 1.
  init(groups: Int) { self.groups = groups }

  /// Adds a change and the change back; none where the stretch is empty.
  mutating func add(_ change: RosterChange, from start: Int64, to end: Int64) {
    guard end > start else { return }
    var change = change
    change.time = start
    changes.append(change)
    changes.append(change.reversed(at: end))
  }

  /// Turns the changes into edges.
  ///
  /// - Complexity: O(changes × log changes + edges × groups).
  mutating func finish() {
    changes.sort { $0.time < $1.time }
    var sum = RosterChange()
    var present = [Int32](repeating: 0, count: groups)
    for (index, change) in changes.enumerated() {
      sum.absent += change.absent
      sum.resting += change.resting
      sum.openings += change.openings
      sum.closures += change.closures
      present[change.group] += Int32(change.servers)
      let isLast = index + 1 == changes.count || changes[index + 1].time > change.time
      if isLast { append(sum, present, at: change.time) }
    }
    changes = []
  }

  private mutating func append(_ sum: RosterChange, _ present: [Int32], at time: Int64) {
    // People lent to a pool that is closed have nothing to do there.
    let isOpen = sum.openings > 0
    let working = isOpen ? present : Array(repeating: 0, count: groups)
    var edge = PlanPool.CapacityEdge(time: time, capacity: Int(working.reduce(0, +)))
    edge.isOpen = isOpen
    edge.absent = sum.absent
    edge.resting = sum.resting
    edge.isHallClosed = sum.closures > 0
    if let last = edges.last, servers.suffix(groups).elementsEqual(working) {
      var same = last
      same.time = time
      if same == edge { return }
    }
    edges.append(edge)
    servers += working
  }
}

/// The capacity of a pool over time, made of days.
struct RosterCapacity {
  /// The edges, sorted, the first at 0, without such as change nothing.
  private(set) var edges: [PlanPool.CapacityEdge]
  /// The servers of each group at each edge, group by group.
  private(set) var servers: [Int32]
  private let groups: Int

  /// Begins with nobody.
  init(groups: Int) {
    self.groups = groups
    edges = [.init(time: 0, capacity: 0)]
    servers = Array(repeating: 0, count: groups)
  }

  /// Adds the course of a day; the days before it have been added.
  ///
  /// - Complexity: O(edges of the day).
  mutating func append(_ course: DayCourse, from midnight: Int64) {
    guard var first = course.edges.first else { return }
    first.time += midnight
    // What ended with the day before may begin again at once.
    if edges.last?.time == first.time {
      edges.removeLast()
      servers.removeLast(groups)
    }
    let isSame =
      edges.last.map { last in
        var last = last
        last.time = first.time
        return last == first && servers.suffix(groups).elementsEqual(course.servers.prefix(groups))
      } ?? false
    let start = edges.count
    edges += isSame ? course.edges.dropFirst() : course.edges[...]
    servers += isSame ? course.servers.dropFirst(groups) : course.servers[...]
    for index in start..<edges.count { edges[index].time += midnight }
  }
}
