// SPDX-License-Identifier: Apache-2.0

/// A rush of demand before a change of the rules, such as a new tax, and the lull after it.
package struct DemandRush: Sendable {
  /// The day of the change.
  package var before: CivilDate
  /// The working days before it on which more come, from 1.
  package var days: Int
  /// By how much demand is multiplied on them.
  package var factor: Double
  /// The working days from the change on on which fewer come, possibly none.
  package var daysAfter: Int
  /// By how much demand is multiplied on them.
  package var factorAfter: Double

  /// Creates a rush.
  package init(
    before: CivilDate, days: Int, factor: Double, daysAfter: Int = 0, factorAfter: Double = 1
  ) {
    self.before = before
    self.days = days
    self.factor = factor
    self.daysAfter = daysAfter
    self.factorAfter = factorAfter
  }

  /// The first day of the rush and the last of the lull, or the day before the change.
  ///
  /// Days off between them belong to the stretch they lie in.
  package func span(in calendar: WorkingCalendar) -> ClosedRange<CivilDate> {
    var first = before
    var worked = 0
    while worked < days {
      first = first.adding(days: -1)
      if calendar.isWorkingDay(first) { worked += 1 }
    }
    var last = before.adding(days: -1)
    worked = 0
    while worked < daysAfter {
      last = last.adding(days: 1)
      if calendar.isWorkingDay(last) { worked += 1 }
    }
    return first...last
  }
}

/// Waves of demand: events such as the hand-over of a building, after each of which many cases come
/// within some weeks.
package struct DemandWaves: Sendable {
  /// The largest number of cases of an event.
  package static let maximumCases = 100_000
  /// The largest number of days over which the cases of an event are spread.
  package static let maximumDays = 400

  /// How often an event happens.
  package var rates: EventRates
  /// How many cases an event brings.
  package var cases: Located<CountLaw>
  /// When a case comes, in working days from the event: triangular, uniform or always the same.
  package var over: Located<TimeLaw>

  /// Creates waves.
  package init(rates: EventRates, cases: Located<CountLaw>, over: Located<TimeLaw>) {
    self.rates = rates
    self.cases = cases
    self.over = over
  }

  /// The parts of an event's cases that come on its day and on each working day after it; they add
  /// up to 1.
  package var partsByDay: [Double] {
    let last: Double
    switch over.value.family {
    case .triangular(_, _, let high), .uniform(_, let high): last = high
    case .constant(let value): return Array(repeating: 0, count: Int(value)) + [1]
    default: return [1]
    }
    let count = max(1, Int(last.rounded(.up)))
    return (0..<count).map { cumulative(Double($0 + 1)) - cumulative(Double($0)) }
  }

  /// The part of the cases that come before a number of days has passed.
  private func cumulative(_ day: Double) -> Double {
    switch over.value.family {
    case .uniform(let low, let high):
      return high > low ? min(max((day - low) / (high - low), 0), 1) : day > low ? 1 : 0
    case .triangular(let low, let mode, let high):
      if day <= low { return day == high ? 1 : 0 }
      if day >= high { return 1 }
      return day < mode
        ? (day - low) * (day - low) / ((high - low) * (mode - low))
        : 1 - (high - day) * (high - day) / ((high - low) * (high - mode))
    default: return 1
    }
  }
}
