// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import TransferModel

/// What a record must have at least to be held against flows: one row for each entry of a token into
/// a node (a visit).
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
  /// - Complexity: O(visits).
  package init(_ record: RunRecord, of study: CompiledStudy, from date: CivilDate) {
    var rows: [Row] = []
    rows.reserveCapacity(record.visits.count)
    let flows = Dictionary(
      uniqueKeysWithValues: study.scenarios.map {
        ($0.id, study.configuration.flow(of: $0)?.name ?? "")
      })
    let time = TimeText(from: date, .civil)
    record.visits.forEach { visit in
      guard Int(visit.node) < study.nodeNames.count else { return }
      let names = study.nodeNames[Int(visit.node)]
      rows.append(
        Row(
          scenario: names.scenario, flow: flows[names.scenario] ?? "",
          caseName: "\(visit.stream + 1)-\(visit.caseNumber + 1)", node: names.node,
          time: time.text(visit.enabled)))
    }
    self.rows = rows
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
