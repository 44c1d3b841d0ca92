// SPDX-License-Identifier: Apache-2.0

/// Work in a flow: at a window, behind it, by a machine or by the applicant.
package struct FlowTask: Sendable {
  /// Who works and who is held.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Holds a server of a pool and the applicant in the hall.
    case window
    /// Holds a server of a pool.
    case backOffice = "back-office"
    /// Holds servers of one pool or several at once and, with `place: hall`, the applicant.
    case room
    /// Holds nothing; done by a system.
    case automatic
    /// Holds the applicant, at home or (with `place: hall`) in the hall.
    case applicant
  }

  /// Servers of a pool that a task holds.
  package struct Hold: Sendable {
    /// The pool.
    package var pool: Located<String>
    /// The number of servers, at least 1.
    package var servers: Located<Int>

    /// Creates a hold.
    package init(pool: Located<String>, servers: Located<Int>) {
      self.pool = pool
      self.servers = servers
    }
  }

  /// The kind.
  package var kind: Kind
  /// The step of the library it is an instance of.
  package var step: Located<String>?
  /// The department responsible, if stated.
  package var department: Located<String>?
  /// The pool that serves it, of a room task the first one, which counts its wait; nil for automatic
  /// and applicant tasks.
  package var pool: Located<String>?
  /// What a room task holds, in reading order; empty for all others.
  package var holds: [Hold] = []
  /// Whether free servers are held back for a room task once those ahead of it are served.
  package var reserves = false
  /// Tasks of the same flow whose servers, in this case, may not serve here.
  package var notBy: [Located<String>] = []
  /// How long it takes.
  package var time: Located<TimeLaw>
  /// Multiplies the time; positive.
  package var factor: Double
  /// Changes of the time by case attribute, applied in order after the factor.
  package var adjustments: [TimeAdjustment]
  /// Changes of the time by counts of the case, applied after the adjustments.
  package var scalings: [CountScaling] = []
  /// The class in which the case is called here, 0...7; nil is that of the case.
  package var priority: Located<Int>?
  /// Whether it needs the electronic system, as its step says.
  package var isElectronic = false
  /// Whether the applicant takes a new ticket here (a new place in line).
  package var newTicket: Bool
  /// Whether the applicant is in the hall.
  package var isInHall: Bool
  /// The patience law of those who queue here.
  package var patience: Located<String>?
  /// Where an applicant goes who balks or reneges.
  package var leave: Located<String>?
  /// Where the token goes on.
  package var next: Located<String>

  /// Creates a task.
  package init(
    kind: Kind, step: Located<String>?, department: Located<String>?, pool: Located<String>?,
    time: Located<TimeLaw>, factor: Double, adjustments: [TimeAdjustment], newTicket: Bool,
    isInHall: Bool, patience: Located<String>?, leave: Located<String>?, next: Located<String>
  ) {
    self.kind = kind
    self.step = step
    self.department = department
    self.pool = pool
    self.time = time
    self.factor = factor
    self.adjustments = adjustments
    self.newTicket = newTicket
    self.isInHall = isInHall
    self.patience = patience
    self.leave = leave
    self.next = next
  }

  /// All servers the task holds: one of its pool, or what a room task names; none for the others.
  package var servers: [Hold] {
    if !holds.isEmpty { return holds }
    return pool.map { [Hold(pool: $0, servers: Located(1, at: $0.place))] } ?? []
  }

  /// Whether the applicant sits before whoever serves: at a window, or in a room of the hall.
  package var isAtCounter: Bool { kind == .window || (kind == .room && isInHall) }

  /// Whether it is staff work that the applicant is not at.
  package var isBehindCounter: Bool { kind == .backOffice || (kind == .room && !isInHall) }
}

/// How an attribute of the case changes a time: `x · factor + addMinutes`.
package struct TimeAdjustment: Sendable {
  /// The change for one attribute value.
  package struct Change: Sendable, Hashable {
    /// Multiplies; non-negative.
    package var factor: Double
    /// Minutes added after multiplying; non-negative.
    package var addMinutes: Double

    /// Creates a change.
    package init(factor: Double, addMinutes: Double) {
      self.factor = factor
      self.addMinutes = addMinutes
    }
  }

  /// The attribute.
  package var attribute: Located<String>
  /// The changes by value; values not listed change nothing.
  package var changes: [(value: Located<String>, change: Change)]

  /// Creates an adjustment.
  package init(
    attribute: Located<String>, changes: [(value: Located<String>, change: Change)]
  ) {
    self.attribute = attribute
    self.changes = changes
  }
}

/// Time that passes without holding anybody.
package struct FlowWait: Sendable {
  /// What is waited for.
  package enum Rule: Sendable {
    /// A duration.
    case time(Located<TimeLaw>)
    /// The next moment at which the named hours are open; none when open now.
    case untilOpen(Located<String>)
    /// The day and slot of an appointment of the named kind.
    case appointment(Located<String>)
  }

  /// A time limit and where the token goes when it is passed.
  package struct Lapse: Sendable {
    /// The limit, a constant.
    package var limit: Located<TimeLaw>
    /// Where the token goes at the limit.
    package var target: Located<String>

    /// Creates a lapse.
    package init(limit: Located<TimeLaw>, target: Located<String>) {
      self.limit = limit
      self.target = target
    }
  }

  /// The wait of the library it is an instance of.
  package var wait: Located<String>?
  /// What is waited for.
  package var rule: Rule
  /// The rounds at one of which the token leaves (hand-off batching), if any.
  package var rounds: Located<String>?
  /// The limit after which the wait lapses, if any.
  package var lapse: Lapse?
  /// Where the token goes on.
  package var next: Located<String>

  /// Creates a wait.
  package init(
    wait: Located<String>?, rule: Rule, rounds: Located<String>?, lapse: Lapse?,
    next: Located<String>
  ) {
    self.wait = wait
    self.rule = rule
    self.rounds = rounds
    self.lapse = lapse
    self.next = next
  }
}
