// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  // MARK: Arrivals

  /// Creates the pending case of a stream and schedules the next one.
  @inline(__always)
  mutating func arrive(_ index: Int, _ high: UInt64) {
    let stream = streams[index]
    let caseNumber = stream.pointee.nextNumber
    mark(high, index, caseNumber)
    let scenario = stream.pointee.pendingScenario
    let service = stream.pointee.pendingService
    let row = scenarios[scenario]
    let units = row.pointee.batch < 0 ? 1 : arrivingCases(stream, row)
    stream.pointee.nextNumber &+= UInt32(truncatingIfNeeded: units)
    stream.pointee.nextArrival &+= 1
    stream.pointee.last = now
    created &+= units
    if created < settings.caseLimit { scheduleArrival(index, isFirst: false) }

    guard inside &+ units <= settings.liveCaseLimit, let slot = makeSlot() else {
      // The case is not created after all.
      created &-= units
      halt = .liveCases
      return
    }
    insideArea &+= Int128(wide: inside) &* Int128(wide: now &- insideSince)
    insideSince = now
    inside &+= units
    if inside > insideMaximum { insideMaximum = inside }
    let isCounted = now >= countFrom
    let record = cases + slot
    record.initialize(
      to: CaseRecord(
        created: now, caseNumber: caseNumber, streamWord: stream.pointee.word,
        scenario: UInt16(truncatingIfNeeded: scenario), stream: UInt16(truncatingIfNeeded: index),
        priority: row.pointee.priority, isCounted: isCounted))
    if row.pointee.attributes.count > 0 { drawAttributes(record, row) }
    if row.pointee.waveBatch >= 0 { noteBatch(record, units, stream.pointee.hasWaves, row) }
    if isCounted { tallies[scenario].pointee.created &+= units }
    if units > 1 { makeFollowers(slot, units, row) }
    follow(row.pointee.start, slot, service: service)
  }

  @inline(__always)
  mutating func makeSlot() -> Int? {
    if freeSlots.count > 0 { return Int(freeSlots.pop()) }
    if slotCount == caseCapacity { growCases() }
    slotCount &+= 1
    return slotCount &- 1
  }

  static func allocateCases(_ count: Int) -> UnsafeMutablePointer<CaseRecord> {
    UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<CaseRecord>.stride, alignment: 64
    ).bindMemory(to: CaseRecord.self, capacity: count)
  }

  @inline(never)
  private mutating func growCases() {
    let bigger = Self.allocateCases(caseCapacity * 2)
    bigger.initialize(from: cases, count: caseCapacity)
    UnsafeMutableRawPointer(cases).deallocate()
    cases = bigger
    caseCapacity *= 2
  }

  @inline(never)
  mutating func drawAttributes(
    _ record: UnsafeMutablePointer<CaseRecord>, _ scenario: UnsafeMutablePointer<RunScenario>
  ) {
    let first = Int(scenario.pointee.attributes.first)
    for row in first..<first + Int(scenario.pointee.attributes.count) {
      let attribute = attributes[row].pointee
      let value = drawAttribute(
        attribute, record.pointee.caseNumber, record.pointee.streamWord)
      let shift = UInt64(attribute.slot) * 8
      record.pointee.attributes &= ~(0xFF << shift)
      record.pointee.attributes |= UInt64(value) << shift
      let priority = priorities[Int(attribute.priorities) + value].pointee
      if priority >= 0 { record.pointee.priority = UInt8(priority) }
    }
  }

  /// Draws the value of an attribute for a case.
  @inline(__always)
  mutating func drawAttribute(
    _ attribute: RunAttribute, _ caseNumber: UInt32, _ streamWord: UInt32
  ) -> Int {
    let point = DrawPoint(
      key: attribute.key, caseNumber: caseNumber, streamWord: streamWord, attempt: 0,
      purpose: .attribute)
    return AliasTable.value(
      alias.base + Int(attribute.alias.first), count: Int(attribute.alias.count),
      point.block(0).first)
  }

  /// Draws the instant and the scenario of a stream's next case and schedules its arrival.
  @inline(__always)
  mutating func scheduleArrival(_ index: Int, isFirst: Bool) {
    let stream = streams[index]
    if stream.pointee.ahead >= 0, !(isFirst && stream.pointee.startsAtZero) {
      let (instant, scenario) = takeAhead(stream)
      scheduleArrival(index, stream, instant, scenario)
      return
    }
    let point = DrawPoint(
      key: stream.pointee.key, caseNumber: stream.pointee.nextNumber,
      streamWord: stream.pointee.word, attempt: 0, purpose: .arrival)
    var block = point.block(0)
    var instant: Int64
    switch stream.pointee.kind {
    case .renewal:
      if isFirst, stream.pointee.startsAtZero {
        instant = 0
      } else {
        let row = samplerRows[stream.pointee.sampler]
        // The block at hand serves the commonest sampler; the others draw from the same point.
        let gap =
          row.pointee.kind == .exponential
          ? min(
            max(-row.pointee.a * Elementary.log(block.first), row.pointee.low), row.pointee.high)
          : samplers.draw(stream.pointee.sampler, at: point)
        let time = max(0, Elementary.micros(gap))
        instant =
          time > HallEngine.lastInstant &- stream.pointee.last
          ? HallEngine.never : stream.pointee.last &+ time
      }
      if closedDays.count > 0, isClosed(instant) {
        (instant, block) = firstOpenRenewal(stream, instant)
      }
    case .instants:
      let position = stream.pointee.nextArrival
      instant =
        position < stream.pointee.count
        ? instants[stream.pointee.first + position].pointee : HallEngine.never
    case .poisson:
      instant = nextPoisson(stream, -Elementary.log(block.first))
    }
    let scenario: Int
    if stream.pointee.scenarios >= 0 {
      let position = stream.pointee.scenarios + stream.pointee.nextArrival
      scenario = Int(streamScenarios[position].pointee)
    } else if stream.pointee.mix.count == 1 {
      scenario = Int(alias[Int(stream.pointee.mix.first)].pointee.own)
    } else {
      scenario = AliasTable.value(
        alias.base + Int(stream.pointee.mix.first), count: Int(stream.pointee.mix.count),
        block.second)
    }
    scheduleArrival(index, stream, instant, scenario)
  }

  /// Schedules the arrival of a case, unless it lies behind the last instant of the clock.
  @inline(__always)
  private mutating func scheduleArrival(
    _ index: Int, _ stream: UnsafeMutablePointer<StreamState>, _ instant: Int64, _ scenario: Int
  ) {
    guard instant <= HallEngine.lastInstant else {
      openStreams &-= 1
      return
    }
    stream.pointee.pendingScenario = scenario
    schedule(
      instant, .arrival, priority: scenarios[scenario].pointee.priority, slot: EventKey.noSlot,
      node: index)
  }

  /// Passes over the arrivals of a renewal stream on closed days, which do not happen; returns the
  /// first that does, with the block of its draw.
  @inline(never)
  private mutating func firstOpenRenewal(
    _ stream: UnsafeMutablePointer<StreamState>, _ closed: Int64
  ) -> (Int64, Philox.Block) {
    var instant = closed
    var point: DrawPoint
    repeat {
      stream.pointee.nextNumber &+= 1
      point = DrawPoint(
        key: stream.pointee.key, caseNumber: stream.pointee.nextNumber,
        streamWord: stream.pointee.word, attempt: 0, purpose: .arrival)
      let gap = max(1, Elementary.micros(samplers.draw(stream.pointee.sampler, at: point)))
      instant = gap > HallEngine.lastInstant - instant ? HallEngine.never : instant + gap
    } while isClosed(instant)
    return (instant, point.block(0))
  }

  /// Returns the instant at which the integrated rate of a Poisson stream has grown by an amount.
  @inline(never)
  private mutating func nextPoisson(_ stream: UnsafeMutablePointer<StreamState>, _ amount: Double)
    -> Int64
  {
    var rest = amount
    while true {
      let length = stream.pointee.segmentEnd - stream.pointee.position
      let within = rest * stream.pointee.inverseRate
      if length > 0, stream.pointee.rate > 0 {
        if within <= length {
          stream.pointee.position += within
          return Int64(stream.pointee.day) * HallEngine.day
            + Elementary.micros(stream.pointee.position)
        }
        rest -= length * stream.pointee.rate
      }
      stream.pointee.segment += 1
      while stream.pointee.segment >= stream.pointee.endSegment {
        stream.pointee.day += 1
        guard stream.pointee.day < stream.pointee.count else { return HallEngine.never }
        openDay(stream)
      }
      let segment = segments[Int(stream.pointee.segment)].pointee
      stream.pointee.position = segment.start
      stream.pointee.segmentEnd = segment.end
      stream.pointee.rate = stream.pointee.dayLevel * segment.density
      stream.pointee.inverseRate = stream.pointee.rate > 0 ? 1 / stream.pointee.rate : 0
    }
  }

  private mutating func openDay(_ stream: UnsafeMutablePointer<StreamState>) {
    let day = stream.pointee.day
    let expected = samplerValues[stream.pointee.first + day].pointee
    var factor = 1.0
    if expected > 0, stream.pointee.dayFactor >= 0 {
      let point = DrawPoint(
        key: stream.pointee.key, caseNumber: UInt32(truncatingIfNeeded: day),
        streamWord: stream.pointee.word, attempt: 0, purpose: .day)
      factor = samplers.draw(stream.pointee.dayFactor, at: point)
    }
    stream.pointee.dayLevel = expected * factor
    let profile = Int(profileOfDay[stream.pointee.profileOfDay + day].pointee)
    let range = ranges[stream.pointee.profiles + profile].pointee
    stream.pointee.segment = range.first
    stream.pointee.endSegment = expected > 0 ? range.first + range.count : range.first
  }

  // MARK: Ends

  /// Tallies a case whose last token was consumed and frees its slot.
  @inline(never)
  mutating func finish(_ slot: Int) {
    let record = cases + slot
    if record.pointee.follower != 0 {
      finishBatch(slot)
      return
    }
    if record.pointee.presence == .inHall {
      record.pointee.hallTime &+= now &- record.pointee.presenceSince
      if record.pointee.grossEnd == HallEngine.never { record.pointee.endsInHall = true }
    }
    insideArea &+= Int128(wide: inside) &* Int128(wide: now &- insideSince)
    insideSince = now
    inside &-= 1
    clippedSojourns &+= Int128(wide: now &- max(record.pointee.created, windowStart))
    ended[Int(record.pointee.outcome.rawValue)].pointee &+= 1
    if record.pointee.isCounted { tally(record) }
    if recordsVisits { recordCase(record) }
    freeSlots.push(UInt32(truncatingIfNeeded: slot))
    if inside == 0,
      created >= settings.caseLimit
        || (openStreams == 0 && settings.horizon == HallEngine.never)
    {
      halt = .empty
    }
  }

  @inline(__always)
  private mutating func tally(_ record: UnsafeMutablePointer<CaseRecord>) {
    let scenario = Int(record.pointee.scenario)
    let row = tallies[scenario]
    let histograms = row.pointee.histograms ?? makeHistograms(row)
    row.pointee.countEnd(record.pointee.outcome)
    row.pointee.accepted &+= record.pointee.legalStart != HallEngine.never ? 1 : 0
    row.pointee.supplemented &+= record.pointee.supplements > 0 ? 1 : 0
    row.pointee.noticed &+= record.pointee.notices > 0 ? 1 : 0
    if rating != nil { rate(record, row) }
    // Times and trips describe finished cases; a case refused at its first desk would flatter them.
    guard record.pointee.outcome == .done else { return }

    let cycle = now &- record.pointee.created
    row.pointee.cycle.add(cycle)
    ScenarioState.count(cycle, in: .cycle, of: histograms, zeros: &row.pointee.zeros.0)

    if !grossIsCycle { tallyGross(record, row, histograms) }

    let hall = record.pointee.hallTime
    row.pointee.hall.add(hall)
    ScenarioState.count(hall, in: .hall, of: histograms, zeros: &row.pointee.zeros.4)
    row.pointee.hallWait.add(record.pointee.hallWait)
    row.pointee.touch.add(record.pointee.touch)

    row.pointee.trips &+= Int(record.pointee.trips)
    row.pointee.utilityTrips &+= Int(record.pointee.utilityTrips)
    let isOneVisit =
      record.pointee.trips <= 1 && record.pointee.notices == 0 && record.pointee.supplements == 0
    row.pointee.oneVisit &+= isOneVisit ? 1 : 0
    row.pointee.sameVisit &+= record.pointee.trips == 1 && record.pointee.endsInHall ? 1 : 0
    if record.pointee.legalStart != HallEngine.never,
      record.pointee.legalEnd != HallEngine.never
    {
      tallyLegal(record, row, histograms)
    }
  }

  @inline(__always)
  private mutating func tallyGross(
    _ record: UnsafeMutablePointer<CaseRecord>, _ row: UnsafeMutablePointer<ScenarioState>,
    _ histograms: UnsafeMutablePointer<UInt32>
  ) {
    let start =
      record.pointee.grossStart == HallEngine.never
      ? record.pointee.created : record.pointee.grossStart
    let end = record.pointee.grossEnd == HallEngine.never ? now : record.pointee.grossEnd
    let gross = max(0, clock.workingMicros(from: start, to: end))
    row.pointee.gross.add(gross)
    ScenarioState.count(gross, in: .gross, of: histograms, zeros: &row.pointee.zeros.1)
  }

  @inline(never)
  private mutating func tallyLegal(
    _ record: UnsafeMutablePointer<CaseRecord>, _ row: UnsafeMutablePointer<ScenarioState>,
    _ histograms: UnsafeMutablePointer<UInt32>
  ) {
    let start = record.pointee.legalStart
    let end = record.pointee.legalEnd
    let legal = max(0, clock.workingMicros(from: start, to: end))
    row.pointee.legal.add(legal)
    ScenarioState.count(legal, in: .legal, of: histograms, zeros: &row.pointee.zeros.2)
    let net = max(0, legal - record.pointee.stopped)
    row.pointee.net.add(net)
    ScenarioState.count(net, in: .net, of: histograms, zeros: &row.pointee.zeros.3)
    guard let isOnTime = isOnTime(record) else { return }
    row.pointee.judged += 1
    if isOnTime { row.pointee.onTime += 1 }
  }

  @inline(never)
  private mutating func makeHistograms(
    _ row: UnsafeMutablePointer<ScenarioState>
  ) -> UnsafeMutablePointer<UInt32> {
    let count = ScenarioState.Clock.count * LogHistogram.bucketCount
    let buckets = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
    buckets.initialize(repeating: 0, count: count)
    row.pointee.histograms = buckets
    return buckets
  }
}
