// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import guohu

/// Tables that fit a terminal.
struct TextTableTests {
  private static func table(_ columns: Int) -> TextTable {
    var table = TextTable(
      [("pool", .left)] + (1...columns).map { ("column \($0)", TextTable.Alignment.right) })
    table.add(["Comprehensive window of the hall"] + (1...columns).map { String($0) })
    return table
  }

  @Test func labelsGiveWayBeforeColumnsDo() {
    #expect(
      Self.table(3).lines(limit: 56) == [
        "pool                        column 1  column 2  column 3",
        "────────────────────────────────────────────────────────",
        "Comprehensive window of t…         1         2         3",
      ])
  }

  @Test func columnsWithoutRoomFollowBelow() {
    #expect(
      Self.table(4).lines(limit: 50) == [
        "pool                  column 1  column 2  column 3",
        "──────────────────────────────────────────────────",
        "Comprehensive windo…         1         2         3",
        "",
        "pool                              column 4",
        "──────────────────────────────────────────",
        "Comprehensive window of the hall         4",
      ])
  }

  @Test(arguments: 1...12) func noLineIsWiderThanTheTerminal(columns: Int) {
    for line in Self.table(columns).lines(limit: 60) { #expect(TextTable.width(line) <= 60) }
    // Nothing is lost.
    let cells = Self.table(columns).lines(limit: 60).flatMap { $0.split(separator: " ") }
    for column in 1...columns { #expect(cells.contains("\(column)")) }
  }
}
