// SPDX-License-Identifier: Apache-2.0

extension Sampler {
  /// The mean, clamps included; exact formulas without clamps, integration (1e-9) with them.
  ///
  /// Rounding to whole microseconds is not included. Invalid parameters give any number.
  package var mean: Double { moments.mean }

  /// The variance, clamps included, to the accuracy of ``mean``.
  package var variance: Double { moments.variance }

  private typealias Moments = (mean: Double, variance: Double)

  private var moments: Moments {
    if low == -.infinity, high == .infinity { return unclamped }
    guard low < high else { return (low, 0) }
    switch kind {
    case .constant(let value): return (clamp(value), 0)
    case .discrete(let values, let weights):
      return Self.weighted(zip(weights, values).map { ($0, (clamp($1), 0)) })
    case .mixture(let components):
      return Self.weighted(
        components.map { part in
          let inner = part.sampler
          let nested = Sampler(
            inner.kind, low: max(low, min(inner.low, high)), high: min(high, max(inner.high, low)))
          return (part.weight, nested.moments)
        })
    case .poisson(let mean, let scale):
      let table = PoissonTable(mean: mean)
      var parts: [(Double, Moments)] = []
      for k in table.first...table.last {
        parts.append((table.probability(of: k), (clamp(Double(k) * scale), 0)))
      }
      return Self.weighted(parts)
    case .gamma(let shape, let scale):
      return byDensity(from: 0, to: .infinity, typical: unclamped) { x, _, _ in
        (shape - 1) * Elementary.log(x / scale) - x / scale
      }
    case .erlang(let phases, let mean):
      let count = Double(phases)
      return Sampler(.gamma(shape: count, scale: mean / count), low: low, high: high).moments
    case .beta(let alpha, let beta, let bottom, let top):
      return byDensity(from: bottom, to: top, typical: unclamped) { _, below, above in
        (alpha - 1) * Elementary.log(below / (top - bottom))
          + (beta - 1) * Elementary.log(above / (top - bottom))
      }
    case .histogram(let edges, let weights):
      return Self.weighted(
        weights.indices.map { i in
          let bin = Sampler(.uniform(low: edges[i], high: edges[i + 1]), low: low, high: high)
          return (weights[i], edges[i] < edges[i + 1] ? bin.moments : (clamp(edges[i]), 0))
        })
    case .uniform, .triangular, .exponential, .normal, .lognormal, .weibull:
      return byQuantile
    }
  }

  private var unclamped: Moments {
    switch kind {
    case .constant(let value): return (value, 0)
    case .uniform(let low, let high): return ((low + high) / 2, (high - low) * (high - low) / 12)
    case .triangular(let a, let c, let b):
      return ((a + b + c) / 3, (a * a + b * b + c * c - a * b - a * c - b * c) / 18)
    case .exponential(let mean): return (mean, mean * mean)
    case .erlang(let phases, let mean): return (mean, mean * mean / Double(phases))
    case .gamma(let shape, let scale): return (shape * scale, shape * scale * scale)
    case .normal(let mean, let sd): return (mean, sd * sd)
    case .lognormal(let mu, let sigma):
      let mean = Elementary.exp(mu + sigma * sigma / 2)
      return (mean, (Elementary.exp(sigma * sigma) - 1) * mean * mean)
    case .beta(let alpha, let beta, let low, let high):
      let sum = alpha + beta
      let range = high - low
      return (
        low + range * alpha / sum, range * range * alpha * beta / (sum * sum * (sum + 1))
      )
    case .poisson(let mean, let scale): return (mean * scale, mean * scale * scale)
    case .weibull: return byQuantile
    case .discrete(let values, let weights):
      return Self.weighted(zip(weights, values).map { ($0, ($1, 0)) })
    case .histogram(let edges, let weights):
      return Self.weighted(
        weights.indices.map { i in
          (weights[i], Sampler(.uniform(low: edges[i], high: edges[i + 1])).unclamped)
        })
    case .mixture(let components):
      return Self.weighted(components.map { ($0.weight, $0.sampler.moments) })
    }
  }

