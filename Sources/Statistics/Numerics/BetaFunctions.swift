// SPDX-License-Identifier: Apache-2.0

/// The beta function and its regularised incomplete form.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction),
/// <https://dlmf.nist.gov/8.17>.
package enum BetaFunctions {
  /// Returns the logarithm of the beta function, for `a` and `b` above zero, else NaN.
  ///
  /// The difference of two large log-gammas is taken term by term, so that a degree of freedom of
  /// a million keeps its digits.
  package static func logBeta(_ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0 else { return .nan }
    let small = min(a, b)
    let large = max(a, b)
    guard large >= 10 else {
      return GammaFunctions.logGamma(small) + GammaFunctions.logGamma(large)
        - GammaFunctions.logGamma(small + large)
    }
    // log Γ(large) - log Γ(small + large) from Stirling's series.
    let sum = small + large
    let gap =
      -(large - 0.5) * Elementary.log1p(small / large) - small * Elementary.log(sum) + small
      + GammaFunctions.stirlingCorrection(large) - GammaFunctions.stirlingCorrection(sum)
    return GammaFunctions.logGamma(small) + gap
  }

  /// Returns the regularised incomplete beta function `I_x(a, b)`.
  ///
  /// The caller gives `x` and `complement = 1 - x` separately, since one of them is often known
  /// to more digits than the subtraction would leave. NaN outside `0...1` or for `a` or `b` not
  /// above zero.
  ///
  /// - Complexity: O(√max(a, b)) at worst.
  package static func incomplete(
    x: Double, complement: Double, _ a: Double, _ b: Double
  ) -> Double {
    guard a > 0, b > 0, x >= 0, complement >= 0 else { return .nan }
    if x == 0 { return 0 }
    if complement == 0 { return 1 }
    let logX = complement < 0.4 ? Elementary.log1p(-complement) : Elementary.log(x)
    let logComplement = x < 0.4 ? Elementary.log1p(-x) : Elementary.log(complement)
    let prefactor = Elementary.exp(a * logX + b * logComplement - logBeta(a, b))
    if x <= (a + 1) / (a + b + 2) {
      return min(1, prefactor * continuedFraction(x, a, b) / a)
    }
    return max(0, 1 - prefactor * continuedFraction(complement, b, a) / b)
  }

  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / ContinuedFraction.nonZero(1 - (a + b) * x / (a + 1))
    var fraction = d
    for i in 1...GammaFunctions.termLimit {
      let m = Double(i)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / ContinuedFraction.nonZero(1 + even * d)
      c = ContinuedFraction.nonZero(1 + even / c)
      fraction *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / ContinuedFraction.nonZero(1 + odd * d)
      c = ContinuedFraction.nonZero(1 + odd / c)
      let factor = c * d
      fraction *= factor
      if (factor - 1).magnitude < 3e-16 { return fraction }
    }
    return .nan
  }
}
