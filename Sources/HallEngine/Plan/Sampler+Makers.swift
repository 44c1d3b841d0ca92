// SPDX-License-Identifier: Apache-2.0

extension Sampler {
  /// Returns a lognormal sampler with a mean and a standard deviation.
  ///
  /// sigma² = log(1 + (sd/mean)²), mu = log(mean) - sigma²/2. With a standard deviation of 0, or
  /// a mean that is not positive, the sampler is constant.
  package static func lognormal(mean: Double, sd: Double) -> Sampler {
    guard mean > 0, sd > 0 else { return constant(mean) }
    let cv = sd / mean
    let variance = logOnePlus(cv * cv)
    return Sampler(
      .lognormal(mu: Elementary.log(mean) - variance / 2, sigma: variance.squareRoot()))
  }

  /// Returns a lognormal sampler with a mean and a coefficient of variation.
  package static func lognormal(mean: Double, cv: Double) -> Sampler {
    lognormal(mean: mean, sd: mean * cv)
  }

  /// Returns a lognormal sampler with a median and the sigma of the logarithm: mu = log(median).
  package static func lognormal(median: Double, sigma: Double) -> Sampler {
    guard median > 0, sigma > 0 else { return constant(median) }
    return Sampler(.lognormal(mu: Elementary.log(median), sigma: sigma))
  }

  /// Returns a lognormal sampler with a median and a 95% quantile.
  ///
  /// sigma = log(p95/median) / 1.6448536…, the 95% point of the standard normal distribution.
  package static func lognormal(median: Double, p95: Double) -> Sampler {
    guard median > 0, p95 > median else { return constant(median) }
    let sigma = Elementary.log(p95 / median) / Elementary.inverseNormal(0.95)
    return lognormal(median: median, sigma: sigma)
  }

  /// Returns the PERT distribution of minimum, mode and maximum.
  ///
  /// A beta on `low...high` with alpha = 1 + 4 (mode - low)/(high - low) and
  /// beta = 1 + 4 (high - mode)/(high - low); its mean is (low + 4 mode + high)/6 (Malcolm et al.,
  /// Operations Research 7, 1959).
  package static func pert(low: Double, mode: Double, high: Double) -> Sampler {
    guard high > low else { return constant(low) }
    let range = high - low
    return Sampler(
      .beta(
        alpha: 1 + 4 * (mode - low) / range, beta: 1 + 4 * (high - mode) / range, low: low,
        high: high))
  }

  /// Returns a gamma sampler with a mean and a coefficient of variation: shape 1/cv².
  package static func gamma(mean: Double, cv: Double) -> Sampler {
    guard mean > 0, cv > 0 else { return constant(mean) }
    return Sampler(.gamma(shape: 1 / (cv * cv), scale: mean * cv * cv))
  }

  /// Returns the sampler with clamps.
  package func clamped(low: Double = -.infinity, high: Double = .infinity) -> Sampler {
    Sampler(kind, low: low, high: high)
  }

  // log(1 + x) without loss for small x: log(w) x / (w - 1) with w = 1 + x rounded (Kahan).
  private static func logOnePlus(_ x: Double) -> Double {
    let w = 1 + x
    return w == 1 ? x : Elementary.log(w) * x / (w - 1)
  }
}
