// SPDX-License-Identifier: Apache-2.0

/// One thing that is wrong, or doubtful, in a pack: where, which rule, what, and what would be right.
///
/// The rule name is stable and never reused for another meaning.
package struct Finding: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// How much a finding matters.
  package enum Severity: String, Sendable, Hashable {
    /// The pack cannot be used.
    case error
    /// The pack can be used; a person should look.
    case warning
  }

  /// Where it stands.
  package let place: SourcePlace
  /// How much it matters.
  package let severity: Severity
  /// The stable name of the rule, in kebab case.
  package let rule: String
  /// What was found, what was expected, and the nearest legal value.
  package let message: String

  /// Creates a finding.
  package init(_ severity: Severity, _ rule: String, at place: SourcePlace, _ message: String) {
    self.place = place
    self.severity = severity
    self.rule = rule
    self.message = Self.oneLine(message)
  }

  /// The longest message, in characters; what a person wrote may be longer than a person can read.
  package static let messageLength = 800

  /// Returns a text without line breaks or control characters, cut off where it is too long.
  private static func oneLine(_ text: String) -> String {
    var result = ""
    var length = 0
    for scalar in text.unicodeScalars {
      if length == messageLength { return result + "…" }
      length += 1
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// The one-line form printed on a terminal.
  package var description: String { "\(place): \(severity.rawValue)[\(rule)]: \(message)" }

  /// Orders findings by place, then by rule and message, so that lists are stable.
  package static func < (left: Finding, right: Finding) -> Bool {
    if left.place != right.place { return left.place < right.place }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}

/// A list of findings in the making, without repetitions.
///
/// A template that several flows use is read once per use; a fault in it is reported once.
package struct Findings: Sendable {
  private var seen: Set<Finding> = []

  /// Creates an empty list.
  package init() {}

  /// Adds an error.
  package mutating func error(_ rule: String, at place: SourcePlace, _ message: String) {
    seen.insert(Finding(.error, rule, at: place, message))
  }

  /// Adds a warning.
  package mutating func warning(_ rule: String, at place: SourcePlace, _ message: String) {
    seen.insert(Finding(.warning, rule, at: place, message))
  }

  /// Adds what another list holds.
  package mutating func merge(_ other: Findings) { seen.formUnion(other.seen) }

  /// The findings in the order of their places.
  package var sorted: [Finding] { seen.sorted() }

  /// Whether there is an error among them.
  package var hasErrors: Bool { seen.contains { $0.severity == .error } }

  /// How many errors there are.
  package var errorCount: Int { seen.count { $0.severity == .error } }
}
