// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TransferModel

/// A textbook model that a pack describes, and the numbers of it that theory knows.
struct ValidationCase: Sendable {
  /// The group and the place in it, from 1; both are the seed, so that no seed is chosen.
  var number: (group: Int, place: Int)
  /// The model, such as `M/D/1`.
  var model: String
  /// The parameters, in minutes where nothing else is said.
  var parameters: String
  /// The folder of the pack below `Tests/Validation/Packs`.
  var pack: String
  /// Changes as `--set` takes them.
  var changes: [String] = []
  /// Working days, the warm-up included, and those of the warm-up.
  var days: (all: Int, warmUp: Int) = (61, 1)
  /// Replications.
  var replications = 40
  /// What is compared.
  var quantities: [Quantity]

  /// The seed.
  var seed: UInt64 { UInt64(number.group * 100 + number.place) }

  /// The number as text, such as `1.03`.
  var name: String { "\(number.group).\(number.place < 10 ? "0" : "")\(number.place)" }

  /// The command that gives the same numbers.
  var command: String {
    let sets = changes.map { " --set '\($0)'" }.joined()
    return "guohu simulate Tests/Validation/Packs/\(pack) --config base\(sets) --days \(days.all)"
      + " --warm-up \(days.warmUp) --replications \(replications) --seed \(seed)"
  }
}

/// A number that theory knows.
struct Quantity: Sendable {
  /// What it is, with its unit.
  var name: String
  /// The exact value.
  var theory: Double
  /// Where the formula is from.
  var source: Source
  /// Returns what a replication gave.
  var value: @Sendable (Observation) -> Double

  init(
    _ name: String, _ theory: Double, _ source: Source,
    _ value: @escaping @Sendable (Observation) -> Double
  ) {
    self.name = name
    self.theory = theory
    self.source = source
    self.value = value
  }
}

/// What one replication of a case gave.
struct Observation: Sendable {
  let study: CompiledStudy
  let metrics: ReplicationMetrics

  /// The minutes of the statistics.
  var minutes: Double { Double(study.horizon - study.warmUpEnd) / Double(HallEngine.minute) }

  /// Returns a number of the hall.
  func hall(_ name: MetricName) -> Double { metrics.hall[name] ?? .nan }

  /// Returns a number of a pool.
  func pool(_ id: String, _ name: MetricName) -> Double {
    study.pools.firstIndex { $0.id.value == id }.flatMap { metrics.pools[$0][name] } ?? .nan
  }

  /// Returns a number of the pool `desk`.
  func desk(_ name: MetricName) -> Double { pool("desk", name) }

  /// Returns a number of a scenario.
  func scenario(_ id: String, _ name: MetricName) -> Double {
    study.scenarios.firstIndex { $0.id == id }.flatMap { metrics.scenarios[$0][name] } ?? .nan
  }

  /// Returns the share of those who came to a pool and gave up, or went away at once.
  func lost(at id: String) -> Double {
    let left = pool(id, .reneged) + pool(id, .balked)
    return left / (left + pool(id, .services))
  }
}
