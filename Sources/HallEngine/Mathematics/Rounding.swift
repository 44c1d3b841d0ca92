// SPDX-License-Identifier: Apache-2.0

extension Elementary {
  /// Returns a duration rounded half to even to whole microseconds.
  ///
  /// A value that is not a number counts as 0; a value outside ±2^57 becomes that bound, which
  /// lies past the last instant of the clock.
  @inline(__always)
  package static func micros(_ x: Double) -> Int64 {
    // Adding the shift leaves the integer in the low bits of the mantissa.
    if abs(x) < 0x1p51 {
      return Int64(bitPattern: (x + roundingShift).bitPattern &- roundingShift.bitPattern)
    }
    return microsOutside(x)
  }

  @inline(never)
  private static func microsOutside(_ x: Double) -> Int64 {
    if x.isNaN { return 0 }
    return Int64(min(max(x, -0x1p57), 0x1p57).rounded(.toNearestOrEven))
  }
}
