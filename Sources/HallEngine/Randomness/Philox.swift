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

  /// Returns ``Block/first`` of the outputs for one counter under four keys.
  @inline(__always)
  package static func firsts(_ counter: Block, keys: SIMD4<UInt64>) -> SIMD4<Double> {
    var lanes = Lanes(counter, keys)
    // Without a loop, in which the lanes would be packed and unpacked at every turn.
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    lanes.advance()
    let bits = (lanes.x1 &<< 32 | (lanes.x0 & Lanes.word)) &>> 12
    // 52 bits below the exponent of 2^52 are the number of 2^52 and themselves.
    let shifted = unsafeBitCast(bits | SIMD4(repeating: 0x4330 &<< 48), to: SIMD4<Double>.self)
    return (shifted - 0x1p52 + 0.5) * 0x1p-52
  }

  /// Four states side by side: words are the lower halves of the lanes, and what is above them is
  /// cut off where it would count.
  private struct Lanes {
    var x0: SIMD4<UInt64>
    var x1: SIMD4<UInt64>
    var x2: SIMD4<UInt64>
    var x3: SIMD4<UInt64>
    var k0: SIMD4<UInt64>
    var k1: SIMD4<UInt64>

    @inline(__always)
    static var word: SIMD4<UInt64> { SIMD4(repeating: 0xFFFF_FFFF) }

    @inline(__always)
    init(_ counter: Block, _ keys: SIMD4<UInt64>) {
      x0 = SIMD4(repeating: UInt64(counter.x0))
      x1 = SIMD4(repeating: UInt64(counter.x1))
      x2 = SIMD4(repeating: UInt64(counter.x2))
      x3 = SIMD4(repeating: UInt64(counter.x3))
      k0 = keys
      k1 = keys &>> 32
    }

    /// Does one round.
    @inline(__always)
    mutating func advance() {
      let p0 = (x0 & Self.word) &* SIMD4(repeating: 0xD251_1F53)
      let p1 = (x2 & Self.word) &* SIMD4(repeating: 0xCD9E_8D57)
      x0 = (p1 &>> 32) ^ x1 ^ k0
      x1 = p1
      x2 = (p0 &>> 32) ^ x3 ^ k1
      x3 = p0
      k0 &+= SIMD4(repeating: 0x9E37_79B9)
      k1 &+= SIMD4(repeating: 0xBB67_AE85)
    }
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
