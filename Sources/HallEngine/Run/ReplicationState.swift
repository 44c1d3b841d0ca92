// SPDX-License-Identifier: Apache-2.0

import CPrefetch

/// The whole state of a running replication, on raw memory.
///
/// One value that only its own methods touch: the loop neither allocates (but for buffers that
/// double) nor counts references nor calls through tables of functions.
///
/// Every method is mutating, even those that only read: the compiler passes a borrowed value of
/// this size as a copy in memory, which cost a third of the speed.
struct ReplicationState: ~Copyable {
  /// Why the loop is to end; the raw value 0 is to go on.
  enum Halt: UInt8 { case none, empty, liveCases, events, cancelled, livelock }

  // The plan.
  let nodes: Table<RunNode>
  let branches: Table<RunBranch>
  let ranges: Table<RunRange>
  let targets: Table<UInt32>
  let inclusions: Table<RunInclusion>
  let gathers: Table<GatherState>
  let adjustments: Table<RunAdjustment>
  let entries: Table<PlanAdjustment.Entry>
  let appointments: Table<RunAppointment>
  let instants: Table<Int64>
  let roundRanges: Table<RunRange>
  let scheduleRanges: Table<RunRange>
  let scenarios: Table<RunScenario>
  let attributes: Table<RunAttribute>
  let priorities: Table<Int8>
  let alias: Table<AliasColumn>
  let streamScenarios: Table<UInt32>
  let profileOfDay: Table<Int32>
  let segments: Table<RunSegment>
  let edges: Table<PlanPool.CapacityEdge>
  /// The servers of each group at each edge of a pool with groups.
  let groupServers: Table<Int32>
  let samplerRows: Table<RunSampler>
  let samplerValues: Table<Double>
  let samplers: SamplerTable
  let clock: WorkingClock
  /// Whether the gross clock always shows the cycle time: every instant works and no node starts or
  /// ends it.
  let grossIsCycle: Bool
  /// Whether a day is closed, by day index; nothing where none ever is.
  let closedDays: Table<Bool>
  /// The spans of each outage in the table of instants, and how many of them have begun.
  let outageRanges: Table<RunRange>
  let outagesBegun: Table<Int32>
  /// The outages that stop each node, as bits; nothing where there are no outages.
  let stoppedBy: Table<UInt64>
  let settings: Replication
  /// How cases are rated.
  let rating: RatingFormula?

  // Pools and their queues.
  let pools: Table<PoolState>
  let groups: Table<GroupState>
  /// The places of the rings of idle servers.
  let idle: Table<UInt8>
  let rings: Table<QueueRing>
  let poolBuckets: Table<UInt32>
  let bins: Table<BinState>
  /// The room tasks that wait for servers of a pool, by pool, in call order.
  let roomRings: Table<QueueRing>
  /// The room tasks for which servers are held back, in the order in which they joined.
  var reserving = QueueRing()
  let holdRanges: Table<RunRange>
  let holds: Table<RunHold>
  let serverRules: Table<RunServerRule>
  /// The servers of pools whose servers are told apart.
  let servers: Table<ServerState>
  /// What pools have whose services may be interrupted; nothing where no pool has such.
  let interruptions: Table<InterruptionState>
  /// The servers of pools whose servers break down.
  let conditions: Table<ServerCondition>
  /// The pools that may start something at this instant, in order.
  let dirty: Table<UInt32>
  var dirtyCount = 0

  // Cases.
  var cases: UnsafeMutablePointer<CaseRecord>
  var caseCapacity: Int
  /// The number of slots ever used.
  var slotCount = 0
  var freeSlots = Stack<UInt32>()
  /// Edges of the current case still to be followed after a split.
  var pendingEdges = Stack<UInt32>(capacity: 16)

  // Streams.
  let streams: Table<StreamState>
  /// Arrivals drawn ahead, ``ArrivalDraw/count`` a stream.
  let aheadDraws: Table<ArrivalDraw>
  var openStreams = 0

  // Events.
  var heap = EventHeap()
  var now: Int64 = 0
  var number: UInt64 = 0
  var events = 0
  var fingerprint: UInt64 = 0
  var halt = Halt.none
  /// Steps since the time last advanced.
  var stillSteps = 0
  let traceFrom: Int
  var trace: [StopReason.Step] = []
  /// The outages that last, as bits.
  var activeOutages: UInt64 = 0

