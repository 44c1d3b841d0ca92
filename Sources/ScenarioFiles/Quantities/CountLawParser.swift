// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// Reads the text of a count law, such as `2` or `lognormal(median 18, sigma 0.7, min 5, max 200)`.
///
/// The families that make sense for whole numbers are written as those of durations, without a
/// unit.
package struct CountLawParser {
  /// Why a text is not a count law, in words for the person at the terminal.
  package typealias Problem = TimeLawParser.Problem

  private var scanner: QuantityScanner
  private let text: String
  private let limit: Int
  private static let families = ["uniform", "poisson", "geometric", "lognormal", "empirical"]

  private init(_ text: String, limit: Int) throws(Problem) {
    self.text = text
    self.limit = limit
    do { scanner = try QuantityScanner(text) } catch { throw Problem(message: error.message) }
  }

  /// Parses a law; `plus` is added to every draw, and no number may pass `limit`.
  ///
  /// - Throws: ``Problem`` with a message.
  package static func parse(_ text: String, plus: Int = 0, limit: Int = CountLaw.limit)
    throws(Problem) -> CountLaw
  {
    var parser = try CountLawParser(text, limit: limit)
    var law = try parser.law()
    guard parser.scanner.isAtEnd else {
      throw Problem(message: "there is more after the count '\(text)'; it has no unit")
    }
    law.plus = plus
    if let bound = law.upperBound, bound + plus > limit {
      throw Problem(
        message: "a count is at most \(limit), and '\(text)' reaches \(bound + plus)")
    }
    return law
  }

  private mutating func law() throws(Problem) -> CountLaw {
    if case .number(let value)? = scanner.peek {
      _ = scanner.next()
      return CountLaw(.constant(try whole(value)), text: text)
    }
    guard let family = scanner.takeWord() else {
      throw Problem(
        message: "'\(text)' is not a count; write for example '2' or 'poisson(mean 2.2)'")
    }
    guard Self.families.contains(family) else {
      throw Problem(
        message: "'\(family)' is no law of a count"
          + NearestName.hint(for: family, in: Self.families))
    }
    guard scanner.take("(") else {
      throw Problem(message: "write the parameters of \(family) in brackets")
    }
    let law = family == "empirical" ? try empirical() : try named(family)
    guard scanner.take(")") else {
      throw Problem(message: "the bracket of \(family) is not closed in '\(text)'")
    }
    return law
  }

  private mutating func named(_ family: String) throws(Problem) -> CountLaw {
    var positional: [Double] = []
    var named: [String: Double] = [:]
    repeat {
      let name = scanner.takeWord()
      guard let value = scanner.takeNumber() else {
        throw Problem(message: "a parameter of \(family) is not a number in '\(text)'")
      }
      if let name {
        guard named.updateValue(value, forKey: name) == nil else {
          throw Problem(message: "parameter '\(name)' of \(family) is given twice")
        }
      } else {
        positional.append(value)
      }
    } while scanner.take(",")
    do {
      let shape = try TimeLawShape(family: family, positional: positional, named: named)
      return CountLaw(
        try shape.count(limit: limit), minimum: try bound(shape.minimum),
        maximum: try bound(shape.maximum), text: text)
    } catch let problem as TimeLawShape.Problem {
      throw Problem(message: "\(problem.message) in '\(text)'")
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(message: "'\(text)' is not a count")
    }
  }

  private mutating func empirical() throws(Problem) -> CountLaw {
    var parts: [TimeLaw.WeightedValue] = []
    repeat {
      guard let share = scanner.takeNumber() else {
        throw Problem(message: "each part of empirical begins with its share, as in '70 %: 2'")
      }
      let part = scanner.take("%") ? share / 100 : share
      guard scanner.take(":"), let value = scanner.takeNumber(), (0...1).contains(part) else {
        throw Problem(message: "a part of empirical is written '70 %: 2', not as in '\(text)'")
      }
      parts.append(.init(value: Double(try whole(value)), share: part))
    } while scanner.take(",")
    let total = parts.reduce(0) { $0 + $1.share }
    guard abs(total - 1) <= 1e-9 else {
      throw Problem(
        message: "the shares of empirical add up to \(PlainNumber.percent(total)), not 100 %")
    }
    return CountLaw(.empirical(parts), text: text)
  }

  private func bound(_ value: Double?) throws(Problem) -> Int? {
    if let value { return try whole(value) }
    return nil
  }

  private func whole(_ value: Double) throws(Problem) -> Int {
    guard (0...Double(limit)).contains(value), value.rounded() == value else {
      throw Problem(
        message: "a whole number from 0 to \(limit) is expected in the count '\(text)'")
    }
    return Int(value)
  }
}

extension CountLaw {
  /// The largest draw where the law has one, before `plus`.
  fileprivate var upperBound: Int? {
    switch family {
    case .constant(let value): value
    case .uniform(_, let high): min(high, maximum ?? high)
    case .empirical(let parts): Int(parts.map(\.value).max() ?? 0)
    case .poisson, .geometric, .lognormal: maximum
    }
  }
}

extension TimeLawShape {
  /// Returns the family of a count that may reach a limit.
  func count(limit: Int) throws(Problem) -> CountLaw.Family {
    if let minimum, let maximum {
      try check(minimum <= maximum, "min must not be above max")
    }
    switch familyName {
    case "uniform":
      let (low, high) = (try value("from"), try value("to"))
      try check(
        low >= 0 && low <= high && high <= Double(limit) && low.rounded() == low
          && high.rounded() == high,
        "uniform(from, to) needs whole numbers from 0 to \(limit), from ≤ to")
      return .uniform(Int(low), Int(high))
    case "poisson":
      let mean = try positive("mean")
      try checkRange("mean", mean, 0...Double(limit))
      return .poisson(mean: mean)
    case "geometric":
      let mean = try value("mean")
      try checkRange("mean", mean, 1...Double(limit))
      return .geometric(mean: mean)
    default: return .lognormal(try lognormal())
    }
  }
}
