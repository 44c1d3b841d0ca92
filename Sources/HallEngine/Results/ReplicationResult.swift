// SPDX-License-Identifier: Apache-2.0

/// What one replication measured.
///
/// All durations are microseconds. Statistics cover the window from `start` to `end`.
package struct ReplicationResult: Sendable, Hashable {
  /// Why the run ended.
  package var stop: StopReason
  /// The start of the statistics: the end of the warm-up.
  package var start: Int64
  /// The end of the statistics: the horizon, or the last event executed.
  package var end: Int64
  /// The number of events executed, overtaken ends of patience not counted.
  package var events: Int
  /// A hash over (time, phase, node, case number) of the executed events in order.
  package var fingerprint: UInt64
  /// The number of cases created in the whole run, the warm-up included.
  package var created: Int
  /// The number of cases ended in the whole run by outcome, indexed by ``Outcome/rawValue``.
  package var ended: [Int]
  /// The number of cases inside at the end.
  package var inside: Int
  /// The largest number of cases inside at once in the whole run.
  package var insideMaximum: Int
  /// The integral of the number of cases inside over the window.
  package var insideArea: Int128
  /// One result per pool of the plan.
  package var pools: [PoolResult]
  /// One result per scenario of the plan.
  package var scenarios: [ScenarioResult]
  /// The waits of all window pools together.
  package var hallWaits: WaitResult
  /// The invariants that are always checked.
  package var invariants: Invariants
  /// Everything that happened, if it was recorded.
  package var record: RunRecord?
  /// The number of working days of the window on which the hall stayed closed.
  package var closedDays = 0
  /// For each outage of the plan how long it lasted in the window, nights included.
  package var downTimes: [Int64] = []
  /// The integral of the number of cases inside up to each look, where that was asked for; it
  /// starts anew at the end of the warm-up.
  package var insideAreas: [Int128] = []
  /// One result for each stretch between two looks, where that was asked for, with the balances
  /// left out.
  package var stretches: [ReplicationResult] = []

  /// The length of the window.
  package var duration: Int64 { end - start }

  /// The mean number of cases inside; `nil` for an empty window.
  package var meanInside: Double? {
    duration > 0 ? Double(insideArea) / Double(duration) : nil
  }
}

/// Why a run ended.
package enum StopReason: Sendable, Hashable {
  /// The horizon was reached.
  case horizon
  /// No event was left: every case has left, or (with `inside` above 0) waits for ever.
  case exhausted
  /// More cases were alive at once than allowed.
  case liveCaseLimit
  /// The event limit was reached.
  case eventLimit
  /// The run was cancelled.
  case cancelled
  /// Too many steps without time advance; the last steps tell where.
  case livelock([Step])
  /// The plan or the settings are wrong; nothing was run.
  case badPlan([PlanProblem])

  /// A token's step.
  package struct Step: Sendable, Hashable {
    /// The instant.
    package var time: Int64
    /// The index of the node.
    package var node: Int
    /// The number of the case within its stream.
    package var caseNumber: UInt32

    /// Creates a step.
    package init(time: Int64, node: Int, caseNumber: UInt32) {
      self.time = time
      self.node = node
      self.caseNumber = caseNumber
    }
  }
}

/// The balances that hold in every run; a run that breaks one is worthless.
package struct Invariants: Sendable, Hashable {
  /// Cases created minus cases ended minus cases inside; 0.
  package var caseBalance: Int
  /// The integral of the number inside minus the sojourns clipped to the window; 0 (Little).
  package var sojournBalance: Int128
  /// Per pool: the integral of the queue length minus the waits clipped to the window; 0.
  package var queueBalances: [Int128]
  /// Per pool: the integral of the busy servers minus the service times clipped to the window; 0.
  package var busyBalances: [Int128]

  /// A Boolean value that says whether all balances hold.
  package var hold: Bool {
    caseBalance == 0 && sojournBalance == 0 && queueBalances.allSatisfy { $0 == 0 }
      && busyBalances.allSatisfy { $0 == 0 }
  }

  /// Ends a debug build whose books do not balance, so that no run of any test can pass over it; a
  /// release build goes on and leaves it to the caller to look at ``hold``.
  func assertHold(seed: UInt64, replication: UInt32) {
    assert(hold, "seed \(seed), replication \(replication): a balance is broken: \(self)")
  }
}
