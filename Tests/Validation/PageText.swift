// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Numbers and paragraphs of the page, the same on every machine.
enum PageText {
  /// Returns a number with so many decimals and a point.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = String(
      format: "%.\(max(0, decimals))f", locale: Locale(identifier: "en_US_POSIX"), value)
    // Minus nothing is nothing.
    return text.contains { ("1"..."9").contains($0) } ? text : text.replacing("-", with: "")
  }

  /// Returns the decimals that show a positive number with two digits.
  static func decimals(for value: Double) -> Int {
    guard value > 0, value.isFinite else { return 2 }
    var decimals = 0
    var scaled = value
    while scaled < 9.95, decimals < 9 {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }

  /// Returns an estimate with its half-width, to two digits of the half-width.
  static func estimate(_ mean: Double, halfWidth: Double) -> String {
    let decimals = decimals(for: halfWidth)
    return "\(fixed(mean, decimals)) ± \(fixed(halfWidth, decimals))"
  }

  /// Returns a whole number with its thousands apart.
  static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var parts: [String] = []
    while digits.count > 3 {
      parts.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + parts).joined(separator: ",")
  }

  /// Returns a paragraph in lines of at most 100 characters.
  static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= 100 {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