  // Tallies.
  let tallies: Table<ScenarioState>
  /// The first instant whose cases and waits are counted; never during the warm-up.
  var countFrom: Int64
  /// The start of the statistics; 0 until the warm-up has ended.
  var windowStart: Int64 = 0
  var created = 0
  var inside = 0
  var insideMaximum = 0
  var insideSince: Int64 = 0
  var insideArea: Int128 = 0
  var clippedSojourns: Int128 = 0
  let ended: Table<Int>
  var recorder: Recorder
  let recordsVisits: Bool
  /// What was noted at the looks so far.
  var samplesTaken = 0
  var insideAreas: [Int128] = []
  var snapshots: [ReplicationResult] = []
  /// The scripts of scripted choices by case, and how far each case has come in them.
  let scripts: [[[Int]]]
  var scriptPositions: [[Int]]

  init(_ plan: EnginePlan, _ settings: Replication) {
    let flat = Lowering(plan, settings)
    nodes = Table(flat.nodes)
    branches = Table(flat.branches)
    ranges = Table(flat.ranges)
    targets = Table(flat.targets)
    inclusions = Table(flat.inclusions)
    gathers = Table(plan.gathers.map { GatherState($0) })
    adjustments = Table(flat.adjustments)
    entries = Table(flat.entries)
    appointments = Table(flat.appointments)
    instants = Table(flat.instants)
    roundRanges = Table(flat.roundRanges)
    scheduleRanges = Table(flat.scheduleRanges)
    scenarios = Table(flat.scenarios)
    attributes = Table(flat.attributes)
    priorities = Table(flat.priorities)
    alias = Table(flat.alias)
    streamScenarios = Table(flat.streamScenarios)
    profileOfDay = Table(flat.profileOfDay)
    segments = Table(flat.segments)
    edges = Table(flat.edges)
    groupServers = Table(flat.groupServers)
    groups = Table(flat.groups)
    idle = Table(repeating: 0, count: flat.idlePlaces)
    samplerRows = Table(flat.samplers.samplers)
    samplerValues = Table(flat.samplers.values)
    samplers = SamplerTable(
      samplers: UnsafePointer(samplerRows.base), values: UnsafePointer(samplerValues.base),
      tables: QuantileTables.shared)
    clock = plan.clock
    let grossMarks = RunNode.Flags.startsGross | RunNode.Flags.endsGross
    grossIsCycle =
      plan.clock.isContinuous && flat.nodes.allSatisfy { $0.flags & grossMarks == 0 }
    closedDays = Table(flat.drawn.isClosed)
    outageRanges = Table(flat.outageRanges)
    outagesBegun = Table(repeating: 0, count: flat.outageRanges.count)
    stoppedBy = Table(flat.outageRanges.isEmpty ? [] : plan.nodes.map(\.stoppedBy))
    self.settings = settings
    rating = plan.rating
    pools = Table(flat.pools)
    let poolCount = flat.pools.count
    rings = Table(repeating: QueueRing(), count: poolCount * PoolState.ringCount)
    poolBuckets = Table(repeating: 0, count: poolCount * LogHistogram.bucketCount)
    bins = Table(repeating: BinState(), count: poolCount * 48)
    roomRings = Table(repeating: QueueRing(), count: poolCount)
    holdRanges = Table(flat.holdRanges)
    holds = Table(flat.holds)
    serverRules = Table(flat.serverRules)
    servers = Table(repeating: ServerState(), count: flat.serverCount)
    interruptions = Table(flat.interruptions)
    conditions = Table(repeating: ServerCondition(), count: flat.breakableServers)
    dirty = Table(repeating: 0, count: poolCount)
    caseCapacity = 256
    cases = Self.allocateCases(caseCapacity)
    streams = Table(flat.streams)
    aheadDraws = Table(repeating: ArrivalDraw(), count: flat.streams.count * ArrivalDraw.count)
    // A record takes every step through the place where the last steps of a livelock are noted.
    traceFrom = settings.recordsVisits ? 0 : settings.livelockTraceStart
    scripts = flat.scripts
    scriptPositions = flat.scripts.map { $0.map { _ in 0 } }
    tallies = Table(repeating: ScenarioState(), count: flat.scenarios.count)
    countFrom = settings.warmUpEnd > 0 ? HallEngine.never : 0
    ended = Table(repeating: 0, count: Outcome.allCases.count)
    recorder = Recorder(settings.adviseMemory)
    recordsVisits = settings.recordsVisits
  }

