// SPDX-License-Identifier: Apache-2.0

package import HallEngine
import Synchronization
import TransferModel

/// How a study is run.
package struct StudySettings: Sendable, Hashable {
  /// The seed of the experiment.
  package var seed: UInt64
  /// The number of replications.
  package var replications: Int
  /// The number of threads; 0 means all cores.
  package var threads: Int
  /// Whether the service times of each node are kept, which costs memory for every visit.
  package var recordsSteps: Bool
  /// The number of the set of random numbers; studies that are compared under common ones share it.
  package var designPoint: UInt32

  /// Creates settings.
  package init(
    seed: UInt64, replications: Int, threads: Int, recordsSteps: Bool = false,
    designPoint: UInt32 = 0
  ) {
    self.seed = seed
    self.replications = replications
    self.threads = threads
    self.recordsSteps = recordsSteps
    self.designPoint = designPoint
  }
}

/// How far a study is.
package struct StudyProgress: Sendable, Hashable {
  /// The configuration that is run.
  package var configuration: String
  /// Replications done in earlier rounds.
  package var first: Int
  /// Replications done, earlier rounds included.
  package var done: Int
  /// Replications in all.
  package var total: Int
  /// Cases created so far.
  package var cases: Int
}

/// Runs the replications of a compiled study.
package struct Study: Sendable {
  private let compiled: CompiledStudy
  private let settings: StudySettings

  /// Creates a study.
  package init(_ compiled: CompiledStudy, settings: StudySettings) {
    self.compiled = compiled
    self.settings = settings
  }

  /// Runs replications on the threads and returns their numbers in order.
  ///
  /// Replication r is a function of the plan, the seed and r alone, so the result does not depend
  /// on the number of threads. A cancelled study returns the replications that were finished.
  ///
  /// - Parameters:
  ///   - indices: The replications; nil is all of the settings.
  ///   - cancellation: The flag that ends the run early.
  ///   - progress: Takes one value per finished replication.
  ///   - keeper: Takes the record of the replication it names.
  /// - Returns: The numbers of each finished replication, by index.
  package func run(
    _ indices: Range<Int>? = nil, cancellation: CancellationFlag = CancellationFlag(),
    progress: AsyncStream<StudyProgress>.Continuation? = nil, keeper: RecordKeeper? = nil
  ) async -> [ReplicationMetrics] {
    let indices = indices ?? 0..<settings.replications
    let counter = Counter()
    let metrics = await ParallelRuns.map(
      count: indices.count, threads: settings.threads, cancellation: cancellation
    ) { place -> ReplicationMetrics? in
      let metrics = replicate(indices.lowerBound + place, cancellation, keeper)
      if cancellation.isCancelled, metrics.problem == "cancelled" { return nil }
      let (done, cases) = counter.finish(cases: metrics.created)
      progress?.yield(
        StudyProgress(
          configuration: compiled.configuration.id.value, first: indices.lowerBound,
          done: indices.lowerBound + done, total: settings.replications, cases: cases))
      return metrics
    }
    return metrics.compactMap { $0 }
  }

  /// Runs one replication, and records it where a keeper wants its record.
  package func replicate(
    _ index: Int, _ cancellation: CancellationFlag? = nil, _ keeper: RecordKeeper? = nil
  ) -> ReplicationMetrics {
    let isKept = keeper?.replication == index
    var replication = Replication(
      seed: settings.seed, designPoint: settings.designPoint,
      index: UInt32(truncatingIfNeeded: index),
      warmUpEnd: compiled.warmUpEnd, horizon: compiled.horizon, caseLimit: compiled.caseLimit,
      recordsVisits: settings.recordsSteps || isKept, cancellation: cancellation)
    replication.adviseMemory = LargePages.ask
    var result = replication.run(compiled.plan)
    // A run that was cut short is no replication.
    if isKept, result.stop != .cancelled, let record = result.record { keeper?.keep(record) }
    if !settings.recordsSteps { result.record = nil }
    return MetricsReduction(study: compiled, result: result).metrics()
  }

  /// Counts what is done.
  private final class Counter: Sendable {
    private let state = Mutex((done: 0, cases: 0))

    func finish(cases: Int) -> (done: Int, cases: Int) {
      state.withLock { state in
        state.done += 1
        state.cases += cases
        return state
      }
    }
  }
}
