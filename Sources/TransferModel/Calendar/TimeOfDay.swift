// SPDX-License-Identifier: Apache-2.0

/// A time of day in whole minutes after midnight; 24:00 is the end of the day.
package struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Minutes after midnight, 0…1440.
  package let minutes: Int

  /// Creates a time; nil outside 0…1440.
  package init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// Reads `08:30`; hours 00…24, minutes 00…59, and `24:00` the latest; nil for anything else.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
    else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  /// The form `08:30`.
  package var description: String {
    let hour = minutes / 60
    let minute = minutes % 60
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

/// A stretch of a day, from a start up to but not including an end.
package struct DayInterval: Sendable, Hashable, CustomStringConvertible {
  /// When it starts.
  package let start: TimeOfDay
  /// When it ends, later than `start`.
  package let end: TimeOfDay

  /// Creates an interval; nil unless the end is later than the start.
  package init?(start: TimeOfDay, end: TimeOfDay) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  /// Reads `08:30-12:00`; nil for anything else.
  package init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = TimeOfDay(text: parts[0]),
      let end = TimeOfDay(text: parts[1])
    else { return nil }
    self.init(start: start, end: end)
  }

  /// The length in minutes.
  package var minutes: Int { end.minutes - start.minutes }

  /// The form `08:30-12:00`.
  package var description: String { "\(start)-\(end)" }
}
