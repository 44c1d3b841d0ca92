// SPDX-License-Identifier: Apache-2.0

/// Numerical integration for moments of clamped distributions.
enum Quadrature {
  /// Returns the integral of a function over a bounded interval.
  ///
  /// Double-exponential (tanh-sinh) rule: Takahasi and Mori, Publ. RIMS 9 (1974) 721-741. Algebraic
  /// and logarithmic singularities at the ends do no harm; the function gets the distance to the
  /// nearer end without cancellation.
  ///
  /// - Parameters:
  ///   - low: The lower end.
  ///   - high: The upper end.
  ///   - function: Takes x, x - low and high - x.
  /// - Returns: The integral; 0 for an interval that is empty or not bounded.
  static func integral(
    _ low: Double, _ high: Double, _ function: (Double, Double, Double) -> Double
  ) -> Double {
    guard high > low, (high - low).isFinite else { return 0 }
    let step = 1.0 / 64
    let half = (high - low) / 2
    var sum = 0.0
    for k in -416...416 {
      let t = Double(k) * step
      let up = Elementary.exp(abs(t))
      let sinh = (up - 1 / up) / 2
      let cosh = (up + 1 / up) / 2
      let q = Elementary.exp(-Double.pi * sinh)
      // The distance to the nearer end, in units of half the interval.
      let distance = 2 * q / (1 + q)
      let near = half * distance
      guard near > 0 else { continue }
      let weight = Double.pi / 2 * cosh * distance * 2 / (1 + q)
      let value =
        t < 0
        ? function(low + near, near, 2 * half - near)
        : function(high - near, 2 * half - near, near)
      if value.isFinite { sum += weight * value }
    }
    return sum * step * half
  }
}
