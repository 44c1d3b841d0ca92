// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import Statistics

/// One long run, cut into batches of equal length after its warm-up.
///
/// A wait, a service or a case counts in the batch in which it is tallied: in which service starts,
/// or in which the case ends. Nothing is lost at the edges, as it would be if each batch were a run
/// of its own.
package struct BatchRun: Sendable {
  /// The least number of batches: the test of correlation needs eight.
  package static let minimum = 8

  /// How long a batch is.
  package enum Length: Sendable, Hashable {
    /// So many working days.
    case workingDays(Int)
    /// So many microseconds, in a calendar without nights.
    case time(Int64)
  }

  /// How long a batch is.
  package var length: Length
  /// The numbers of each batch, in order.
  package var metrics: [ReplicationMetrics]

  /// Runs the first replication of a study and cuts it.
  ///
  /// Where a run ends with a number of cases it is made twice, first to see when it ends. Working
  /// days that fill no batch are left out at the front, where what is left of the warm-up sits.
  ///
  /// - Returns: The batches; nil where the run was cancelled.
  /// - Throws: ``CompileError`` where what follows the warm-up cannot be cut into so many batches, or
  ///   the run stopped before its end.
  package static func make(
    _ study: CompiledStudy, settings: StudySettings, batches count: Int,
    cancellation: CancellationFlag = CancellationFlag()
  ) async throws(CompileError) -> BatchRun? {
    var replication = Replication(
      seed: settings.seed, designPoint: settings.designPoint, horizon: study.horizon,
      caseLimit: study.caseLimit, cancellation: cancellation)
    var end = study.horizon
    if end == HallEngine.never {
      guard let whole = await run(replication, study) else { return nil }
      // The run is over before it could be looked at in its last instant.
      end = whole.end - 1
    }
    let (length, instants) = try cut(study, end: end, into: count)
    replication.sampling = Sampling(instants: instants, notes: .tallies)
    guard let result = await run(replication, study) else { return nil }
    guard result.stretches.count == count else {
      let problem = MetricsReduction(study: study, result: result).metrics().problem
      throw CompileError(
        "the run ended before it was cut into \(count) batches" + (problem.map { ": \($0)" } ?? ""))
    }
    let metrics = result.stretches.map { stretch in
      // The balances, the end and the fingerprint are those of the run that was cut.
      var stretch = stretch
      stretch.invariants = result.invariants
      stretch.stop = result.stop
      stretch.fingerprint = result.fingerprint
      return MetricsReduction(study: study, result: stretch).metrics()
    }
    return BatchRun(length: length, metrics: metrics)
  }

  private static func run(
    _ replication: Replication, _ study: CompiledStudy
  ) async -> ReplicationResult? {
    let flag = replication.cancellation ?? CancellationFlag()
    let results = await ParallelRuns.map(count: 1, threads: 1, cancellation: flag) { _ in
      let result = replication.run(study.plan)
      return result.stop == .cancelled ? nil : result
    }
    return results[0]
  }

  /// Returns the length of a batch and the instants between batches, with both ends.
  private static func cut(
    _ study: CompiledStudy, end: Int64, into count: Int
  ) throws(CompileError) -> (Length, [Int64]) {
    // An instant that is looked at lies above 0.
    let start = max(1, study.warmUpEnd)
    guard !study.dayStarts.isEmpty else {
      let length = (end - start) / Int64(count)
      guard length > 0 else {
        throw CompileError("nothing is left after the warm-up to cut into \(count) batches")
      }
      return (.time(length), (0...Int64(count)).map { start + $0 * length })
    }
    let days = study.dayStarts.filter { $0 >= study.warmUpEnd && $0 < end }
    let size = days.count / count
    guard size > 0 else {
      throw CompileError(
        "\(count) batches need \(count) working days after the warm-up, and the run has "
          + "\(days.count)")
    }
    let offset = days.count - size * count
    let edges = (0..<count).map { max(1, days[offset + $0 * size]) } + [end]
    return (.workingDays(size), edges)
  }
}

/// What a result says of the batches it rests on.
package struct BatchReport: Sendable, Hashable {
  /// One number that was asked for.
  package struct Row: Sendable, Hashable {
    /// The number.
    package var headline: Headline
    /// The test of its batches, nil where one has no value.
    package var test: VonNeumannTest?
    /// Whether its batches may be taken as independent.
    package var isAccepted: Bool
    /// How many batches must be made one, nil where that does not help.
    package var merging: Int?
  }

  /// The number of batches.
  package var count: Int
  /// How long a batch is.
  package var length: BatchRun.Length
  /// The numbers that were asked for.
  package var rows: [Row]

  /// Looks at the batches of a run.
  ///
  /// - Throws: ``CompileError`` where the study has no such number.
  package init(
    _ run: BatchRun, study: CompiledStudy, headlines: [Headline]
  ) throws(CompileError) {
    count = run.metrics.count
    length = run.length
    rows = []
    for headline in headlines {
      let means = run.metrics.map(try headline.reader(in: study))
      let batches = BatchMeans.make(fromMeans: means)
      rows.append(
        Row(
          headline: headline, test: batches.test, isAccepted: batches.estimate != nil,
          merging: batches.estimate == nil ? BatchMeans.merging(means) : nil))
    }
  }
}
