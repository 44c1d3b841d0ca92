// SPDX-License-Identifier: Apache-2.0

/// The state of a source of cases.
struct StreamState: BitwiseCopyable {
  enum Kind: UInt8 { case poisson, renewal, instants }

  var kind: Kind
  /// The key of the stream in this replication.
  var key: UInt64
  /// The lower half of the stream's own key, the same in every replication.
  var word: UInt32
  /// The columns of the alias table of the mix.
  var mix: RunRange
  /// The sampler of intervals.
  var sampler = 0
  var startsAtZero = false
  /// The given instants, or the expected numbers per day.
  var first = 0
  var count = 0
  /// The first given scenario; -1 draws from the mix.
  var scenarios = -1
  /// The first entry of the profile of each day.
  var profileOfDay = 0
  /// The stretch of ranges of profiles.
  var profiles = 0
  /// The row of the day factor's gamma sampler; -1 is none.
  var dayFactor = -1
  /// Whether it brings waves.
  var hasWaves = false

  /// The first row of the draws made ahead; -1 where each is made when it is needed.
  var ahead: Int32 = -1
  /// How many of them are used up.
  var aheadUsed = ArrivalDraw.count
  /// The service time drawn ahead for the case whose arrival is pending; -1 is none.
  var pendingService: Int64 = -1

  /// The number of the next case.
  var nextNumber: UInt32 = 0
  /// The number of the next arrival, be it of one case or of many.
  var nextArrival = 0
  /// The scenario of the case whose arrival is pending.
  var pendingScenario = 0
  /// The instant of the last arrival.
  var last: Int64 = 0
  /// The position of the Poisson process: day, segment, time of day, rate there.
  var day = -1
  var segment: Int32 = 0
  var endSegment: Int32 = 0
  var position = 0.0
  var segmentEnd = -1.0
  var inverseRate = 0.0
  var rate = 0.0
  var dayLevel = 0.0

  init(kind: Kind, key: UInt64, word: UInt32, mix: RunRange) {
    self.kind = kind
    self.key = key
    self.word = word
    self.mix = mix
  }
}

/// What is drawn ahead for one arrival of a stream.
///
/// A draw is a long chain of steps that wait for each other. Those of several cases do not, so a
/// processor works on all of them at once.
struct ArrivalDraw: BitwiseCopyable {
  /// How many arrivals are drawn at a time.
  static let count = 8

  /// The time since the arrival before.
  var gap: Int64 = 0
  var scenario: UInt32 = 0
  /// The time of the service at the first node; -1 where it is drawn on joining.
  var service: Int64 = -1
}

/// A segment of a profile in the run loop: times of day and share per microsecond.
struct RunSegment: BitwiseCopyable {
  var start: Double
  var end: Double
  var density: Double
}
