// SPDX-License-Identifier: Apache-2.0

import HallEngine
package import TransferModel

/// How the instants of a record are written.
package struct TimeText: Sendable {
  /// The forms.
  package enum Form: Sendable, Hashable {
    /// Local civil time, `2021-03-01T09:00:00.000000` (ISO 8601).
    case civil
    /// The same with `+00:00` behind it, for formats that ask for an offset.
    case civilWithOffset
    /// Seconds since the start of the run with six decimals, for packs without a calendar.
    case seconds
  }

  private let from: CivilDate
  private let form: Form
  private var midnight: Int64 = -1
  /// The date that begins at `midnight` and the letter T, as bytes of two words.
  private var date: (UInt64, UInt64) = (0, 0)
  private var length = 0

  /// Creates a text for instants counted from the midnight that begins a date.
  package init(from date: CivilDate, _ form: Form) {
    from = date
    self.form = form
  }

  /// Adds an instant, which is not negative.
  @inline(__always)
  package mutating func write(_ instant: Int64, to writer: inout ByteWriter) {
    if form == .seconds {
      let micros = UInt64(bitPattern: instant)
      let seconds = micros / 1_000_000
      writer.add(number: seconds)
      writer.add(UInt8(ascii: "."))
      writer.add(sixDigits: micros &- seconds &* 1_000_000)
      return
    }
    if instant &- midnight >= HallEngine.day || instant < midnight || midnight < 0 { open(instant) }
    writer.add(date, count: length)
    let rest = UInt64(bitPattern: instant &- midnight)
    let seconds = UInt32(truncatingIfNeeded: rest / 1_000_000)
    let minutes = seconds / 60
    let hours = minutes / 60
    writer.addClock(hours, minutes &- hours &* 60, seconds &- minutes &* 60)
    writer.add(sixDigits: rest &- UInt64(seconds) &* 1_000_000)
    if form == .civilWithOffset { writer.add("+00:00") }
  }

  @inline(never)
  private mutating func open(_ instant: Int64) {
    let day = instant / HallEngine.day
    midnight = day * HallEngine.day
    // A date has at most 12 characters within the reach of the clock.
    let text = Array("\(from.adding(days: Int(day)))T".utf8)
    length = min(16, text.count)
    date = (0, 0)
    for (index, byte) in text.prefix(16).enumerated() {
      if index < 8 {
        date.0 |= UInt64(byte) << UInt64(8 * index)
      } else {
        date.1 |= UInt64(byte) << UInt64(8 * (index - 8))
      }
    }
  }

  /// Returns an instant as text, the same as is written.
  package func text(_ instant: Int64) -> String {
    func digits(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let fraction = "." + digits(instant % HallEngine.second, 6)
    if form == .seconds { return "\(instant / HallEngine.second)" + fraction }
    let day = from.adding(days: Int(instant / HallEngine.day))
    let rest = instant % HallEngine.day
    return "\(day)T" + digits(rest / HallEngine.hour, 2) + ":"
      + digits(rest % HallEngine.hour / HallEngine.minute, 2) + ":"
      + digits(rest % HallEngine.minute / HallEngine.second, 2) + fraction
      + (form == .civilWithOffset ? "+00:00" : "")
  }
}
