// SPDX-License-Identifier: Apache-2.0

/// The gamma function and its incomplete forms for positive real arguments.
///
/// Sources: NIST Digital Library of Mathematical Functions, 5.11.1 (Stirling's series),
/// 8.7.1 (power series), 8.9.2 (continued fraction), <https://dlmf.nist.gov/8>.
package enum GammaFunctions {
  /// The most terms a series or continued fraction may take before it answers NaN.
  static let termLimit = 200_000

  /// Returns the logarithm of the gamma function of `x`, for `x` above zero, else NaN.
  ///
  /// Absolute error about 1e-15 near the zeros at one and two, relative error below 1e-14 beyond.
  package static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    guard x.isFinite else { return .infinity }
    var argument = x
    var product = 1.0
    while argument < 10 {
      product *= argument
      argument += 1
    }
    let stirling =
      (argument - 0.5) * Elementary.log(argument) - argument + Elementary.halfLogTwoPi
      + stirlingCorrection(argument)
    return stirling - Elementary.log(product)
  }

  /// Returns what `logGamma` adds to the leading terms of Stirling's formula, for `x` from ten.
  static func stirlingCorrection(_ x: Double) -> Double {
    // The inverses of B₂ₖ / (2k (2k - 1)), from the last to the first.
    let divisors: [Double] = [
      -122_400.0 / 3617, 156, -360_360.0 / 691, 1188, -1680, 1260, -360, 12,
    ]
    let inverseSquare = 1 / (x * x)
    var sum = 0.0
    for divisor in divisors {
      sum = sum * inverseSquare + 1 / divisor
    }
    return sum / x
  }

  /// Returns the regularised lower incomplete gamma function `P(a, x)`.
  ///
  /// NaN for `a` not above zero or `x` below zero.
  ///
  /// - Complexity: O(√a) for `x` near `a`.
  package static func lower(_ a: Double, _ x: Double) -> Double {
    guard a > 0, a.isFinite, x >= 0 else { return .nan }
    if x == 0 { return 0 }
    if x == .infinity { return 1 }
    return x < a + 1 ? series(a, x) : 1 - continuedFraction(a, x)
  }

  /// Returns the regularised upper incomplete gamma function `Q(a, x) = 1 - P(a, x)`.
  ///
  /// Small tails keep their relative accuracy. NaN for `a` not above zero or `x` below zero.
  ///
  /// - Complexity: O(√a) for `x` near `a`.
  package static func upper(_ a: Double, _ x: Double) -> Double {
    guard a > 0, a.isFinite, x >= 0 else { return .nan }
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    return x < a + 1 ? 1 - series(a, x) : continuedFraction(a, x)
  }

  /// Returns `x^a e^-x / Γ(a)`, the gamma density times `x`.
  static func prefactor(_ a: Double, _ x: Double) -> Double {
    guard a >= 10 else {
      return Elementary.exp(a * Elementary.log(x) - x - logGamma(a))
    }
    // For large a the plain form subtracts numbers of size a log a. Around x = a it is better to
    // work with the relative distance.
    let distance = (x - a) / a
    let exponent = a * (distance - Elementary.log1p(distance)) + stirlingCorrection(a)
    return (a / (2 * Elementary.pi)).squareRoot() * Elementary.exp(-exponent)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var denominator = a
    for _ in 0..<termLimit {
      denominator += 1
      term *= x / denominator
      sum += term
      if term < sum * 1e-17 { return min(1, sum * prefactor(a, x)) }
    }
    return .nan
  }

  /// Evaluates the continued fraction of the upper function.
  ///
  /// The method is that of Lentz (1976) as modified by Thompson and Barnett, Journal of
  /// Computational Physics 64 (1986) 490.
  private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for i in 1...termLimit {
      let numerator = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / ContinuedFraction.nonZero(numerator * d + b)
      c = ContinuedFraction.nonZero(b + numerator / c)
      let factor = c * d
      fraction *= factor
      if (factor - 1).magnitude < 3e-16 { return min(1, fraction * prefactor(a, x)) }
    }
    return .nan
  }
}

/// What the continued fractions of this folder share.
enum ContinuedFraction {
  /// Returns `value`, or a number too small to matter where it is zero and would be divided by.
  static func nonZero(_ value: Double) -> Double {
    value.magnitude < 1e-300 ? 1e-300 : value
  }
}
