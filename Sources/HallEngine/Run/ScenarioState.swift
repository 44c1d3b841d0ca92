// SPDX-License-Identifier: Apache-2.0

/// The tallies of a scenario in the run loop.
struct ScenarioState: BitwiseCopyable {
  /// The times that have a histogram, in the order of their stretches of memory.
  enum Clock: Int {
    case cycle, gross, legal, net, hall
    static let count = 5
  }

  var created = 0
  /// By outcome.
  var ended: (Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0)
  var cycle = Tally()
  var gross = Tally()
  var legal = Tally()
  var net = Tally()
  var hall = Tally()
  var hallWait = Tally()
  var touch = Tally()
  var zeros: (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)
  var trips = 0
  var utilityTrips = 0
  var accepted = 0
  var supplemented = 0
  var noticed = 0
  var oneVisit = 0
  var sameVisit = 0
  var rating = RatingTally()
  var judged = 0
  var onTime = 0
  /// The buckets of the five clocks; allocated when the first case ends.
  var histograms: UnsafeMutablePointer<UInt32>?

  init() { histograms = nil }

  @inline(__always)
  mutating func countEnd(_ outcome: Outcome) {
    switch outcome {
    case .done: ended.0 &+= 1
    case .refused: ended.1 &+= 1
    case .withdrawn: ended.2 &+= 1
    case .lapsed: ended.3 &+= 1
    case .dispute: ended.4 &+= 1
    case .lost: ended.5 &+= 1
    case .abandoned: ended.6 &+= 1
    }
  }

  var endedByOutcome: [Int] {
    [ended.0, ended.1, ended.2, ended.3, ended.4, ended.5, ended.6]
  }

  /// Counts a time in a clock's histogram.
  @inline(__always)
  static func count(
    _ value: Int64, in clock: Clock, of histograms: UnsafeMutablePointer<UInt32>,
    zeros: inout Int
  ) {
    if value == 0 {
      zeros &+= 1
    } else {
      histograms[clock.rawValue &* LogHistogram.bucketCount &+ LogHistogram.bucket(of: value)] &+= 1
    }
  }
}