  deinit {
    UnsafeMutableRawPointer(cases).deallocate()
    for index in 0..<rings.count { rings[index].pointee.deallocate() }
    for index in 0..<roomRings.count { roomRings[index].pointee.deallocate() }
    for index in 0..<interruptions.count { interruptions[index].pointee.deallocate() }
    reserving.deallocate()
    for index in 0..<gathers.count { gathers[index].pointee.waiting.deallocate() }
    for index in 0..<tallies.count { tallies[index].pointee.histograms?.deallocate() }
  }

  // MARK: Scheduling

  /// Schedules an event and returns its insertion number; an instant past the last one of the
  /// clock schedules nothing.
  @inline(__always)
  @discardableResult
  mutating func schedule(
    _ time: Int64, _ phase: Phase, priority: UInt8, slot: Int, node: Int
  ) -> UInt32 {
    guard time <= HallEngine.lastInstant else { return 0 }
    number &+= 1
    let short = UInt32(number & 0xFFFF_FFFF)
    heap.push(
      EventKey.make(
        time: time, phase: phase, priority: priority, number: short, slot: slot, node: node))
    return short
  }

  /// Adds an executed event to the fingerprint.
  @inline(__always)
  mutating func mark(_ high: UInt64, _ node: Int, _ caseNumber: UInt32) {
    // The priority is left out: it is not part of what happened.
    let word = (high &>> 3) &* 0x9E37_79B9_7F4A_7C15 ^ (UInt64(caseNumber) &<< 12 | UInt64(node))
    fingerprint = (fingerprint ^ word) &* 0xD6E8_FEB8_6659_FD93
    fingerprint ^= fingerprint &>> 32
  }

  // MARK: The loop

  /// Runs until the end.
  mutating func run() {
    prepare()
    let horizon = min(settings.horizon, HallEngine.lastInstant)
    var nextLook = min(settings.eventLimit, Self.eventsPerLook)
    while heap.count > 0, halt == .none {
      let high = heap.nextHigh
      let time = EventKey.time(high)
      if time > horizon { break }
      let phase = EventKey.phase(high)
      if phase == Phase.arrival.rawValue, created >= settings.caseLimit {
        // An arrival that no longer happens must not move the clock.
        _ = heap.takeTop()
        heap.settle()
        continue
      }
      if events >= nextLook {
        if !lookAround() { break }
        nextLook = min(settings.eventLimit, events &+ Self.eventsPerLook)
      }
      if time != now {
        now = time
        stillSteps = 0
      }
      events &+= 1
      let low = EventKey.low(heap.takeTop())
      if slotCount > Self.slotsInCache { fetchNextCases() }
      execute(low, high, phase)
      if dirtyCount > 0 { startServices() }
      heap.settle()
    }
  }

  /// The events between two looks at limits and cancellation.
  private static let eventsPerLook = 16_384

  /// Returns whether the run may go on: it has not reached its limits and is not cancelled.
  @inline(never)
  private mutating func lookAround() -> Bool {
    // Insertion numbers have 32 bits; the reserve covers what is scheduled up to the next look.
    if events >= settings.eventLimit || number > 1 << 32 - 1 << 28 {
      halt = .events
    } else if let flag = settings.cancellation, flag.isCancelled {
      halt = .cancelled
    }
    return halt == .none
  }

  /// The cases whose records stay in the nearest caches.
  private static let slotsInCache = 2048

  /// Asks for the records of the cases of which one is at work next, to have them when they are.
  @inline(__always)
  private mutating func fetchNextCases() {
    let cases = UnsafeRawPointer(cases)
    let end = slotCount
    heap.forEachNextSlot { slot in
      guard slot < end else { return }
      let record = cases + slot &* MemoryLayout<CaseRecord>.stride
      guohu_prefetch(record)
      guohu_prefetch(record + 64)
      guohu_prefetch(record + 128)
    }
  }

  @inline(__always)
  private mutating func execute(_ low: UInt64, _ high: UInt64, _ phase: UInt8) {
    let slot = EventKey.slot(low)
    let node = EventKey.node(low)
    switch phase {
    case Phase.release.rawValue:
      release(slot, node, low, high)
    case Phase.arrival.rawValue:
      arrive(node, high)
    case Phase.patience.rawValue:
      endPatience(slot, node, EventKey.number(low), high)
    case Phase.opening.rawValue, Phase.closing.rawValue:
      mark(high, node, 0)
      if slot != EventKey.noSlot {
        changeSlot(node, slot)
      } else if node < pools.count {
        changeCapacity(node)
      } else {
        changeOutage(node - pools.count)
      }
    default:
      if node == Self.sampleNode {
        takeSample()
      } else {
        mark(high, node, 0)
        endWarmUp()
      }
    }
  }

