// SPDX-License-Identifier: Apache-2.0

/// A look at the aliases of a YAML text before it is parsed.
///
/// The parser replaces an alias by the anchored value while it reads, and compares whole keys, so
/// nine aliases of aliases used as a key keep it busy for ever. A name that stands behind `&`
/// and behind `*`, both where a value can begin, is taken for one; text that merely looks so would
/// have to spell out both.
enum AliasScan {
  /// The most places that are returned.
  static let limit = 5

  /// Returns line and column, from 1, of aliases whose anchor is in the text too.
  static func places(in lines: [[Unicode.Scalar]]) -> [(line: Int, column: Int)] {
    var anchors: Set<[Unicode.Scalar]> = []
    var aliases: [(name: [Unicode.Scalar], line: Int, column: Int)] = []
    for (number, line) in lines.enumerated() {
      for (index, scalar) in line.enumerated() where scalar == "&" || scalar == "*" {
        if index > 0, !" \t,:[{?-".unicodeScalars.contains(line[index - 1]) { continue }
        let name = Array(line[(index + 1)...].prefix { !" \t,[]{}:".unicodeScalars.contains($0) })
        guard !name.isEmpty else { continue }
        if scalar == "&" {
          anchors.insert(name)
        } else {
          aliases.append((name, number + 1, index + 1))
        }
      }
    }
    return aliases.filter { anchors.contains($0.name) }.prefix(limit).map { ($0.line, $0.column) }
  }
}
