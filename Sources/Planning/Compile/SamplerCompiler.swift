// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Turns duration laws into samplers that give microseconds.
struct SamplerCompiler {
  /// Microseconds of opening time that make a working day.
  let workingDay: Int64

  /// The microseconds one number of a law stands for.
  func scale(of unit: TimeLaw.Unit) -> Double {
    unit == .elapsed ? Double(HallEngine.minute) : Double(workingDay)
  }

  /// Returns the sampler of a law.
  func sampler(_ law: TimeLaw) -> Sampler {
    let scale = scale(of: law.unit)
    return unclamped(law.family, scale).clamped(
      low: law.minimum.map { $0 * scale } ?? -.infinity,
      high: law.maximum.map { $0 * scale } ?? .infinity)
  }

  private func unclamped(_ family: TimeLaw.Family, _ s: Double) -> Sampler {
    switch family {
    case .constant(let value): Sampler.constant(value * s)
    case .uniform(let low, let high):
      low == high ? Sampler.constant(low * s) : Sampler(.uniform(low: low * s, high: high * s))
    case .triangular(let low, let mode, let high):
      Sampler(.triangular(low: low * s, mode: mode * s, high: high * s))
    case .exponential(let mean): Sampler(.exponential(mean: mean * s))
    case .erlang(let shape, let mean): Sampler(.erlang(phases: shape, mean: mean * s))
    case .gamma(let mean, let cv): Sampler.gamma(mean: mean * s, cv: cv)
    case .normal(let mean, let sd):
      sd == 0 ? Sampler.constant(mean * s) : Sampler(.normal(mean: mean * s, sd: sd * s))
    case .lognormal(let form): Self.lognormal(form, s)
    case .weibull(let shape, let scale): Sampler(.weibull(shape: shape, scale: scale * s))
    case .pert(let low, let mode, let high):
      Sampler.pert(low: low * s, mode: mode * s, high: high * s)
    case .poisson(let mean): Sampler(.poisson(mean: mean, scale: s))
    case .empirical(let values):
      Sampler(.discrete(values: values.map { $0.value * s }, weights: values.map(\.share)))
    case .mixture(let parts):
      Sampler(.mixture(parts.map { .init(weight: $0.share, sampler: sampler($0.law)) }))
    }
  }

  /// Returns the sampler of a lognormal law whose parameters are multiplied by a unit.
  private static func lognormal(_ form: TimeLaw.LognormalForm, _ s: Double) -> Sampler {
    switch form {
    case .meanSD(let mean, let sd): Sampler.lognormal(mean: mean * s, sd: sd * s)
    case .meanCV(let mean, let cv): Sampler.lognormal(mean: mean * s, cv: cv)
    case .medianSigma(let median, let sigma): Sampler.lognormal(median: median * s, sigma: sigma)
    case .medianP95(let median, let p95): Sampler.lognormal(median: median * s, p95: p95 * s)
    }
  }

  /// Returns the median of a lognormal law and the standard deviation of its logarithm.
  static func medianAndSigma(_ form: TimeLaw.LognormalForm) -> (median: Double, sigma: Double) {
    let sampler = lognormal(form, 1)
    if case .lognormal(let mu, let sigma) = sampler.kind { return (Elementary.exp(mu), sigma) }
    // Without spread it is constant.
    return (sampler.mean, 0)
  }
}
