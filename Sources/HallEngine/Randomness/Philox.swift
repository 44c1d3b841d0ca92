// SPDX-License-Identifier: Apache-2.0

/// The counter-based generator Philox2x64 with seven rounds.
///
/// A keyed bijection of 128-bit counters: a draw depends on its coordinates only and not on what
/// was drawn before. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC'11, https://doi.org/10.1145/2063384.2063405: six rounds pass BigCrush, and seven is what the
/// authors publish known answers for besides their cautious ten. One wide product a round makes it
/// half the work of the variant with four words of 32 bits.
package enum Philox {
  /// The rounds of every draw.
  package static let rounds = 7

  /// A counter or an output: two 64-bit words.
  package struct Block: Sendable, Hashable {
    /// The first word.
    package var x0: UInt64
    /// The second word.
    package var x1: UInt64

    /// Creates a block.
    @inline(__always)
    package init(_ x0: UInt64, _ x1: UInt64) {
      self.x0 = x0
      self.x1 = x1
    }

    /// A number in (0, 1) from the first word: an odd multiple of 2^-53, never 0 or 1.
    @inline(__always)
    package var first: Double { Philox.unit(x0) }

    /// A number in (0, 1) from the second word, independent of `first`.
    @inline(__always)
    package var second: Double { Philox.unit(x1) }
  }

  /// Returns the output for a counter under a key.
  @inline(__always)
  package static func block(
    _ counter: Block, key: UInt64, rounds: Int = Philox.rounds
  ) -> Block {
    var (x0, x1, k) = (counter.x0, counter.x1, key)
    for _ in 0..<rounds {
      let product = x0.multipliedFullWidth(by: 0xD2B7_4407_B1CE_6E93)
      x0 = product.high ^ k ^ x1
      x1 = product.low
      k &+= 0x9E37_79B9_7F4A_7C15
    }
    return Block(x0, x1)
  }

  // 52 bits and a half: symmetric about 1/2 and exact in a double.
  @inline(__always)
  static func unit(_ word: UInt64) -> Double {
    (Double(Int64(bitPattern: word &>> 12)) + 0.5) * 0x1p-52
  }
}

/// What a number is drawn for; part of the counter, so that uses of one stream never meet.
enum Purpose: UInt32 {
  case service, patience, route, lead, slot, punctuality, delay, arrival, scenario, day, attribute
  case closure, outage, wave, absence, breakdown
}
