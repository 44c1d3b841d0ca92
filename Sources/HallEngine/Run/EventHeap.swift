// SPDX-License-Identifier: Apache-2.0

import CPrefetch

/// The pending events: a 4-ary min-heap of 128-bit keys on raw memory.
///
/// After ``takeTop()`` the root is a hole. The next ``push(_:)`` fills it and sinks, which saves
/// one of two walks for the commonest event, a server that takes the next case; ``settle()``
/// closes a hole that stayed. Unused places hold keys that come after all events, so that the choice
/// of the least of four children needs no bounds.
struct EventHeap: ~Copyable {
  private var storage: UnsafeMutableRawPointer
  /// The root.
  ///
  /// Three places before it are unused, so that the children of each node (at 4i + 1 to
  /// 4i + 4) share one 64-byte line.
  private var base: UnsafeMutablePointer<UInt128>
  private var capacity: Int
  /// The number of keys, the hole included.
  private(set) var count = 0
  private(set) var hasHole = false

  init(capacity: Int = 256) {
    self.capacity = capacity
    (storage, base) = Self.allocate(capacity)
  }

  deinit { storage.deallocate() }

  private static func allocate(
    _ capacity: Int
  ) -> (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt128>) {
    // Spare places at the end make every group of four children whole.
    let places = capacity + 8
    let storage = UnsafeMutableRawPointer.allocate(byteCount: (places + 3) * 16, alignment: 64)
    let all = storage.bindMemory(to: UInt128.self, capacity: places + 3)
    for place in 0..<places + 3 { (all + place).initialize(to: unused(place &- 3)) }
    return (storage, all + 3)
  }

  /// The key of an unused place, different from those beside it: equal ones would take the slow way
  /// of a choice.
  @inline(__always)
  private static func unused(_ place: Int) -> UInt128 {
    .max &- UInt128(truncatingIfNeeded: place & 3) &<< 64
  }

  /// The least key; with a hole, the least key but the one taken; one behind all events when empty.
  var next: UInt128 {
    @inline(__always)
    get {
      if !hasHole { return base[0] }
      return min(min(base[1], base[2]), min(base[3], base[4]))
    }
  }

  /// The upper half of ``next``.
  var nextHigh: UInt64 {
    @inline(__always)
    get {
      if !hasHole { return EventKey.high(base[0]) }
      return Self.least(
        Self.least(EventKey.high(base[1]), EventKey.high(base[2])),
        Self.least(EventKey.high(base[3]), EventKey.high(base[4])))
    }
  }

  /// Takes the least key and leaves a hole; there must be one and no hole.
  @inline(__always)
  mutating func takeTop() -> UInt128 {
    hasHole = true
    return base[0]
  }

  /// Adds a key.
  ///
  /// - Complexity: O(log n), amortised for growth.
  @inline(__always)
  mutating func push(_ key: UInt128) {
    if hasHole {
      hasHole = false
      sink(key)
      return
    }
    if count == capacity { grow() }
    var index = count
    count &+= 1
    while index > 0 {
      let parent = (index &- 1) &>> 2
      let above = base[parent]
      if above <= key { break }
      base[index] = above
      index = parent
    }
    base[index] = key
  }

  /// Closes the hole, if there is one.
  @inline(__always)
  mutating func settle() {
    guard hasHole else { return }
    hasHole = false
    count &-= 1
    let last = base[count]
    base[count] = Self.unused(count)
    if count > 0 { sink(last) }
  }

  /// The key at a place of the heap, for walks over all pending events.
  func key(at index: Int) -> UInt128 { base[index] }

  @inline(__always)
  private mutating func sink(_ key: UInt128) {
    let base = base
    let end = count
    let keyHigh = EventKey.high(key)
    var index = 0
    while true {
      let child = index &* 4 &+ 1
      if child >= end { break }
      if child > Self.inCache { fetchBelow(child) }
      let places = base + child
      // The upper halves decide but for events of one instant, phase and priority.
      let high0 = EventKey.high(places[0])
      let high1 = EventKey.high(places[1])
      let high2 = EventKey.high(places[2])
      let high3 = EventKey.high(places[3])
      let lowLeft = Self.least(high0, high1)
      let lowRight = Self.least(high2, high3)
      let high = Self.least(lowLeft, lowRight)
      // Which child is least is a coin toss that no processor can predict, and a select may be
      // compiled to a jump; indices made by arithmetic cannot.
      let left = Self.one(high1 < high0)
      let right = Self.one(high3 < high2) | 2
      var choice = left ^ ((left ^ right) & (0 &- Self.one(lowRight < lowLeft)))
      if high0 == high1 || high2 == high3 || lowLeft == lowRight {
        choice = Self.leastOfFour(places)
      }
      let least = places[choice]
      if keyHigh <= high, key <= least { break }
      base[index] = least
      index = child &+ choice
    }
    base[index] = key
  }

  /// The places of the upper levels, which stay in the nearest caches.
  private static let inCache = 1024

  /// Asks for the children of four siblings, one of which is wanted next: four lines of memory.
  @inline(__always)
  private func fetchBelow(_ child: Int) {
    let below = child &* 4 &+ 1
    guard below < count else { return }
    for line in 0..<4 { guohu_prefetch(base + (below &+ 4 &* line)) }
  }

  /// Calls a function with the case slots of the events of which one comes next.
  @inline(__always)
  func forEachNextSlot(_ body: (Int) -> Void) {
    for place in 1...4 { body(EventKey.slot(EventKey.low(base[place]))) }
  }

  /// Returns the place of the least of four keys by all their bits.
  @inline(never)
  private static func leastOfFour(_ places: UnsafeMutablePointer<UInt128>) -> Int {
    let left = places[1] < places[0] ? 1 : 0
    let right = places[3] < places[2] ? 3 : 2
    return places[right] < places[left] ? right : left
  }

  /// Returns the lesser of two; `min` is generic and slow where nothing is optimised.
  @inline(__always)
  private static func least(_ x: UInt64, _ y: UInt64) -> UInt64 { y < x ? y : x }

  /// Returns 1 for true and 0 for false.
  @inline(__always)
  private static func one(_ flag: Bool) -> Int {
    Int(truncatingIfNeeded: unsafeBitCast(flag, to: UInt8.self))
  }

  @inline(never)
  private mutating func grow() {
    let (bigger, newBase) = Self.allocate(capacity * 2)
    newBase.update(from: base, count: count)
    storage.deallocate()
    storage = bigger
    base = newBase
    capacity *= 2
  }
}
