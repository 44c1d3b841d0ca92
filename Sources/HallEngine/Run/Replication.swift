// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The settings of one run of a plan.
///
/// A run ends at the horizon, or with a case limit when the last of the limited number of cases
/// has left, whichever comes first; events exactly at the horizon are executed. One of the two
/// should be set, or else the run ends at the event limit.
package struct Replication: Sendable {
  /// The seed of the experiment.
  package var seed: UInt64
  /// The number of the design point; configurations that are to be compared under common random
  /// numbers use the same one.
  package var designPoint: UInt32
  /// The number of the replication; replication 731 can be run alone.
  package var index: UInt32
  /// The instant at which statistics begin; 0 takes everything.
  ///
  /// Its reset is the last event of its instant: cases created and waits begun later are counted.
  package var warmUpEnd: Int64
  /// The instant at which the run ends; ``HallEngine/never`` is none.
  package var horizon: Int64
  /// The number of cases created; `Int.max` is none.
  package var caseLimit: Int
  /// The largest number of cases alive at once, at most ``EnginePlan/maximumLiveCases``.
  package var liveCaseLimit: Int
  /// The number of steps without time advance at which a run is taken to be locked.
  package var livelockLimit: Int
  /// The number of steps from which on the last ones are noted for the report of a livelock.
  var livelockTraceStart: Int { max(0, livelockLimit - 32) }
  /// The largest number of events executed and scheduled, at most 4,294,967,295.
  package var eventLimit: Int
  /// A Boolean value that says whether every visit and every case is recorded.
  package var recordsVisits: Bool
  /// Called with each large block of memory that a record takes, before anything is written to it.
  ///
  /// Most of what a record costs is that the system hands out memory page by page; whoever knows the
  /// system may ask it for larger pages.
  package typealias MemoryAdvice = @Sendable (UnsafeMutableRawBufferPointer) -> Void
  /// What to do with the memory of a record; nil does nothing.
  package var adviseMemory: MemoryAdvice?
  /// At which instants the run is looked at; nil is never.
  package var sampling: Sampling?
  /// A flag to end the run early, looked at every 16,384 events.
  package var cancellation: CancellationFlag?

  /// Creates settings.
  package init(
    seed: UInt64, designPoint: UInt32 = 0, index: UInt32 = 0, warmUpEnd: Int64 = 0,
    horizon: Int64 = HallEngine.never, caseLimit: Int = .max,
    liveCaseLimit: Int = EnginePlan.maximumLiveCases, livelockLimit: Int = 1_000_000,
    eventLimit: Int = Int(UInt32.max), recordsVisits: Bool = false,
    cancellation: CancellationFlag? = nil
  ) {
    self.seed = seed
    self.designPoint = designPoint
    self.index = index
    self.warmUpEnd = warmUpEnd
    self.horizon = horizon
    self.caseLimit = caseLimit
    self.liveCaseLimit = liveCaseLimit
    self.livelockLimit = livelockLimit
    self.eventLimit = eventLimit
    self.recordsVisits = recordsVisits
    self.cancellation = cancellation
  }
}

extension Replication {
  /// Returns the key of a random stream in this replication.
  func key(_ stream: UInt64) -> UInt64 {
    StreamKey.key(seed: seed, designPoint: designPoint, replication: index, stream: stream)
  }
}

/// A flag that one thread sets and running replications notice.
package final class CancellationFlag: Sendable {
  private let flag = Atomic(false)

  /// Creates a flag that is not set.
  package init() {}

  /// Asks the runs that look at the flag to stop.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// A Boolean value that says whether the flag is set.
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
