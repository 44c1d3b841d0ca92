// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// What the traffic equations need to know of the batches of a scenario.
struct BatchLoad {
  /// In the place of the attribute's value: any size; it also is the list of a gateway for them.
  static let together = 1

  /// The slot of the number of cases.
  let slot: Int
  /// The share of the cases that come together.
  let share: Double
  /// The mean size of an arriving batch.
  let meanSize: Double
  /// Weights of the sizes as batches arrive.
  let byArrival: [Double]
  /// Weights of the sizes as cases meet them: a size counts once for each of its cases.
  let byCase: [Double]

  /// Derives the batches from the probabilities of an arrival; nil where none comes together.
  init?(_ scenario: PlanScenario) {
    guard let batch = scenario.batch,
      let weights = scenario.attributes.last(where: { $0.slot == batch.slot })?.weights,
      weights.dropFirst().contains(where: { $0 > 0 })
    else { return nil }
    slot = batch.slot
    byArrival = [0] + weights.dropFirst()
    byCase = weights.enumerated().map { Double($0.offset) * $0.element }
    let cases = byCase.reduce(0, +)
    share = cases / (cases + weights[0])
    meanSize = cases / byArrival.reduce(0, +)
  }
}
