// SPDX-License-Identifier: Apache-2.0

extension PlanNode {
  /// Where the applicant is while a token is at the node.
  package enum Presence: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// The node says nothing: the applicant stays where he is.
    case unchanged
    /// The applicant is outside; entering the node ends the trip.
    case away
    /// The applicant is in the hall; entering the node from outside starts a trip.
    case inHall
    /// The applicant is out, but the trip goes on if he is back on the same calendar day.
    ///
    /// The time of the pause is not hall time.
    case pause
  }

  /// What entering the node adds to the case's counters.
  package enum Counter: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// Nothing.
    case none
    /// A request for a supplement (补正).
    case supplement
    /// A one-time notice before acceptance (一次性告知).
    case notice
    /// A trip to a utility company.
    case utilityTrip
  }

  /// The marks of a node; the default bears none.
  ///
  /// Marks "at entry" act when a token enters, before it queues; marks "at completion" act when the
  /// token leaves by its ordinary edge (not when it balks or reneges).
  package struct Marks: Sendable, Hashable {
    /// Where the applicant is.
    package var presence: Presence
    /// At entry: the gross clock starts, unless it started before.
    package var startsGross: Bool
    /// At completion: the gross clock ends; the last mark counts.
    package var endsGross: Bool
    /// At completion: the legal clock starts (acceptance), unless it started before.
    package var startsLegal: Bool
    /// At completion: the legal clock ends (book entry); the last mark counts.
    package var endsLegal: Bool
    /// From entry to exit: the legal clock stands still.
    ///
    /// Overlapping stops count once.
    package var stopsLegal: Bool
    /// At entry: what is counted.
    package var counter: Counter
    /// At entry: the applicant takes a new ticket; sets the case's ticket time.
    package var newTicket: Bool

    /// Creates marks.
    package init(
      presence: Presence = .unchanged, startsGross: Bool = false, endsGross: Bool = false,
      startsLegal: Bool = false, endsLegal: Bool = false, stopsLegal: Bool = false,
      counter: Counter = .none, newTicket: Bool = false
    ) {
      self.presence = presence
      self.startsGross = startsGross
      self.endsGross = endsGross
      self.startsLegal = startsLegal
      self.endsLegal = endsLegal
      self.stopsLegal = stopsLegal
      self.counter = counter
      self.newTicket = newTicket
    }
  }
}
