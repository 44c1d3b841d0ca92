// SPDX-License-Identifier: Apache-2.0

/// A service at a pool whose services may be interrupted: in progress, or begun and stopped.
struct InterruptibleService: BitwiseCopyable {
  /// Case slot and node.
  var token: UInt32
  /// The insertion number of the last end that was scheduled; 0 before the first start.
  ///
  /// An end with a number that no service in progress has was overtaken.
  var number: UInt32 = 0
  /// The class in which the token was called.
  var priority: UInt8
  /// Whether it was called in the guaranteed turn of its class, so that no better class takes its
  /// server.
  var isPromised = false
  /// Whether the applicant has left the hall until the pool has servers again.
  var isOutside = false
  /// The instant of joining.
  var enqueued: Int64
  /// The instant of the first start.
  var begun: Int64 = 0
  /// The beginning of the present stretch of service or of waiting.
  var since: Int64
  /// Since when the applicant waits in the hall, if at all.
  var hallSince: Int64
  /// The end of the present stretch of service, if nothing interrupts it.
  var end: Int64 = 0
  /// The service time that was drawn.
  var whole: Int64
  /// What of it is left when the present stretch begins.
  var rest: Int64
  /// The time served in earlier stretches, lost work included.
  var served: Int64 = 0
  /// The time waited before the present stretch.
  var waited: Int64 = 0
  /// The row of its visit in a record, and the present stretch there.
  var row: UInt32
  var stretch = 0

  /// A service that has not begun, of a token that leaves its queue.
  init(_ entry: QueueEntry, priority: Int) {
    token = entry.token
    self.priority = UInt8(truncatingIfNeeded: priority)
    enqueued = entry.enqueued
    since = entry.enqueued
    hallSince = entry.enqueued
    whole = entry.service
    rest = entry.service
    row = entry.row
  }

  var slot: Int { Int(token &>> 12) }

  var node: Int { Int(token & 0xFFF) }
}

/// Services of one pool in an order that their use gives them, on raw memory that doubles when full.
///
/// The owner frees the memory by ``deallocate()``. There are as many as servers are busy, or as were
/// when they stopped; all walks are over so many.
struct ServiceList: BitwiseCopyable {
  private var base: UnsafeMutablePointer<InterruptibleService>
  private var capacity = 8
  private(set) var count = 0

  init() { base = .allocate(capacity: capacity) }

  func deallocate() { base.deallocate() }

  /// The service at a place; there must be one.
  subscript(place: Int) -> InterruptibleService { base[place] }

  /// Adds a service behind all others.
  mutating func append(_ service: InterruptibleService) { insert(service, at: count) }

  /// Adds a service at a place and moves those from there on up.
  mutating func insert(_ service: InterruptibleService, at place: Int) {
    if count == capacity { grow() }
    (base + count).initialize(to: service)
    var index = count
    while index > place {
      base[index] = base[index - 1]
      index -= 1
    }
    base[place] = service
    count += 1
  }

  /// Takes the service at a place and closes the gap; there must be one.
  mutating func remove(at place: Int) -> InterruptibleService {
    let service = base[place]
    count -= 1
    for index in place..<count { base[index] = base[index + 1] }
    return service
  }

  @inline(never)
  private mutating func grow() {
    let bigger = UnsafeMutablePointer<InterruptibleService>.allocate(capacity: capacity * 2)
    bigger.initialize(from: base, count: count)
    base.deallocate()
    base = bigger
    capacity *= 2
  }
}
