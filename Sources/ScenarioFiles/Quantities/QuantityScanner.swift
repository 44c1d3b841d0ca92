// SPDX-License-Identifier: Apache-2.0

/// A small scanner over the text of a quantity: numbers, words, punctuation.
struct QuantityScanner {
  /// A piece of a quantity.
  enum Token: Equatable {
    case number(Double)
    case word(String)
    case mark(Character)
  }

  /// What cannot be read, in words for the person at the terminal.
  struct Problem: Error, Equatable {
    let message: String
  }

  private(set) var tokens: [Token] = []
  private var position = 0

  /// Splits a text into tokens.
  init(_ text: String) throws(Problem) {
    var rest = Substring(text)
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
      } else if first.isASCII, first.isNumber || first == "." {
        tokens.append(.number(try Self.number(from: &rest)))
      } else if first.isASCII, first.isLetter {
        let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        rest = rest.dropFirst(word.count)
        tokens.append(.word(String(word)))
      } else if "(),:%+-*/".contains(first) {
        tokens.append(.mark(first))
        rest.removeFirst()
      } else {
        throw Problem(message: "'\(first)' does not belong in a quantity")
      }
    }
  }

  private static func number(from rest: inout Substring) throws(Problem) -> Double {
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    rest = rest.dropFirst(digits.count)
    guard digits.count(where: { $0 == "." }) <= 1, digits != ".", digits.count <= 20,
      let value = Double(digits), value.isFinite
    else {
      throw Problem(
        message: digits.count > 20
          ? "a number of \(digits.count) digits is too long; at most 20 are read"
          : "'\(digits)\(rest.prefix { $0.isLetter })' is not a number; write for example '12' or "
            + "'0.5'")
    }
    // One way to write each number: 010 is eight to some readers and ten to others.
    if digits.first == "." {
      throw Problem(message: "'\(digits)' is not written in full; write '0\(digits)'")
    }
    if digits.last == "." {
      throw Problem(message: "'\(digits)' is not written in full; write '\(digits.dropLast())'")
    }
    if digits.first == "0", digits.dropFirst().first.map({ $0 != "." }) ?? false {
      let rest = digits.drop { $0 == "0" }
      let plain = rest.first == nil || rest.first == "." ? "0" + rest : String(rest)
      throw Problem(message: "'\(digits)' begins with a zero; write '\(plain)'")
    }
    if let next = rest.first, next == "e" || next == "E",
      rest.dropFirst().first.map({ $0.isNumber || $0 == "-" || $0 == "+" }) ?? false
    {
      let exponent = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "+" }
      throw Problem(
        message: "'\(digits)\(exponent)' has an exponent; write the number in full")
    }
    return value
  }

  /// The next token, not taken.
  var peek: Token? { position < tokens.count ? tokens[position] : nil }

  /// Whether everything has been taken.
  var isAtEnd: Bool { position == tokens.count }

  /// Takes the next token.
  mutating func next() -> Token? {
    guard position < tokens.count else { return nil }
    defer { position += 1 }
    return tokens[position]
  }

  /// Takes a mark if it is next.
  mutating func take(_ mark: Character) -> Bool {
    guard peek == .mark(mark) else { return false }
    position += 1
    return true
  }

  /// Takes the next word, if a word is next.
  mutating func takeWord() -> String? {
    guard case .word(let word)? = peek else { return nil }
    position += 1
    return word
  }

  /// Takes a number with an optional sign.
  mutating func takeNumber() -> Double? {
    let start = position
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard case .number(let value)? = peek else {
      position = start
      return nil
    }
    position += 1
    return isNegative ? -value : value
  }
}
