// SPDX-License-Identifier: Apache-2.0

/// The probabilities of a Poisson distribution around its mode.
struct PoissonTable {
  /// The mean.
  let mean: Double
  /// The mode.
  let mode: Int
  /// The probability of the mode.
  let modeProbability: Double
  /// The probability of a number not above the mode.
  let modeCumulative: Double
  /// The smallest number with a probability worth counting.
  let first: Int
  /// The largest number with a probability worth counting.
  let last: Int

  /// Creates the table of a mean in 0...1e6.
  ///
  /// The probabilities are taken relative to that of the mode and divided by their sum, which
  /// needs no factorial. Terms below 1e-25 of the largest are left out.
  ///
  /// - Complexity: O(square root of the mean).
  init(mean: Double) {
    let mean = mean.isFinite ? min(max(mean, 0), 1e6) : 0
    self.mean = mean
    mode = Int(mean)
    var below = 0.0
    var term = 1.0
    var k = mode
    while k > 0, term > 1e-25 {
      term *= Double(k) / mean
      below += term
      k -= 1
    }
    first = k
    var above = 0.0
    term = 1
    k = mode
    while term > 1e-25 {
      k += 1
      term *= mean / Double(k)
      above += term
    }
    last = k
    modeProbability = 1 / (1 + below + above)
    modeCumulative = (1 + below) * modeProbability
  }

  /// Returns the probability of a number between `first` and `last`.
  ///
  /// - Complexity: O(distance from the mode).
  func probability(of number: Int) -> Double {
    var value = modeProbability
    var k = mode
    while k < number {
      k += 1
      value *= mean / Double(k)
    }
    while k > number {
      value *= Double(k) / mean
      k -= 1
    }
    return value
  }

  /// Returns the smallest number whose cumulative probability is at least u.
  ///
  /// - Complexity: O(distance from the mode).
  static func quantile(
    _ u: Double, mean: Double, mode: Int, modeProbability: Double, modeCumulative: Double
  ) -> Int {
    var k = mode
    var probability = modeProbability
    var cumulative = modeCumulative
    if u > cumulative {
      while u > cumulative, probability > 1e-30 {
        k += 1
        probability *= mean / Double(k)
        cumulative += probability
      }
      return k
    }
    while k > 0, u <= cumulative - probability {
      cumulative -= probability
      probability *= Double(k) / mean
      k -= 1
    }
    return k
  }
}
