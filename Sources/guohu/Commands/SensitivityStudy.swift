// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TransferModel

/// Runs a study once as it is and once for each value of each parameter.
struct SensitivityStudy {
  let variation: ParameterVariation
  let settings: StudySettings
  let read: @Sendable (ReplicationMetrics) -> Double
  /// The most parameters that are replicated.
  let limit: Int
  let cancel: CancelSignal
  let line: ProgressLine

  /// What came of it.
  struct Outcome {
    /// The replications without any change.
    var metrics: [ReplicationMetrics] = []
    /// The headline at the two values of each parameter that was replicated.
    var values: [(parameter: SensitivityParameter, low: [Double]?, high: [Double]?)] = []
    /// The numbers that were not.
    var rest = Rest()
  }

  /// Numbers that were matched and not replicated.
  struct Rest {
    var withoutEffect: [String] = []
    var leftOut: [String] = []
    var refused: [SensitivityReport.Refused] = []
  }

  /// Varies numbers of the pack and replicates what came of those that do most.
  func run(_ entries: [LedgerEntry]) async -> Outcome {
    var outcome = Outcome()
    let parameters = await vary(entries, &outcome.rest)
    let chosen = await choose(parameters, &outcome.rest)
    outcome.metrics = await replicate(variation.study)
    for parameter in chosen where !cancel.isSet {
      await line.say("\(outcome.values.count + 1)/\(chosen.count) \(parameter.path)")
      let low = await values(parameter.low)
      let high = await values(parameter.high)
      // What was cut short would be paired with other replications.
      if !cancel.isSet { outcome.values.append((parameter, low, high)) }
    }
    outcome.rest.leftOut += chosen.dropFirst(outcome.values.count).map(\.path)
    return outcome
  }

  private func replicate(_ study: CompiledStudy) async -> [ReplicationMetrics] {
    await Study(study, settings: settings).run(cancellation: cancel.flag)
  }

  private func values(_ level: SensitivityParameter.Level?) async -> [Double]? {
    guard let study = level?.study else { return nil }
    return await replicate(study).map(read)
  }

  /// Varies every number and keeps those that the configuration takes notice of.
  private func vary(
    _ entries: [LedgerEntry], _ rest: inout Rest
  ) async -> [SensitivityParameter] {
    await line.say("changing \(entries.count) numbers of the pack")
    let variation = variation
    let outcomes = await ParallelRuns.map(
      count: entries.count, threads: settings.threads, cancellation: cancel.flag
    ) { variation.vary(entries[$0]) }
    var parameters: [SensitivityParameter] = []
    for outcome in outcomes.compactMap({ $0 }) {
      switch outcome {
      case .refused(let entry): rest.refused.append(entry)
      case .parameter(let parameter) where !parameter.hasEffect:
        rest.withoutEffect.append(parameter.path)
      case .parameter(let parameter): parameters.append(parameter)
      }
    }
    return parameters
  }

  /// Chooses the parameters to replicate where there are too many: the assumed ones first, and of
  /// these the ones that do most in the first replication.
  private func choose(
    _ parameters: [SensitivityParameter], _ rest: inout Rest
  ) async -> [SensitivityParameter] {
    guard parameters.count > limit else { return parameters }
    await line.say("looking which of \(parameters.count) numbers do most")
    let (settings, read, flag) = (settings, read, cancel.flag)
    let base = read(Study(variation.study, settings: settings).replicate(0, flag))
    let found = await ParallelRuns.map(
      count: parameters.count, threads: settings.threads, cancellation: flag
    ) { place -> Double? in
      let ends = [parameters[place].low, parameters[place].high].map { level in
        level?.study.map { read(Study($0, settings: settings).replicate(0, flag)) } ?? base
      }
      return (ends[1] - ends[0]).magnitude
    }
    let swings = found.map { swing in
      if let swing, swing.isFinite { swing } else { 0.0 }
    }
    func key(_ index: Int) -> (Int, Double, Int) {
      (parameters[index].ground == .assumed ? 0 : 1, -swings[index], index)
    }
    let order = parameters.indices.sorted { key($0) < key($1) }
    rest.leftOut = order.dropFirst(limit).map { parameters[$0].path }
    return order.prefix(limit).map { parameters[$0] }
  }
}
