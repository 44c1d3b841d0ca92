// SPDX-License-Identifier: Apache-2.0

import HallEngine
package import TransferModel

/// The period a run covers.
package struct StudyPeriod: Sendable, Hashable {
  /// How a run ends.
  package enum End: Sendable, Hashable {
    /// At closing time of the last of so many working days, the warm-up included.
    case workingDays(Int)
    /// When the hall is empty again after so many cases have arrived.
    case cases(Int)
  }

  /// The first calendar day; statistics and clocks count from its midnight.
  package var from: CivilDate
  /// How it ends.
  package var end: End
  /// Working days at the beginning that are not counted.
  package var warmUpDays: Int
  /// Microseconds after those days that are not counted either; 0 but in calendars without nights.
  package var warmUpRest: Int64

  /// Creates a period.
  package init(from: CivilDate, end: End, warmUpDays: Int, warmUpRest: Int64 = 0) {
    self.from = from
    self.end = end
    self.warmUpDays = warmUpDays
    self.warmUpRest = warmUpRest
  }

  /// Sets the warm-up of a calendar whose days all have 24 hours.
  package mutating func setWarmUp(microseconds: Int64) {
    warmUpDays = Int(microseconds / HallEngine.day)
    warmUpRest = microseconds % HallEngine.day
  }
}
