// SPDX-License-Identifier: Apache-2.0

/// A distribution to draw from: a kind with its parameters, and clamps.
///
/// Durations are in microseconds as `Double` and rounded half to even once, when they are used.
/// A value outside `low...high` is replaced by the nearer bound.
package struct Sampler: Sendable, Hashable {
  /// The families of distributions.
  package enum Kind: Sendable, Hashable {
    /// One value.
    case constant(Double)
    /// Uniform between two values.
    case uniform(low: Double, high: Double)
    /// Triangular: minimum, mode, maximum.
    case triangular(low: Double, mode: Double, high: Double)
    /// Exponential with a mean.
    case exponential(mean: Double)
    /// Erlang: the sum of `phases` (1...1,000) exponentials; `mean` is that of the sum.
    case erlang(phases: Int, mean: Double)
    /// Gamma with shape and scale; mean shape × scale.
    case gamma(shape: Double, scale: Double)
    /// Normal, truncated by the clamps only (a clamped value lies on the bound).
    case normal(mean: Double, sd: Double)
    /// Lognormal: the exponential of a normal with mean `mu` and standard deviation `sigma`.
    ///
    /// Prefer the makers, such as ``Sampler/lognormal(mean:sd:)``.
    case lognormal(mu: Double, sigma: Double)
    /// Weibull with shape and scale.
    case weibull(shape: Double, scale: Double)
    /// Beta with shapes `alpha` and `beta`, stretched to `low...high`.
    case beta(alpha: Double, beta: Double, low: Double, high: Double)
    /// `scale` times a Poisson number with the mean given (at most 1e6).
    case poisson(mean: Double, scale: Double)
    /// One of several values by weight.
    case discrete(values: [Double], weights: [Double])
    /// A histogram: uniform within bin i, which lies between `edges[i]` and `edges[i + 1]`.
    case histogram(edges: [Double], weights: [Double])
    /// One of several distributions by weight; the components keep their own clamps.
    case mixture([Component])
  }

  /// A part of a mixture.
  package struct Component: Sendable, Hashable {
    /// The weight, not negative; weights need not sum to 1.
    package var weight: Double
    /// The distribution; not itself a mixture.
    package var sampler: Sampler

    /// Creates a component.
    package init(weight: Double, sampler: Sampler) {
      self.weight = weight
      self.sampler = sampler
    }
  }

  /// The kind and its parameters.
  package var kind: Kind
  /// The lower clamp; minus infinity is none.
  package var low: Double
  /// The upper clamp; infinity is none.
  package var high: Double

  /// Creates a sampler.
  package init(_ kind: Kind, low: Double = -.infinity, high: Double = .infinity) {
    self.kind = kind
    self.low = low
    self.high = high
  }

  /// A sampler that always gives the same value.
  package static func constant(_ value: Double) -> Self { Self(.constant(value)) }
}
