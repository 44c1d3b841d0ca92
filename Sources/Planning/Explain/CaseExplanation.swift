// SPDX-License-Identifier: Apache-2.0

package import HallEngine

/// Why every microsecond between the beginning and the end of a case passed, along its critical path.
package struct CaseExplanation: Sendable {
  /// The place in line that a visit met.
  package struct Line: Sendable, Hashable {
    /// Its class, 0 first.
    package var priority: Int
    /// The tokens that waited on joining.
    package var ahead: Int
    /// Those of them in a better class.
    package var aheadInBetterClass: Int
    /// Those who joined later and were called earlier.
    package var overtakenBy: Int
  }

  /// A stretch of time with one reason, at one node.
  package struct Step: Sendable, Hashable {
    /// The beginning in microseconds.
    package var start: Int64
    /// The end.
    package var end: Int64
    /// Why it passed.
    package var reason: TimeReason
    /// The node of the plan.
    package var node: Int
    /// The place in line; only at the first step of a visit that waited for a server.
    package var line: Line?

    /// The length in microseconds.
    package var micros: Int64 { end - start }
  }

  /// A join on the critical path, whose last branch is the one that is followed.
  package struct Join: Sendable, Hashable {
    /// The node of the plan.
    package var node: Int
    /// When the last branch came.
    package var time: Int64
    /// The last node of each other branch, and how long it waited for the last one.
    package var others: [Branch]
  }

  /// A branch that waited at a join.
  package struct Branch: Sendable, Hashable {
    /// Its last node before the join.
    package var node: Int
    /// How long it waited in microseconds.
    package var micros: Int64
  }

  /// The case.
  package let recorded: RecordedCase
  /// Whether the result was in hand, or else the case over, when the run ended.
  package let isFinished: Bool
  /// The beginning: the first act of the applicant, else the creation.
  package let start: Int64
  /// The end: the result in hand, else the end of the case, else that of the run.
  package let end: Int64
  /// The steps, one after the other without gaps, none of them empty.
  package let steps: [Step]
  /// The joins passed, in order.
  package let joins: [Join]

  /// The name of the case in the record.
  package var name: String { StudyRecord.name(recorded.stream, recorded.caseNumber) }

  /// The gross time in microseconds.
  package var micros: Int64 { end - start }

  /// The sum of the steps by reason, those that occur, in the order of ``TimeReason``.
  package var totals: [(reason: TimeReason, micros: Int64)] {
    TimeReason.allCases.compactMap { reason in
      let sum = steps.reduce(0) { $1.reason == reason ? $0 + $1.micros : $0 }
      return sum > 0 ? (reason, sum) : nil
    }
  }

  /// Whether the steps follow one another from the beginning to the end.
  package var isComplete: Bool {
    var next = start
    for step in steps {
      guard step.start == next, step.end > step.start else { return false }
      next = step.end
    }
    return next == end
  }
}
