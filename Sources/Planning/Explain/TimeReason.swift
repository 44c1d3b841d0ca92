// SPDX-License-Identifier: Apache-2.0

/// Why time passes in a case.
package enum TimeReason: String, Sendable, Hashable, CaseIterable {
  /// The doors are shut: a wait until the named hours open.
  case doors
  /// Lead time of an appointment, and its slot.
  case appointment
  /// The pool is closed by its hours.
  case poolClosed
  /// The hall stays closed for the day.
  case hallClosed
  /// The pool is open, but nobody is on duty: all have a break, are lent or absent.
  case unmanned
  /// An outage stops the step.
  case outage
  /// Others are served first.
  case queue
  /// The server who took the case called a ticket before it that nobody answered.
  case absentCall
  /// The server who took the case was away after the service before.
  case pause
  /// Service with the applicant there.
  case service
  /// Staff work without the applicant.
  case deskWork
  /// A step done by a system.
  case automatic
  /// A step the applicant does.
  case applicant
  /// A wait is over, and the next round of the courier has not come.
  case round
  /// A wait during which the legal clock stands still: a notice period, a supplement.
  case clockStopped
  /// A wait on a legal basis, with the legal clock running.
  case statutory
  /// Another wait between acceptance and book entry.
  case wait
  /// Another wait before acceptance or after book entry: the applicant is away, or papers are on
  /// their way.
  case away
  /// Other branches have not come to the join.
  case join
}
