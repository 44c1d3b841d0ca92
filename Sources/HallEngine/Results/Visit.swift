// SPDX-License-Identifier: Apache-2.0

/// A visit: the stay of one token at one node, from its entry to its exit.
///
/// Instants are microseconds; ``HallEngine/never`` is one that had not come when the run ended.
package struct Visit: BitwiseCopyable, Sendable, Hashable {
  /// What became of the token at the node.
  package enum Course: UInt8, BitwiseCopyable, Sendable, Hashable {
    /// It went on at once.
    case passed
    /// It waits in a queue.
    case queued
    /// It was served, or is.
    case served
    /// It did not join the queue, as the expected wait was too long.
    case balked
    /// It left the queue before it was called.
    case reneged
    /// It waited without needing a server, or does.
    case waited
    /// It waited up to the limit and took the other way.
    case lapsed
    /// It waits at a join for the other branches.
    case joining
    /// It was at a join until the last branch had come.
    case joined
  }

  /// When the token entered the node.
  package var enabled: Int64
  /// When service began; of a wait that ends with a round, when it would have ended without; of one
  /// who has left the queue, when the ticket was called that stayed behind.
  package var started: Int64
  /// When the token left, or will: what has begun has a known end.
  package var ended: Int64
  /// The number of the case within its stream.
  package var caseNumber: UInt32
  /// The number of tokens that waited at the pool on joining its queue.
  package var queueLength: UInt32 = 0
  /// The index of the stream.
  package var stream: UInt16
  /// The index of the node.
  package var node: UInt16
  /// One more than the number of the server, of several the first; 0 where servers have none.
  package var server: UInt16 = 0
  /// What became of it.
  package var course = Course.passed
  private var marks: UInt8 = 0

  /// Creates a visit that ends at once.
  init(at instant: Int64, caseNumber: UInt32, stream: UInt16, node: Int) {
    enabled = instant
    started = instant
    ended = instant
    self.caseNumber = caseNumber
    self.stream = stream
    self.node = UInt16(truncatingIfNeeded: node)
  }

  /// The class in which the token was called, 0...7.
  package internal(set) var priority: Int {
    get { Int(marks & 7) }
    set { marks = marks & 0xF8 | UInt8(truncatingIfNeeded: newValue) & 7 }
  }

  /// Whether it joined after the closing of a pool that serves only those who came before.
  package internal(set) var isLate: Bool {
    get { marks & 0x80 != 0 }
    set { marks = newValue ? marks | 0x80 : marks & 0x7F }
  }
}
