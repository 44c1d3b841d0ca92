// SPDX-License-Identifier: Apache-2.0

/// The state and the tallies of a pool.
struct PoolState: BitwiseCopyable {
  static let halfHour: Int64 = 1_800_000_000
  /// The ring of those who came too late for a draining pool; rings 0...7 are the classes.
  static let lateRing = 8
  /// The ring of those whose service an outage stops.
  static let heldRing = 9
  static let ringCount = 10

  // Rules.
  var atClose: PlanPool.AtClose
  var order: PlanPool.Order
  var usesPriority: Bool
  var countsTouch: Bool
  /// Whether services may be interrupted.
  var interrupts: Bool
  var guaranteedClass: UInt8 = 0
  /// 0 is no guarantee.
  var guaranteeEvery: Int32 = 0
  var forecast: Int64
  var patienceCheck: Int64
  var pauseFactor: Double
  var absentCall: Int64
  /// Whether servers pause after a service.
  var pauses: Bool
  /// The number of groups of servers and their first row; 0 where all are alike.
  var groupCount: UInt8
  var firstGroup: Int32 = 0
  var firstEdge: Int32 = 0
  var endEdge: Int32 = 0
  /// The servers of the first group at `firstEdge` in their table.
  var firstServers: Int32 = 0
  /// The reserve of windows; none opens where `most` is 0.
  var mostOpened: Int64 = 0
  var openAbove: Int64 = 0
  var closeBelow: Int64 = 0
  var dwell: Int64 = 0
  var reserveGroup: UInt8 = 0

  // State.
  var isDirty = false
  /// Whether calls go by ``ReplicationState/callInTurn(_:)``: room tasks wait, servers are told
  /// apart, or services may be interrupted.
  var callsInTurn = false
  var isOpen = false
  /// Whether the hall is closed today: no window of the reserve opens.
  var isHallClosed = false
  /// Whether who joins may have to be put aside, as the pool drains and is closed, or may make a
  /// window open.
  var joinsSpecially = false
  /// Whether a call may have to keep a guarantee or make a window close.
  var callsSpecially = false
  /// Whether a look at the queue is scheduled.
  var isLookDue = false
  /// Bit c is set while class c has a live entry.
  var classes: UInt8 = 0
  /// Servers on duty.
  var capacity: Int64 = 0
  /// Servers on duty and those who have a break: what more are busy work overtime.
  var onShift: Int64 = 0
  /// Servers that may start work: those on duty, or those who drain the queue after closing.
  var effective: Int64 = 0
  var busy: Int64 = 0
  /// Servers away after a service.
  var away: Int64 = 0
  /// Tickets in the rings of the classes, which a free server may call, and room tasks that wait for
  /// servers of the pool.
  var callable: Int64 = 0
  /// Tokens in all rings.
  var waiting: Int64 = 0
  /// Tickets in the rings of the classes whose applicants have left.
  var absentTickets: Int64 = 0
  var closedAt: Int64 = -1
  /// Servers that would be on duty but are absent.
  var absentServers: Int64 = 0
  /// Windows of the reserve that are open; they are part of `capacity`.
  var opened: Int64 = 0
  /// The ring of groups of idle servers, the longest idle first.
  var idle = IdleRing()
  /// Calls in a row that passed over a waiting member of the guaranteed class.
  var passedOver: Int32 = 0

  // Integrals: up to `last` for the current half-hour, and totals of the ones before.
  var last: Int64 = 0
  var binEnd = PoolState.halfHour
  /// The half-hour of the day that ends at `binEnd`.
  var bin = 0
  var queueArea: Int64 = 0
  var busyArea: Int64 = 0
  var capacityArea: Int64 = 0
  /// Up to when the capacity is in its integral, which moves on only when something is flushed.
  var capacitySince: Int64 = 0
  var overtimeArea: Int64 = 0
  var queueTotal: Int128 = 0
  var busyTotal: Int128 = 0
  var capacityTotal: Int128 = 0
  var overtimeTotal: Int128 = 0
  var absentTotal: Int128 = 0
  var openedTotal: Int128 = 0
  var queueMaximum: Int64 = 0

  // Counts.
  var waits = Tally()
  var zeroWaits = 0
  /// Those among them that are not in their half-hour's bin yet.
  var binZeroWaits = 0
  var within15 = 0
  var within30 = 0
  var within60 = 0
  var services = 0
  var balked = 0
  var reneged = 0
  var absentCalls = 0
  /// Waits clipped to the window, of whatever end.
  var clippedWaits: Int128 = 0
  /// Service times of all starts, from the start of the window to their ends.
  var clippedServices: Int128 = 0

