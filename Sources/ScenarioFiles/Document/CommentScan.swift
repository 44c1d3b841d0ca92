// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Hands the comments of a YAML text to the keys and list items they belong to.
///
/// A full-line comment belongs to the key or item below it, a comment behind a value to that value,
/// and what stands below the last line to the document. Comments inside a bracket that spans
/// several lines belong to nothing and are lost when the file is written anew.
struct CommentScan {
  private let lines: [[Unicode.Scalar]]
  /// Lines (from 1) up to which comments have been handed out.
  private var taken = 0

  init(_ lines: [[Unicode.Scalar]]) { self.lines = lines }

  /// Hands out all comments of a document.
  mutating func attach(to root: inout DocumentNode) {
    visit(&root)
    var (comments, blank) = above(lines.count + 1)
    // The last line break ends the last line; nothing stands behind it.
    if comments.last == "\n" { comments.removeLast() }
    root.footer = (blank && !comments.isEmpty ? ["\n"] : []) + comments
  }

  private mutating func visit(_ node: inout DocumentNode) {
    guard !node.isFlow else {
      // Comment signs inside a bracket are not looked at; the bracket may span lines.
      taken = max(taken, node.place.line)
      return
    }
    switch node.content {
    case .scalar: taken = max(taken, lastLine(ofScalarAt: node.place.line, node.place.column))
    case .list(var items):
      for index in items.indices {
        (items[index].comments, items[index].hasBlankAbove) = above(items[index].place.line)
        if items[index].items == nil || items[index].isFlow,
          items[index].entries == nil || items[index].isFlow
        {
          items[index].remark = remark(on: items[index].place.line)
        }
        visit(&items[index])
      }
      node.content = .list(items)
    case .map(var entries):
      for index in entries.indices {
        (entries[index].comments, entries[index].hasBlankAbove) = above(entries[index].place.line)
        entries[index].remark = remark(on: entries[index].place.line)
        visit(&entries[index].value)
      }
      node.content = .map(entries)
    }
  }

  /// Returns the comment lines just above a line that nobody has taken, and whether an empty line
  /// stands above them.
  private mutating func above(_ line: Int) -> (comments: [String], blank: Bool) {
    defer { taken = max(taken, line) }
    var comments: [String] = []
    var index = line - 2
    while index >= taken, lines.indices.contains(index) {
      let trimmed = lines[index].drop { $0 == " " || $0 == "\t" }
      if trimmed.isEmpty {
        if comments.last != "\n" { comments.append("\n") }
      } else if trimmed.first == "#" {
        comments.append(Self.text(trimmed.dropFirst()))
      } else {
        break
      }
      index -= 1
    }
    let blank = comments.last == "\n"
    if blank { comments.removeLast() }
    // An empty line between the last comment and its key stays where it is.
    return (comments.reversed(), blank)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.first == " " ? scalars.dropFirst() : scalars)
    while view.last == " " || view.last == "\t" { view.removeLast() }
    return String(view)
  }

  /// Returns the comment at the end of a line, outside quotes.
  private func remark(on line: Int) -> String? {
    guard lines.indices.contains(line - 1) else { return nil }
    let line = lines[line - 1]
    var quote: Unicode.Scalar?
    var previous: Unicode.Scalar = " "
    var index = 0
    while index < line.count {
      let scalar = line[index]
      if let open = quote {
        if open == "\"", scalar == "\\" { index += 1 }
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        if " ,:[{-".unicodeScalars.contains(previous) { quote = scalar }
      } else if scalar == "#", previous == " " || previous == "\t" {
        return Self.text(line[(index + 1)...])
      }
      previous = scalar
      index += 1
    }
    return nil
  }

  /// The last line of a scalar: block scalars (`|`, `>`) reach to the next line that is indented
  /// less, and may hold lines that look like comments.
  private func lastLine(ofScalarAt line: Int, _ column: Int) -> Int {
    guard lines.indices.contains(line - 1), lines[line - 1].indices.contains(column - 1) else {
      return line
    }
    let first = lines[line - 1][column - 1]
    guard first == "|" || first == ">" else { return line }
    let margin = lines[line - 1].prefix { $0 == " " || $0 == "-" }.count
    var last = line
    var next = line
    while next < lines.count {
      let indent = lines[next].prefix { $0 == " " }.count
      if indent < lines[next].count {
        guard indent > margin else { break }
        last = next + 1
      }
      next += 1
    }
    return last
  }
}
