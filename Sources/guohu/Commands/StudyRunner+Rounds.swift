// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning

/// What was run of one configuration.
struct StudyRun {
  /// The numbers of each replication or batch.
  var metrics: [ReplicationMetrics] = []
  /// The batches that `metrics` are of.
  var batches: BatchReport?
  /// How far the goal was reached.
  var precision: PrecisionReport?
  /// How the warm-up was found.
  var warmUp: WarmUpSearch?
}

extension StudyRunner {
  /// Replicates every study: so often as the settings say, or in rounds until a goal is reached in
  /// all of them.
  func rounds(
    _ studies: [CompiledStudy], _ settings: StudySettings, _ plan: Plan, _ cancel: CancelSignal,
    _ line: ProgressLine
  ) async throws(ProgramExit) -> [StudyRun] {
    let goal = plan.goal
    var runs = studies.map { _ in StudyRun() }
    var done = 0
    var isReached = false
    repeat {
      let next = goal?.next(after: done) ?? settings.replications
      for (index, study) in studies.enumerated() {
        let (stream, continuation) = AsyncStream.makeStream(of: StudyProgress.self)
        let reader = Task { for await progress in stream { await line.show(progress) } }
        runs[index].metrics += await Study(study, settings: settings).run(
          done..<next, cancellation: cancel.flag, progress: continuation, keeper: plan.keeper)
        continuation.finish()
        await reader.value
        await line.completeStudy(next - done)
        if cancel.isSet { break }
      }
      done = next
      if let goal, !cancel.isSet {
        for (index, study) in studies.enumerated() {
          let metrics = runs[index].metrics
          runs[index].precision = try StudyCandidate.usable { () throws(CompileError) in
            try PrecisionReport(goal, study: study, metrics: metrics)
          }
        }
        isReached = runs.allSatisfy { $0.precision?.isReached ?? false }
      }
    } while !cancel.isSet && !isReached && done < (goal?.maximum ?? done)
    return runs
  }

  /// Makes one run of every study and cuts it into batches.
  func batches(
    _ studies: [CompiledStudy], _ count: Int, _ settings: StudySettings, _ plan: Plan,
    _ cancel: CancelSignal
  ) async throws(ProgramExit) -> [StudyRun] {
    var runs = studies.map { _ in StudyRun() }
    for (index, study) in studies.enumerated() {
      let made: BatchRun?
      do throws(CompileError) {
        made = try await BatchRun.make(
          study, settings: settings, batches: count, cancellation: cancel.flag)
      } catch { throw ProgramExit(.badInput, "error: \(error.description)") }
      guard let made else { continue }
      runs[index].metrics = made.metrics
      runs[index].batches = try StudyCandidate.usable { () throws(CompileError) in
        try BatchReport(made, study: study, headlines: plan.headlines)
      }
    }
    return runs
  }
}
