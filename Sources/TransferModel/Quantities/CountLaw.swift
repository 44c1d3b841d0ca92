// SPDX-License-Identifier: Apache-2.0

/// The probability law of a whole number of things, such as heirs or units, as the pack states it.
///
/// A draw is rounded half up to a whole number, raised to `minimum` and lowered to `maximum`, and
/// then `plus` is added. The engine keeps a count in a byte, so a count is at most ``limit``.
package struct CountLaw: Sendable, Hashable {
  /// The largest count.
  package static let limit = 255

  /// The families of laws.
  package enum Family: Sendable, Hashable {
    /// Always that many.
    case constant(Int)
    /// Each whole number of a range alike.
    case uniform(Int, Int)
    /// Poisson: 0, 1, 2 and so on.
    case poisson(mean: Double)
    /// Geometric from 1: P(k) = p (1 − p)^(k − 1) with p = 1 / mean; the mean is at least 1.
    case geometric(mean: Double)
    /// Lognormal, rounded.
    case lognormal(TimeLaw.LognormalForm)
    /// Given whole numbers with shares, which sum to 1.
    case empirical([TimeLaw.WeightedValue])
  }

  /// The family with its parameters.
  package var family: Family
  /// Draws below are raised to this bound.
  package var minimum: Int?
  /// Draws above are lowered to this bound.
  package var maximum: Int?
  /// Added to every draw.
  package var plus: Int
  /// The text it was read from.
  package var text: String

  /// Creates a law.
  package init(
    _ family: Family, minimum: Int? = nil, maximum: Int? = nil, plus: Int = 0, text: String
  ) {
    self.family = family
    self.minimum = minimum
    self.maximum = maximum
    self.plus = plus
    self.text = text
  }
}

/// How a count of the case changes a time.
///
/// With the count n, a time x becomes x · (1 + `scale` · (n − 1)) + n · `addMinutes` +
/// `spreadMinutes` / n. Without things (n = 0) neither `scale` nor `spreadMinutes` gives anything:
/// the first term is 0 if `scale` is stated and x if it is not.
package struct CountScaling: Sendable {
  /// The attribute, a count.
  package var attribute: Located<String>
  /// Minutes for each thing.
  package var addMinutes: Double
  /// What each thing after the first takes, as a part of the time of one; nil leaves the time.
  package var scale: Double?
  /// Minutes that all things of the count share: each case bears one part of n.
  package var spreadMinutes: Double

  /// Creates a scaling.
  package init(
    attribute: Located<String>, addMinutes: Double, scale: Double?, spreadMinutes: Double
  ) {
    self.attribute = attribute
    self.addMinutes = addMinutes
    self.scale = scale
    self.spreadMinutes = spreadMinutes
  }

  /// The factor and the addend for a count.
  package func change(for count: Int) -> TimeAdjustment.Change {
    let n = Double(count)
    let factor = scale.map { count == 0 ? 0 : 1 + $0 * (n - 1) } ?? 1
    return TimeAdjustment.Change(
      factor: factor, addMinutes: addMinutes * n + (count == 0 ? 0 : spreadMinutes / n))
  }
}
