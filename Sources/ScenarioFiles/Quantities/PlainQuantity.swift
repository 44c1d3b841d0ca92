// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the short quantities of a pack: shares, counts, working days, rates, changes of a time.
enum PlainQuantity {
  /// Reads a share, `12 %` or `0.12`, in [0, 1]; the message says what is wrong.
  static func share(_ text: String) -> Result<Double, QuantityScanner.Problem> {
    guard var scanner = try? QuantityScanner(text), let number = scanner.takeNumber() else {
      return .failure(
        .init(message: "'\(text)' is not a share; write for example '12 %' or '0.12'"))
    }
    let isPercent = scanner.take("%")
    guard scanner.isAtEnd else {
      return .failure(
        .init(message: "'\(text)' is not a share; write for example '12 %' or '0.12'"))
    }
    let value = isPercent ? number / 100 : number
    guard (0...1).contains(value) else {
      let bound = value < 0 ? "0 %" : "100 %"
      return .failure(
        .init(
          message: "the share '\(text)' lies outside 0 … 100 %; the nearest legal value is \(bound)"
        ))
    }
    return .success(value)
  }

  /// Reads a whole number, nil for anything else.
  static func count(_ text: String) -> Int? {
    guard !text.isEmpty, text.count <= 9, text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(text)
  }

  /// Reads whole working days such as `30 wd`, nil for anything else.
  static func workingDays(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[1] == "wd" else { return nil }
    return count(String(parts[0]))
  }

  /// Reads a plain non-negative number without a unit, nil for anything else.
  static func number(_ text: String) -> Double? {
    guard var scanner = try? QuantityScanner(text), let value = scanner.takeNumber(),
      scanner.isAtEnd, value >= 0
    else { return nil }
    return value
  }

  /// Reads minutes such as `20 min` or `30 s`, nil for laws, working days and anything else.
  static func minutes(_ text: String, allowsNegative: Bool = false) -> Double? {
    guard let law = try? TimeLawParser.parse(text, allowsNegative: allowsNegative),
      case .constant(let value) = law.family, law.unit == .elapsed
    else { return nil }
    return value
  }

  /// Reads a rate such as `0.9 per min` or `220 per wd`, as arrivals per day.
  ///
  /// `per day` and `per wd` both count per day on which the pattern lets anyone arrive.
  static func ratePerDay(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1] == "per", let value = number(String(parts[0])) else {
      return nil
    }
    switch parts[2] {
    case "min": return value * 1440
    case "h": return value * 24
    case "d", "day", "wd": return value
    default: return nil
    }
  }

  /// Reads a change of a time such as `x 0.55`, `+ 6 min` or `x 1.1 + 6 min`.
  static func change(_ text: String) -> TimeAdjustment.Change? {
    guard var scanner = try? QuantityScanner(text) else { return nil }
    var factor = 1.0
    var add = 0.0
    var isAny = false
    if scanner.peek == .word("x") {
      _ = scanner.next()
      guard let value = scanner.takeNumber(), value >= 0 else { return nil }
      factor = value
      isAny = true
    }
    if scanner.take("+") {
      guard let value = scanner.takeNumber(), value >= 0, let unit = scanner.takeWord(),
        let (scale, kind) = TimeUnits.factor(of: unit), kind == .elapsed
      else { return nil }
      add = value * scale
      isAny = true
    }
    guard isAny, scanner.isAtEnd else { return nil }
    return TimeAdjustment.Change(factor: factor, addMinutes: add)
  }
}

/// Numbers as people read them in messages.
package enum PlainNumber {
  /// Returns a share as a percentage with up to four decimals, without trailing zeros.
  package static func percent(_ share: Double) -> String { "\(decimal(share * 100, places: 4)) %" }

  /// Returns a number with up to a number of decimals, without trailing zeros.
  package static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    guard abs(value) * scale < 9e18 else { return "\(value)" }
    let scaled = Int64((abs(value) * scale).rounded())
    let whole = scaled / Int64(scale)
    var fraction = String(scaled % Int64(scale))
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled != 0 ? "-" : ""
    return fraction.isEmpty || places == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}
