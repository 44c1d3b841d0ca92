// SPDX-License-Identifier: Apache-2.0

/// The two ways in which text enters DOT: as markup in a label, and as a quoted string.
package enum DotEscaping {
  /// Returns text for an HTML-like label.
  ///
  /// `& < > "` become entities and control characters are dropped. A backslash is doubled,
  /// because Graphviz also expands its own escapes (`\N`, `\G`) inside markup.
  package static func markup(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where PlainText.isDrawable(scalar) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns text as a quoted string with its quotes.
  ///
  /// Quotes and backslashes are escaped, `&` becomes an entity because Graphviz decodes entities
  /// in strings, and control characters are dropped.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars where PlainText.isDrawable(scalar) {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Cuts text after each `&` that Graphviz would take for the start of an entity.
  ///
  /// The SVG writer of Graphviz 2.42 leaves anything alone that looks like an entity, so that the
  /// literal text `&lt;` would turn into `<`. Two neighbouring runs of text cannot be confused.
  static func runs(of text: String) -> [String] {
    var runs: [String] = []
    var current = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      current.append(scalar)
      guard scalar == "&", startsEntity(scalars[(index + 1)...]) else { continue }
      runs.append(String(current))
      current = String.UnicodeScalarView()
    }
    if !current.isEmpty { runs.append(String(current)) }
    return runs
  }

  /// Tells whether what follows an `&` looks like the rest of an entity.
  private static func startsEntity(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    for (offset, scalar) in rest.enumerated() {
      if scalar == ";" { return offset > 0 }
      let isName =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      guard isName || (offset == 0 && scalar == "#") else { return false }
    }
    return false
  }
}
