// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// The order in which idle servers are taken.
struct IdleRingTests {
  /// Does something with a ring of eight places and empties it.
  private static func left(_ change: (inout IdleRing, UnsafeMutablePointer<UInt8>) -> Void)
    -> [UInt8]
  {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { places in
      guard let base = places.baseAddress else { return [] }
      var ring = IdleRing()
      ring.mask = 7
      // The ring turns round: three come and go first.
      for _ in 0..<3 { ring.append(9, base) }
      for _ in 0..<3 { _ = ring.removeFirst(base) }
      for group: UInt8 in [1, 2, 1, 3, 2, 1] { ring.append(group, base) }
      change(&ring, base)
      ring.append(7, base)
      var result: [UInt8] = []
      while result.last != 7, result.count < 8 { result.append(ring.removeFirst(base)) }
      return result
    }
  }

  @Test func longestIdleComesFirst() {
    #expect(Self.left { _, _ in } == [1, 2, 1, 3, 2, 1, 7])
  }

  @Test func thoseOfAGroupWhoWereIdleLongestLeave() {
    #expect(Self.left { $0.remove(2, of: 2, $1) } == [1, 1, 3, 1, 7])
    #expect(Self.left { $0.remove(1, of: 2, $1) } == [1, 1, 3, 2, 1, 7])
    #expect(Self.left { $0.remove(1, of: 3, $1) } == [1, 2, 1, 2, 1, 7])
    #expect(Self.left { $0.remove(3, of: 1, $1) } == [2, 3, 2, 7])
    #expect(Self.left { $0.remove(0, of: 1, $1) } == [1, 2, 1, 3, 2, 1, 7])
  }
}
