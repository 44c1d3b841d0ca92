// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import TransferModel

/// A record of what happened: one row for each entry of a token into a node (a visit).
package struct EventRecord: Sendable {
  /// The names of the columns, in order.
  package static let header = ["scenario", "flow", "case", "node", "time"]

  /// A visit.
  package struct Row: Sendable, Hashable {
    /// The scenario.
    package var scenario: String
    /// The flow.
    package var flow: String
    /// The case, unique within the record.
    package var caseName: String
    /// The node.
    package var node: String
    /// The local time as `2021-03-01T09:00:00.000000`, so that texts order as instants do.
    package var time: String

    /// Creates a row.
    package init(scenario: String, flow: String, caseName: String, node: String, time: String) {
      self.scenario = scenario
      self.flow = flow
      self.caseName = caseName
      self.node = node
      self.time = time
    }
  }

  /// The rows, those of one case in the order in which they happened.
  package var rows: [Row]

  /// Creates a record.
  package init(rows: [Row]) { self.rows = rows }

  /// Names what a run recorded; nodes that only the plan has are left out.
  ///
  /// - Complexity: O(moves).
  package init(_ moves: MoveColumns, of study: CompiledStudy, from date: CivilDate) {
    rows = []
    rows.reserveCapacity(moves.count)
    let flows = study.scenarios.map { study.configuration.flow(of: $0)?.name ?? "" }
    for index in 0..<moves.count {
      let node = Int(moves.node[index])
      guard node < study.nodeNames.count else { continue }
      let names = study.nodeNames[node]
      rows.append(
        Row(
          scenario: names.scenario, flow: flows[Int(moves.scenario[index])],
          caseName: "\(moves.stream[index] + 1)-\(moves.caseNumber[index] + 1)", node: names.node,
          time: Self.time(moves.time[index], from: date)))
    }
  }

  private static func time(_ instant: Int64, from date: CivilDate) -> String {
    func digits(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let day = date.adding(days: Int(instant / HallEngine.day))
    let rest = instant % HallEngine.day
    return "\(day)T" + digits(rest / HallEngine.hour, 2) + ":"
      + digits(rest % HallEngine.hour / HallEngine.minute, 2) + ":"
      + digits(rest % HallEngine.minute / HallEngine.second, 2) + "."
      + digits(rest % HallEngine.second, 6)
  }

  /// The record as comma-separated values (RFC 4180, with line feeds).
  package var csv: String {
    var bytes = Array((Self.header.joined(separator: ",") + "\n").utf8)
    func add(_ cell: String, _ end: UInt8 = UInt8(ascii: ",")) {
      let isPlain = !cell.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
      bytes += (isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\"").utf8
      bytes.append(end)
    }
    for row in rows {
      add(row.scenario)
      add(row.flow)
      add(row.caseName)
      add(row.node)
      add(row.time, UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
