// SPDX-License-Identifier: Apache-2.0

extension PlanCheck {
  /// Checks the parameters of a sampler.
  mutating func check(_ sampler: Sampler, _ place: String) {
    require(sampler.low <= sampler.high, place, "has clamps out of order")
    switch sampler.kind {
    case .constant(let value):
      finite([value], place)
    case .uniform(let low, let high):
      finite([low, high], place)
      require(low <= high, place, "is uniform from \(low) to \(high)")
    case .triangular(let low, let mode, let high):
      finite([low, mode, high], place)
      require(low <= mode && mode <= high, place, "is triangular(\(low), \(mode), \(high))")
    case .exponential(let mean):
      finite([mean], place)
      require(mean >= 0, place, "has the mean \(mean)")
    case .erlang(let phases, let mean):
      finite([mean], place)
      require(mean >= 0, place, "has the mean \(mean)")
      require((1...1000).contains(phases), place, "has \(phases) phases")
    case .gamma(let shape, let scale), .weibull(let shape, let scale):
      positive([shape, scale], place)
    case .normal(let mean, let sd):
      finite([mean, sd], place)
      require(sd >= 0, place, "has the standard deviation \(sd)")
    case .lognormal(let mu, let sigma):
      finite([mu, sigma], place)
      require(sigma >= 0, place, "has the sigma \(sigma)")
    case .beta(let alpha, let beta, let low, let high):
      positive([alpha, beta], place)
      finite([low, high], place)
      require(low <= high, place, "lies between \(low) and \(high)")
    case .poisson(let mean, let scale):
      finite([mean, scale], place)
      require((0...1e6).contains(mean), place, "has the Poisson mean \(mean)")
    case .discrete(let values, let weights):
      finite(values, place)
      checkWeights(weights, place)
      require(values.count == weights.count, place, "has weights and values of unlike number")
    case .histogram(let edges, let weights):
      finite(edges, place)
      checkWeights(weights, place)
      require(
        edges.count == weights.count + 1, place, "has \(edges.count) edges, \(weights.count) bins")
      require(
        zip(edges, edges.dropFirst()).allSatisfy { $0 <= $1 }, place, "has edges out of order")
    case .mixture(let components):
      checkWeights(components.map(\.weight), place)
      for component in components {
        if case .mixture = component.sampler.kind {
          require(false, place, "is a mixture of mixtures")
        } else {
          check(component.sampler, place)
        }
      }
    }
  }

  private mutating func finite(_ values: [Double], _ place: String) {
    require(values.allSatisfy(\.isFinite), place, "has a parameter that is not finite")
  }

  private mutating func positive(_ values: [Double], _ place: String) {
    require(
      values.allSatisfy { $0 > 0 && $0.isFinite }, place, "has a parameter that is not positive")
  }
}
