// SPDX-License-Identifier: Apache-2.0

/// What data may bring into a drawing: text without control characters, cut at forced breaks.
enum PlainText {
  /// Returns the paragraphs of a text: cut at newlines and at the two characters `\n`, cleaned.
  ///
  /// There is always at least one paragraph, possibly empty.
  static func paragraphs(of text: String) -> [String] {
    var result: [String] = []
    var current = String.UnicodeScalarView()
    var pendingBackslash = false
    for scalar in text.unicodeScalars {
      if pendingBackslash {
        pendingBackslash = false
        if scalar == "n" {
          result.append(String(current))
          current = String.UnicodeScalarView()
          continue
        }
        current.append("\\")
      }
      switch scalar {
      case "\\":
        pendingBackslash = true
      case "\n", "\u{2028}", "\u{2029}":
        result.append(String(current))
        current = String.UnicodeScalarView()
      default:
        if isDrawable(scalar) { current.append(scalar == "\t" ? " " : scalar) }
      }
    }
    if pendingBackslash { current.append("\\") }
    result.append(String(current))
    return result
  }

  /// Returns the text on one line: cleaned, forced breaks turned into nothing between ideographs
  /// and into a space elsewhere.
  static func singleLine(_ text: String) -> String {
    var line = ""
    for paragraph in paragraphs(of: text) where !paragraph.isEmpty {
      if let last = line.last, let first = paragraph.first, last.isASCII, first.isASCII {
        line.append(" ")
      }
      line.append(contentsOf: paragraph)
    }
    return line
  }

  /// Tells whether a scalar can stand in a label.
  ///
  /// Left out are control characters, which XML forbids, non-characters, invisible break hints,
  /// and the controls that reverse the direction of whatever follows them, because an unpaired one
  /// would turn the rest of a line round.
  static func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: true
    case 0x00...0x1F, 0x7F...0x9F: false
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF: false
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB: false
    case 0xFDD0...0xFDEF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}
