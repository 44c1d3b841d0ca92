// SPDX-License-Identifier: Apache-2.0

/// A complete simulation model as numbers; what indices mean is the caller's knowledge.
///
/// Time is an `Int64` number of microseconds of local civil time since the midnight that begins
/// the start date. A plan is a value and may be shared by any number of threads. Indices of
/// `pools`, `scenarios` and `nodes` are those of the results.
package struct EnginePlan: Sendable, Hashable {
  /// The nodes of all scenarios, at most 4,095.
  package var nodes: [PlanNode]
  /// The pools, at most 4,095.
  package var pools: [PlanPool]
  /// The people of pools, one by one, where someone has breaks or may be absent.
  package var rosters: [Roster] = []
  /// The scenarios.
  package var scenarios: [PlanScenario]
  /// The sources of cases, at most 4,095.
  package var streams: [PlanStream]
  /// Opening hours referred to by ``PlanNode/Action/untilOpen(schedule:next:)``.
  package var schedules: [OpenSchedule]
  /// Lists of instants referred to by ``PlanNode/Delay/rounds``, each sorted.
  package var rounds: [[Int64]]
  /// Where tokens wait for each other, by ``PlanNode/Action/gather(place:next:)``.
  package var gathers: [PlanGather] = []
  /// The clock of working time and working days.
  package var clock: WorkingClock
  /// How cases are rated when they end; nil where they are not.
  package var rating: RatingFormula?
  /// What closes the hall or stops a part of it at random; nil where nothing does.
  package var disturbances: PlanDisturbances?

  /// Creates a plan.
  package init(
    nodes: [PlanNode], pools: [PlanPool], scenarios: [PlanScenario], streams: [PlanStream],
    schedules: [OpenSchedule] = [], rounds: [[Int64]] = [], clock: WorkingClock = .continuous
  ) {
    self.nodes = nodes
    self.pools = pools
    self.scenarios = scenarios
    self.streams = streams
    self.schedules = schedules
    self.rounds = rounds
    self.clock = clock
  }

  /// The rows that the groups of servers add to the nodes: one for each group after the first at each
  /// task.
  package var rowsOfGroups: Int {
    nodes.reduce(0) { sum, node in
      guard case .serve(let service) = node.action, pools.indices.contains(service.pool) else {
        return sum
      }
      return sum + max(0, pools[service.pool].groups.count - 1)
    }
  }

  /// The largest number of nodes with the rows of groups and waits, of pools or of streams.
  package static let maximumCount = 4095
  /// The largest number of cases alive at once.
  package static let maximumLiveCases = 1_048_574
}

/// Opening hours as intervals over the horizon.
package struct OpenSchedule: Sendable, Hashable {
  /// An open interval; both ends are open instants, as openings come first and closings last
  /// among the events of an instant.
  package struct Interval: Sendable, Hashable {
    /// The opening in microseconds.
    package var start: Int64
    /// The closing in microseconds, after `start`.
    package var end: Int64

    /// Creates an interval.
    package init(start: Int64, end: Int64) {
      self.start = start
      self.end = end
    }
  }

  /// The intervals, sorted, without overlap.
  ///
  /// After the last one the schedule never opens again.
  package var intervals: [Interval]
  /// A Boolean value that says whether the schedule stays closed on the days on which the hall does.
  package var closes = false

  /// Creates a schedule.
  package init(_ intervals: [Interval]) {
    self.intervals = intervals
  }
}
