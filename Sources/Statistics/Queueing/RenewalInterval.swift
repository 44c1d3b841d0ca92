// SPDX-License-Identifier: Apache-2.0

/// A law of the times between arrivals whose Laplace–Stieltjes transform is a closed form.
package enum RenewalInterval: Hashable, Sendable {
  /// Always the same.
  case constant(Double)
  /// Evenly spread from `low` to `high`.
  case uniform(low: Double, high: Double)
  /// The sum of that many equal exponential phases.
  case erlang(phases: Int, mean: Double)
  /// Exponential with one of two means; `share` is the chance of the first.
  case hyperexponential(share: Double, means: Pair)

  /// Two means.
  package struct Pair: Hashable, Sendable {
    /// The first.
    package let first: Double
    /// The second.
    package let second: Double

    /// Creates a pair.
    package init(_ first: Double, _ second: Double) {
      self.first = first
      self.second = second
    }
  }

  /// The mean.
  package var mean: Double {
    switch self {
    case .constant(let value): value
    case .uniform(let low, let high): (low + high) / 2
    case .erlang(_, let mean): mean
    case .hyperexponential(let share, let means):
      share * means.first + (1 - share) * means.second
    }
  }

  /// Returns the mean of `exp(-s · interval)` for `s` of zero or more.
  package func transform(_ s: Double) -> Double {
    switch self {
    case .constant(let value):
      return Elementary.exp(-s * value)
    case .uniform(let low, let high):
      let width = s * (high - low)
      return width == 0
        ? Elementary.exp(-s * low) : Elementary.exp(-s * low) * -Elementary.expm1(-width) / width
    case .erlang(let phases, let mean):
      return Elementary.exp(-Double(phases) * Elementary.log1p(s * mean / Double(phases)))
    case .hyperexponential(let share, let means):
      return share / (1 + s * means.first) + (1 - share) / (1 + s * means.second)
    }
  }

  /// Checks the parameters.
  ///
  /// - Throws: `parameterOutOfRange` for a mean that is not above zero and finite, a range that is
  ///   empty or begins below zero, phases outside `1...10000` or a share outside `0...1`.
  func validate() throws(StatisticsError) {
    let isValid =
      switch self {
      case .constant(let value): value > 0
      case .uniform(let low, let high): low >= 0 && high > low
      case .erlang(let phases, let mean): (1...10_000).contains(phases) && mean > 0
      case .hyperexponential(let share, let means):
        (0...1).contains(share) && means.first > 0 && means.second > 0
      }
    guard isValid, mean.isFinite else {
      throw .outOfRange("\(self) is no law of times between arrivals")
    }
  }
}
