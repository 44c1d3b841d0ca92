// SPDX-License-Identifier: Apache-2.0

/// The hall: people, hours, demand and behaviour, shared by all scenarios.
package struct Hall: Sendable {
  /// The calendar.
  package var calendar: WorkingCalendar
  /// Opening hours by name.
  package var hours: [Hours]
  /// The hours that define the working day, an id of `hours`.
  package var workingHours: Located<String>?
  /// Fixed clock times at which batches move, by name.
  package var rounds: [Rounds]
  /// The pools in the order of the file.
  package var pools: [Pool]
  /// The channels with their shares by configuration.
  package var channels: [Channel]
  /// Kinds of applicant that use other channels than most.
  package var audiences: [Audience] = []
  /// Patience laws by name.
  package var patience: [PatienceLaw]
  /// Kinds of appointment by name.
  package var appointments: [AppointmentKind]
  /// The arrival streams.
  package var streams: [ArrivalStream]
  /// Patterns of demand over time, by name.
  package var patterns: [DemandPattern]
  /// The configurations to compare.
  package var configurations: [Configuration]
  /// What a run covers unless the command says otherwise.
  package var study: StudyDefaults
  /// Where the first day of the study is written, if it is.
  package var studyPlace: SourcePlace?
  /// How cases are rated, if the pack says so.
  package var rating: RatingLaw?
  /// What closes the hall at random.
  package var closures: [HallClosure] = []
  /// What stops some steps at random.
  package var outages: [SystemOutage] = []

  /// Creates a hall.
  package init(
    calendar: WorkingCalendar, hours: [Hours], workingHours: Located<String>?, rounds: [Rounds],
    pools: [Pool], channels: [Channel], patience: [PatienceLaw],
    appointments: [AppointmentKind], streams: [ArrivalStream], patterns: [DemandPattern],
    configurations: [Configuration], study: StudyDefaults
  ) {
    self.calendar = calendar
    self.hours = hours
    self.workingHours = workingHours
    self.rounds = rounds
    self.pools = pools
    self.channels = channels
    self.patience = patience
    self.appointments = appointments
    self.streams = streams
    self.patterns = patterns
    self.configurations = configurations
    self.study = study
  }
}

/// Days on which hours or rounds apply.
package enum DayRule: String, Sendable, Hashable, CaseIterable {
  /// Working days of the calendar.
  case working
  /// Every day.
  case every
  /// That day of the week, unless it is a day off or a local closure.
  case mon, tue, wed, thu, fri, sat, sun

  /// Whether a date falls under the rule.
  package func applies(to date: CivilDate, in calendar: WorkingCalendar) -> Bool {
    switch self {
    case .working: calendar.isWorkingDay(date)
    case .every: true
    default:
      date.weekday.rawValue == rawValue && !calendar.localClosures.contains(date)
        && !calendar.daysOff.contains(date)
    }
  }
}

/// Opening hours.
package struct Hours: Sendable {
  /// The id.
  package var id: Located<String>
  /// Intervals of a day, in order, not overlapping.
  package var open: [DayInterval]
  /// The days.
  package var days: [DayRule]

  /// Creates hours.
  package init(id: Located<String>, open: [DayInterval], days: [DayRule]) {
    self.id = id
    self.open = open
    self.days = days
  }

  /// The minutes open on a day on which they apply.
  package var minutesPerDay: Int { open.reduce(0) { $0 + $1.minutes } }
}

/// Fixed clock times at which what is ready moves on.
package struct Rounds: Sendable {
  /// The id.
  package var id: Located<String>
  /// The times of day, rising.
  package var at: [TimeOfDay]
  /// The days.
  package var days: [DayRule]

  /// Creates rounds.
  package init(id: Located<String>, at: [TimeOfDay], days: [DayRule]) {
    self.id = id
    self.at = at
    self.days = days
  }
}

/// A configuration: which flow each scenario follows.
package struct Configuration: Sendable {
  /// The id, such as `B2`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// The flow of scenarios not listed; nil takes each scenario's only flow.
  package var flow: Located<String>?
  /// The flow by scenario.
  package var flowsByScenario: [String: Located<String>]

  /// Creates a configuration.
  package init(
    id: Located<String>, name: LocalizedText, flow: Located<String>?,
    flowsByScenario: [String: Located<String>]
  ) {
    self.id = id
    self.name = name
    self.flow = flow
    self.flowsByScenario = flowsByScenario
  }

  /// Returns the flow a scenario follows, or nil if it has no such flow.
  package func flow(of scenario: Scenario) -> Flow? {
    if let named = flowsByScenario[scenario.id] ?? flow { return scenario.flow(named.value) }
    return scenario.flows.count == 1 ? scenario.flows[0] : nil
  }
}

/// What a run covers unless the command says otherwise.
package struct StudyDefaults: Sendable, Hashable {
  /// The first day.
  package var from: CivilDate
  /// Working days.
  package var days: Int
  /// Warm-up in working days.
  package var warmUpDays: Int
  /// Replications.
  package var replications: Int

  /// Creates defaults.
  package init(from: CivilDate, days: Int, warmUpDays: Int, replications: Int) {
    self.from = from
    self.days = days
    self.warmUpDays = warmUpDays
    self.replications = replications
  }
}
