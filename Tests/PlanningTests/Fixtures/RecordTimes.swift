// SPDX-License-Identifier: Apache-2.0

import Foundation
import TransferModel

/// Reads the instants of records again, by other means than the program writes them.
enum RecordTimes {
  /// Microseconds of a time with six decimals, with or without a date and an offset; nil for others.
  static func micros(_ text: String) -> Int64? {
    let local = text.hasSuffix("+00:00") ? String(text.dropLast(6)) : text
    let parts = local.split(separator: "T")
    guard let clock = parts.last else { return nil }
    let digits = clock.split(separator: ".")
    guard digits.count == 2, digits[1].count == 6, let fraction = Int64(digits[1]) else {
      return nil
    }
    let fields = digits[0].split(separator: ":").compactMap { Int64($0) }
    let seconds = fields.reduce(0) { $0 * 60 + $1 }
    let days = parts.count == 2 ? CivilDate(text: String(parts[0])).map { Int64($0.dayNumber) } : 0
    return days.map { ($0 * 86_400 + seconds) * 1_000_000 + fraction }
  }
}
