// SPDX-License-Identifier: Apache-2.0

/// A group of like servers: windows of one kind, reviewers of one department, machines.
package struct Pool: Sendable {
  /// What the pool is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Staffed, in front of the applicant.
    case window
    /// Staffed, behind the counter.
    case backOffice = "back-office"
    /// Not staffed.
    case machine
  }

  /// What happens to work and queue when opening hours end.
  package enum ClosingRule: String, Sendable, Hashable, CaseIterable {
    /// Work in progress is finished as overtime; the queue waits for the next opening.
    case finish
    /// Everyone who came to the hall before closing is served, as overtime.
    case drain
    /// Work in progress stops; its place goes on with it at the next opening.
    case suspend
    /// Work in progress stops and passes to who is on duty, ahead of the queue.
    case handOver = "hand-over"
  }

  /// What a better class does to work in progress when no server is free.
  package enum Preemption: String, Sendable, Hashable, CaseIterable {
    /// Nothing: what has begun is finished.
    case none
    /// It takes the server; the interrupted work goes on later with what is left.
    case resume
    /// It takes the server; the interrupted work is done again later from the beginning.
    case restart
  }

  /// In which order equals are called.
  package enum QueueOrder: String, Sendable, Hashable, CaseIterable {
    /// First come to this queue, first served.
    case arrival
    /// Earliest ticket first (一次取号).
    case ticket
    /// Earliest acceptance first.
    case acceptance
  }

  /// Breakdowns of the servers: machines, or what people work with.
  package struct Breakdowns: Sendable {
    /// How long a server holds, in elapsed time.
    package var up: Located<TimeLaw>
    /// How long it is repaired, in elapsed time.
    package var repair: Located<TimeLaw>

    /// Creates breakdowns.
    package init(up: Located<TimeLaw>, repair: Located<TimeLaw>) {
      self.up = up
      self.repair = repair
    }
  }

  /// Servers on duty during some hours.
  package struct Shift: Sendable {
    /// The hours, an id of `hours`, or `always`.
    package var hours: Located<String>
    /// Servers by configuration; the key `*` is for all others.
    package var servers: [String: Located<Int>]

    /// Creates a shift.
    package init(hours: Located<String>, servers: [String: Located<Int>]) {
      self.hours = hours
      self.servers = servers
    }

    /// The servers under a configuration; 0 where none is stated.
    package func servers(in configuration: String) -> Int {
      servers.number(in: configuration)
    }
  }

  /// Which priority classes a pool tells apart; lower ones are called first.
  package enum Priorities: String, Sendable, Hashable, CaseIterable {
    /// None: all are called alike.
    case no
    /// That of the task where it states one, else that of the case.
    case yes
    /// That of the task where it states one; all other work comes after it.
    case tasks
  }

  /// The class of work that no task puts before other work, at pools with ``Priorities/tasks``.
  package static let lastClass = 7

  /// The id, such as `R-COMP`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// The kind.
  package var kind: Kind
  /// The department its people belong to, if stated.
  package var department: Located<String>?
  /// The shifts; capacities add up.
  package var shifts: [Shift]
  /// What happens at closing.
  package var closing: ClosingRule
  /// The order of the queue.
  package var order: QueueOrder
  /// Which classes are told apart.
  package var priorities: Priorities
  /// A class that is called at least every n-th time while it waits.
  package var guarantee: (priority: Int, every: Int)?
  /// The share of opening time in which people can serve, in (0, 1].
  package var usableShare: Double
  /// Minutes per ticket ahead on the forecast display, or nil where none is shown.
  package var forecastMinutes: Double?
  /// Minutes a server loses with the ticket of an applicant who has left the queue; 0 for none.
  package var absentCallMinutes = 0.0
  /// What a better class does to work in progress; only with priorities.
  package var preemption = Preemption.none
  /// The breakdowns of its servers; nil where they hold.
  package var breakdowns: Breakdowns?
  /// What is known of its people beyond their number.
  package var people = PoolPeople()

  /// Creates a pool.
  package init(
    id: Located<String>, name: LocalizedText, kind: Kind, department: Located<String>?,
    shifts: [Shift], closing: ClosingRule, order: QueueOrder, priorities: Priorities,
    guarantee: (priority: Int, every: Int)?, usableShare: Double, forecastMinutes: Double?
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.department = department
    self.shifts = shifts
    self.closing = closing
    self.order = order
    self.priorities = priorities
    self.guarantee = guarantee
    self.usableShare = usableShare
    self.forecastMinutes = forecastMinutes
  }

  /// Whether lower priority classes are called first.
  package var usesPriority: Bool { priorities != .no }

  /// Whether work that has begun may be interrupted.
  package var interruptsServices: Bool {
    preemption != .none || closing == .suspend || closing == .handOver || breakdowns != nil
  }

  /// The servers of the main shift under a configuration.
  package func servers(in configuration: String) -> Int {
    shifts.first?.servers(in: configuration) ?? 0
  }
}

extension [String: Located<Int>] {
  /// The number under a configuration, where the key `*` is for all others; 0 where none is stated.
  package func number(in configuration: String) -> Int {
    (self[configuration] ?? self["*"])?.value ?? 0
  }
}
