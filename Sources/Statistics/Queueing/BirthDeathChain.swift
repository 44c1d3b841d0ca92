// SPDX-License-Identifier: Apache-2.0

/// The stationary distribution of a birth–death chain whose ratio of births to deaths never rises.
///
/// The weights start at the most likely state and fall to both sides, so that no product can
/// overflow whatever the load (Gross, Shortle, Thompson and Harris, Fundamentals of Queueing
/// Theory, 4th edition, section 2.1, for the product form).
struct BirthDeathChain: Hashable, Sendable {
  /// The most states kept.
  static let stateLimit = 2_000_000

  /// The probability of each state from zero.
  let probabilities: [Double]

  /// Creates the chain.
  ///
  /// `birth(n)` is the rate from `n` up, `death(n)` the rate from `n` down, above zero from one
  /// on. States above `reference` are taken until what is cut off is below 1e-18 of the weight
  /// from `reference` on, so that even rare queues keep their relative accuracy.
  ///
  /// - Throws: `noConvergence` when that takes more than two million states.
  /// - Complexity: O(states)
  init(
    reference: Int, capacity: Int? = nil,
    birth: (_ state: Int) -> Double, death: (_ state: Int) -> Double
  ) throws(StatisticsError) {
    func ratio(_ state: Int) -> Double {
      if let capacity, state >= capacity { return 0 }
      return birth(state) / death(state + 1)
    }
    let tooLarge = StatisticsError(
      .noConvergence, "the queue needs more than \(Self.stateLimit) states")
    guard max(reference, 0) < Self.stateLimit else { throw tooLarge }
    var mode = 0
    while ratio(mode) > 1 {
      mode += 1
      guard mode < Self.stateLimit else { throw tooLarge }
    }
    var weights = [Double](repeating: 0, count: mode + 1)
    weights[mode] = 1
    for state in stride(from: mode, to: 0, by: -1) {
      weights[state - 1] = weights[state] / ratio(state - 1)
    }
    var state = mode
    var tail = reference <= mode ? weights[max(0, reference)...].reduce(0, +) : 0
    while true {
      let step = ratio(state)
      let last = weights[state]
      if step == 0 || last == 0 { break }
      if state >= reference, step < 1, last * step / (1 - step) < tail * 1e-18 { break }
      state += 1
      guard state < Self.stateLimit else { throw tooLarge }
      weights.append(last * step)
      if state >= reference { tail += last * step }
    }
    let total = weights.reduce(0, +)
    probabilities = weights.map { $0 / total }
  }
}
