// SPDX-License-Identifier: Apache-2.0

package import Statistics
package import TransferModel

/// The estimates of one configuration with everything needed to make them again.
package struct StudyResult: Sendable {
  /// The pack's folder as given, and the hash of its contents.
  package var packPath: String
  /// The hash of the pack with changes.
  package var packHash: String
  /// The configuration.
  package var configuration: Configuration
  /// The period.
  package var period: StudyPeriod
  /// The seed.
  package var seed: UInt64
  /// The number of replications that were finished.
  package var replications: Int
  /// The changes applied with `--set`.
  package var changes: [String]
  /// The share of the pack's numbers that are assumed, by their ledger.
  package var assumedShare: Double?
  /// The numbers of each replication, for comparisons.
  package var metrics: [ReplicationMetrics]
  /// The pools in the order of the metrics.
  package var pools: [Pool]
  /// The load each pool is offered.
  package var loads: [OfferedLoad]
  /// The scenarios in the order of the metrics.
  package var scenarios: [Scenario]
  /// The ids of the outages in the order of the metrics.
  package var outages: [String]
  /// Textbook neighbours of the pools, where one applies.
  package var neighbours: [AnalyticNeighbour?]
  /// How the warm-up was found, where it was searched for.
  package var warmUp: WarmUpSearch?
  /// How far the goal of a sequential study was reached, where it has one.
  package var precision: PrecisionReport?
  /// The batches that `metrics` are of, where one long run was cut.
  package var batches: BatchReport?
  /// Remarks.
  package var warnings: [String]

  /// Whether all balances held in every replication.
  package var invariantsHold: Bool { metrics.allSatisfy(\.invariantsHold) }

  /// The largest relative difference from Little's law over the replications.
  package var littlesLaw: Double { metrics.map(\.littlesLaw).max() ?? 0 }

  /// Returns the estimate of a number of the hall; nil where it was never observed.
  package func hall(_ name: MetricName) -> Estimate? {
    estimate(name) { $0.hall[name] ?? .nan }
  }

  /// Returns the estimate of a number of a pool.
  package func pool(_ index: Int, _ name: MetricName) -> Estimate? {
    estimate(name) { $0.pools[index][name] ?? .nan }
  }

  /// Returns the estimate of a number of a scenario.
  package func scenario(_ index: Int, _ name: MetricName) -> Estimate? {
    estimate(name) { $0.scenarios[index][name] ?? .nan }
  }

  /// Returns the estimate of a number; batches that correlate have no interval.
  func estimate(
    _ name: MetricName, _ value: (ReplicationMetrics) -> Double
  ) -> Estimate? {
    let values = metrics.map(value)
    guard batches != nil else { return Estimate.make(from: values, kind: name.estimator.estimate) }
    return BatchMeans.make(fromMeans: values).estimate
      ?? Estimate.make(from: values, kind: .batchMeans)?.withoutInterval
  }
}

extension StudyResult {
  /// Puts the numbers of the replications together.
  package init(
    study: CompiledStudy, pack: Pack, period: StudyPeriod, settings: StudySettings,
    changes: [String], metrics: [ReplicationMetrics], batches: BatchReport? = nil
  ) {
    self.batches = batches
    packPath = pack.path
    packHash = pack.hash
    configuration = study.configuration
    self.period = period
    seed = settings.seed
    replications = batches == nil ? metrics.count : 1
    self.changes = changes
    let sourced = pack.ledger.count
    assumedShare =
      sourced > 0
      ? Double(pack.ledger.count { $0.source.ground == .assumed }) / Double(sourced) : nil
    self.metrics = metrics
    pools = study.pools
    loads = study.loads
    scenarios = study.scenarios
    outages = study.outages
    neighbours = AnalyticNeighbour.neighbours(of: study)
    warnings = study.warnings
    addWarnings()
  }

  private mutating func addWarnings() {
    var problems: [String: Int] = [:]
    for problem in metrics.compactMap(\.problem) { problems[problem, default: 0] += 1 }
    for (problem, count) in problems.sorted(by: { $0.key < $1.key }) {
      warnings.append(
        replications == 1 ? problem : "\(problem) (\(count) of \(metrics.count) replications)")
    }
    warnAboutBatches()
    let skewed = MetricName.headlines.compactMap { name -> String? in
      guard batches == nil, let estimate = hall(name), estimate.isSkewed else { return nil }
      return name.rawValue + Self.adjusted(metrics.map { $0.hall[name] ?? .nan })
    }
    if !skewed.isEmpty {
      warnings.append(
        "skewed over replications, so that a t interval covers less than 95 %: "
          + skewed.joined(separator: ", ") + "; run more replications")
    }
  }

  /// The interval that allows for skewness, in words.
  private static func adjusted(_ values: [Double]) -> String {
    guard let estimate = Estimate.makeSkewAdjusted(from: values), let low = estimate.low,
      let high = estimate.high
    else { return "" }
    return " (with Willink's correction \(text(low)) to \(text(high)))"
  }

  /// A number with four decimals at most.
  private static func text(_ value: Double) -> String {
    "\((value * 1e4).rounded(.toNearestOrEven) / 1e4)"
  }
}

extension MetricName {
  /// The numbers that are quoted first, whose intervals are looked at for skewness.
  static let headlines: [MetricName] = [
    .waitMinutes, .waitP90, .onTimeRate, .overtimeMinutesPerDay,
  ]
}