  // What only rooms and servers told apart need.
  /// The first row of the table of servers; -1 where they are not told apart.
  var firstServer: Int32 = -1
  var serverCount: Int32 = 0
  /// The room task for which servers may be held back here.
  var claim = RoomClaim()

  init(_ pool: PlanPool) {
    atClose = pool.atClose
    order = pool.order
    usesPriority = pool.usesPriority
    countsTouch = pool.countsTouch
    interrupts = pool.interruptsServices
    forecast = pool.forecastMicros
    patienceCheck = pool.patienceCheckMicros
    pauseFactor = pool.pauseFactor
    absentCall = pool.absentCallMicros
    pauses = pool.pauseFactor > 0
    groupCount = UInt8(clamping: pool.groups.count)
    if pool.usesPriority, let guarantee = pool.guarantee {
      guaranteedClass = UInt8(guarantee.priority)
      guaranteeEvery = Int32(clamping: guarantee.everyNthCall)
    }
    if let reserve = pool.reserve {
      mostOpened = Int64(reserve.most)
      openAbove = reserve.openAbove
      closeBelow = reserve.closeBelow
      dwell = reserve.dwell
      reserveGroup = UInt8(clamping: reserve.group)
    }
    callsSpecially = guaranteeEvery > 0 || mostOpened > 0
  }

  /// The tickets that forecasts count: of all who wait, and of those who have left.
  var tickets: Int64 {
    @inline(__always)
    get { waiting &+ absentTickets }
  }

  /// Returns whether a token waits that a free server may call.
  ///
  /// Takes a pointer, as a method of the value would copy all of it.
  @inline(__always)
  static func canStart(_ pool: UnsafeMutablePointer<PoolState>) -> Bool {
    pool.pointee.callable > 0
      && pool.pointee.busy &+ pool.pointee.away < pool.pointee.effective
  }

  /// The number of servers that may start work now.
  @inline(__always)
  static func free(_ pool: UnsafeMutablePointer<PoolState>) -> Int64 {
    pool.pointee.effective &- pool.pointee.busy &- pool.pointee.away
  }

  /// Whether windows of the reserve may be open now.
  static func opensWindows(_ pool: UnsafeMutablePointer<PoolState>) -> Bool {
    pool.pointee.isOpen && !pool.pointee.isHallClosed
  }

  /// Takes over the servers of an edge of the capacity.
  mutating func enter(_ edge: PlanPool.CapacityEdge) {
    isOpen = edge.isOpen
    isHallClosed = edge.isHallClosed
    if !isOpen || isHallClosed { opened = 0 }
    capacity = Int64(edge.capacity) &+ opened
    onShift = capacity &+ Int64(edge.resting)
    absentServers = Int64(edge.absent)
    joinsSpecially = mostOpened > 0 || atClose == .drain && !isOpen
  }

  /// Starts the statistics anew; the state stays.
  mutating func resetTallies() {
    (queueArea, busyArea, capacityArea, overtimeArea) = (0, 0, 0, 0)
    (queueTotal, busyTotal, capacityTotal, overtimeTotal) = (0, 0, 0, 0)
    (absentTotal, openedTotal) = (0, 0)
    queueMaximum = 0
    waits = Tally()
    (zeroWaits, binZeroWaits, within15, within30, within60) = (0, 0, 0, 0, 0)
    (services, balked, reneged, absentCalls) = (0, 0, 0, 0)
    (clippedWaits, clippedServices) = (0, 0)
  }
}

/// The room task with ``PlanNode/Service/reserves`` that has waited longest for servers of a pool.
struct RoomClaim: BitwiseCopyable {
  /// Its token; ``QueueEntry/gone`` is none.
  var token = QueueEntry.gone
  /// The servers of this pool it needs.
  var servers: Int32 = 0
  /// Its place in the call order of this pool.
  var key: Int64 = 0
}

/// A server of a pool whose servers are told apart.
struct ServerState: BitwiseCopyable {
  static let idle = UInt32.max
  /// Away after a service; no token has this value, as slot and node are never both that large.
  static let away = UInt32.max &- 1

  /// The token it serves, or one of the above.
  var token = ServerState.idle
  /// Since when it is idle; else when it will be.
  var since: Int64 = 0
}

/// The sums of one half-hour of the day in the run loop.
struct BinState: BitwiseCopyable {
  var busy: Int128 = 0
  var capacity: Int128 = 0
  var waitSum: Int64 = 0
  var waitCount = 0
}
