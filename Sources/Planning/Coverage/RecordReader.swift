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
    var time: String
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
    guard let header = table.lines.first, header.map(\.value) == EventRecord.header else {
      findings.error(
        "record-header", at: table.lines.first?.first?.place ?? .start(of: file),
        "a record begins with the line '\(EventRecord.header.joined(separator: ","))'")
      return
    }
    var order: [CaseKey] = []
    var cases: [CaseKey: OpenCase] = [:]
    for line in table.lines.dropFirst() {
      guard line.count == EventRecord.header.count else {
        findings.error(
          "record-cells", at: line[0].place,
          "a row has \(EventRecord.header.count) cells; this one has \(line.count)")
        continue
      }
      guard let flow = Self.flow(line, pack, &findings) else { continue }
      guard let node = flow.position(of: line[3].value) else {
        findings.error(
          "record-node", at: line[3].place,
          "\(line[0].value) \(flow.name) has no node '\(line[3].value)'"
            + NearestName.hint(for: line[3].value, in: flow.nodes.map(\.id)))
        continue
      }
      guard Self.isTime(line[4].value) else {
        findings.error(
          "record-time", at: line[4].place,
          "'\(line[4].value)' is no time; write for example 2021-03-01T09:00:00.000000")
        continue
      }
      let key = CaseKey(key: Key(line[0].value, flow.name), name: line[2].value)
      // Taken out and put back, so that the case is changed in place and not copied.
      if cases[key] == nil {
        order.append(key)
        cases[key] = OpenCase(replay: CaseReplay(flow), time: line[4].value)
      }
      guard var open = cases.removeValue(forKey: key) else { continue }
      Self.follow(&open, line, node, &findings)
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
    _ line: [Located<String>], _ pack: Pack, _ findings: inout Findings
  ) -> Flow? {
    guard let scenario = pack.scenarios.first(where: { $0.id == line[0].value }) else {
      findings.error(
        "record-scenario", at: line[0].place,
        "scenario '\(line[0].value)' does not exist"
          + NearestName.hint(for: line[0].value, in: pack.scenarios.map(\.id)))
      return nil
    }
    guard let flow = scenario.flow(line[1].value) else {
      findings.error(
        "record-flow", at: line[1].place,
        "\(scenario.id) has no flow '\(line[1].value)'"
          + NearestName.hint(for: line[1].value, in: scenario.flows.map(\.name)))
      return nil
    }
    return flow
  }

  private static func follow(
    _ open: inout OpenCase, _ line: [Located<String>], _ node: Int, _ findings: inout Findings
  ) {
    // After the first fault nothing more can be said of a case.
    guard !open.isBroken else { return }
    if line[4].value < open.time {
      open.isBroken = true
      findings.error(
        "record-order", at: line[4].place,
        "case '\(line[2].value)' goes back in time, from \(open.time) to \(line[4].value)")
      return
    }
    open.time = line[4].value
    if let problem = open.replay.enter(node) {
      open.isBroken = true
      findings.error(
        "record-move", at: line[3].place, "case '\(line[2].value)' cannot be followed: \(problem)")
    }
  }

  /// Whether a text is a local time with six decimals of a second, in a form that orders.
  private static func isTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let form = Array("0000-00-00T00:00:00.000000".utf8)
    guard bytes.count == form.count else { return false }
    for (byte, wanted) in zip(bytes, form) {
      if wanted == 0x30 ? !(0x30...0x39).contains(byte) : byte != wanted { return false }
    }
    func number(_ first: Int) -> Int { Int(bytes[first] - 48) * 10 + Int(bytes[first + 1] - 48) }
    return CivilDate(text: String(text.prefix(10))) != nil && number(11) < 24 && number(14) < 60
      && number(17) < 60
  }
}
