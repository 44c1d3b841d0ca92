// SPDX-License-Identifier: Apache-2.0

/// What the engine knows of a live case: three cache lines of 64 bytes.
struct CaseRecord: BitwiseCopyable {
  // The fields of every step come first and share a cache line.
  var created: Int64
  var caseNumber: UInt32
  /// The lower half of the stream's key.
  var streamWord: UInt32
  var scenario: UInt16
  var stream: UInt16
  /// The number of back edges taken.
  var attempt: UInt16 = 0
  var priority: UInt8
  /// Whether the case was created after the warm-up.
  var isCounted: Bool
  /// The number of tokens, those waiting at joins included.
  var tokens: UInt32 = 1
  /// The number of the pending end of patience; 0 is none.
  var patienceNumber: UInt32 = 0
  /// Eight counters of 8 bits each, for joins 0...7 and 8...15.
  var joinsLow: UInt64 = 0
  var joinsHigh: UInt64 = 0
  var hallWait: Int64 = 0
  var touch: Int64 = 0

  var attributes: UInt64 = 0
  /// Four numbers of 16 bits: one more than that of a server kept for later; 0 is none.
  var servers: UInt64 = 0
  var presence = PlanNode.Presence.away
  var outcome = Outcome.done
  /// Whether two tokens ever had an end of patience at once.
  var hasManyPatiences = false
  /// Whether the applicant was in the hall when the gross clock ended.
  var endsInHall = false
  var stopDepth: UInt32 = 0
  var tripStart: Int64 = 0
  /// Since when the presence is what it is.
  var presenceSince: Int64 = 0
  var hallTime: Int64 = 0
  var trips: UInt32 = 0
  var utilityTrips: UInt32 = 0
  var supplements: UInt32 = 0
  var notices: UInt32 = 0
  /// One more than the slot of the next case of the same batch; 0 is none.
  var follower: UInt32 = 0
  /// Working days for which the legal clock stood still.
  var stoppedDays: Int32 = 0
  var ticketTime = HallEngine.never
  var grossStart = HallEngine.never
  var grossEnd = HallEngine.never
  var legalStart = HallEngine.never
  var legalEnd = HallEngine.never
  var stoppedSince: Int64 = 0
  /// Working time for which the legal clock stood still.
  var stopped: Int64 = 0

  init(
    created: Int64, caseNumber: UInt32, streamWord: UInt32, scenario: UInt16, stream: UInt16,
    priority: UInt8, isCounted: Bool
  ) {
    self.created = created
    self.caseNumber = caseNumber
    self.streamWord = streamWord
    self.scenario = scenario
    self.stream = stream
    self.priority = priority
    self.isCounted = isCounted
  }

  /// Returns the value of an attribute; attributes are 8 bytes in one word.
  @inline(__always)
  static func value(_ attributes: UInt64, _ slot: Int) -> Int {
    Int(truncatingIfNeeded: attributes &>> UInt64(truncatingIfNeeded: slot &* 8)) & 0xFF
  }
}
