// SPDX-License-Identifier: Apache-2.0

/// A node as the run loop reads it: one flat row.
struct RunNode: BitwiseCopyable {
  enum Kind: UInt8 {
    case end, serve, delay, untilOpen, appointment, choose, chooseByAttribute, split, join
    case each, chooseByScript
    /// A task at a pool whose servers are told apart, and one that holds several servers.
    case named, room
    /// A task at a pool whose services may be interrupted.
    case interruptible
    /// A service or a delay that cannot begin during an outage.
    case heldServe, heldInterruptible, heldDelay
    /// A gateway of several waits; each ends at a row of its own.
    case first
    /// Waits for other tokens.
    case gather
    /// A split into the branches that are taken, drawn or written down.
    case include, includeByScript

    /// Whether it is a service that cannot begin now.
    var isHeldService: Bool { self == .heldServe || self == .heldInterruptible }
  }

  /// Marks that act when a token enters or leaves, as bits.
  struct Flags {
    static let startsGross: UInt16 = 1
    static let newTicket: UInt16 = 2
    static let presence: UInt16 = 4
    static let counter: UInt16 = 8
    static let stopsLegal: UInt16 = 16
    static let endsGross: UInt16 = 32
    static let startsLegal: UInt16 = 64
    static let endsLegal: UInt16 = 128
    /// A room task for which free servers are held back.
    static let reserves: UInt16 = 256
    static let anyAtEntry: UInt16 = 31
    static let anyAtExit: UInt16 = 16 | 32 | 64 | 128
  }

  /// The bit of an edge that is a back edge.
  static let backEdge: UInt32 = 1 << 31

  var kind: Kind
  var presence = PlanNode.Presence.unchanged
  var counter = PlanNode.Counter.none
  var basis = PlanNode.Delay.Basis.elapsed
  var outcome = Outcome.done
  /// At a task: the group of the servers whose services end at this row.
  var group: UInt8 = 0
  var flags: UInt16 = 0
  /// The class in which tokens are called here; -1 is that of the case.
  var priority: Int8 = -1
  /// The pool, schedule, join, attribute slot, script, place of gathering or row of appointments.
  var index: Int32 = 0
  var next: UInt32 = 0
  var leave: UInt32 = 0
  /// Rows of the table of samplers; -1 is none.
  var sampler: Int32 = -1
  var patience: Int32 = -1
  /// The row of the table of rounds; -1 is none.
  ///
  /// At an inclusive split by script: the script.
  /// At a task of a pool with several groups of servers: the row for the second group; those of
  /// the others follow, and this row is that of the first.
  var rounds: Int32 = -1
  /// The first adjustment, branch, list, target or row of a wait, and their number.
  var first: Int32 = 0
  var count: Int32 = 0
  /// The first adjustment of the patience, and their number.
  var patienceFirst: Int32 = 0
  var patienceCount: Int32 = 0
  /// The longest wait before it lapses, in microseconds; the token then takes `leave`.
  var limit = HallEngine.never
  /// All ones at nodes where the applicant is in the hall, else 0: what of a wait is hall wait.
  var hallMask: Int64 = 0
  /// The key of the node's stream in this replication.
  var key: UInt64
  var factor = 1.0
}

/// Servers of a pool that a task holds.
struct RunHold: BitwiseCopyable {
  var pool: Int32
  var servers: Int32
}

/// Whose number a case keeps at a node, and whose may not serve there.
struct RunServerRule: BitwiseCopyable {
  /// The place of the case that keeps the number of the server; -1 is none.
  var keeps: Int8 = -1
  /// Bit p is set if the server kept in place p may not serve.
  var excludes: UInt8 = 0
}

/// A branch of a choice: the cumulative probability and the edge.
struct RunBranch: BitwiseCopyable {
  var cumulative: Double
  var edge: UInt32
}

/// A stretch of a table.
struct RunRange: BitwiseCopyable {
  var first: Int32
  var count: Int32
}

/// An adjustment: the attribute slot and its stretch of the table of factors and addends.
struct RunAdjustment: BitwiseCopyable {
  var slot: Int32
  var first: Int32
  var count: Int32
}

/// An appointment.
struct RunAppointment: BitwiseCopyable {
  var punctuality: Int32
  /// The first cumulative weight of the slots in the table of values.
  var weights: Int32
  /// The first time of day in the table of instants.
  var times: Int32
  var count: Int32
  var toleranceBefore: Int64
  var toleranceAfter: Int64
  /// Priorities; -1 leaves the case's.
  var priorityOnTime: Int8
  var priorityLate: Int8
}

/// An attribute of a scenario.
struct RunAttribute: BitwiseCopyable {
  var slot: Int32
  var alias: RunRange
  /// The first priority in the table of priorities.
  var priorities: Int32
  var key: UInt64
}

/// A scenario.
struct RunScenario: BitwiseCopyable {
  var start: UInt32
  var priority: UInt8
  var attributes: RunRange
  /// The commitment in working days; -1 is none.
  var commitment: Int
  /// The row of the attribute that holds the size of a batch; -1 is no batches.
  var batch: Int32 = -1
  /// The bytes of the attributes that the cases of a batch share.
  var sharedAttributes: UInt64 = 0
  /// The row of the attribute for streams of waves, where batches come by no other; -1 else.
  var waveBatch: Int32 = -1
}

/// One column of an alias table: with probability `keep` its own value, else `other`.
struct AliasColumn: BitwiseCopyable {
  var keep: Double
  var own: UInt32
  var other: UInt32
}

/// Alias tables: a draw from n weighted values in constant time.
enum AliasTable {
  /// Returns the columns for weights of which one at least is positive.
  ///
  /// Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE
  /// Transactions on Software Engineering 17 (1991) 972-975.
  static func columns(_ weights: [Double], values: [Int]) -> [AliasColumn] {
    let total = weights.reduce(0, +)
    let n = Double(weights.count)
    var scaled = weights.map { $0 / total * n }
    var columns = values.map { AliasColumn(keep: 1, own: UInt32($0), other: UInt32($0)) }
    var small = scaled.indices.filter { scaled[$0] < 1 }
    var large = scaled.indices.filter { scaled[$0] >= 1 }
    while let poor = small.popLast(), let rich = large.last {
      columns[poor].keep = scaled[poor]
      columns[poor].other = columns[rich].own
      scaled[rich] -= 1 - scaled[poor]
      if scaled[rich] < 1 {
        large.removeLast()
        small.append(rich)
      }
    }
    // A column left over is full but for rounding; a value without weight must still not come up.
    if let heaviest = weights.indices.max(by: { weights[$0] < weights[$1] }) {
      for index in columns.indices where weights[index] <= 0 && columns[index].keep == 1 {
        columns[index] = AliasColumn(
          keep: 0, own: columns[index].own, other: columns[heaviest].own)
      }
    }
    return columns
  }

  /// Returns the value for a uniform number in (0, 1).
  @inline(__always)
  static func value(_ columns: UnsafePointer<AliasColumn>, count: Int, _ u: Double) -> Int {
    let scaled = u * Double(count)
    let index = min(Int(scaled), count &- 1)
    let column = columns[index]
    return Int(scaled - Double(index) < column.keep ? column.own : column.other)
  }
}
