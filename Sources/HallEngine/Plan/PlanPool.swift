// SPDX-License-Identifier: Apache-2.0

/// A group of like servers with one queue.
package struct PlanPool: Sendable, Hashable {
  /// A change of the number of servers on duty.
  package struct CapacityEdge: Sendable, Hashable, BitwiseCopyable {
    /// The instant of the change, in microseconds.
    package var time: Int64
    /// The number of servers on duty from then on, 0...1,000,000.
    package var capacity: Int

    /// Creates an edge.
    package init(time: Int64, capacity: Int) {
      self.time = time
      self.capacity = capacity
    }
  }

  /// What happens when the number of servers on duty drops to 0.
  package enum AtClose: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// Work in progress is finished as overtime; the queue waits for the next opening.
    case finish
    /// Whoever is in the queue at the closing, and whoever joins later but whose stay in the hall
    /// began at or before the closing, is served as overtime by as many servers as were on duty
    /// just before it. Others wait for the next opening.
    case drain
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

  /// The servers on duty over time: sorted by time without repeats, the first at 0.
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