  private mutating func prepare() {
    for pool in 0..<pools.count {
      let edge = edges[Int(pools[pool].pointee.firstEdge)].pointee
      pools[pool].pointee.enter(edge)
      pools[pool].pointee.firstEdge += 1
      if pools[pool].pointee.groupCount > 0 {
        setServers(pool, row: takeServers(pool))
      } else {
        pools[pool].pointee.effective = Int64(edge.capacity)
      }
      scheduleCapacity(pool, from: Int64(edge.capacity))
      if recordsVisits { recordDuty(pool) }
    }
    for outage in 0..<outageRanges.count { scheduleOutage(outage) }
    scheduleBreakdowns()
    if settings.warmUpEnd > 0 {
      schedule(settings.warmUpEnd, .statistics, priority: 0, slot: EventKey.noSlot, node: 0)
    }
    scheduleSample()
    allotAheadDraws()
    for stream in 0..<streams.count {
      openStreams += 1
      scheduleArrival(stream, isFirst: true)
    }
    if settings.caseLimit <= 0 { halt = .empty }
  }

  // MARK: Releases

  @inline(__always)
  private mutating func release(_ slot: Int, _ id: Int, _ low: UInt64, _ high: UInt64) {
    if slot >= EventKey.absentSlot {
      if slot == EventKey.absentSlot, pools[id].pointee.interrupts {
        endInterruptible(id, EventKey.number(low), high)
        return
      }
      mark(high, id, 0)
      if slot == EventKey.absentSlot {
        endAbsentCall(id, EventKey.priority(high))
        return
      }
      accrue(id)
      pools[id].pointee.away &-= 1
      if pools[id].pointee.groupCount > 0 {
        free(id, EventKey.priority(high))
      } else if pools[id].pointee.callsInTurn {
        returnInTurn(id)
      }
      touchDirty(id)
      return
    }
    mark(high, id, cases[slot].caseNumber)
    let node = nodes[id]
    if node.pointee.kind == .serve || node.pointee.kind == .heldServe {
      let index = Int(node.pointee.index)
      let pool = pools[index]
      accrue(index)
      pool.pointee.busy &-= 1
      if pool.pointee.pauses {
        pool.pointee.away &+= 1
      } else if pool.pointee.groupCount > 0 {
        free(index, node.pointee.group)
      }
      touchDirty(index)
    } else if node.pointee.kind == .room || node.pointee.kind == .named {
      releaseHolds(slot, id)
    }
    // The draw of a wait is a function of case, node and attempt, so asking again gives the same.
    let hasLapsed =
      node.pointee.limit != HallEngine.never
      && duration(cases + slot, node, .delay) > node.pointee.limit
    if node.pointee.flags & RunNode.Flags.anyAtExit != 0 {
      leave(slot, node, completed: !hasLapsed)
    }
    follow(hasLapsed ? node.pointee.leave : node.pointee.next, slot)
  }

  /// Marks a pool for the starts of this instant, if it can start something.
  @inline(__always)
  mutating func touchDirty(_ index: Int) {
    let pool = pools[index]
    if PoolState.canStart(pool), !pool.pointee.isDirty {
      pool.pointee.isDirty = true
      dirty[dirtyCount].pointee = UInt32(truncatingIfNeeded: index)
      dirtyCount &+= 1
    }
  }

  /// The upper half of the least key that does not come before the starts of this instant.
  var startLimit: UInt64 {
    @inline(__always)
    mutating get { UInt64(bitPattern: now) &<< 6 | UInt64(Phase.start.rawValue) &<< 3 }
  }

  /// Starts what can be started, unless an event of the instant is to come first.
  @inline(__always)
  private mutating func startServices() {
    if heap.nextHigh < startLimit { return }
    var index = 0
    while index < dirtyCount {
      let pool = Int(dirty[index].pointee)
      pools[pool].pointee.isDirty = false
      callNext(pool)
      index &+= 1
    }
    dirtyCount = 0
  }
}
