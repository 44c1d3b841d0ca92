// SPDX-License-Identifier: Apache-2.0

/// A token in a queue.
struct QueueEntry: BitwiseCopyable {
  /// Case slot and node; all ones when the token has left the queue.
  var token: UInt32
  /// The number of the end-of-patience event; 0 without patience.
  var patienceNumber: UInt32
  /// The instant of joining.
  var enqueued: Int64
  /// The key the ring is ordered by.
  var key: Int64
  /// The row of its visit in a record; 0 where there is none.
  var row: UInt32 = 0
  /// The service time, drawn on joining: its long computation then overlaps with other work.
  var service: Int64

  static let gone = UInt32.max
  /// A ticket whose applicant has left; no case has this slot.
  static let absent = UInt32(EventKey.noSlot) << 12

  @inline(__always)
  var slot: Int { Int(token &>> 12) }

  @inline(__always)
  var node: Int { Int(token & 0xFFF) }

  /// Whether no applicant waits with the ticket any more.
  @inline(__always)
  var isAbsent: Bool { token >= Self.absent }
}

/// A queue as a power-of-two ring that doubles when full.
///
/// Tokens that leave before their call stay as gaps until the head reaches them or the ring grows.
/// The owner frees the memory by ``deallocate()``; a ring is a plain value so that many can lie in
/// one table.
struct QueueRing: BitwiseCopyable {
  private var base: UnsafeMutablePointer<QueueEntry>?
  private var head: UInt32 = 0
  private var tail: UInt32 = 0
  private var capacity: UInt32 = 0
  /// The number of entries that are not gaps.
  private(set) var live: Int32 = 0

  init() { base = nil }

  func deallocate() { base?.deallocate() }

  /// Appends an entry.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func append(_ entry: QueueEntry) {
    if tail &- head == capacity { grow() }
    if let base {
      // Field by field: a block copy would wait until each field had left for memory.
      let place = base + Int(tail & (capacity &- 1))
      place.pointee.token = entry.token
      place.pointee.patienceNumber = entry.patienceNumber
      place.pointee.enqueued = entry.enqueued
      place.pointee.key = entry.key
      place.pointee.row = entry.row
      place.pointee.service = entry.service
    }
    tail &+= 1
    live &+= 1
  }

  /// Inserts an entry behind the last one whose key is not greater.
  ///
  /// - Complexity: O(1) for an entry that belongs to the end, else O(entries behind it).
  mutating func insert(_ entry: QueueEntry) {
    append(entry)
    guard let base else { return }
    let mask = capacity &- 1
    var index = tail &- 1
    while index != head {
      let before = base[Int((index &- 1) & mask)]
      if before.key <= entry.key { break }
      base[Int(index & mask)] = before
      index &-= 1
    }
    base[Int(index & mask)] = entry
  }

  /// Removes the first entry that is not a gap; there must be one.
  @inline(__always)
  mutating func removeFirst() -> QueueEntry {
    var entry = QueueEntry(
      token: QueueEntry.gone, patienceNumber: 0, enqueued: 0, key: 0, service: 0)
    guard let base else { return entry }
    repeat {
      entry = base[Int(head & (capacity &- 1))]
      head &+= 1
    } while entry.token == QueueEntry.gone && head != tail
    live &-= 1
    if live == 0 { head = tail }
    return entry
  }

  /// Turns the entry with a patience number into a gap, or into the ticket of one who has left, and
  /// returns what it was; `nil` if there is none.
  ///
  /// - Complexity: O(n).
  mutating func remove(patienceNumber: UInt32, leavingTicket: Bool = false) -> QueueEntry? {
    guard let base else { return nil }
    var index = head
    while index != tail {
      let place = base + Int(index & (capacity &- 1))
      if place.pointee.patienceNumber == patienceNumber, place.pointee.token != QueueEntry.gone {
        let entry = place.pointee
        if leavingTicket {
          place.pointee.token = QueueEntry.absent
          place.pointee.patienceNumber = 0
          return entry
        }
        place.pointee.token = QueueEntry.gone
        live &-= 1
        if live == 0 { head = tail }
        return entry
      }
      index &+= 1
    }
    return nil
  }

  /// The place of the first entry; places count up and hold until the next entry is added.
  var firstPlace: UInt32 { head }

  /// Returns the first entry at or behind a place that is not a gap and moves the place to it;
  /// `nil` behind the last one.
  ///
  /// - Complexity: O(1) but for gaps.
  func entry(from place: inout UInt32) -> QueueEntry? {
    guard let base else { return nil }
    // The head may have passed the place since it was read.
    if Int32(bitPattern: place &- head) < 0 { place = head }
    while place != tail {
      let entry = base[Int(place & (capacity &- 1))]
      if entry.token != QueueEntry.gone { return entry }
      place &+= 1
    }
    return nil
  }

  /// Turns the entry at a place into a gap; there must be one.
  mutating func remove(at place: UInt32) {
    guard let base else { return }
    base[Int(place & (capacity &- 1))].token = QueueEntry.gone
    live &-= 1
    if live == 0 { head = tail }
  }

  /// Returns the entry of a token and its place; `nil` if it does not wait here.
  ///
  /// - Complexity: O(entries before it).
  func find(token: UInt32) -> (place: UInt32, entry: QueueEntry)? {
    var place = head
    while let entry = entry(from: &place) {
      if entry.token == token { return (place, entry) }
      place &+= 1
    }
    return nil
  }

  /// Calls a function with each entry that is not a gap, in order.
  func forEach(_ body: (QueueEntry) -> Void) {
    guard let base else { return }
    var index = head
    while index != tail {
      let entry = base[Int(index & (capacity &- 1))]
      if entry.token != QueueEntry.gone { body(entry) }
      index &+= 1
    }
  }

  @inline(never)
  private mutating func grow() {
    // Gaps are left behind; a ring that was full of them need not become larger.
    let isFull = UInt32(live) &* 2 > capacity || capacity == 0
    let newCapacity = isFull ? max(16, capacity &* 2) : capacity
    let bigger = UnsafeMutablePointer<QueueEntry>.allocate(capacity: Int(newCapacity))
    var count: UInt32 = 0
    forEach { entry in
      (bigger + Int(count)).initialize(to: entry)
      count &+= 1
    }
    base?.deallocate()
    base = bigger
    head = 0
    tail = count
    capacity = newCapacity
  }
}
