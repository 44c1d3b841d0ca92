// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// An event of an event log: a step in the life of a visit.
struct LoggedEvent {
  /// The transitions of the standard life cycle of IEEE 1849 that occur here.
  enum Transition: UInt8 {
    /// The work is there to be done.
    case schedule
    /// Work, or a wait, begins.
    case start
    /// It ends.
    case complete
    /// It will not be done.
    case withdraw

    /// The name in the standard.
    var name: StaticString {
      switch self {
      case .schedule: "schedule"
      case .start: "start"
      case .complete: "complete"
      case .withdraw: "withdraw"
      }
    }
  }

  /// The instant.
  var time: Int64
  /// The row of the visit.
  var row: UInt32
  /// What happened.
  var transition: Transition

  /// Whether an event comes before another: by time, then by the entries of their visits.
  static func isBefore(_ left: LoggedEvent, _ right: LoggedEvent) -> Bool {
    (left.time, left.row, left.transition.rawValue)
      < (right.time, right.row, right.transition.rawValue)
  }
}

extension StudyRecord {
  /// Adds the events of a visit that happened before the run ended.
  ///
  /// Work has `schedule` at its entry, `start` and `complete`, or `withdraw` where the applicant did
  /// not stay; a wait has `start` and `complete`, what takes no time `complete`. Gateways have none.
  func addEvents(of visit: Visit, row: UInt32, to events: inout [LoggedEvent]) {
    func add(_ time: Int64, _ transition: LoggedEvent.Transition) {
      if time <= run.end {
        events.append(LoggedEvent(time: time, row: row, transition: transition))
      }
    }
    switch nodes[Int(visit.node)].node.kind {
    case .task:
      add(visit.enabled, .schedule)
      switch visit.course {
      case .balked, .reneged: add(visit.ended, .withdraw)
      default:
        add(visit.started, .start)
        add(visit.ended, .complete)
      }
    case .wait, .gather, .first:
      add(visit.enabled, .start)
      add(visit.ended, .complete)
    case .event, .end: add(visit.ended, .complete)
    case .choose, .route, .split, .inclusive, .join, .each: break
    }
  }
}
