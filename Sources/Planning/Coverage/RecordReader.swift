// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// Reads a record and follows its cases through the flows of a pack.
package struct RecordReader {
  /// A flow of a scenario.
  package struct Key: Sendable, Hashable {
    /// The scenario.
    package var scenario: String
    /// The flow.
    package var flow: String

    /// Creates a key.
    package init(_ scenario: String, _ flow: String) {
      self.scenario = scenario
      self.flow = flow
    }
  }

  private struct CaseKey: Hashable {
    var key: Key
    var name: String
  }

  private struct OpenCase {
    var replay: CaseReplay
    var time: RecordTime
    var text: String
    var isBroken = false
  }

  /// What the cases reached, by flow.
  package private(set) var reached: [Key: ReachedParts] = [:]
  /// Every case by flow, in the order in which they begin; broken ones are missing.
  package private(set) var replays: [Key: [(caseName: String, replay: CaseReplay)]] = [:]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: The record as comma-separated values.
  ///   - file: The name it is reported by.
  ///   - pack: The pack whose flows the record is of.
  ///   - findings: Takes what is wrong.
  /// - Complexity: O(length).
  package init(_ text: String, file: String, pack: Pack, findings: inout Findings) {
    var faults = Findings()
    let table = RecordCells(text, file: file, findings: &faults)
    findings.merge(faults)
    // Where cells end is not known any more.
    guard !faults.hasErrors else { return }
    guard let first = table.lines.first, let columns = RecordColumns(first.map(\.value)) else {
      findings.error(
        "record-header", at: table.lines.first?.first?.place ?? .start(of: file),
        "a record begins with a line that names its columns; needed are scenario, flow, case, node and "
          + "time, or enabled in its place")
      return
    }
    var order: [CaseKey] = []
    var cases: [CaseKey: OpenCase] = [:]
    var form: RecordTime.Form?
    for line in table.lines.dropFirst() {
      guard line.count == first.count else {
        findings.error(
          "record-cells", at: line[0].place,
          "a row has \(first.count) cells; this one has \(line.count)")
        continue
      }
      let cells = columns.cells(of: line)
      guard let flow = Self.flow(cells, pack, &findings) else { continue }
      guard let node = flow.position(of: cells.node.value) else {
        findings.error(
          "record-node", at: cells.node.place,
          "\(cells.scenario.value) \(flow.name) has no node '\(cells.node.value)'"
            + NearestName.hint(for: cells.node.value, in: flow.nodes.map(\.id)))
        continue
      }
      guard let time = RecordTime(cells.time.value), form == nil || form == time.form else {
        findings.error(
          "record-time", at: cells.time.place,
          form == .seconds
            ? "'\(cells.time.value)' is no number of seconds, as the times before it are; write for "
              + "example 32400.000000"
            : "'\(cells.time.value)' is no time; write for example 2021-03-01T09:00:00.000000")
        continue
      }
      form = time.form
      let key = CaseKey(key: Key(cells.scenario.value, flow.name), name: cells.name.value)
      // Taken out and put back, so that the case is changed in place and not copied.
      if cases[key] == nil {
        order.append(key)
        cases[key] = OpenCase(replay: CaseReplay(flow), time: time, text: cells.time.value)
      }
      guard var open = cases.removeValue(forKey: key) else { continue }
      Self.follow(&open, cells, time, node, &findings)
      cases[key] = open
    }
    for key in order {
      guard var open = cases[key], !open.isBroken else { continue }
      open.replay.finish()
      reached[key.key, default: ReachedParts()].add(open.replay)
      replays[key.key, default: []].append((key.name, open.replay))
    }
  }

  private static func flow(
    _ cells: RecordColumns.Cells, _ pack: Pack, _ findings: inout Findings
  ) -> Flow? {
    let name = cells.scenario.value
    guard let scenario = pack.scenarios.first(where: { $0.id == name }) else {
      findings.error(
        "record-scenario", at: cells.scenario.place,
        "scenario '\(name)' does not exist"
          + NearestName.hint(for: name, in: pack.scenarios.map(\.id)))
      return nil
    }
    guard let flow = scenario.flow(cells.flow.value) else {
      findings.error(
        "record-flow", at: cells.flow.place,
        "\(scenario.id) has no flow '\(cells.flow.value)'"
          + NearestName.hint(for: cells.flow.value, in: scenario.flows.map(\.name)))
      return nil
    }
    return flow
  }

  private static func follow(
    _ open: inout OpenCase, _ cells: RecordColumns.Cells, _ time: RecordTime, _ node: Int,
    _ findings: inout Findings
  ) {
    // After the first fault nothing more can be said of a case.
    guard !open.isBroken else { return }
    if time.micros < open.time.micros {
      open.isBroken = true
      findings.error(
        "record-order", at: cells.time.place,
        "case '\(cells.name.value)' goes back in time, from \(open.text) to \(cells.time.value)")
      return
    }
    open.time = time
    open.text = cells.time.value
    if let problem = open.replay.enter(node) {
      open.isBroken = true
      findings.error(
        "record-move", at: cells.node.place,
        "case '\(cells.name.value)' cannot be followed: \(problem)")
    }
  }
}
