// SPDX-License-Identifier: Apache-2.0

/// Every start of service as a row, in columns.
///
/// A row is written when service starts; its end is the one foreseen then and may lie after the end
/// of the run. A service that is interrupted has a row for each stretch: it ends with the interruption,
/// and the next one has the interruption as its instant of joining.
package struct VisitColumns: Sendable, Hashable {
  /// A row that goes on with an interrupted visit.
  package struct Continuation: Sendable, Hashable {
    /// The row.
    package var row: Int
    /// The first row of the visit.
    package var first: Int
  }

  /// The number of the case within its stream.
  package var caseNumber: [UInt32] = []
  /// The index of the stream.
  package var stream: [UInt16] = []
  /// The index of the scenario.
  package var scenario: [UInt16] = []
  /// The index of the node.
  package var node: [UInt16] = []
  /// The index of the pool.
  package var pool: [UInt16] = []
  /// The instant of joining the queue.
  package var enqueued: [Int64] = []
  /// The instant of the start of service.
  package var started: [Int64] = []
  /// The instant of the end of service.
  package var ended: [Int64] = []
  /// The number of waiting tokens found on joining.
  package var queueLength: [UInt32] = []

  /// The rows that go on with interrupted visits, in order.
  package var continuations: [Continuation] = []

  /// Creates empty columns.
  package init() {}

  /// The number of rows.
  package var count: Int { caseNumber.count }
}
