// SPDX-License-Identifier: Apache-2.0

/// The counter-based generator Philox4x32-10.
///
/// A keyed bijection of 128-bit counters: a draw depends on its coordinates only and not on what
/// was drawn before. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC'11, https://doi.org/10.1145/2063384.2063405.
package enum Philox {
  /// A counter or an output: four 32-bit words.
  package struct Block: Sendable, Hashable {
    /// The first word.
    package var x0: UInt32
    /// The second word.
    package var x1: UInt32
    /// The third word.
    package var x2: UInt32
    /// The fourth word.
    package var x3: UInt32

    /// Creates a block.
    @inline(__always)
    package init(_ x0: UInt32, _ x1: UInt32, _ x2: UInt32, _ x3: UInt32) {
      self.x0 = x0
      self.x1 = x1
      self.x2 = x2
      self.x3 = x3
    }

    /// A number in (0, 1) from the first two words: an odd multiple of 2^-53, never 0 or 1.
    @inline(__always)
    package var first: Double { Philox.unit(x0, x1) }

    /// A number in (0, 1) from the last two words, independent of `first`.
    @inline(__always)
    package var second: Double { Philox.unit(x2, x3) }
  }

  /// Returns the output for a counter under a key; the low half of the key is its first word.
  @inline(__always)
  package static func block(_ counter: Block, key: UInt64) -> Block {
    var (x0, x1, x2, x3) = (counter.x0, counter.x1, counter.x2, counter.x3)
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key &>> 32)
    for _ in 0..<10 {
      let p0 = UInt64(x0) &* 0xD251_1F53
      let p1 = UInt64(x2) &* 0xCD9E_8D57
      x0 = UInt32(truncatingIfNeeded: p1 &>> 32) ^ x1 ^ k0
      x1 = UInt32(truncatingIfNeeded: p1)
      x2 = UInt32(truncatingIfNeeded: p0 &>> 32) ^ x3 ^ k1
      x3 = UInt32(truncatingIfNeeded: p0)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return Block(x0, x1, x2, x3)
  }

  // 52 bits and a half: symmetric about 1/2 and exact in a double.
  @inline(__always)
  static func unit(_ low: UInt32, _ high: UInt32) -> Double {
    let bits = (UInt64(high) &<< 32 | UInt64(low)) &>> 12
    return (Double(Int64(bitPattern: bits)) + 0.5) * 0x1p-52
  }
}

/// What a number is drawn for; part of the counter, so that uses of one stream never meet.
enum Purpose: UInt32 {
  case service, patience, route, lead, slot, punctuality, delay, arrival, scenario, day, attribute
}
