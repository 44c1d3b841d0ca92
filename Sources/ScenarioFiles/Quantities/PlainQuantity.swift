// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the short quantities of a pack: shares, counts, working days, rates, changes of a time.
enum PlainQuantity {
  /// The largest factor or weight.
  static let maximumNumber = 1_000_000.0
  /// The largest number of working days of a limit.
  static let maximumWorkingDays = 10_000
  /// The largest rate, in arrivals per day.
  static let maximumRatePerDay = 10_000_000.0

  /// Reads a share, `12 %` or `0.12`, in [0, 1]; the message says what is wrong.
  static func share(_ text: String) -> Result<Double, QuantityScanner.Problem> {
    var scanner: QuantityScanner
    do { scanner = try QuantityScanner(text) } catch {
      return .failure(.init(message: "'\(text)' is not a share: \(error.message)"))
    }
    let number = scanner.takeNumber()
    let isPercent = scanner.take("%")
    guard let number, scanner.isAtEnd else {
      return .failure(
        .init(message: "'\(text)' is not a share; write for example '12 %' or '0.12'"))
    }
    let value = isPercent ? number / 100 : number
    guard (0...1).contains(value) else {
      let bound =
        value < 0
        ? "the nearest legal value is 0 %"
        : !isPercent && value <= 100
          ? "write '\(PlainNumber.decimal(number, places: 6)) %' for a percentage"
          : "the nearest legal value is 100 %"
      return .failure(.init(message: "the share '\(text)' lies outside 0 … 100 %; \(bound)"))
    }
    return .success(value)
  }

  /// Reads a whole number without sign or leading zeros, nil for anything else.
  static func count(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.allSatisfy({ $0.isASCII && $0.isNumber }),
      text == "0" || text.first != "0"
    else { return nil }
    return Int(text)
  }

  /// Reads whole working days such as `30 wd`, at most ``maximumWorkingDays``; nil for anything
  /// else.
  static func workingDays(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[1] == "wd", let days = count(String(parts[0])),
      days <= maximumWorkingDays
    else { return nil }
    return days
  }

  /// Reads a plain number without a unit from 0 to ``maximumNumber``, nil for anything else.
  static func number(_ text: String) -> Double? {
    guard var scanner = try? QuantityScanner(text), let value = scanner.takeNumber(),
      scanner.isAtEnd, (0...maximumNumber).contains(value)
    else { return nil }
    return value
  }

  /// Reads minutes such as `20 min` or `30 s`, nil for laws, working days and anything else.
  static func minutes(_ text: String) -> Double? {
    guard let law = try? TimeLawParser.parse(text), case .constant(let value) = law.family,
      law.unit == .elapsed
    else { return nil }
    return value
  }

  /// Reads a rate such as `0.9 per min` or `220 per wd`, as arrivals per day; nil for anything else,
  /// for 0 and for more than ``maximumRatePerDay``.
  ///
  /// `per d` and `per wd` both count per day on which the pattern lets anyone arrive.
  static func ratePerDay(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1] == "per",
      var scanner = try? QuantityScanner(String(parts[0])), let value = scanner.takeNumber(),
      scanner.isAtEnd
    else { return nil }
    let scale: Double
    switch parts[2] {
    case "min": scale = 1440
    case "h": scale = 24
    case "d", "wd": scale = 1
    default: return nil
    }
    guard value > 0, value * scale <= maximumRatePerDay else { return nil }
    return value * scale
  }

  /// Reads how often something happens, such as `1.5 per year` or `0.4 per month`, as events a year.
  ///
  /// A year has twelve months, and 0 is never; nil for anything else and for more than 1000 a year.
  static func eventsPerYear(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1] == "per", let value = number(String(parts[0])) else {
      return nil
    }
    let scale: Double
    switch parts[2] {
    case "year": scale = 1
    case "month": scale = 12
    default: return nil
    }
    return value * scale <= 1000 ? value * scale : nil
  }

  /// Reads a change of a time such as `x 0.55`, `+ 6 min` or `x 1.1 + 6 min`.
  static func change(_ text: String) -> TimeAdjustment.Change? {
    guard var scanner = try? QuantityScanner(text) else { return nil }
    var factor = 1.0
    var add = 0.0
    var isAny = false
    if scanner.peek == .word("x") {
      _ = scanner.next()
      guard let value = scanner.takeNumber(), (0...maximumNumber).contains(value) else {
        return nil
      }
      factor = value
      isAny = true
    }
    if scanner.take("+") {
      guard let value = scanner.takeNumber(), value >= 0, let unit = scanner.takeWord(),
        let (scale, kind) = TimeUnits.factor(of: unit), kind == .elapsed,
        value * scale <= TimeUnits.limit(of: .elapsed)
      else { return nil }
      add = value * scale
      isAny = true
    }
    guard isAny, scanner.isAtEnd else { return nil }
    return TimeAdjustment.Change(factor: factor, addMinutes: add)
  }
}
