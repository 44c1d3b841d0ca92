// SPDX-License-Identifier: Apache-2.0

/// Which end of a number is the good one.
package enum Goal: String, Hashable, Sendable, CaseIterable {
  /// The smallest mean is best.
  case minimum
  /// The largest mean is best.
  case maximum
}

/// Selects the best of several systems by the fully sequential procedure KN.
///
/// Kim and Nelson, ACM Transactions on Modeling and Computer Simulation 11 (2001) 251,
/// <https://doi.org/10.1145/502109.502111>, with `c = 1`, their recommendation. After a first stage
/// of n₀ replications each, one replication of every survivor is taken at a time, and a system is
/// eliminated once another is ahead of it by more than a margin that shrinks to nothing:
///
///     η = ((2α / (k - 1))^(-2 / (n₀ - 1)) - 1) / 2        h² = 2 η (n₀ - 1)
///     W(r) = max(0, δ / (2r) · (h² S² / δ² - r))
///
/// with the sample variance S² of the difference of the two systems over the first stage. Pairs need
/// not be independent: common random numbers are allowed and make S² small.
///
/// What is guaranteed, for normal replications that are independent of each other: if the best
/// system is better than every other by `indifference` or more, it is selected with probability
/// `1 - α` or more. If some come nearer to the best than that, one of them may be selected.
package struct SequentialSelection: Hashable, Sendable {
  /// What the procedure promises and how it begins.
  package struct Settings: Hashable, Sendable {
    /// The number of systems k, at least 2.
    package var count: Int
    /// The smallest difference δ worth detecting, above 0, in the unit of the values.
    package var indifference: Double
    /// The promised probability of correct selection 1 - α, from 1/k to 1, ends excluded.
    package var confidence: Double
    /// The number of replications n₀ of the first stage, at least 2; ten or more is advisable.
    package var firstStage: Int
    /// Which end is good.
    package var goal: Goal

    /// Creates settings.
    package init(
      count: Int, indifference: Double, confidence: Double = 0.95, firstStage: Int = 10,
      goal: Goal = .minimum
    ) {
      self.count = count
      self.indifference = indifference
      self.confidence = confidence
      self.firstStage = firstStage
      self.goal = goal
    }
  }

  /// What is promised.
  package let settings: Settings
  /// The systems not eliminated so far, in order.
  package private(set) var survivors: [Int]
  /// The number of replications of each survivor so far.
  package private(set) var replications = 0
  /// After how many replications each system was eliminated, nil for survivors.
  package private(set) var eliminatedAfter: [Int?]
  /// The mean of each system over its replications.
  package var means: [Double] {
    sums.indices.map { sign * sums[$0] / Double(eliminatedAfter[$0] ?? max(1, replications)) }
  }
  /// The selected system, nil until the procedure has ended.
  package private(set) var selected: Int?
  /// The number of replications of all systems together.
  package var totalReplications: Int {
    eliminatedAfter.reduce(0) { $0 + ($1 ?? replications) }
  }

  /// The most replications of a system that may be needed, nil before the end of the first stage.
  package private(set) var bound: Int?

  private let sign: Double
  private let h2: Double
  private var sums: [Double]
  private var firstStage: [[Double]]
  /// The sample variances of differences after the first stage, by the two systems.
  private var variances: [[Double]] = []

  /// Creates a selection before its first replication.
  ///
  /// - Throws: ``StatisticsError`` for settings outside their range.
  package init(_ settings: Settings) throws(StatisticsError) {
    guard settings.count >= 2 else {
      throw .outOfRange("a selection needs two systems at least, not \(settings.count)")
    }
    let square = settings.indifference * settings.indifference
    guard settings.indifference > 0, square > 0, square.isFinite else {
      throw .outOfRange("the indifference zone is \(settings.indifference); it lies above 0")
    }
    guard settings.confidence > 1 / Double(settings.count), settings.confidence < 1 else {
      throw .outOfRange(
        "the probability of correct selection is \(settings.confidence); it lies between "
          + "1/\(settings.count) and 1")
    }
    guard settings.firstStage >= 2 else {
      throw .outOfRange("the first stage has \(settings.firstStage) replications; 2 at least")
    }
    self.settings = settings
    sign = settings.goal == .maximum ? 1 : -1
    let freedom = Double(settings.firstStage - 1)
    let alpha = 1 - settings.confidence
    let power = -2 / freedom * Elementary.log(2 * alpha / Double(settings.count - 1))
    h2 = (Elementary.exp(power) - 1) * freedom
    survivors = Array(0..<settings.count)
    eliminatedAfter = [Int?](repeating: nil, count: settings.count)
    sums = [Double](repeating: 0, count: settings.count)
    firstStage = [[Double]](repeating: [], count: settings.count)
  }

  /// Takes one replication of every survivor, in the order of ``survivors``.
  ///
  /// After the end of the procedure nothing more is taken.
  ///
  /// - Throws: ``StatisticsError`` where the number of values is not that of the survivors or one is
  ///   not finite.
  /// - Complexity: O(s²) for s survivors; O(k² n₀) at the end of the first stage.
  package mutating func add(_ values: [Double]) throws(StatisticsError) {
    guard selected == nil else { return }
    guard values.count == survivors.count, values.allSatisfy(\.isFinite) else {
      throw .outOfRange("a replication needs a finite value of each of \(survivors.count) systems")
    }
    replications += 1
    for (system, value) in zip(survivors, values) { sums[system] += sign * value }
    if replications <= settings.firstStage {
      for (system, value) in zip(survivors, values) { firstStage[system].append(value) }
      guard replications == settings.firstStage else { return }
      endFirstStage()
    }
    screen()
  }

  private mutating func endFirstStage() {
    variances = firstStage.map { one in
      firstStage.map { other in
        RunningMoments(zip(one, other).map { $0 - $1 }).variance ?? 0
      }
    }
    firstStage = []
    let largest = variances.joined().max() ?? 0
    bound = max(settings.firstStage, Int(min(1e15, (h2 * largest / square).rounded(.down))) + 1)
  }

  private var square: Double { settings.indifference * settings.indifference }

  private mutating func screen() {
    let r = Double(replications)
    let old = survivors
    survivors = old.filter { system in
      old.allSatisfy { other in
        guard other != system else { return true }
        let margin = settings.indifference / 2 * (h2 * variances[system][other] / square - r) / r
        // At no margin the one that is ahead stays, and of two that are even the first.
        let lead = (sums[other] - sums[system]) / r
        return margin > 0 ? lead <= margin : lead < 0 || lead == 0 && system < other
      }
    }
    for system in old where !survivors.contains(system) { eliminatedAfter[system] = replications }
    if survivors.count == 1 { selected = survivors.first }
  }
}
