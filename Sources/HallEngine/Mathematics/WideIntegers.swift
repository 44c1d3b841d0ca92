// SPDX-License-Identifier: Apache-2.0

// The conversions of the standard library between 64 and 128 bits are generic. The optimiser leaves
// nothing of them, but where it is off, as in tests, they took two fifths of a run.

extension UInt128 {
  /// Creates a number from its halves.
  @inline(__always)
  init(high: UInt64, low: UInt64) {
    #if _endian(little)
      self = unsafeBitCast((low, high), to: UInt128.self)
    #else
      self = unsafeBitCast((high, low), to: UInt128.self)
    #endif
  }

  /// The upper 64 bits.
  @inline(__always)
  var high: UInt64 {
    let halves = unsafeBitCast(self, to: (UInt64, UInt64).self)
    #if _endian(little)
      return halves.1
    #else
      return halves.0
    #endif
  }

  /// The lower 64 bits.
  @inline(__always)
  var low: UInt64 {
    let halves = unsafeBitCast(self, to: (UInt64, UInt64).self)
    #if _endian(little)
      return halves.0
    #else
      return halves.1
    #endif
  }
}

extension Int128 {
  /// Creates a number of the same value.
  @inline(__always)
  init(wide value: Int64) {
    let sign = UInt64(bitPattern: value &>> 63)
    self = Int128(bitPattern: UInt128(high: sign, low: UInt64(bitPattern: value)))
  }

  /// Creates a number of the same value.
  @inline(__always)
  init(wide value: Int) { self.init(wide: Int64(value)) }
}
