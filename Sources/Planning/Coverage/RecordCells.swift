// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Comma-separated values with the place of each cell (RFC 4180; a line feed alone ends a line too).
struct RecordCells {
  /// The lines that are not empty, each as its cells.
  private(set) var lines: [[Located<String>]] = []

  /// Splits a text; reports quotation marks that stand wrong.
  ///
  /// - Complexity: O(length).
  init(_ text: String, file: String, findings: inout Findings) {
    var cells: [Located<String>] = []
    var cell: [UInt8] = []
    var line = 1
    var column = 1
    var start = SourcePlace(file: file, line: 1, column: 1)
    // Inside quotation marks, or behind the closing one.
    var isQuoted = false
    var isClosed = false
    var previous: UInt8 = 0
    func endCell() {
      cells.append(Located(String(decoding: cell, as: UTF8.self), at: start))
      cell = []
      isClosed = false
    }
    func endLine() {
      endCell()
      if cells.count > 1 || cells.first?.value.isEmpty == false { lines.append(cells) }
      cells = []
    }
    for byte in text.utf8 {
      var here: SourcePlace { SourcePlace(file: file, line: line, column: column) }
      if cell.isEmpty, !isQuoted, !isClosed, previous != 0x22 { start = here }
      if isQuoted {
        if byte == 0x22 {
          isQuoted = false
          isClosed = true
        } else {
          cell.append(byte)
        }
      } else {
        switch byte {
        case 0x22 where isClosed && previous == 0x22:
          cell.append(byte)
          isQuoted = true
          isClosed = false
        case 0x22 where cell.isEmpty && !isClosed:
          start = here
          isQuoted = true
        case 0x2C: endCell()
        case 0x0A: endLine()
        case 0x0D: break
        default:
          if isClosed || byte == 0x22 {
            findings.error(
              "record-quote", at: here,
              "a quotation mark stands inside a cell; enclose the whole cell and double the mark")
          }
          cell.append(byte)
        }
      }
      previous = byte
      // Continuation bytes belong to the scalar before them.
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      if byte == 0x2C || byte == 0x0A, !isQuoted {
        start = SourcePlace(file: file, line: line, column: column)
      }
    }
    if isQuoted {
      findings.error("record-quote", at: start, "the quotation mark is never closed")
    }
    if !cell.isEmpty || !cells.isEmpty { endLine() }
  }
}
