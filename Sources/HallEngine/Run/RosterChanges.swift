// SPDX-License-Identifier: Apache-2.0

/// The capacity that the rosters of a plan give its pools in one replication.
///
/// Nobody is on duty across midnight, so what a pool has over a day depends on its rosters' kind of
/// day and on who is absent, and is laid out once for all days that are alike in these.
struct RosterChanges {
  /// What decides the hours of all people of a roster on a day.
  private struct Attendance: Hashable {
    var kind: Int
    var lends: Bool
    /// The absent, as shift and server by turns.
    var absent: [Int]
  }

  /// What decides the course of a day at a pool.
  private struct Circumstances: Hashable {
    /// Of each roster that has people for the pool, its number of an attendance; -1 is nobody.
    var attendances: [Int]
    var keepsReserveShut: Bool
  }

  /// A pool with people of rosters.
  private struct Place {
    var rosters: [Int] = []
    var courses: [Circumstances: DayCourse] = [:]
  }

  /// The capacity of each pool; nil where no roster has people for it.
  private(set) var capacities: [RosterCapacity?]

  /// How many courses of a day a pool keeps: where everybody is absent now and then, most days are
  /// like no other.
  private static let keptCourses = 64

  private let plan: EnginePlan
  private var places: [Place]
  /// The attendances met so far, by roster.
  private var attendances: [[Attendance]]
  private var numbers: [[Attendance: Int]]

  /// Lays out all rosters, day by day.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - settings: The replication.
  ///   - closed: Whether the hall is closed, by day; days behind the end are not.
  /// - Complexity: O(days × (pools + servers with a law of absence) + kinds of day × duties), once a
  ///   replication, and the edges of all days.
  init(_ plan: EnginePlan, _ settings: Replication, closed: [Bool] = []) {
    self.plan = plan
    capacities = plan.pools.map { _ in nil }
    places = plan.pools.map { _ in Place() }
    attendances = plan.rosters.map { _ in [] }
    numbers = plan.rosters.map { _ in [:] }
    for (index, roster) in plan.rosters.enumerated() {
      for pool in Set([roster.pool].compactMap({ $0 }) + roster.loans.map(\.pool)) {
        capacities[pool] = RosterCapacity(groups: max(1, plan.pools[pool].groups.count))
        places[pool].rosters.append(index)
      }
    }
    for day in 0..<(plan.rosters.map(\.dayKinds.count).max() ?? 0) {
      let isClosed = day < closed.count && closed[day]
      let present = plan.rosters.indices.map { attendance($0, day, isClosed: isClosed, settings) }
      for pool in capacities.indices where capacities[pool] != nil {
        let circumstances = Circumstances(
          attendances: places[pool].rosters.map { present[$0] },
          keepsReserveShut: isClosed && plan.pools[pool].reserve != nil)
        let course = course(of: pool, circumstances)
        capacities[pool]?.append(course, from: Int64(day) * HallEngine.day)
      }
    }
  }

  /// Returns the number of the attendance of a roster on a day, -1 where nobody works.
  private mutating func attendance(
    _ index: Int, _ day: Int, isClosed: Bool, _ settings: Replication
  ) -> Int {
    let roster = plan.rosters[index]
    guard day < roster.dayKinds.count,
      let kind = isClosed ? roster.closedKind : roster.dayKinds[day]
    else { return -1 }
    var absent: [Int] = []
    if roster.absence != nil {
      for shift in roster.shifts.indices {
        let isPresent = roster.isPresent(in: shift, day: day, settings)
        for server in isPresent.indices where !isPresent[server] { absent += [shift, server] }
      }
    }
    let attendance = Attendance(kind: kind, lends: !isClosed, absent: absent)
    if let known = numbers[index][attendance] { return known }
    numbers[index][attendance] = attendances[index].count
    attendances[index].append(attendance)
    return attendances[index].count - 1
  }

  private mutating func course(of pool: Int, _ circumstances: Circumstances) -> DayCourse {
    if let known = places[pool].courses[circumstances] { return known }
    var course = DayCourse(groups: max(1, plan.pools[pool].groups.count))
    for (roster, number) in zip(places[pool].rosters, circumstances.attendances) where number >= 0 {
      add(plan.rosters[roster], attendances[roster][number], at: pool, to: &course)
    }
    if circumstances.keepsReserveShut {
      course.add(RosterChange(closures: 1), from: 0, to: HallEngine.day)
    }
    course.finish()
    if places[pool].courses.count < Self.keptCourses {
      places[pool].courses[circumstances] = course
    }
    return course
  }

  /// Adds what the people of a roster do at a pool, their own or one that borrows them.
  private func add(
    _ roster: Roster, _ attendance: Attendance, at pool: Int, to course: inout DayCourse
  ) {
    let layout = roster.days[attendance.kind]
    var isPresent = roster.shifts.map { Array(repeating: true, count: $0) }
    for place in stride(from: 0, to: attendance.absent.count, by: 2) {
      isPresent[attendance.absent[place]][attendance.absent[place + 1]] = false
    }
    let loans = attendance.lends ? isPresent.first.map(roster.loans(of:)) ?? [] : []
    let isOwn = roster.pool == pool
    func add(_ hours: Roster.Duty, _ change: RosterChange) {
      var change = change
      change.group = roster.groups[hours.server]
      guard hours.shift == 0, hours.server < loans.count, let loan = loans[hours.server] else {
        if isOwn { course.add(change, from: hours.start, to: hours.end) }
        return
      }
      if isOwn {
        course.add(change, from: hours.start, to: min(hours.end, loan.start))
        course.add(change, from: max(hours.start, loan.end), to: hours.end)
      }
      if loan.pool == pool {
        change.group = loan.group
        course.add(change, from: max(hours.start, loan.start), to: min(hours.end, loan.end))
      }
    }
    if isOwn {
      for open in layout.openings {
        course.add(RosterChange(openings: 1), from: open.start, to: open.end)
      }
    }
    for duty in layout.duties {
      let isThere = isPresent[duty.shift][duty.server]
      add(duty, isThere ? RosterChange(servers: 1) : RosterChange(absent: 1))
    }
    for pause in layout.breaks where isPresent[pause.shift][pause.server] {
      add(pause, RosterChange(resting: 1))
    }
  }
}
