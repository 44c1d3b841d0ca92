// SPDX-License-Identifier: Apache-2.0

/// Finds where a rising function reaches a target, for the quantiles of continuous distributions.
enum RootFinding {
  /// Returns the positive `x` at which `function` reaches `target`, by Newton's method kept
  /// inside a bracket that shrinks.
  ///
  /// `function` must be monotone on the positive axis, rising where `isRising` and falling
  /// otherwise; `slope` is the magnitude of its derivative. NaN where no bracket is found.
  ///
  /// - Complexity: about ten evaluations beside those that find the power of two around `x`.
  static func positiveRoot(
    reaching target: Double, start: Double, isRising: Bool,
    function: (Double) -> Double, slope: (Double) -> Double
  ) -> Double {
    func isPast(_ x: Double) -> Bool {
      let value = function(x)
      return isRising ? value >= target : value <= target
    }
    var low = start
    var high = start
    if isPast(start) {
      repeat {
        high = low
        low /= 2
        guard low > 1e-300 else { return .nan }
      } while isPast(low)
    } else {
      repeat {
        low = high
        high *= 2
        guard high < 1e300 else { return .nan }
      } while !isPast(high)
    }
    var x = (low + high) / 2
    for _ in 0..<200 {
      let value = function(x)
      let excess = isRising ? value - target : target - value
      if excess == 0 { return x }
      if excess > 0 { high = x } else { low = x }
      let newton = x - excess / slope(x)
      let next = newton > low && newton < high ? newton : (low + high) / 2
      if (next - x).magnitude <= 2e-16 * x || next == low && high - low <= 4e-16 * x {
        return next
      }
      x = next
    }
    return x
  }
}
