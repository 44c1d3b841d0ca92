// SPDX-License-Identifier: Apache-2.0

/// What a record knows of a case as a whole.
///
/// Instants are microseconds; ``HallEngine/never`` is one that had not come when the run ended.
package struct RecordedCase: BitwiseCopyable, Sendable, Hashable {
  /// When it was created.
  package var created: Int64
  /// When its last token was consumed.
  package var ended: Int64
  /// When the applicant first acted.
  package var grossStart: Int64
  /// When the result was in hand.
  package var grossEnd: Int64
  /// When it was accepted.
  package var legalStart: Int64
  /// The book entry.
  package var legalEnd: Int64
  /// The attributes, a byte each from the lowest.
  package var attributes: UInt64
  /// The number within its stream.
  package var caseNumber: UInt32
  /// The index of the stream.
  package var stream: UInt16
  /// The index of the scenario.
  package var scenario: UInt16
  /// How it ended, where it has.
  package var outcome: Outcome
  /// Whether it was created after the warm-up.
  package var isCounted: Bool

  init(_ record: CaseRecord, ended: Int64) {
    created = record.created
    self.ended = ended
    grossStart = record.grossStart
    grossEnd = record.grossEnd
    legalStart = record.legalStart
    legalEnd = record.legalEnd
    attributes = record.attributes
    caseNumber = record.caseNumber
    stream = record.stream
    scenario = record.scenario
    outcome = record.outcome
    isCounted = record.isCounted
  }

  /// Whether it has ended.
  package var hasEnded: Bool { ended != HallEngine.never }

  /// Returns the value of an attribute.
  package func attribute(_ slot: Int) -> Int { CaseRecord.value(attributes, slot) }
}
