// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Which columns of a record hold what, by their names; columns of other names are passed over.
struct RecordColumns {
  /// The cells of a row that are read.
  struct Cells {
    var scenario: Located<String>
    var flow: Located<String>
    /// The name of the case.
    var name: Located<String>
    var node: Located<String>
    var time: Located<String>
  }

  private let positions: [Int]

  /// Finds the columns in a header; nil where one is missing.
  init?(_ header: [String]) {
    let wanted = [["scenario"], ["flow"], ["case"], ["node"], ["time", "enabled"]]
    let found = wanted.compactMap { names in names.lazy.compactMap(header.firstIndex(of:)).first }
    guard found.count == wanted.count else { return nil }
    positions = found
  }

  /// Returns the cells of a row with as many cells as the header.
  func cells(of row: [Located<String>]) -> Cells {
    Cells(
      scenario: row[positions[0]], flow: row[positions[1]], name: row[positions[2]],
      node: row[positions[3]], time: row[positions[4]])
  }
}

/// An instant of a record.
struct RecordTime {
  /// The two forms.
  enum Form {
    /// Local civil time, `2021-03-01T09:00:00.000000`.
    case civil
    /// Seconds since the start of the run, `32400.000000`.
    case seconds
  }

  /// The form.
  let form: Form
  /// Microseconds since 1970 or since the start of the run.
  let micros: Int64

  /// Reads an instant with six decimals of a second; nil for anything else.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ first: Int, _ count: Int) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[first..<first + count] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    if let point = bytes.firstIndex(of: UInt8(ascii: ".")), (1...12).contains(point),
      bytes.count == point + 7
    {
      guard let seconds = number(0, point), let rest = number(point + 1, 6) else { return nil }
      form = .seconds
      micros = seconds * 1_000_000 + rest
      return
    }
    guard bytes.count == 26, let date = CivilDate(text: String(text.prefix(10))),
      [10: "T", 13: ":", 16: ":", 19: "."].allSatisfy({ bytes[$0.key] == $0.value.utf8.first }),
      let hours = number(11, 2), let minutes = number(14, 2), let seconds = number(17, 2),
      let rest = number(20, 6), hours < 24, minutes < 60, seconds < 60
    else { return nil }
    form = .civil
    let days = Int64(date.dayNumber)
    micros = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000_000 + rest
  }
}
