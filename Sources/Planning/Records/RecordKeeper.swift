// SPDX-License-Identifier: Apache-2.0

package import HallEngine
import Synchronization

/// Takes the record of one replication while a study runs.
package final class RecordKeeper: Sendable {
  /// The replication that is recorded, from 0.
  package let replication: Int
  private let state = Mutex<RunRecord?>(nil)

  /// Creates a keeper without a record.
  package init(replication: Int) { self.replication = replication }

  /// Keeps a record.
  func keep(_ record: RunRecord) { state.withLock { $0 = record } }

  /// The record; nil before the replication has run.
  package var record: RunRecord? { state.withLock { $0 } }
}
