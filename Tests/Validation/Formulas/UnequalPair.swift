// SPDX-License-Identifier: Apache-2.0

import Statistics

/// Two exponential servers of different speed behind one queue, where of two idle ones the one idle
/// for longer serves next.
///
/// Balance equations as in Gumbel, Operations Research 8 (1960) 504, with one state more: who is idle
/// for longer where both are. Let `a` and `b` be the chances that only the first or only the second is
/// busy and `p` that both are and nobody waits. A service that ends with the other one idle leaves that
/// one longer idle, which serves next: `a (λ + α) = β b + β p` and `b (λ + β) = α a + α p`.
struct UnequalPair {
  /// The chance that an arrival has to wait.
  let waitProbability: Double
  /// The mean wait.
  let meanWait: Double

  /// Solves the equations.
  init(arrivalRate: Double, rates first: Double, _ second: Double) throws(StatisticsError) {
    let single = try LinearSystem.solve(
      [[arrivalRate + first, -second], [-first, arrivalRate + second]], [second, first])
    // With p as the unit; both idle, the second or the first for longer; both busy, geometric.
    let idle = (first * single[0] + second * single[1]) / arrivalRate
    let ratio = arrivalRate / (first + second)
    let busy = 1 / (1 - ratio)
    let total = idle + single[0] + single[1] + busy
    waitProbability = busy / total
    meanWait = ratio / ((1 - ratio) * (1 - ratio)) / total / arrivalRate
  }
}
