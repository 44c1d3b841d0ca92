// SPDX-License-Identifier: Apache-2.0

/// A table for a terminal: columns by display width, ideographs counting two.
struct TextTable {
  /// Where the text of a column stands.
  enum Alignment {
    case left, right
  }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  /// Creates a table with column titles.
  init(_ columns: [(title: String, alignment: Alignment)]) { self.columns = columns }

  /// Adds a row with one cell per column.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The display width of a text on a terminal with East Asian wide characters.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + Self.width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The lines, with a rule under the titles.
  ///
  /// Where the whole is wider than a limit the first column gives way, but keeps ``leastLabel``
  /// columns; what then still finds no room follows below, beside the first column again.
  func lines(limit: Int = 100) -> [String] {
    let widths = columns.indices.map { column in
      max(Self.width(columns[column].title), rows.map { Self.width($0[column]) }.max() ?? 0)
    }
    guard let label = widths.first else { return [] }
    var lines: [String] = []
    var next = 1
    repeat {
      var bank: [Int] = []
      var room = limit - min(label, Self.leastLabel)
      while next < widths.count, bank.isEmpty || room >= widths[next] + 2 {
        room -= widths[next] + 2
        bank.append(next)
        next += 1
      }
      if !lines.isEmpty { lines.append("") }
      let others = bank.reduce(0) { $0 + widths[$1] + 2 }
      lines += block(
        [0] + bank, widths: [max(8, min(label, limit - others))] + bank.map { widths[$0] })
    } while next < widths.count
    return lines
  }

  /// The columns that a label keeps, if it needs them.
  private static let leastLabel = 20

  /// Some of the columns, with the rule under their titles.
  private func block(_ shown: [Int], widths: [Int]) -> [String] {
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1))
    return [line(columns.map(\.title), shown, widths), rule]
      + rows.map { line($0, shown, widths) }
  }

  private func line(_ cells: [String], _ shown: [Int], _ widths: [Int]) -> String {
    var result = ""
    for (column, width) in zip(shown, widths) {
      let text = Self.cut(cells[column], to: width)
      let padding = String(repeating: " ", count: width - Self.width(text))
      let piece = columns[column].alignment == .left ? text + padding : padding + text
      result += (column == 0 ? "" : "  ") + piece
    }
    while result.last == " " { result.removeLast() }
    return result
  }

  /// Returns a text cut to a width, ending in an ellipsis where something is missing.
  static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = width(String(character))
      if used + next > limit - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }
}
