// SPDX-License-Identifier: Apache-2.0

/// How a number of replications is best spread over systems of which the best is sought.
///
/// Optimal computing budget allocation: Chen, Lin, Yücesan and Chick, Discrete Event Dynamic Systems
/// 10 (2000) 251, <https://doi.org/10.1023/A:1008349927281>. It supposes independent systems with
/// normal replications, promises nothing, and tends to find the best with fewest replications.
package enum ComputingBudget {
  /// Returns how many replications each system should have of a total.
  ///
  /// With the best b so far, the distances `d = mean - best mean` and the standard deviations s:
  /// `N ∝ (s/d)²` for the others and `N_b = s_b √Σ (N/s)²`. A system whose mean equals the best is
  /// taken to be away from it by a thousandth of the spread of the means; one without spread needs
  /// no replication. Rounded down, the rest going to the first systems in order, so that the sum is
  /// the total.
  ///
  /// - Returns: The numbers; nil where the arrays differ in length or have fewer than two members.
  /// - Complexity: O(k)
  package static func allocation(
    means: [Double], deviations: [Double], total: Int, goal: Goal = .minimum
  ) -> [Int]? {
    guard means.count == deviations.count, means.count >= 2, total >= 0,
      let best = best(of: means, goal: goal)
    else { return nil }
    let spread = (means.max() ?? 0) - (means.min() ?? 0)
    let least = spread > 0 ? spread / 1000 : 1
    var weights = zip(means, deviations).map { mean, deviation in
      let ratio = deviation / max((mean - means[best]).magnitude, least)
      return ratio * ratio
    }
    weights[best] = 0
    let squares = weights.indices.reduce(0.0) { sum, index in
      guard index != best, deviations[index] > 0 else { return sum }
      let ratio = weights[index] / deviations[index]
      return sum + ratio * ratio
    }
    weights[best] = deviations[best] * squares.squareRoot()
    let sum = weights.reduce(0, +)
    guard sum > 0, sum.isFinite else {
      // Nothing varies: all alike.
      weights = weights.map { _ in 1 }
      return shares(of: total, weights, Double(weights.count))
    }
    return shares(of: total, weights, sum)
  }

  private static func shares(of total: Int, _ weights: [Double], _ sum: Double) -> [Int] {
    var numbers = weights.map { Int(Double(total) * $0 / sum) }
    var rest = total - numbers.reduce(0, +)
    for index in numbers.indices where rest > 0 && weights[index] > 0 {
      numbers[index] += 1
      rest -= 1
    }
    return numbers
  }

  /// Returns the system with the best mean, the first of equal ones; nil where there is none.
  package static func best(of means: [Double], goal: Goal) -> Int? {
    means.indices.min { left, right in
      goal == .minimum ? means[left] < means[right] : means[left] > means[right]
    }
  }

  /// Returns a lower bound of the probability that the best mean is that of the best system, by
  /// Bonferroni's inequality (the paper's APCS); nil without a best.
  ///
  /// It takes the sample means and deviations as those of normal laws and is no guarantee.
  package static func approximateConfidence(
    means: [Double], deviations: [Double], counts: [Int], goal: Goal = .minimum
  ) -> Double? {
    guard means.count == deviations.count, means.count == counts.count,
      let best = best(of: means, goal: goal), counts.allSatisfy({ $0 > 0 })
    else { return nil }
    func variance(_ index: Int) -> Double {
      deviations[index] * deviations[index] / Double(counts[index])
    }
    let miss = means.indices.reduce(0.0) { sum, index in
      guard index != best else { return sum }
      let deviation = (variance(index) + variance(best)).squareRoot()
      let distance = (means[index] - means[best]).magnitude
      guard deviation > 0 else { return sum + (distance > 0 ? 0 : 0.5) }
      return sum + NormalDistribution.upperTail(distance / deviation)
    }
    return max(0, 1 - miss)
  }
}
