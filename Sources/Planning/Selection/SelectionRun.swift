// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import Statistics

/// Finds the best of several studies by one number, with as few replications as it takes.
///
/// The result depends on the studies and the settings alone: what is simulated ahead of the procedure
/// so that threads have work is thrown away once a study is eliminated.
package struct SelectionRun: Sendable {
  /// How the best is looked for.
  package enum Method: Sendable, Hashable {
    /// The fully sequential procedure of Kim and Nelson under common random numbers, for as many
    /// systems as there are studies, with at most so many replications of each.
    case sequential(SequentialSelection.Settings, maximum: Int)
    /// Optimal computing budget allocation: so many replications of each first, then in steps up to
    /// so many in all, with random numbers of its own for each study.
    case budget(first: Int, total: Int, goal: Goal)
  }

  /// How far a run is.
  package struct Progress: Sendable, Hashable {
    /// Studies that are still candidates.
    package var survivors: Int
    /// Replications made.
    package var replications: Int
  }

  private let studies: [CompiledStudy]
  private let headline: Headline
  private let read: [@Sendable (ReplicationMetrics) -> Double]
  private let settings: StudySettings
  private let cancellation: CancellationFlag
  private let progress: AsyncStream<Progress>.Continuation?

  /// Creates a run.
  ///
  /// - Throws: ``CompileError`` where a study has no such number.
  package init(
    _ studies: [CompiledStudy], headline: Headline, settings: StudySettings,
    cancellation: CancellationFlag = CancellationFlag(),
    progress: AsyncStream<Progress>.Continuation? = nil
  ) throws(CompileError) {
    self.studies = studies
    self.headline = headline
    self.settings = settings
    self.cancellation = cancellation
    self.progress = progress
    var read: [@Sendable (ReplicationMetrics) -> Double] = []
    for study in studies { read.append(try headline.reader(in: study)) }
    self.read = read
  }

  /// Runs the method; nil where it was cancelled.
  ///
  /// - Throws: ``CompileError`` for settings outside their range and for a replication in which the
  ///   number was not observed.
  package func run(_ method: Method) async throws(CompileError) -> SelectionResult? {
    switch method {
    case .sequential(let procedure, let maximum):
      try await sequential(procedure, maximum: maximum)
    case .budget(let first, let total, let goal):
      try await budget(first: first, total: total, goal: goal)
    }
  }

  // MARK: Kim and Nelson

  private func sequential(
    _ procedure: SequentialSelection.Settings, maximum: Int
  ) async throws(CompileError) -> SelectionResult? {
    var procedure = procedure
    procedure.count = studies.count
    var selection: SequentialSelection
    do { selection = try SequentialSelection(procedure) } catch {
      throw CompileError(error.description)
    }
    var values = studies.map { _ in [Double]() }
    while selection.selected == nil, selection.replications < maximum {
      let done = selection.replications
      // Some replications ahead where few studies are left, whatever the number of threads.
      let ahead =
        done < procedure.firstStage
        ? procedure.firstStage - done : max(1, 16 / selection.survivors.count)
      let next = done..<min(maximum, done + ahead)
      let jobs = selection.survivors.map { (study: $0, replications: next) }
      guard let made = try await make(jobs, commonNumbers: true) else { return nil }
      let column = Dictionary(
        uniqueKeysWithValues: selection.survivors.enumerated().map { ($0.element, $0.offset) })
      for step in 0..<next.count where selection.selected == nil {
        let row = selection.survivors.map { made[column[$0] ?? 0][step] }
        for (study, value) in zip(selection.survivors, row) { values[study].append(value) }
        do { try selection.add(row) } catch { throw CompileError(error.description) }
      }
      progress?.yield(
        Progress(
          survivors: selection.survivors.count, replications: selection.totalReplications))
    }
    return SelectionResult(
      headline: headline, method: .sequential(procedure, maximum: maximum), values: values,
      eliminatedAfter: selection.eliminatedAfter, survivors: selection.survivors,
      bound: selection.bound, confidence: nil)
  }

  // MARK: Budget

  private func budget(
    first: Int, total: Int, goal: Goal
  ) async throws(CompileError) -> SelectionResult? {
    guard first >= 2, studies.count >= 2, total >= first * studies.count else {
      throw CompileError(
        "the budget is at least the first stage of every alternative, "
          + "\(first * studies.count) replications")
    }
    var counts = studies.map { _ in first }
    var values = studies.map { _ in [Double]() }
    // The step of the paper's examples lies between a tenth of the systems and all of them.
    let step = max(10, studies.count)
    var spent = first * studies.count
    while true {
      let jobs = studies.indices.map {
        (study: $0, replications: values[$0].count..<counts[$0])
      }
      guard let made = try await make(jobs, commonNumbers: false) else { return nil }
      for index in values.indices { values[index] += made[index] }
      progress?.yield(Progress(survivors: studies.count, replications: spent))
      guard spent < total else { break }
      let moments = values.map { RunningMoments($0) }
      let aim = min(total, spent + step)
      let wanted =
        ComputingBudget.allocation(
          means: moments.map { $0.mean ?? 0 },
          deviations: moments.map { $0.standardDeviation ?? 0 }, total: aim, goal: goal) ?? counts
      // Who has more than its share keeps it, so the others get the step by what they lack.
      let lacks = zip(wanted, counts).map { max(0, $0 - $1) }
      let lacking = max(1, lacks.reduce(0, +))
      var rest = aim - spent
      for index in counts.indices {
        let more = min(rest, (lacks[index] * (aim - spent) + lacking - 1) / lacking)
        counts[index] += more
        rest -= more
      }
      spent = counts.reduce(0, +)
    }
    let moments = values.map { RunningMoments($0) }
    let means = moments.map { $0.mean ?? 0 }
    let deviations = moments.map { $0.standardDeviation ?? 0 }
    let best = ComputingBudget.best(of: means, goal: goal)
    return SelectionResult(
      headline: headline, method: .budget(first: first, total: total, goal: goal), values: values,
      eliminatedAfter: values.map { _ in nil }, survivors: best.map { [$0] } ?? [], bound: nil,
      confidence: ComputingBudget.approximateConfidence(
        means: means, deviations: deviations, counts: counts, goal: goal))
  }

  // MARK: Replications

  /// Returns the number in the replications of each job; nil where the run was cancelled.
  private func make(
    _ jobs: [(study: Int, replications: Range<Int>)], commonNumbers: Bool
  ) async throws(CompileError) -> [[Double]]? {
    let places = jobs.flatMap { job in job.replications.map { (job.study, $0) } }
    let runs = studies.indices.map { index in
      var own = settings
      own.designPoint = commonNumbers ? 0 : UInt32(truncatingIfNeeded: index)
      return Study(studies[index], settings: own)
    }
    let (read, cancellation) = (read, cancellation)
    let found = await ParallelRuns.map(
      count: places.count, threads: settings.threads, cancellation: cancellation
    ) { place -> Double? in
      let (study, replication) = places[place]
      let metrics = runs[study].replicate(replication, cancellation)
      return cancellation.isCancelled ? nil : read[study](metrics)
    }
    let values = found.compactMap { $0 }
    guard values.count == places.count else { return nil }
    if let missing = values.firstIndex(where: { !$0.isFinite }) {
      let (study, replication) = places[missing]
      throw CompileError(
        "replication \(replication) of alternative \(study + 1) observed no \(headline); make the "
          + "run longer or choose another headline")
    }
    var rest = values[...]
    return jobs.map { job in
      defer { rest = rest.dropFirst(job.replications.count) }
      return Array(rest.prefix(job.replications.count))
    }
  }
}