  private static func weighted(_ parts: [(Double, Moments)]) -> Moments {
    var total = 0.0
    var first = 0.0
    for (weight, part) in parts {
      total += weight
      first += weight * part.mean
    }
    guard total > 0 else { return (0, 0) }
    let mean = first / total
    var second = 0.0
    for (weight, part) in parts {
      second += weight * (part.variance + (part.mean - mean) * (part.mean - mean))
    }
    return (mean, second / total)
  }

  /// Integrates over the probability: the integrand is the clamped quantile.
  private var byQuantile: Moments {
    // Cuts at the clamps keep each piece smooth.
    let cuts = [0, probability(below: low), probability(below: high), 1]
    func integral(_ function: (Double) -> Double) -> Double {
      var sum = 0.0
      for (a, b) in zip(cuts, cuts.dropFirst()) where b > a {
        sum += Quadrature.integral(a, b) { u, below, above in
          // Close to 1 the complement carries the digits.
          let upper = (1 - b) + above
          let inner = u < 0.5 ? a + below : u
          return function(clamp(quantile(inner, complement: upper)))
        }
      }
      return sum
    }
    let mean = integral { $0 }
    return (mean, integral { ($0 - mean) * ($0 - mean) })
  }

  private func probability(below bound: Double) -> Double {
    if bound == -.infinity { return 0 }
    if bound == .infinity { return 1 }
    var a = 0.0
    var b = 1.0
    for _ in 0..<100 {
      let middle = (a + b) / 2
      if quantile(middle, complement: 1 - middle) < bound { a = middle } else { b = middle }
    }
    return b
  }

  private func quantile(_ p: Double, complement: Double) -> Double {
    switch kind {
    case .uniform(let low, let high): return low + (high - low) * p
    case .triangular(let low, let mode, let high):
      let cut = (mode - low) / (high - low)
      return p <= cut
        ? low + (p * (high - low) * (mode - low)).squareRoot()
        : high - (complement * (high - low) * (high - mode)).squareRoot()
    case .exponential(let mean): return complement > 0 ? -mean * Elementary.log(complement) : 0
    case .normal(let mean, let sd): return mean + sd * Self.normalQuantile(p, complement)
    case .lognormal(let mu, let sigma):
      return Elementary.exp(mu + sigma * Self.normalQuantile(p, complement))
    case .weibull(let shape, let scale):
      return scale * Elementary.power(-Elementary.log(max(complement, 1e-300)), 1 / shape)
    default: return 0
    }
  }

  private static func normalQuantile(_ p: Double, _ complement: Double) -> Double {
    let small = max(min(p, complement), 1e-300)
    let quantile = Elementary.inverseNormal(small)
    return p < complement ? quantile : -quantile
  }

  /// Integrates a density known up to a factor, given by its logarithm.
  private func byDensity(
    from bottom: Double, to top: Double, typical: Moments,
    logDensity: (Double, Double, Double) -> Double
  ) -> Moments {
    let spread = typical.variance.squareRoot()
    let end = top.isFinite ? top : typical.mean + 40 * spread + 40 * typical.variance / typical.mean
    let start = max(bottom, typical.mean - 40 * spread)
    let cuts = [start, low, typical.mean, high, end].map { min(max($0, start), end) }.sorted()
    let middle = logDensity(typical.mean, typical.mean - bottom, top - typical.mean)
    func integral(_ function: (Double) -> Double) -> Double {
      var sum = 0.0
      for (a, b) in zip(cuts, cuts.dropFirst()) where b > a {
        sum += Quadrature.integral(a, b) { x, below, above in
          let fromBottom = a == bottom ? below : x - bottom
          let fromTop = b == top ? above : top - x
          return Elementary.exp(logDensity(fromBottom + bottom, fromBottom, fromTop) - middle)
            * function(clamp(x))
        }
      }
      return sum
    }
    let total = integral { _ in 1 }
    guard total > 0 else { return (clamp(typical.mean), 0) }
    let mean = integral { $0 } / total
    return (mean, integral { ($0 - mean) * ($0 - mean) } / total)
  }

  private func clamp(_ value: Double) -> Double { min(max(value, low), high) }
}
