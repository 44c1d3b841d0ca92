// SPDX-License-Identifier: Apache-2.0

/// A node of the compiled flow: what happens to a token there, and which marks it bears.
package struct PlanNode: Sendable, Hashable {
  /// What the node does.
  package var action: Action
  /// Clock, presence and counter marks.
  package var marks: Marks
  /// The key of the node's random stream: ``StreamKey/hash(_:)`` of "scenario/node".
  ///
  /// Two configurations that give a node the same key draw the same numbers for the same case.
  /// Nodes that draw must have different keys.
  package var streamKey: UInt64
  /// The outages during which a service or a delay cannot begin here: bit o is that of outage o.
  ///
  /// Who would be served waits in the queue and others are called meanwhile; a delay begins at the
  /// end of the outage.
  package var stoppedBy: UInt64 = 0

  /// Creates a node.
  package init(_ action: Action, marks: Marks = Marks(), streamKey: UInt64 = 0) {
    self.action = action
    self.marks = marks
    self.streamKey = streamKey
  }

  /// The kinds of node.
  package enum Action: Sendable, Hashable {
    /// The token is consumed.
    ///
    /// A case ends with its last token. Its outcome is that of the first end it reached which is
    /// not ``Outcome/done``, or `done` when there is none.
    case end(Outcome)
    /// The token needs a server of a pool for a service time.
    case serve(Service)
    /// The token waits without a resource.
    case delay(Delay)
    /// The token passes at once while the schedule is open, else resumes at its next opening.
    ///
    /// `schedule` is an index in ``EnginePlan/schedules``.
    case untilOpen(schedule: Int, next: PlanEdge)
    /// The applicant books a slot and comes back for it.
    case appointment(Appointment)
    /// The token takes one of several branches.
    case choose(Choice)
    /// The token is replaced by one token per edge, released in the order given.
    case split([PlanEdge])
    /// The token waits for others; `place` is an index in ``EnginePlan/gathers``.
    case gather(place: Int, next: PlanEdge)
    /// The token waits for the first of several waits to be over.
    case first(PlanFirst)
    /// The token is replaced by one token for each branch that is taken.
    case include(PlanInclusion)
    /// The token waits until `tokens` of its case have come, then one token goes on.
    ///
    /// `index` is 0...15 and unique among the joins of a scenario; `tokens` is 1...255. The counter
    /// starts again from 0 after it fired, so a join inside a loop works.
    case join(index: Int, tokens: Int, next: PlanEdge)
    /// A batch that has come together goes on as single cases; others pass.
    ///
    /// What the batch bore so far (hall time, waits in the hall, staff time) is shared equally.
    /// The token must be the only one of its case.
    case each(next: PlanEdge)
  }

  /// A task that holds servers: one of a pool, or as a room task several, of one pool or more.
  package struct Service: Sendable, Hashable {
    /// Servers of a pool that a task holds.
    package struct Hold: Sendable, Hashable {
      /// The index of the pool in ``EnginePlan/pools``.
      package var pool: Int
      /// The number of servers, at least 1.
      package var servers: Int

      /// Creates a hold.
      package init(pool: Int, servers: Int) {
        self.pool = pool
        self.servers = servers
      }
    }

    /// The index of the pool in ``EnginePlan/pools``; it counts the wait.
    package var pool: Int
    /// The number of servers of ``pool``, at least 1.
    package var servers = 1
    /// What a room task holds of other pools, each named once.
    ///
    /// A room task starts when all its servers are free, and holds none before. It has no patience.
    package var others: [Hold] = []
    /// Whether free servers are held back for a room task once those ahead of it have been called.
    package var reserves = false
    /// The place of the case, 0...3, that keeps which server served here; `nil` keeps none.
    ///
    /// Servers are told apart in pools whose nodes keep or exclude any.
    package var keepsServerIn: Int?
    /// The places of the case whose servers may not serve here.
    package var excludesServersIn: [Int] = []
    /// The service time in microseconds.
    package var time: Sampler
    /// A factor on the sampled time, applied before the adjustments.
    package var factor: Double
    /// Attribute-dependent adjustments, applied in order.
    package var adjustments: [PlanAdjustment]
    /// The time an applicant is willing to wait, in microseconds; `nil` waits for ever.
    ///
    /// With a patience sampler the applicant balks when the pool's forecast exceeds the patience,
    /// and reneges when the patience ends in the queue. Patience ends before starts of service of
    /// the same instant.
    package var patience: Sampler?
    /// Attribute-dependent adjustments of the patience, applied in order.
    package var patienceAdjustments: [PlanAdjustment] = []
    /// The class in which the token is called here, 0...7; `nil` is that of the case.
    package var priority: Int?
    /// Where a balking or reneging applicant goes; needed exactly when `patience` is set.
    package var leave: PlanEdge?
    /// Where the token goes after the service.
    package var next: PlanEdge

    /// Creates a service.
    package init(
      pool: Int, time: Sampler, factor: Double = 1, adjustments: [PlanAdjustment] = [],
      patience: Sampler? = nil, leave: PlanEdge? = nil, next: PlanEdge
    ) {
      self.pool = pool
      self.time = time
      self.factor = factor
      self.adjustments = adjustments
      self.patience = patience
      self.leave = leave
      self.next = next
    }

    /// Whether the task holds more than one server.
    package var isRoom: Bool { servers > 1 || !others.isEmpty }

    /// All servers the task holds, the pool that counts the wait first.
    package var holds: [Hold] { [Hold(pool: pool, servers: servers)] + others }

    /// Whether servers of the pool must be told apart for this task.
    package var tellsServersApart: Bool { keepsServerIn != nil || !excludesServersIn.isEmpty }
  }

  /// A wait without a resource: automatic and applicant tasks, periods, courier rounds.
  package struct Delay: Sendable, Hashable {
    /// The two ways a delay is counted.
    package enum Basis: UInt8, Sendable, Hashable, BitwiseCopyable {
      /// Plain elapsed time.
      case elapsed
      /// Time of the plan's ``EnginePlan/clock``, which stands still outside working hours.
      case working
    }

    /// The length in microseconds, before factor and adjustments; negative lengths count as 0.
    package var time: Sampler
    /// Elapsed or working time.
    package var basis: Basis
    /// A factor on the sampled time, applied before the adjustments.
    package var factor: Double
    /// Attribute-dependent adjustments, applied in order.
    package var adjustments: [PlanAdjustment]
    /// The rounds the token leaves with, an index in ``EnginePlan/rounds``; `nil` is none.
    ///
    /// The token leaves at the first round at or after the end of the delay, without rounds at the
    /// end. After the last round a token stays for ever.
    package var rounds: Int?
    /// A limit of the time: who would wait longer leaves at the limit by another edge.
    ///
    /// The limit counts in the basis of the delay, before rounds.
    package var lapse: Lapse?
    /// Where the token goes then.
    package var next: PlanEdge

    /// A limit and where it leads.
    package struct Lapse: Sendable, Hashable {
      /// The longest time in microseconds, at least 0.
      package var limit: Int64
      /// Where the token goes at the limit.
      package var edge: PlanEdge

      /// Creates a lapse.
      package init(limit: Int64, edge: PlanEdge) {
        self.limit = limit
        self.edge = edge
      }
    }

    /// Creates a delay.
    package init(
      time: Sampler, basis: Basis = .elapsed, factor: Double = 1,
      adjustments: [PlanAdjustment] = [], rounds: Int? = nil, next: PlanEdge
    ) {
      self.time = time
      self.basis = basis
      self.factor = factor
      self.adjustments = adjustments
      self.rounds = rounds
      self.next = next
    }
  }

  /// A booked visit.
  ///
  /// The slot lies `lead` working days after the day of booking (or after the next working day when
  /// the day of booking is none). A slot that is not later than the booking moves to the next
  /// working day. The applicant arrives at slot + punctuality, never before the booking; who is
  /// early goes on at slot - `toleranceBefore` and not sooner, who arrives after
  /// slot + `toleranceAfter` is late.
  package struct Appointment: Sendable, Hashable {
    /// A slot of the day and its weight.
    package struct Slot: Sendable, Hashable {
      /// The time of day in microseconds, 0..<86,400,000,000.
      package var timeOfDay: Int64
      /// The weight, not negative; weights need not sum to 1.
      package var weight: Double

      /// Creates a slot.
      package init(timeOfDay: Int64, weight: Double = 1) {
        self.timeOfDay = timeOfDay
        self.weight = weight
      }
    }

    /// The lead time in working days; the integer part counts, negative values count as 0.
    package var lead: Sampler
    /// The slots of a day; at least one has a positive weight.
    package var slots: [Slot]
    /// Arrival minus slot in microseconds; may be negative.
    package var punctuality: Sampler
    /// How long before the slot the applicant may be called, in microseconds.
    package var toleranceBefore: Int64
    /// How long after the slot the applicant still counts as on time, in microseconds.
    package var toleranceAfter: Int64
    /// The priority of the case from then on, if on time; `nil` leaves it.
    package var priorityOnTime: Int?
    /// The priority of the case from then on, if late; `nil` leaves it.
    package var priorityLate: Int?
    /// Where the token goes then.
    package var next: PlanEdge

    /// Creates an appointment.
    package init(
      lead: Sampler, slots: [Slot], punctuality: Sampler, toleranceBefore: Int64 = 0,
      toleranceAfter: Int64 = 0, priorityOnTime: Int? = nil, priorityLate: Int? = nil,
      next: PlanEdge
    ) {
      self.lead = lead
      self.slots = slots
      self.punctuality = punctuality
      self.toleranceBefore = toleranceBefore
      self.toleranceAfter = toleranceAfter
      self.priorityOnTime = priorityOnTime
      self.priorityLate = priorityLate
      self.next = next
    }
  }

  /// An exclusive choice.
  package enum Choice: Sendable, Hashable {
    /// One branch by probability. A single branch needs no draw.
    case probability([PlanBranch])
    /// One list of branches per value of an attribute: `lists[value]`. A value without a list
    /// takes the last list.
    case attribute(slot: Int, lists: [[PlanBranch]])
    /// The edges named by a script: `scripts[case][visit]` is an index in `edges`.
    ///
    /// The case is its number within its stream. A visit beyond the script takes the first edge.
    case scripted(scripts: [[Int]], edges: [PlanEdge])
  }
}

/// A change of a time by an attribute of the case: `x = x * factor + add`.
package struct PlanAdjustment: Sendable, Hashable {
  /// One row of the table: what one attribute value does.
  package struct Entry: Sendable, Hashable, BitwiseCopyable {
    /// The factor.
    package var factor: Double
    /// The addend in microseconds.
    package var addMicros: Double

    /// Creates an entry; the default changes nothing.
    package init(factor: Double = 1, addMicros: Double = 0) {
      self.factor = factor
      self.addMicros = addMicros
    }
  }

  /// The attribute slot, 0...7.
  package var slot: Int
  /// One entry per attribute value; a value without an entry changes nothing.
  package var entries: [Entry]

  /// Creates an adjustment.
  package init(slot: Int, entries: [Entry]) {
    self.slot = slot
    self.entries = entries
  }
}
