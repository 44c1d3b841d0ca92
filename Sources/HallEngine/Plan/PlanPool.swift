// SPDX-License-Identifier: Apache-2.0

/// A group of like servers with one queue.
package struct PlanPool: Sendable, Hashable {
  /// A change of the number of servers on duty.
  package struct CapacityEdge: Sendable, Hashable, BitwiseCopyable {
    /// The instant of the change, in microseconds.
    package var time: Int64
    /// The number of servers on duty from then on, 0...1,000,000.
    package var capacity: Int
    /// A Boolean value that says whether the pool is open from then on.
    ///
    /// A pool that is open while nobody is on duty (all have a break) has not closed: its rule at
    /// closing waits.
    package var isOpen: Bool
    /// The number of servers that would be on duty from then on but are absent.
    package var absent = 0
    /// The number of servers that would be on duty from then on but have a break.
    package var resting = 0
    /// A Boolean value that says whether the hall is closed from then on, so that no window of a
    /// reserve opens; set only in a run.
    var isHallClosed = false

    /// Creates an edge of a pool that is open while servers are on duty.
    package init(time: Int64, capacity: Int) {
      self.time = time
      self.capacity = capacity
      isOpen = capacity > 0
    }
  }

  /// What happens when the pool closes.
  package enum AtClose: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// Work in progress is finished as overtime; the queue waits for the next opening.
    case finish
    /// Whoever is in the queue at the closing, and whoever joins later but whose stay in the hall
    /// began at or before the closing, is served as overtime by as many servers as were on duty
    /// just before it. Others wait for the next opening.
    case drain
    /// Work in progress stops, and a server who comes on duty goes on with it before anything else.
    case suspend
    /// Work in progress stops and passes to any server, before those who wait in its class.
    case handOver
  }

  /// What happens to a service of a worse class when a better one waits and no server is free.
  package enum Preemption: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// It goes on.
    case none
    /// It gives up its server and later goes on with what is left.
    case resume
    /// It gives up its server and later starts again: the same time, from the beginning.
    case restart
  }

  /// The order inside a priority class.
  package enum Order: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// First come, first served at this pool.
    case arrival
    /// The oldest ticket first; equal tickets by arrival. A case without a ticket counts from the
    /// moment it joins.
    case ticketTime
    /// The earliest start of the legal clock first; equal ones by arrival. A case whose clock has
    /// not started counts from the moment it joins.
    case legalStart
  }

  /// What the servers are.
  package enum Kind: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// A counter in the hall; its waits enter the hall totals.
    case window
    /// A desk behind the counters.
    case backOffice
    /// A machine.
    case machine
  }

  /// A promise to a class: at least every n-th call while it waits.
  package struct Guarantee: Sendable, Hashable {
    /// The priority class, 0...7.
    package var priority: Int
    /// n, at least 1: at most n - 1 calls pass over a waiting member of the class in a row.
    package var everyNthCall: Int

    /// Creates a guarantee.
    package init(priority: Int, everyNthCall: Int) {
      self.priority = priority
      self.everyNthCall = everyNthCall
    }
  }

  /// Breakdowns of servers, each on its own, in elapsed time, whether it works or not.
  package struct Breakdowns: Sendable, Hashable {
    /// The most servers of a pool that break down.
    package static let mostServers = 1_000_000

    /// How long a server holds, in microseconds; a second at least.
    package var up: Sampler
    /// How long it is repaired, in microseconds.
    package var repair: Sampler
    /// The key of the draws; the same key gives the same breakdowns.
    package var streamKey: UInt64

    /// Creates breakdowns.
    package init(up: Sampler, repair: Sampler, streamKey: UInt64) {
      self.up = up
      self.repair = repair
      self.streamKey = streamKey
    }

    /// The share of time in which a server is whole, in (0, 1].
    package var availability: Double {
      let up = max(up.mean, Double(HallEngine.second))
      return up / (up + max(0, repair.mean))
    }
  }

  /// Servers who work at the same speed.
  package struct Group: Sendable, Hashable {
    /// What their service times are multiplied by, for each working day of the calendar from the
    /// first.
    ///
    /// The last number counts for all later days. At least one, all above 0.
    package var dailyFactors: [Double]

    /// Creates a group.
    package init(dailyFactors: [Double]) { self.dailyFactors = dailyFactors }

    /// Creates a group that never changes.
    package init(factor: Double) { self.init(dailyFactors: [factor]) }
  }

  /// Windows that open while the queue is long.
  ///
  /// The expected wait is tickets in line × forecast / servers on duty, those of the reserve included;
  /// tickets of people who have left count while they are in line.
  package struct Reserve: Sendable, Hashable {
    /// The largest number open at once, at least 1.
    package var most: Int
    /// One more opens when the expected wait is above this, in microseconds.
    package var openAbove: Int64
    /// One closes when the expected wait is below this, in microseconds; less than `openAbove`.
    package var closeBelow: Int64
    /// The least time between two such changes, in microseconds, above 0.
    package var dwell: Int64
    /// The group of the servers, an index of ``PlanPool/groups``; 0 where the pool has none.
    package var group: Int

    /// Creates a reserve.
    package init(
      most: Int, openAbove: Int64, closeBelow: Int64, dwell: Int64, group: Int = 0
    ) {
      self.most = most
      self.openAbove = openAbove
      self.closeBelow = closeBelow
      self.dwell = dwell
      self.group = group
    }
  }

  /// The servers on duty over time: sorted by time without repeats, the first at 0.
  ///
  /// For a pool with people in ``EnginePlan/rosters`` those stand in its place.
  package var capacity: [CapacityEdge]
  /// The rule at closing.
  package var atClose: AtClose
  /// A Boolean value that says whether classes are called by priority, 0 before 7; if `false` all
  /// cases are one class.
  package var usesPriority: Bool
  /// The order inside a class.
  package var order: Order
  /// The promise to a class; only with `usesPriority`.
  package var guarantee: Guarantee?
  /// The wait shown per ticket ahead and open window, in microseconds; 0 shows none.
  ///
  /// A newcomer with patience balks if tickets waiting (of all classes) × this / open windows is
  /// more than the patience. While no window is open nobody balks.
  package var forecastMicros: Int64
  /// The interval of patience checks in microseconds: the end of patience is rounded up to a
  /// multiple of it, counted from joining; 0 is exact.
  package var patienceCheckMicros: Int64
  /// After each service the server is away for this share of the service time (breaks, calls
  /// without show); 0 is none and costs no event.
  package var pauseFactor: Double
  /// What the servers are.
  package var kind: Kind
  /// A Boolean value that says whether service here counts as staff time of the case.
  package var countsTouch: Bool
  /// The time in microseconds a server loses with the ticket of an applicant who has left the queue,
  /// which is called in its turn; 0 takes such tickets out of the queue.
  ///
  /// The server is busy for that long. Forecasts count these tickets.
  package var absentCallMicros: Int64 = 0
  /// The number of servers on duty on a day on which the hall stays closed; nil changes nothing.
  package var closedCapacity: Int?

  /// The groups of servers by speed, at most ``maximumGroups``; empty where all are alike.
  ///
  /// The group of a server stands in its roster; servers of ``capacity`` are of the first one.
  package var groups: [Group] = []
  /// What service times are multiplied by on average, for the load before a run.
  package var meanFactor = 1.0

  /// The windows that open while the queue is long; nil where none do.
  package var reserve: Reserve?

  /// What a better class does to services in progress; only with `usesPriority`.
  package var preemption = Preemption.none

  /// The breakdowns of the servers; nil where they hold.
  package var breakdowns: Breakdowns?

  /// A Boolean value that says whether services may be interrupted.
  ///
  /// Servers of such a pool are alike and held one by one.
  package var interruptsServices: Bool {
    preemption != .none || atClose == .suspend || atClose == .handOver || breakdowns != nil
  }

  /// The most servers that are ever on duty at once by ``capacity`` and ``reserve``.
  var mostServers: Int { (capacity.map(\.capacity).max() ?? 0) + (reserve?.most ?? 0) }

  /// The largest number of groups of a pool.
  package static let maximumGroups = 8

  /// Creates a pool.
  package init(
    capacity: [CapacityEdge], atClose: AtClose = .finish, usesPriority: Bool = false,
    order: Order = .arrival, guarantee: Guarantee? = nil, forecastMicros: Int64 = 0,
    patienceCheckMicros: Int64 = 0, pauseFactor: Double = 0, kind: Kind = .backOffice,
    countsTouch: Bool = true
  ) {
    self.capacity = capacity
    self.atClose = atClose
    self.usesPriority = usesPriority
    self.order = order
    self.guarantee = guarantee
    self.forecastMicros = forecastMicros
    self.patienceCheckMicros = patienceCheckMicros
    self.pauseFactor = pauseFactor
    self.kind = kind
    self.countsTouch = countsTouch
  }

  /// Creates a pool whose number of servers never changes.
  package init(servers: Int, usesPriority: Bool = false, kind: Kind = .backOffice) {
    self.init(
      capacity: [CapacityEdge(time: 0, capacity: servers)], usesPriority: usesPriority, kind: kind)
  }
}
