// SPDX-License-Identifier: Apache-2.0

import Statistics
package import TransferModel

/// The probabilities of a count, number by number.
package enum CountTable {
  /// Returns the probability of each count from 0 up to the largest possible one.
  ///
  /// A lognormal law gives k the probability of the stretch from k − 1/2 to k + 1/2. What lies
  /// beyond a bound of the law, or beyond ``CountLaw/limit``, counts at the bound.
  package static func probabilities(of law: CountLaw) -> [Double] {
    let top = CountLaw.limit - law.plus
    let low = min(law.minimum ?? 0, top)
    let high = max(low, min(law.maximum ?? top, top))
    var weights = [Double](repeating: 0, count: CountLaw.limit + 1)
    func add(_ value: Int, _ weight: Double) {
      weights[min(max(value, low), high) + law.plus] += weight
    }
    switch law.family {
    case .constant(let value): add(value, 1)
    case .uniform(let first, let last):
      for value in first...last { add(value, 1 / Double(last - first + 1)) }
    case .empirical(let parts):
      for part in parts { add(Int(part.value), part.share) }
    case .poisson, .geometric, .lognormal:
      var below = 0.0
      for value in 0..<high {
        let upTo = cumulative(law.family, value)
        add(value, max(0, upTo - below))
        below = max(below, upTo)
      }
      add(high, max(0, 1 - below))
    }
    if let last = weights.lastIndex(where: { $0 > 0 }) {
      weights.removeLast(weights.count - 1 - last)
    }
    return weights
  }

  /// The probability of at most a number.
  private static func cumulative(_ family: CountLaw.Family, _ value: Int) -> Double {
    switch family {
    case .poisson(let mean): 1 - PoissonDistribution(mean: mean).probability(ofAtLeast: value + 1)
    case .geometric(let mean):
      value < 1 || mean <= 1
        ? (value < 1 ? 0 : 1) : 1 - Elementary.power(1 - 1 / mean, Double(value))
    case .lognormal(let form): lognormal(form, below: Double(value) + 0.5)
    case .constant, .uniform, .empirical: 0
    }
  }

  private static func lognormal(_ form: TimeLaw.LognormalForm, below bound: Double) -> Double {
    let (median, sigma) = SamplerCompiler.medianAndSigma(form)
    guard sigma > 0 else { return bound > median ? 1 : 0 }
    return NormalDistribution.cumulative(Elementary.log(bound / median) / sigma)
  }
}
