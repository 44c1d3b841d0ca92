// SPDX-License-Identifier: Apache-2.0

import HallEngine

extension PlanInclusion {
  /// The slots of the attributes it depends on.
  var slots: [Int] {
    branches.compactMap { branch in
      if case .attribute(let slot, _) = branch.condition { slot } else { nil }
    }
  }
}

extension CaseMix {
  /// Returns the probability that each branch of an inclusive split is taken, by cases with these
  /// values.
  ///
  /// Branches by one attribute depend on each other, all others do not; so what is left of all is the
  /// product over the attributes of the mean of what their branches leave.
  func shares(
    of inclusion: PlanInclusion, _ values: [Int], _ scenario: PlanScenario
  ) -> [Double] {
    /// The values of an attribute that count here, with their weights.
    func weights(_ slot: Int) -> [(value: Int, weight: Double)] {
      guard values[slot] == Self.averaged,
        let weights = scenario.attributes.last(where: { $0.slot == slot })?.weights,
        case let total = weights.reduce(0, +), total > 0
      else { return [(max(0, values[slot]), 1)] }
      return weights.enumerated().map { ($0.offset, $0.element / total) }
    }
    func mean(_ slot: Int, _ value: (Int) -> Double) -> Double {
      weights(slot).reduce(0) { $0 + $1.weight * value($1.value) }
    }
    var left = 1.0
    for slot in Set(inclusion.slots).sorted() {
      left *= mean(slot) { value in
        inclusion.branches.reduce(1) { product, branch in
          guard case .attribute(slot, _) = branch.condition else { return product }
          return product * (1 - (branch.probability(value) ?? 0))
        }
      }
    }
    for branch in inclusion.branches {
      if case .probability(let probability) = branch.condition { left *= 1 - probability }
    }
    return inclusion.branches.map { branch in
      switch branch.condition {
      case .probability(let probability): probability
      case .attribute(let slot, _): mean(slot) { branch.probability($0) ?? 0 }
      case .rest: left
      }
    }
  }
}
