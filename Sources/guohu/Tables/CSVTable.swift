// SPDX-License-Identifier: Apache-2.0

/// A table of comma-separated values (RFC 4180, with line feeds).
struct CSVTable {
  private(set) var text: String

  /// Creates a table with a header line.
  init(header: [String]) {
    text = ""
    add(header)
  }

  /// Adds a row.
  mutating func add(_ cells: [String]) {
    text += cells.map(Self.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n\r".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
