// SPDX-License-Identifier: Apache-2.0

import Statistics

/// Returns whether two numbers agree to a relative tolerance, or both are zero.
func agree(_ left: Double, _ right: Double, within tolerance: Double) -> Bool {
  if left == right { return true }
  return (left - right).magnitude <= tolerance * max(left.magnitude, right.magnitude)
}

/// Returns whether an optional number agrees with another.
func agree(_ left: Double?, _ right: Double, within tolerance: Double) -> Bool {
  left.map { agree($0, right, within: tolerance) } ?? false
}

/// A repeatable generator for the statistical tests: a Weyl sequence whose terms are mixed by the
/// finaliser of MurmurHash3.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 33)) &* 0xff51_afd7_ed55_8ccd
    bits = (bits ^ (bits >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return bits ^ (bits >> 33)
  }

  /// Returns a value strictly between zero and one.
  mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// Returns a standard normal value by the polar method (Marsaglia and Bray, SIAM Review 6 (1964)
  /// 260).
  mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      return x * (-2 * Elementary.log(square) / square).squareRoot()
    }
  }
}
