// SPDX-License-Identifier: Apache-2.0

/// The names of nodes: which are ours and which are allowed.
enum NodeName {
  /// The node that fixes the extent of the page.
  static let page = "page"
  /// The card in the middle.
  static let root = "root"

  /// Checks that names are well formed and that none occurs twice.
  static func check(_ names: [String], scenario: String) throws(DiagramError) {
    var seen: Set<String> = []
    for name in names {
      guard isWellFormed(name) else {
        throw DiagramError(
          .badIdentifier,
          "\(scenario): '\(PlainText.singleLine(name))' cannot name a node: expected an ASCII "
            + "letter, then ASCII letters, digits, '.', '_' or '-'")
      }
      guard seen.insert(name).inserted else {
        throw DiagramError(
          .badIdentifier, "\(scenario): two nodes have the name '\(name)'; names must be unique")
      }
    }
  }

  /// Tells whether a name can stand in DOT and as an XML id without escaping.
  static func isWellFormed(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, isLetter(first) else { return false }
    return name.unicodeScalars.allSatisfy { scalar in
      isLetter(scalar) || ("0"..."9").contains(scalar) || scalar == "." || scalar == "_"
        || scalar == "-"
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
