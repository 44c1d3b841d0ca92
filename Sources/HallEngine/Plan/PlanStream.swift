// SPDX-License-Identifier: Apache-2.0

/// A source of cases.
package struct PlanStream: Sendable, Hashable {
  /// How the instants of arrival come about.
  package enum Arrivals: Sendable, Hashable {
    /// A non-homogeneous Poisson process.
    case poisson(Poisson)
    /// A renewal process: independent intervals in microseconds.
    ///
    /// The first case comes one interval after 0, or at 0 if `startsAtZero`.
    case renewal(interval: Sampler, startsAtZero: Bool)
    /// Given instants in microseconds, sorted, repeats allowed.
    ///
    /// `scenarios` gives the index of the scenario of each instant; empty draws from the mix.
    case instants([Int64], scenarios: [Int])
  }

  /// The rate of a Poisson stream: (expected number of the day) × (day factor) × (profile).
  ///
  /// The rate is constant on each segment of a day's profile and 0 elsewhere; the process is made
  /// exactly, by inversion of the integrated rate (Cinlar, Introduction to Stochastic Processes,
  /// 1975, section 4.7). Nothing is moved to an opening.
  package struct Poisson: Sendable, Hashable {
    /// A stretch of the day with a constant rate.
    package struct Segment: Sendable, Hashable {
      /// The first time of day in microseconds.
      package var start: Int64
      /// The time of day in microseconds at which the stretch ends, at most 24 h.
      package var end: Int64
      /// The share of the day's cases that fall in the stretch; the profile sums to 1 within 1e-9.
      package var weight: Double

      /// Creates a segment.
      package init(start: Int64, end: Int64, weight: Double) {
        self.start = start
        self.end = end
        self.weight = weight
      }
    }

    /// The expected number of cases per day of the horizon, by day index; none after the last.
    package var expectedPerDay: [Double]
    /// The index of the profile of each day in `profiles`; empty means profile 0 for every day.
    package var profileOfDay: [Int]
    /// Profiles: segments sorted by start, without overlap.
    package var profiles: [[Segment]]
    /// The coefficient of variation of the day factor, Gamma with mean 1; 0 is none.
    package var dayCV: Double
    /// Events that bring more; nil where there are none.
    package var waves: Waves?

    /// Creates a rate.
    package init(
      expectedPerDay: [Double], profileOfDay: [Int] = [], profiles: [[Segment]], dayCV: Double = 0
    ) {
      self.expectedPerDay = expectedPerDay
      self.profileOfDay = profileOfDay
      self.profiles = profiles
      self.dayCV = dayCV
    }
  }

  /// Events, each of which adds to the expected numbers of the days after it (a shot-noise Cox
  /// process: Cox and Isham, Point Processes, 1980, section 3.3).
  ///
  /// Events and sizes are drawn before a replication begins. An event may lie before day 0.
  package struct Waves: Sendable, Hashable {
    /// The days on which people come, rising; negative ones lie before the start.
    package var days: [Int]
    /// The expected number of events on each of these days.
    package var expectedPerDay: [Double]
    /// The parts of an event's arrivals that come on its day, on the next of the days, and so on.
    package var parts: [Double]
    /// How many cases an event brings; negative numbers count as 0.
    package var cases: Sampler
    /// The arrivals a case stands for: below 1 where cases come together.
    package var arrivalsPerCase: Double
    /// The key of the random stream, a ``StreamKey/hash(_:)``.
    package var streamKey: UInt64

    /// Creates waves.
    package init(
      days: [Int], expectedPerDay: [Double], parts: [Double], cases: Sampler,
      arrivalsPerCase: Double, streamKey: UInt64
    ) {
      self.days = days
      self.expectedPerDay = expectedPerDay
      self.parts = parts
      self.cases = cases
      self.arrivalsPerCase = arrivalsPerCase
      self.streamKey = streamKey
    }
  }

  /// The share of a scenario in a stream.
  package struct Share: Sendable, Hashable {
    /// The index of the scenario in ``EnginePlan/scenarios``.
    package var scenario: Int
    /// The weight, not negative; weights need not sum to 1.
    package var weight: Double

    /// Creates a share.
    package init(scenario: Int, weight: Double = 1) {
      self.scenario = scenario
      self.weight = weight
    }
  }

  /// The instants of arrival.
  package var arrivals: Arrivals
  /// The scenarios the cases belong to.
  package var mix: [Share]
  /// The key of the stream's random numbers, a ``StreamKey/hash(_:)``; its lower half also tells
  /// the cases of different streams apart, so the lower halves must differ.
  package var streamKey: UInt64

  /// Creates a stream.
  package init(arrivals: Arrivals, mix: [Share], streamKey: UInt64) {
    self.arrivals = arrivals
    self.mix = mix
    self.streamKey = streamKey
  }
}

extension PlanStream.Arrivals {
  /// A homogeneous Poisson stream from 0 for ever, with a mean interval in microseconds.
  package static func homogeneous(meanInterval: Double) -> Self {
    .renewal(interval: Sampler(.exponential(mean: meanInterval)), startsAtZero: false)
  }
}
