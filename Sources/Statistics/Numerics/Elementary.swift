// SPDX-License-Identifier: Apache-2.0

/// Elementary functions computed with the four operations only.
///
/// The C library differs in the last bit between machines, and a result that is printed must not.
/// Every function here uses additions, multiplications, divisions and square roots, which IEEE 754
/// fixes to the bit. Errors stay within a few units in the last place.
package enum Elementary {
  /// The natural logarithm of two.
  package static let ln2 = 0.693_147_180_559_945_3

  /// The number pi.
  package static let pi = 3.141_592_653_589_793

  /// Half the natural logarithm of two pi, the constant of Stirling's series.
  package static let halfLogTwoPi = 0.918_938_533_204_672_7

  /// The leading 32 bits of ln 2: a product with a small integer is exact.
  private static let ln2High = 0x1.62e42feep-1

  /// What `ln2High` leaves out.
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// Returns the natural logarithm: NaN below zero, minus infinity at zero.
  ///
  /// The argument is written as `m · 2^k` with `m` near one, and `log m` is the series of
  /// `2 artanh((m - 1) / (m + 1))`.
  package static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return .infinity }
    var exponent = x.exponent
    var mantissa = x.significand
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    let k = Double(exponent)
    return k * ln2High + (k * ln2Low + logSeries(mantissa - 1))
  }

  /// Returns `log(1 + x)` without losing a small `x`.
  package static func log1p(_ x: Double) -> Double {
    x.magnitude < 0.4 ? logSeries(x) : log(1 + x)
  }

  /// Returns the exponential, zero where it underflows and infinity where it overflows.
  ///
  /// The argument is written as `k ln 2 + r` with `r` at most `ln 2 / 2`, and `e^r` is its
  /// Taylor polynomial.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x > 709.8 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x / ln2).rounded()
    let r = (x - k * ln2High) - k * ln2Low
    return Double(sign: .plus, exponent: Int(k), significand: 1 + expm1Series(r))
  }

  /// Returns `exp(x) - 1` without losing a small `x`.
  package static func expm1(_ x: Double) -> Double {
    x.magnitude < 0.35 ? expm1Series(x) : exp(x) - 1
  }

  /// Returns `x` to the power `y` for `x` of at least zero, NaN below.
  package static func power(_ x: Double, _ y: Double) -> Double {
    if y == 0 { return 1 }
    if x == 0 { return y > 0 ? 0 : .infinity }
    return exp(y * log(x))
  }

  /// Returns the real cube root, negative for a negative argument.
  package static func cubeRoot(_ x: Double) -> Double {
    if x == 0 || !x.isFinite { return x }
    let start = exp(log(x.magnitude) / 3)
    // One Newton step takes the rounding of the logarithm out again.
    let root = start - (start - x.magnitude / (start * start)) / 3
    return x < 0 ? -root : root
  }

  /// Returns `log(1 + f)` by the series in `s = f / (2 + f)`, for `f` between -0.4 and 0.42.
  private static func logSeries(_ f: Double) -> Double {
    let s = f / (2 + f)
    let square = s * s
    var sum = 0.0
    var odd = 33.0
    while odd >= 3 {
      sum = (sum + 1 / odd) * square
      odd -= 2
    }
    return 2 * s * (1 + sum)
  }

  /// Returns `exp(r) - 1` by its Taylor polynomial, for `r` within 0.35 of zero.
  private static func expm1Series(_ r: Double) -> Double {
    var sum = 0.0
    var k = 16.0
    while k >= 2 {
      sum = (1 + sum) * r / k
      k -= 1
    }
    return r + r * sum
  }
}
