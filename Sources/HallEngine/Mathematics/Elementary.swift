// SPDX-License-Identifier: Apache-2.0

/// Elementary functions whose results are the same bits on every machine.
///
/// The functions use only additions, multiplications, divisions and square roots, which IEEE 754
/// rounds in one way, and no fused operation. The functions of a C library differ between systems
/// in the last place, and one differing bit would change the path of a whole run.
package enum Elementary {
  /// The magic number whose addition rounds a double of at most 2^51 to an integer, half to even.
  @usableFromInline static let roundingShift = 0x1.8p52

  /// Returns the natural logarithm of a positive, normal, finite number.
  ///
  /// The error is below 1 unit in the last place. Write x = 2^k (1 + f) with 1 + f between the
  /// square roots of 1/2 and 2, and s = f / (2 + f); then
  /// log(1 + f) = f - (f²/2 - s (f²/2 + R)) with R = 2 (s²/3 + s⁴/5 + …): the form that keeps f,
  /// which is exact, as the leading term (Tang, ACM TOMS 16, 1990; Sun's fdlibm).
  @inline(__always)
  package static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    // Shifting by the bits of sqrt(1/2) puts the cut between octaves there.
    let shifted = bits &- 0x3FE6_A09E_667F_3BCD
    let k = Int64(bitPattern: shifted) &>> 52
    let f = Double(bitPattern: bits &- UInt64(bitPattern: k) &<< 52) - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    // The even and the odd powers of z are summed apart, for the two chains run side by side.
    let even = 2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19))))
    let odd = 2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21))))
    let r = z * (even + z * odd)
    let half = 0.5 * f * f
    let kd = Double(k)
    return kd * ln2High - ((half - (s * (half + r) + kd * ln2Low)) - f)
  }

  /// Returns e to the power of a number: 0 below -708, infinity from 709.4 up.
  ///
  /// The error is below 2 units in the last place: reduction to |r| <= log(2)/2 in two parts, then
  /// the Taylor polynomial of degree 13, whose remainder is below 5e-18.
  @inline(__always)
  package static func exp(_ x: Double) -> Double {
    guard x > -708, x < 709.4 else { return expOutside(x) }
    let shifted = x * 0x1.71547652b82fep0 + roundingShift
    let kd = shifted - roundingShift
    let r = (x - kd * ln2High) - kd * ln2Low
    let r2 = r * r
    let r4 = r2 * r2
    let p0 = 1.0 / 2 + r * (1.0 / 6)
    let p1 = 1.0 / 24 + r * (1.0 / 120)
    let p2 = 1.0 / 720 + r * (1.0 / 5040)
    let p3 = 1.0 / 40_320 + r * (1.0 / 362_880)
    let p4 = 1.0 / 3_628_800 + r * (1.0 / 39_916_800)
    let p5 = 1.0 / 479_001_600 + r * (1.0 / 6_227_020_800)
    let q = (p0 + r2 * p1) + r4 * ((p2 + r2 * p3) + r4 * (p4 + r2 * p5))
    let fraction = 1 + (r + r2 * q)
    // The low bits of `shifted` are k in two's complement.
    let scale = (shifted.bitPattern &+ 1023) &<< 52
    return fraction * Double(bitPattern: scale)
  }

  /// Returns `base` to the power of `exponent`, for a positive base, to about 1e-13.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    base <= 0 ? 0 : exp(exponent * log(base))
  }

  @inline(never)
  private static func expOutside(_ x: Double) -> Double {
    if x.isNaN { return x }
    return x > 0 ? .infinity : 0
  }

  // log(2) in two parts: the first has 32 bits, so its product with an exponent is exact.
  @usableFromInline static var ln2High: Double { 0x1.62e42feep-1 }
  @usableFromInline static var ln2Low: Double { 0x1.a39ef35793c76p-33 }
}
