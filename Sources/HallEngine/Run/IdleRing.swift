// SPDX-License-Identifier: Apache-2.0

/// The groups of the idle servers of a pool, the longest idle first: a power-of-two ring on a stretch
/// of a table that has room for all servers.
struct IdleRing: BitwiseCopyable {
  /// The first place in the table.
  var base: Int32 = 0
  /// One less than the number of places.
  var mask: UInt32 = 0
  private var head: UInt32 = 0
  private var tail: UInt32 = 0

  /// Adds a server that has just become idle.
  mutating func append(_ group: UInt8, _ places: UnsafeMutablePointer<UInt8>) {
    places[Int(base) &+ Int(tail & mask)] = group
    tail &+= 1
  }

  /// Takes the server that has been idle for longest; there must be one.
  mutating func removeFirst(_ places: UnsafeMutablePointer<UInt8>) -> UInt8 {
    defer { head &+= 1 }
    return places[Int(base) &+ Int(head & mask)]
  }

  /// Takes those servers of a group that have been idle for longest; there must be as many.
  ///
  /// - Complexity: O(servers idle for longer than the last that is taken).
  mutating func remove(_ count: Int64, of group: UInt8, _ places: UnsafeMutablePointer<UInt8>) {
    var rest = count
    var end = head
    while rest > 0, end != tail {
      if places[Int(base) &+ Int(end & mask)] == group { rest &-= 1 }
      end &+= 1
    }
    // Those before the end who stay move up against it.
    var index = end
    var kept = end
    while index != head {
      index &-= 1
      let other = places[Int(base) &+ Int(index & mask)]
      if other == group { continue }
      kept &-= 1
      places[Int(base) &+ Int(kept & mask)] = other
    }
    head = kept
  }
}

/// A group of servers in the run loop.
struct GroupState: BitwiseCopyable {
  /// The first daily factor in the table of values, and their number.
  var firstFactor: Int
  var factorCount: Int
  /// Servers that may start work.
  var effective: Int64 = 0
  /// Servers that are busy, or away after a service.
  var occupied: Int64 = 0
}
