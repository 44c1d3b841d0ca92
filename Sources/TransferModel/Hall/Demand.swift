// SPDX-License-Identifier: Apache-2.0

/// A stream of arriving cases.
package struct ArrivalStream: Sendable {
  /// How arrivals come.
  package enum Law: Sendable {
    /// A Poisson process: a number per minute, hour, day or working day, shaped by a pattern.
    case rate(perDay: Double, pattern: Located<String>?, dispersion: Double)
    /// Events, after each of which many cases come, at the times of day of a pattern.
    case waves(DemandWaves, pattern: Located<String>?)
    /// A renewal process with these times between arrivals.
    case every(Located<TimeLaw>)
    /// The given instants, minutes after the start of the run's first day, rising.
    case at([Double])
  }

  /// Which scenarios arrive.
  package enum Mix: Sendable {
    /// All, by their `share`, as parts of the stream's rate.
    case byShare
    /// The named ones with weights.
    case weights([(scenario: Located<String>, weight: Double)])
  }

  /// The id.
  package var id: Located<String>
  /// How arrivals come.
  package var law: Law
  /// Which scenarios arrive.
  package var mix: Mix
  /// Whether each scenario has a process of its own, so that a change of one leaves the others.
  package var isSplit: Bool
  /// By how much a rate grows in a year, from the first day of the study on; 0.04 is 4%.
  package var growth = 0.0
  /// Rushes before new rules; their factors multiply.
  package var rushes: [DemandRush] = []

  /// Creates a stream.
  package init(id: Located<String>, law: Law, mix: Mix, isSplit: Bool) {
    self.id = id
    self.law = law
    self.mix = mix
    self.isSplit = isSplit
  }

  /// The pattern by which people come, where one is named.
  package var pattern: Located<String>? {
    switch law {
    case .rate(_, let pattern, _), .waves(_, let pattern): pattern
    case .every, .at: nil
    }
  }
}

/// How demand varies over the day, the week and the year.
package struct DemandPattern: Sendable {
  /// A stretch of the day with its weight; arrivals are spread evenly over it.
  package struct Segment: Sendable {
    /// The stretch.
    package var interval: DayInterval
    /// Its weight, as a share of the day.
    package var weight: Double

    /// Creates a segment.
    package init(interval: DayInterval, weight: Double) {
      self.interval = interval
      self.weight = weight
    }
  }

  /// The id.
  package var id: Located<String>
  /// The stretches of the day.
  package var segments: [Segment]
  /// On which days anyone arrives.
  package var days: DayRule
  /// Factors Monday to Sunday for ordinary working days.
  package var weekdays: [Double]
  /// The factor of a weekend day that is worked.
  package var makeUpDay: Double
  /// Factors January to December.
  package var months: [Double]
  /// The factor of the first day after at least three days off.
  package var afterHoliday: Double
  /// The factor of the last day before at least three days off.
  package var beforeHoliday: Double

  /// Creates a pattern.
  package init(
    id: Located<String>, segments: [Segment], days: DayRule, weekdays: [Double],
    makeUpDay: Double, months: [Double], afterHoliday: Double, beforeHoliday: Double
  ) {
    self.id = id
    self.segments = segments
    self.days = days
    self.weekdays = weekdays
    self.makeUpDay = makeUpDay
    self.months = months
    self.afterHoliday = afterHoliday
    self.beforeHoliday = beforeHoliday
  }

  /// The factor by which a day's demand differs from the mean; 0 on days without arrivals.
  package func factor(of date: CivilDate, in calendar: WorkingCalendar) -> Double {
    guard days.applies(to: date, in: calendar) else { return 0 }
    let isMakeUp = date.weekday.isWeekend && calendar.makeUpDays.contains(date)
    var factor = isMakeUp ? makeUpDay : weekdays[date.weekday.index]
    factor *= months[date.components.month - 1]
    // A plain weekend is two days; three or more is a holiday.
    if calendar.kind == .civil {
      if calendar.restDays(before: date) >= 3 { factor *= afterHoliday }
      if calendar.restDays(after: date) >= 3 { factor *= beforeHoliday }
    }
    return factor
  }
}

/// A way to reach the hall.
package struct Channel: Sendable {
  /// The id, such as `walk-in`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// Shares by configuration; the key `*` is for all others.
  package var shares: [String: Double]
  /// The priority class its cases have at pools that use priorities.
  package var priority: Int

  /// Creates a channel.
  package init(id: Located<String>, name: LocalizedText, shares: [String: Double], priority: Int) {
    self.id = id
    self.name = name
    self.shares = shares
    self.priority = priority
  }

  /// The share under a configuration.
  package func share(in configuration: String) -> Double {
    shares[configuration] ?? shares["*"] ?? 0
  }
}

/// How long applicants are ready to wait.
package struct PatienceLaw: Sendable {
  /// The id.
  package var id: Located<String>
  /// The patience.
  package var time: Located<TimeLaw>
  /// Changes by case attribute.
  package var adjustments: [TimeAdjustment]
  /// Applicants look at the clock at multiples of this many minutes; 0 means all the time.
  package var checkMinutes: Double

  /// Creates a law.
  package init(
    id: Located<String>, time: Located<TimeLaw>, adjustments: [TimeAdjustment],
    checkMinutes: Double
  ) {
    self.id = id
    self.time = time
    self.adjustments = adjustments
    self.checkMinutes = checkMinutes
  }
}

/// A kind of appointment: when it is booked for and how punctually people come.
package struct AppointmentKind: Sendable {
  /// A slot of the day with its weight.
  package struct Slot: Sendable, Hashable {
    /// When it begins.
    package var at: TimeOfDay
    /// Its weight, as a share of the day.
    package var weight: Double

    /// Creates a slot.
    package init(at: TimeOfDay, weight: Double) {
      self.at = at
      self.weight = weight
    }
  }

  /// The id.
  package var id: Located<String>
  /// Working days between booking and appointment, whole ones.
  package var lead: Located<TimeLaw>
  /// The slots.
  package var slots: [Slot]
  /// Minutes from the slot to the arrival; negative is early.
  package var punctuality: Located<TimeLaw>
  /// Minutes around the slot within which the appointment counts.
  package var toleranceMinutes: Double
  /// The priority class of those on time.
  package var onTimePriority: Int
  /// The priority class of those late.
  package var latePriority: Int

  /// Creates a kind.
  package init(
    id: Located<String>, lead: Located<TimeLaw>, slots: [Slot], punctuality: Located<TimeLaw>,
    toleranceMinutes: Double, onTimePriority: Int, latePriority: Int
  ) {
    self.id = id
    self.lead = lead
    self.slots = slots
    self.punctuality = punctuality
    self.toleranceMinutes = toleranceMinutes
    self.onTimePriority = onTimePriority
    self.latePriority = latePriority
  }
}
