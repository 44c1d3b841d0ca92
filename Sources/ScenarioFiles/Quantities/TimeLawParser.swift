// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// Reads the text of a duration law, such as `24 min` or `lognormal(median 2 wd, p95 8 wd)`.
///
/// Grammar: `number unit`, or `family(arguments) unit`, or `family(number unit, …)`; named
/// arguments carry their name in front (`mean 15`), `min` and `max` clamp. Units: `s`, `min`, `h`,
/// `d` (24 h elapsed) and `wd` (working days). `0` needs no unit. No number may pass a hundred
/// years (36500 d or wd), and laws are nested at most three deep.
package struct TimeLawParser {
  private var scanner: QuantityScanner
  private let text: String
  private let allowsNegative: Bool
  private var depth = 0

  /// The deepest nesting of mixtures.
  private static let maximumDepth = 3

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
  /// - Returns: The law, with the text it was read from.
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
        message: (text.isEmpty ? "nothing" : "'\(text)'")
          + " is not a duration; write for example '24 min', '2 wd' or "
          + "'triangular(15, 24, 50) min'")
    }
    let quantity = Quantity(value: number, unit: scanner.takeWord())
    let (values, unit) = try scale([quantity], outer: nil)
    try require(
      values[0] >= 0 || allowsNegative,
      "a duration cannot be negative; the least is '0 min', not '\(text)'")
    // The clock counts microseconds; minutes × 60 000 000, rounded half to even.
    try require(
      values[0] == 0 || unit != .elapsed
        || (values[0].magnitude * 60e6).rounded(.toNearestOrEven) > 0,
      "'\(text)' rounds to nothing on a clock of microseconds; the least above 0 is '0.000001 s'")
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
    if family == "mixture" || family == "empirical" {
      depth += 1
      defer { depth -= 1 }
      try require(
        depth <= Self.maximumDepth, "mixtures are nested at most \(Self.maximumDepth) deep")
      return try weighted(family)
    }
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
      try checkSize(quantity.value * factor, unit)
      values.append(quantity.value * factor)
    }
    return (values, found)
  }

  private func checkSize(_ value: Double, _ unit: TimeLaw.Unit) throws(Problem) {
    try require(
      abs(value) <= TimeUnits.limit(of: unit),
      "'\(text)' holds a time of more than a hundred years; at most 36500 d or 36500 wd")
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
    let shape: TimeLawShape
    do {
      shape = try TimeLawShape(family: family, positional: p, named: n)
    } catch {
      throw Problem(message: "\(error.message) in '\(text)'")
    }
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
    try require(
      allowsNegative || (lowest ?? 0) >= 0 && (highest ?? 0) >= 0,
      "a duration cannot be negative; min and max must be at least 0 in '\(text)'")
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
        let scaled = value * (outer?.factor ?? 1)
        if let outer { try checkSize(scaled, outer.unit) }
        values.append(.init(value: scaled, share: part.share))
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

  /// The largest time, a hundred years: in minutes (elapsed) or working days (working).
  static func limit(of unit: TimeLaw.Unit) -> Double {
    unit == .elapsed ? 36_500 * 1440 : 36_500
  }

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
