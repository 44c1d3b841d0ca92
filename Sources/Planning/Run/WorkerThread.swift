// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Runs the jobs of one task on a thread of their own.
///
/// Replications compute for a long time without a pause. On the threads that all tasks share they
/// would leave none to show progress or to notice a signal.
final class WorkerThread: TaskExecutor {
  private let queue = DispatchQueue(label: "guohu.replications")

  /// Takes a job from the concurrency runtime.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
