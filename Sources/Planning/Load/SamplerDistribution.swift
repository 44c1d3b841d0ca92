// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Statistics

/// The distribution function of a wait: a sampler with its clamps, negative lengths counting as 0,
/// times a unit.
struct SamplerDistribution {
  /// The points at which the function jumps or bends, ascending, each once.
  let corners: [Double]
  private let sampler: Sampler
  private let unit: Double

  init(_ sampler: Sampler, unit: Double = 1) {
    self.sampler = sampler
    self.unit = unit
    let bounds = [0, sampler.low, sampler.high].filter(\.isFinite)
    let inner = Self.corners(sampler.kind).filter { $0 > sampler.low && $0 < sampler.high }
    corners = Set((bounds + inner).map { max(0, $0) * unit }).sorted()
  }

  /// Returns the probability of a time of at most `x`.
  func atMost(_ x: Double) -> Double {
    x < 0 ? 0 : Self.probability(sampler, x / unit, isStrict: false)
  }

  /// Returns the probability of a time below `x`.
  func below(_ x: Double) -> Double {
    x <= 0 ? 0 : Self.probability(sampler, x / unit, isStrict: true)
  }

  /// Whether a value lies below `x`, or at it where that counts; a unit may have cost the last digits.
  private static func isReached(_ value: Double, by x: Double, isStrict: Bool) -> Bool {
    let rounding = value.isFinite ? 1e-12 * abs(value) : 0
    return isStrict ? value < x - rounding : value <= x + rounding
  }

  private static func probability(_ sampler: Sampler, _ x: Double, isStrict: Bool) -> Double {
    if isReached(sampler.high, by: x, isStrict: isStrict) { return 1 }
    guard isReached(sampler.low, by: x, isStrict: isStrict) else { return 0 }
    return probability(sampler.kind, x, isStrict: isStrict)
  }

  private static func probability(_ kind: Sampler.Kind, _ x: Double, isStrict: Bool) -> Double {
    func step(_ value: Double) -> Double {
      isReached(value, by: x, isStrict: isStrict) ? 1 : 0
    }
    switch kind {
    case .constant(let value): return step(value)
    case .uniform(let low, let high):
      return high > low ? min(1, max(0, (x - low) / (high - low))) : step(low)
    case .triangular(let low, let mode, let high):
      guard high > low else { return step(low) }
      if x <= low { return 0 }
      if x >= high { return 1 }
      return x <= mode
        ? (x - low) * (x - low) / ((high - low) * (mode - low))
        : 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
    case .exponential(let mean): return mean > 0 ? -expm1(-x / mean) : step(0)
    case .erlang(let phases, let mean):
      return mean > 0 ? GammaFunctions.lower(Double(phases), x * Double(phases) / mean) : step(0)
    case .gamma(let shape, let scale): return GammaFunctions.lower(shape, x / scale)
    case .normal(let mean, let sd):
      return sd > 0 ? NormalDistribution.cumulative((x - mean) / sd) : step(mean)
    case .lognormal(let mu, let sigma):
      guard x > 0 else { return 0 }
      guard sigma > 0 else { return step(Statistics.Elementary.exp(mu)) }
      return NormalDistribution.cumulative((Statistics.Elementary.log(x) - mu) / sigma)
    case .weibull(let shape, let scale):
      return x > 0 ? -expm1(-Statistics.Elementary.power(x / scale, shape)) : 0
    case .beta(let alpha, let beta, let low, let high):
      guard high > low else { return step(low) }
      let part = min(1, max(0, (x - low) / (high - low)))
      return BetaFunctions.incomplete(x: part, complement: 1 - part, alpha, beta)
    case .poisson(let mean, let scale):
      guard mean > 0, scale > 0 else { return step(0) }
      let count = (x / scale).rounded()
      let last = isReached(count * scale, by: x, isStrict: isStrict) ? count : count - 1
      return last < 0 ? 0 : GammaFunctions.upper(last + 1, mean)
    case .discrete(let values, let weights):
      let total = weights.reduce(0, +)
      return zip(values, weights).reduce(0) { $0 + step($1.0) * $1.1 } / total
    case .histogram(let edges, let weights):
      let total = weights.reduce(0, +)
      return weights.indices.reduce(0) { sum, bin in
        let part = Sampler.Kind.uniform(low: edges[bin], high: edges[bin + 1])
        return sum + weights[bin] / total * probability(part, x, isStrict: isStrict)
      }
    case .mixture(let parts):
      let total = parts.reduce(0) { $0 + $1.weight }
      return parts.reduce(0) { sum, part in
        sum + part.weight / total * probability(part.sampler, x, isStrict: isStrict)
      }
    }
  }

  private static func expm1(_ x: Double) -> Double { Statistics.Elementary.expm1(x) }

  private static func corners(_ kind: Sampler.Kind) -> [Double] {
    switch kind {
    case .constant(let value): return [value]
    case .uniform(let low, let high): return [low, high]
    case .triangular(let low, let mode, let high): return [low, mode, high]
    case .beta(_, _, let low, let high): return [low, high]
    case .exponential, .erlang, .gamma, .normal, .lognormal, .weibull: return []
    case .poisson(let mean, let scale):
      // What lies further out has a probability below 1e-20.
      let spread = 10 * mean.squareRoot() + 20
      let first = max(0, mean - spread).rounded(.down)
      return stride(from: first, through: mean + spread, by: 1).map { $0 * scale }
    case .discrete(let values, _): return values
    case .histogram(let edges, _): return edges
    case .mixture(let parts):
      return parts.flatMap { part in
        corners(part.sampler.kind) + [part.sampler.low, part.sampler.high].filter(\.isFinite)
      }
    }
  }
}
