// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// Conversions by bits against those of the standard library.
struct WideIntegerTests {
  private static let words: [UInt64] = [0, 1, 2, 0x7FFF_FFFF_FFFF_FFFF, 1 << 63, .max]

  @Test func halvesMakeTheNumberAndComeBack() {
    for high in Self.words {
      for low in Self.words {
        let number = UInt128(high: high, low: low)
        #expect(number == UInt128(high) << 64 | UInt128(low))
        #expect(number.high == high && number.low == low)
      }
    }
  }

  @Test(arguments: [0, 1, -1, 12_345, -12_345, .max, .min] as [Int64])
  func wideNumbersHaveTheSameValue(value: Int64) {
    #expect(Int128(wide: value) == Int128(value))
    #expect(Int128(wide: Int(value)) == Int128(value))
  }
}
