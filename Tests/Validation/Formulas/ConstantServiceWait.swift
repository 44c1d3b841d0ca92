// SPDX-License-Identifier: Apache-2.0

import Statistics

/// The distribution of the wait in M/D/1, first come first served.
enum ConstantServiceWait {
  /// Returns the chance of a wait of at most `time`.
  ///
  /// `(1 - ρ) Σ (λ (kD - t))ᵏ e^(-λ (kD - t)) / k!` over `k` up to `t / D` (Erlang 1909). The signs of
  /// the terms change, so that `time` should be a few services at most.
  static func probability(upTo time: Double, arrivalRate: Double, service: Double) -> Double {
    var sum = 0.0
    var factorial = 1.0
    for k in 0...Int(time / service) {
      if k > 0 { factorial *= Double(k) }
      let x = arrivalRate * (Double(k) * service - time)
      var power = 1.0
      for _ in 0..<k { power *= x }
      sum += power / factorial * Elementary.exp(-x)
    }
    return (1 - arrivalRate * service) * sum
  }
}
