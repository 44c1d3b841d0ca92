// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// Reads the text of a duration law, such as `24 min` or `lognormal(median 2 wd, p95 8 wd)`.
///
/// Grammar: `number unit`, or `family(arguments) unit`, or `family(number unit, …)`; named
/// arguments carry their name in front (`mean 15`), `min` and `max` clamp. Units: `s`, `min`, `h`,
/// `d` (24 h elapsed) and `wd` (working days). `0` needs no unit.
package struct TimeLawParser {
  private var scanner: QuantityScanner
  private let text: String
  private let allowsNegative: Bool

  /// Why a text is not a law.
  package struct Problem: Error, Equatable {
    /// What is wrong and what would be right.
    package let message: String
  }

  private static let familyNames = [
    "uniform", "triangular", "exponential", "erlang", "gamma", "normal", "lognormal", "weibull",
    "pert", "poisson", "empirical", "mixture",
  ]

  private init(_ text: String, allowsNegative: Bool) throws(Problem) {
    self.text = text
    self.allowsNegative = allowsNegative
    do { scanner = try QuantityScanner(text) } catch { throw Problem(message: error.message) }
  }

  /// Parses a law.
  ///
  /// - Parameters:
  ///   - text: The text as written in the pack.
  ///   - allowsNegative: Whether values below zero make sense (punctuality).
  /// - Throws: ``Problem`` with a message for the person who wrote it.
  package static func parse(_ text: String, allowsNegative: Bool = false) throws(Problem) -> TimeLaw
  {
    var parser = try TimeLawParser(text, allowsNegative: allowsNegative)
    let draft = try parser.law()
    guard parser.scanner.isAtEnd else {
      throw Problem(message: "there is more after the duration '\(text)'; end it at its unit")
    }
    guard let unit = draft.unit ?? (draft.isZero ? .elapsed : nil) else {
      throw Problem(message: "'\(text)' has no unit; write one of s, min, h, d, wd after it")
    }
    return TimeLaw(
      draft.family, unit: unit, minimum: draft.minimum, maximum: draft.maximum, text: text)
  }

  /// Returns whether a text begins as a law does, with a number or the name of a family.
  ///
  /// `false` is certain, and much cheaper than an error that ``parse(_:allowsNegative:)`` explains.
  static func mayBegin(_ text: String) -> Bool {
    let rest = text.utf8.drop { $0 == UInt8(ascii: " ") }
    guard let first = rest.first else { return false }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      return true
    default:
      return familyNames.contains { rest.starts(with: $0.utf8) }
    }
  }

  private struct Draft {
    var family: TimeLaw.Family
    var unit: TimeLaw.Unit?
    var minimum: Double?
    var maximum: Double?

    var isZero: Bool { family == .constant(0) }
  }

  /// A number, scaled to minutes or working days once its unit is known.
  private struct Quantity {
    var value: Double
    var unit: String?
  }

  private mutating func law() throws(Problem) -> Draft {
    if let family = scanner.takeWord() { return try named(family) }
    guard let number = scanner.takeNumber() else {
      throw Problem(
        message: "'\(text)' is not a duration; write for example '24 min', '2 wd' or "
          + "'triangular(15, 24, 50) min'")
    }
    let quantity = Quantity(value: number, unit: scanner.takeWord())
    let (values, unit) = try scale([quantity], outer: nil)
    try require(values[0] >= 0 || allowsNegative, "a duration cannot be negative")
    return Draft(family: .constant(values[0]), unit: unit)
  }

  private mutating func named(_ family: String) throws(Problem) -> Draft {
    guard Self.familyNames.contains(family) else {
      throw Problem(
        message:
          "'\(family)' is not a known law\(NearestName.hint(for: family, in: Self.familyNames))"
      )
    }
    try require(scanner.take("("), "write the parameters of \(family) in brackets")
    if family == "mixture" || family == "empirical" { return try weighted(family) }
    var positional: [Quantity] = []
    var named: [String: Quantity] = [:]
    repeat {
      let name = scanner.takeWord()
      guard let number = scanner.takeNumber() else {
        throw Problem(message: "a parameter of \(family) is not a number in '\(text)'")
      }
      var unit: String?
      if case .word(let word)? = scanner.peek {
        unit = word
        _ = scanner.next()
      }
      if let name {
        try require(named[name] == nil, "parameter '\(name)' of \(family) is given twice")
        named[name] = Quantity(value: number, unit: unit)
      } else {
        try require(named.isEmpty, "unnamed parameters of \(family) come before named ones")
        positional.append(Quantity(value: number, unit: unit))
      }
    } while scanner.take(",")
    try require(scanner.take(")"), "the bracket of \(family) is not closed in '\(text)'")
    let outer = scanner.takeWord()
    return try build(family, positional, named, outer: outer)
  }

  /// Brings quantities to one unit: an outer unit serves those that have none of their own.
  private func scale(_ quantities: [Quantity], outer: String?) throws(Problem)
    -> (values: [Double], unit: TimeLaw.Unit?)
  {
    var values: [Double] = []
    var found: TimeLaw.Unit?
    for quantity in quantities {
      guard let name = quantity.unit ?? outer else {
        guard quantity.value == 0 || quantities.allSatisfy({ $0.unit == nil }) else {
          throw Problem(message: "some numbers of '\(text)' have a unit and some have none")
        }
        values.append(quantity.value)
        continue
      }
      guard let (factor, unit) = TimeUnits.factor(of: name) else {
        throw Problem(
          message: "'\(name)' is not a unit of time"
            + NearestName.hint(for: name, in: TimeUnits.names))
      }
      if let other = found, other != unit, quantity.value != 0 {
        throw Problem(
          message: "'\(text)' mixes working days (wd) with elapsed time; use one of them")
      }
      if quantity.value != 0 || found == nil { found = unit }
      values.append(quantity.value * factor)
    }
    return (values, found)
  }

  // MARK: Families

  private mutating func build(
    _ family: String, _ positional: [Quantity], _ named: [String: Quantity], outer: String?
  ) throws(Problem) -> Draft {
    let plain: Set<String> = ["cv", "sigma", "shape", "k"]
    for (name, quantity) in named where plain.contains(name) {
      try require(quantity.unit == nil, "'\(name)' of \(family) has no unit")
    }
    let timed = named.filter { !plain.contains($0.key) }.sorted { $0.key < $1.key }
    let (scaled, unit) = try scale(positional + timed.map(\.value), outer: outer)
    let p = Array(scaled.prefix(positional.count))
    var n = Dictionary(
      uniqueKeysWithValues: zip(timed.map(\.key), scaled.dropFirst(positional.count)))
    for (name, quantity) in named where plain.contains(name) { n[name] = quantity.value }
    let shape = try TimeLawShape(family: family, positional: p, named: n)
    let result: TimeLaw.Family
    do {
      result = try shape.family(allowsNegative: allowsNegative)
    } catch {
      throw Problem(message: "\(error.message) in '\(text)'")
    }
    let lowest = shape.minimum
    let highest = shape.maximum
    if let lowest, let highest {
      try require(lowest < highest, "min must be below max in '\(text)'")
    }
    if let lowest { try require(lowest >= 0 || allowsNegative, "min cannot be negative") }
    return Draft(family: result, unit: unit, minimum: lowest, maximum: highest)
  }

  private mutating func weighted(_ family: String) throws(Problem) -> Draft {
    var parts: [(share: Double, draft: Draft)] = []
    repeat {
      guard let share = scanner.takeNumber() else {
        throw Problem(message: "each part of \(family) begins with its share, as in '70 %: 0 min'")
      }
      let value = scanner.take("%") ? share / 100 : share
      try require(value >= 0 && value <= 1, "a share of \(family) lies outside 0 … 100 %")
      try require(scanner.take(":"), "write ':' between share and value in \(family)")
      parts.append((value, try law()))
    } while scanner.take(",")
    try require(scanner.take(")"), "the bracket of \(family) is not closed in '\(text)'")
    var outer: (factor: Double, unit: TimeLaw.Unit)?
    if let name = scanner.takeWord() {
      guard let found = TimeUnits.factor(of: name) else {
        throw Problem(
          message: "'\(name)' is not a unit of time"
            + NearestName.hint(for: name, in: TimeUnits.names))
      }
      try require(
        parts.allSatisfy { $0.draft.unit == nil },
        "a unit after \(family) serves parts without units; here a part has its own")
      outer = found
    }
    let total = parts.reduce(0) { $0 + $1.share }
    try require(
      abs(total - 1) <= 1e-9,
      "the shares of \(family) add up to \(PlainNumber.percent(total)), not 100 %")
    let units = Set(parts.filter { !$0.draft.isZero }.compactMap(\.draft.unit))
    try require(
      units.count <= 1, "'\(text)' mixes working days (wd) with elapsed time; use one of them")
    let unit = outer?.unit ?? units.first ?? parts.compactMap(\.draft.unit).first
    if family == "empirical" {
      var values: [TimeLaw.WeightedValue] = []
      for part in parts {
        guard case .constant(let value) = part.draft.family else {
          throw Problem(message: "empirical takes plain values; use mixture for laws")
        }
        values.append(.init(value: value * (outer?.factor ?? 1), share: part.share))
      }
      return Draft(family: .empirical(values), unit: unit)
    }
    try require(outer == nil, "give each part of a mixture its own unit")
    guard let unit else {
      throw Problem(message: "'\(text)' has no unit; write one of s, min, h, d, wd")
    }
    let laws = parts.map { part in
      TimeLaw.WeightedLaw(
        law: TimeLaw(
          part.draft.family, unit: unit, minimum: part.draft.minimum, maximum: part.draft.maximum,
          text: ""), share: part.share)
    }
    return Draft(family: .mixture(laws), unit: unit)
  }

  private func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(Problem) {
    if !condition { throw Problem(message: message()) }
  }
}

/// The units of time a pack may use.
enum TimeUnits {
  /// Their names, shortest time first.
  static let names = ["s", "min", "h", "d", "wd"]

  /// Returns the factor to minutes (elapsed) or working days (working).
  static func factor(of name: String) -> (factor: Double, unit: TimeLaw.Unit)? {
    switch name {
    case "s": (1.0 / 60, .elapsed)
    case "min": (1, .elapsed)
    case "h": (60, .elapsed)
    case "d": (1440, .elapsed)
    case "wd": (1, .working)
    default: nil
    }
  }
}
