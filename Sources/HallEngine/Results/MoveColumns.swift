// SPDX-License-Identifier: Apache-2.0

/// Every entry of a token into a node as a row, in columns and in the order of the run.
package struct MoveColumns: Sendable, Hashable {
  /// The number of the case within its stream.
  package internal(set) var caseNumber: [UInt32] = []
  /// The index of the stream.
  package internal(set) var stream: [UInt16] = []
  /// The index of the scenario.
  package internal(set) var scenario: [UInt16] = []
  /// The index of the node.
  package internal(set) var node: [UInt16] = []
  /// The instant in microseconds.
  package internal(set) var time: [Int64] = []

  /// Creates empty columns.
  package init() {}

  /// The number of rows.
  package var count: Int { caseNumber.count }
}
