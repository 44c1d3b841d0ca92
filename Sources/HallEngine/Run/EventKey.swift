// SPDX-License-Identifier: Apache-2.0

/// The phases of an instant, in the order in which they are executed.
///
/// The total order of events is: time, phase, priority (0 first), insertion number. An event that
/// is made for the current instant in an earlier phase than the one at work is executed next.
/// Starts of service are not events of their own: they are decided when no event of the instant
/// with an earlier phase is left, pool by pool in the order in which the pools first could start
/// something, and within a pool by its call rules.
package enum Phase: UInt8, Sendable, CaseIterable {
  /// Openings and capacity increases.
  case opening = 1
  /// Ends of service, of waits and of servers' pauses.
  case release = 2
  /// Ends of patience.
  case patience = 3
  /// Arrivals.
  case arrival = 4
  /// Starts of service.
  case start = 5
  /// Closings and capacity decreases.
  case closing = 6
  /// Statistics.
  case statistics = 7
}

/// The layout of an event's key; comparing keys compares events in their total order.
///
/// From the top: time (57 bits and a 0), phase (3), priority (3), insertion number (32), case slot
/// (20), node (12). Events of a pool or stream carry its index in the place of the node.
enum EventKey {
  /// The case slot of events that belong to no case.
  static let noSlot = 0xF_FFFF
  /// In the place of a case slot: the end of a call that nobody answers; no case has this slot.
  static let absentSlot = 0xF_FFFE
  /// In the place of a case slot: a look at the queue, among the changes of capacity.
  static let lookSlot = 0
  /// In the place of a case slot, among the changes of capacity: the first server of a pool whose
  /// servers break down; the others follow.
  static let firstServerSlot = 1

  @inline(__always)
  static func make(
    time: Int64, phase: Phase, priority: UInt8, number: UInt32, slot: Int, node: Int
  ) -> UInt128 {
    let high = UInt64(bitPattern: time) &<< 6 | UInt64(phase.rawValue) &<< 3 | UInt64(priority)
    let low = UInt64(number) &<< 32 | UInt64(bitPattern: Int64(slot &<< 12 | node))
    return UInt128(high: high, low: low)
  }

  @inline(__always)
  static func high(_ key: UInt128) -> UInt64 { key.high }

  @inline(__always)
  static func low(_ key: UInt128) -> UInt64 { key.low }

  @inline(__always)
  static func time(_ high: UInt64) -> Int64 { Int64(bitPattern: high &>> 6) }

  @inline(__always)
  static func phase(_ high: UInt64) -> UInt8 { UInt8(high &>> 3 & 7) }

  @inline(__always)
  static func priority(_ high: UInt64) -> UInt8 { UInt8(high & 7) }

  @inline(__always)
  static func slot(_ low: UInt64) -> Int { Int(low &>> 12 & 0xF_FFFF) }

  @inline(__always)
  static func node(_ low: UInt64) -> Int { Int(low & 0xFFF) }

  @inline(__always)
  static func number(_ low: UInt64) -> UInt32 { UInt32(low &>> 32) }
}
