// SPDX-License-Identifier: Apache-2.0

/// The recorded visits while the run goes on: raw columns that double together.
struct VisitBuffer: ~Copyable {
  private var caseNumber: UnsafeMutablePointer<UInt32>
  private var stream: UnsafeMutablePointer<UInt16>
  private var scenario: UnsafeMutablePointer<UInt16>
  private var node: UnsafeMutablePointer<UInt16>
  private var pool: UnsafeMutablePointer<UInt16>
  private var enqueued: UnsafeMutablePointer<Int64>
  private var started: UnsafeMutablePointer<Int64>
  private var ended: UnsafeMutablePointer<Int64>
  private var queueLength: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var capacity: Int
  private var continuations: [VisitColumns.Continuation] = []

  init(capacity: Int) {
    self.capacity = capacity
    caseNumber = .allocate(capacity: capacity)
    stream = .allocate(capacity: capacity)
    scenario = .allocate(capacity: capacity)
    node = .allocate(capacity: capacity)
    pool = .allocate(capacity: capacity)
    enqueued = .allocate(capacity: capacity)
    started = .allocate(capacity: capacity)
    ended = .allocate(capacity: capacity)
    queueLength = .allocate(capacity: capacity)
  }

  deinit {
    caseNumber.deallocate()
    stream.deallocate()
    scenario.deallocate()
    node.deallocate()
    pool.deallocate()
    enqueued.deallocate()
    started.deallocate()
    ended.deallocate()
    queueLength.deallocate()
  }

  /// Adds a row.
  @inline(__always)
  mutating func append(
    _ record: UnsafeMutablePointer<CaseRecord>, _ entry: QueueEntry, pool index: Int,
    started start: Int64, ended end: Int64
  ) {
    if count == capacity { grow() }
    caseNumber[count] = record.pointee.caseNumber
    stream[count] = record.pointee.stream
    scenario[count] = record.pointee.scenario
    node[count] = UInt16(truncatingIfNeeded: entry.node)
    pool[count] = UInt16(truncatingIfNeeded: index)
    enqueued[count] = entry.enqueued
    started[count] = start
    ended[count] = end
    queueLength[count] = entry.found
    count &+= 1
  }

  /// Notes that the last row goes on with the visit that began in another one.
  mutating func continueVisit(of first: Int) {
    continuations.append(.init(row: count - 1, first: first))
  }

  /// Ends the service of a row earlier than was foreseen.
  mutating func cut(_ row: Int, at instant: Int64) { ended[row] = instant }

  /// Moves the rows into arrays and leaves the buffer empty.
  mutating func takeColumns() -> VisitColumns {
    var columns = VisitColumns()
    columns.caseNumber = Self.take(&caseNumber, count)
    columns.stream = Self.take(&stream, count)
    columns.scenario = Self.take(&scenario, count)
    columns.node = Self.take(&node, count)
    columns.pool = Self.take(&pool, count)
    columns.enqueued = Self.take(&enqueued, count)
    columns.started = Self.take(&started, count)
    columns.ended = Self.take(&ended, count)
    columns.queueLength = Self.take(&queueLength, count)
    columns.continuations = continuations
    continuations = []
    count = 0
    capacity = 1
    return columns
  }

  // Column by column, so that no more than one is in memory twice.
  private static func take<Element: BitwiseCopyable>(
    _ column: inout UnsafeMutablePointer<Element>, _ count: Int
  ) -> [Element] {
    let array = Array(UnsafeBufferPointer(start: column, count: count))
    column.deallocate()
    column = .allocate(capacity: 1)
    return array
  }

  @inline(never)
  private mutating func grow() {
    Self.double(&caseNumber, count)
    Self.double(&stream, count)
    Self.double(&scenario, count)
    Self.double(&node, count)
    Self.double(&pool, count)
    Self.double(&enqueued, count)
    Self.double(&started, count)
    Self.double(&ended, count)
    Self.double(&queueLength, count)
    capacity *= 2
  }

  private static func double<Element: BitwiseCopyable>(
    _ column: inout UnsafeMutablePointer<Element>, _ count: Int
  ) {
    let bigger = UnsafeMutablePointer<Element>.allocate(capacity: count * 2)
    bigger.initialize(from: column, count: count)
    column.deallocate()
    column = bigger
  }
}
