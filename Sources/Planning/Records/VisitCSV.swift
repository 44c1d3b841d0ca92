// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// A record as comma-separated values (RFC 4180, with line feeds): a row for each visit, in the order
/// in which tokens entered nodes.
///
/// `docs/records.md` says what each column means.
struct VisitCSV {
  /// The names of the columns.
  static let header = [
    "case", "scenario", "flow", "node", "kind", "pool", "server", "enabled", "called", "start",
    "end", "queue", "offDutyMicros", "stoppedMicros", "outcome", "channel", "caseOutcome",
  ]

  /// Where the beginning of a visit that needs no server comes from.
  private enum Start: UInt8 {
    /// There is none.
    case none
    /// The entry, of a wait.
    case entry
    /// What was recorded, of work.
    case recorded
  }

  private let record: StudyRecord
  private let duty: DutyHours
  private let stopped: StoppedClocks
  private let end: Int64

  init(_ record: StudyRecord) {
    self.record = record
    duty = DutyHours(record)
    stopped = StoppedClocks(record)
    end = record.run.end
  }

  func write(to writer: inout ByteWriter) {
    writer.add(text: Self.header.joined(separator: ",") + "\n")
    var time = TimeText(from: record.from, record.isCivil ? .civil : .seconds)
    let names = TextTable(record.nodes.map(cells))
    let ends = TextTable(lastCells)
    let kinds = StudyRecord.VisitOutcome.allCases.count
    let count = record.nodes.count
    let starts = record.nodes.map(Self.start)
    let isAlwaysServing = record.nodes.map { $0.pools.allSatisfy(duty.isAlwaysServing) }
    let endOf = endOfCases
    // Buffers, as an array costs a count of references each time it is looked at.
    starts.withUnsafeBufferPointer { starts in
      isAlwaysServing.withUnsafeBufferPointer { isAlwaysServing in
        endOf.withUnsafeBufferPointer { endOf in
          record.run.visits.forEachBlock { visits, _ in
            for visit in visits where Int(visit.node) < count {
              let node = Int(visit.node)
              writer.add(number: UInt64(visit.stream) + 1)
              writer.add(UInt8(ascii: "-"))
              writer.add(number: UInt64(visit.caseNumber) + 1)
              writer.add(names[node])
              writeTimes(visit, starts[node], &time, to: &writer)
              let place = record.cases.place(visit)
              writeNumbers(visit, place, isAlwaysServing[node], to: &writer)
              writer.add(ends[Int(endOf[place]) * kinds + record.outcome(visit).rawValue])
            }
          }
        }
      }
    }
  }

  /// Writes the server and the four instants.
  @inline(__always)
  private func writeTimes(
    _ visit: Visit, _ start: Start, _ time: inout TimeText, to writer: inout ByteWriter
  ) {
    let comma = UInt8(ascii: ",")
    if visit.server > 0 { writer.add(number: UInt64(visit.server)) }
    writer.add(comma)
    time.write(visit.enabled, to: &writer)
    writer.add(comma)
    if StudyRecord.needsServer(visit) {
      let isCalled = visit.started <= end
      if isCalled { time.write(visit.started, to: &writer) }
      writer.add(comma)
      if isCalled, visit.course == .served { time.write(visit.started, to: &writer) }
    } else {
      writer.add(comma)
      let begin = start == .recorded ? visit.started : visit.enabled
      if start != .none, begin <= end { time.write(begin, to: &writer) }
    }
    writer.add(comma)
    if visit.ended <= end { time.write(visit.ended, to: &writer) }
    writer.add(comma)
  }

  /// Writes the queue and the parts of the time.
  @inline(__always)
  private func writeNumbers(
    _ visit: Visit, _ place: Int, _ isAlwaysServing: Bool, to writer: inout ByteWriter
  ) {
    let comma = UInt8(ascii: ",")
    if StudyRecord.needsServer(visit) {
      writer.add(number: UInt64(visit.queueLength))
      writer.add(comma)
      writer.add(number: isAlwaysServing ? 0 : offDuty(visit))
    } else {
      writer.add(comma)
    }
    writer.add(comma)
    writer.add(number: stopped.isEmpty ? 0 : UInt64(stopped.stopped(visit, at: place)))
    writer.add(comma)
  }

  @inline(never)
  private func offDuty(_ visit: Visit) -> UInt64 {
    UInt64(
      duty.offDuty(
        visit, in: record.nodes[Int(visit.node)].pools, until: record.endOfWait(visit)))
  }

  // MARK: Tables

  /// The cells from the scenario to the pool, with the commas around them.
  private func cells(_ node: StudyRecord.Node) -> String {
    let pool = node.pool.map { record.study.pools[$0].id.value } ?? ""
    let cells = [
      record.study.scenarios[node.scenario].id, node.flow, node.node.id, node.kind, pool,
    ]
    return ",\(cells.map(Self.cell).joined(separator: ",")),"
  }

  /// Returns a text as a cell, in quotation marks where it must be.
  private static func cell(_ text: String) -> String {
    text.utf8.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  private static func start(_ node: StudyRecord.Node) -> Start {
    switch node.node.kind {
    case .task: .recorded
    case .wait: .entry
    default: .none
    }
  }

  /// The last cells of rows: by channel and outcome of the case, then by outcome of the visit.
  private var lastCells: [String] {
    (record.channels + [""]).flatMap { channel in
      (StudyRecord.outcomes + ["inside"]).flatMap { outcome in
        StudyRecord.VisitOutcome.allCases.map { visit in
          "\(visit),\(Self.cell(channel)),\(outcome)\n"
        }
      }
    }
  }

  /// The number of the channel and outcome of each case, by place.
  private var endOfCases: [UInt16] {
    let outcomes = StudyRecord.outcomes.count
    var result = [UInt16](repeating: 0, count: record.cases.count)
    record.run.cases.forEach { recorded in
      let channel = min(recorded.attribute(AttributeTable.channelSlot), record.channels.count)
      let outcome = recorded.hasEnded ? Int(recorded.outcome.rawValue) : outcomes
      result[record.cases.place(recorded)] = UInt16(channel * (outcomes + 1) + outcome)
    }
    return result
  }
}
