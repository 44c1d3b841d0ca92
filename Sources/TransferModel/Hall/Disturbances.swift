// SPDX-License-Identifier: Apache-2.0

/// How often something happens at random, by configuration.
package struct EventRates: Sendable {
  /// Events a year by configuration, 0 for never; the key `*` is for all others.
  package var perYear: [String: Located<Double>]

  /// Creates rates.
  package init(perYear: [String: Located<Double>]) { self.perYear = perYear }

  /// The events a year under a configuration; 0 where none are stated.
  package func perYear(in configuration: String) -> Double {
    (perYear[configuration] ?? perYear["*"])?.value ?? 0
  }
}

/// Days on which the whole hall stays closed at random, such as those of a typhoon.
///
/// They are working days of the calendar all the same: deadlines run.
package struct HallClosure: Sendable {
  /// The id.
  package var id: Located<String>
  /// How often a closure begins.
  package var rates: EventRates
  /// The months in which it may begin, 1 to 12; each of their working days is alike.
  package var months: Set<Int>
  /// The lengths in working days, from 1, with their shares, which add up to 1.
  package var lengths: [(days: Int, share: Double)]

  /// Creates a closure.
  package init(
    id: Located<String>, rates: EventRates, months: Set<Int>,
    lengths: [(days: Int, share: Double)]
  ) {
    self.id = id
    self.rates = rates
    self.months = months
    self.lengths = lengths
  }

  /// The shares of the lengths 1, 2, 3 … working days.
  package var sharesByLength: [Double] {
    var shares = [Double](repeating: 0, count: lengths.map(\.days).max() ?? 1)
    for (days, share) in lengths { shares[days - 1] += share }
    return shares
  }
}

/// A time in which a system is down and some steps cannot begin.
package struct SystemOutage: Sendable {
  /// Which tasks cannot begin.
  package enum Stops: Sendable {
    /// Those of all steps that say `electronic: yes`.
    case electronic
    /// Those of the steps named.
    case steps([Located<String>])
  }

  /// The largest number of kinds of outage of a hall.
  package static let limit = 64

  /// The id.
  package var id: Located<String>
  /// How often an outage begins at random; nil where the beginnings are given.
  package var rates: EventRates?
  /// Given beginnings, in minutes after the start of the run's first day, rising.
  package var instants: [Double]
  /// How long it lasts, in elapsed time.
  package var time: Located<TimeLaw>
  /// What it stops.
  package var stops: Stops

  /// Creates an outage.
  package init(
    id: Located<String>, rates: EventRates?, instants: [Double], time: Located<TimeLaw>,
    stops: Stops
  ) {
    self.id = id
    self.rates = rates
    self.instants = instants
    self.time = time
    self.stops = stops
  }

  /// Whether it can happen under a configuration.
  package func happens(in configuration: String) -> Bool {
    rates.map { $0.perYear(in: configuration) > 0 } ?? !instants.isEmpty
  }

  /// Whether a task cannot begin while the outage lasts.
  package func stops(_ task: FlowTask) -> Bool {
    switch stops {
    case .electronic: task.isElectronic
    case .steps(let steps): steps.contains { $0.value == task.step?.value }
    }
  }
}
