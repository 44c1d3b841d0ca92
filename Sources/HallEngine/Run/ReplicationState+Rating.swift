// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  /// Rates a case that was done or refused; other cases end without anybody to ask.
  @inline(never)
  mutating func rate(
    _ record: UnsafeMutablePointer<CaseRecord>, _ row: UnsafeMutablePointer<ScenarioState>
  ) {
    let outcome = record.pointee.outcome
    guard let rating, outcome == .done || outcome == .refused else { return }
    var rated = RatingFormula.Case()
    rated.wait = record.pointee.hallWait
    rated.trips = Int(record.pointee.trips)
    rated.isSupplemented = record.pointee.supplements > 0
    rated.isLate = isOnTime(record) == false
    rated.isRefused = outcome == .refused
    row.pointee.rating.add(rated, rating)
  }

  /// Whether a case kept its commitment; nil without a commitment, acceptance or book entry.
  @inline(__always)
  mutating func isOnTime(_ record: UnsafeMutablePointer<CaseRecord>) -> Bool? {
    let start = record.pointee.legalStart
    let end = record.pointee.legalEnd
    let commitment = scenarios[Int(record.pointee.scenario)].pointee.commitment
    guard commitment >= 0, start != HallEngine.never, end != HallEngine.never else { return nil }
    let days =
      clock.dayNumber(of: end) - clock.dayNumber(of: start)
      - Int(record.pointee.stoppedDays)
    return days <= commitment
  }
}
