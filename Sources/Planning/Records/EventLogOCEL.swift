// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// A record as an object-centric event log (OCEL 2.0) in JSON: events are related to the case, to the
/// ticket it waits with, to the pool and, where servers have numbers, to the server.
///
/// `docs/records.md` says what stands for what. Values are texts whatever their type, as the format
/// has them.
struct EventLogOCEL {
  private let record: StudyRecord
  private let duty: DutyHours
  private let stopped: StoppedClocks

  init(_ record: StudyRecord) {
    self.record = record
    duty = DutyHours(record)
    stopped = StoppedClocks(record)
  }

  func write(to writer: inout ByteWriter) {
    var time = TimeText(from: record.from, .civilWithOffset)
    writeTypes(to: &writer)
    writer.add("\"objects\": [\n")
    writeCases(&time, to: &writer)
    writeTickets(&time, to: &writer)
    writePools(to: &writer)
    writer.add("],\n\"events\": [\n")
    writeEvents(&time, to: &writer)
    writer.add("]}\n")
  }

  // MARK: Types

  private func writeTypes(to writer: inout ByteWriter) {
    func type(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
      let list = attributes.map { "{\"name\": \"\($0.key)\", \"type\": \"\($0.value)\"}" }
      return "{\"name\": \(Self.quoted(name)), \"attributes\": [\(list.joined(separator: ", "))]}"
    }
    let objects = [
      type(
        "case",
        [
          "scenario": "string", "flow": "string", "channel": "string", "outcome": "string",
          "created": "time", "ended": "time",
        ]),
      type("ticket", ["queue": "integer", "offDutyMicros": "integer", "outcome": "string"]),
      type("pool", ["kind": "string"]), type("server", [:]),
    ]
    var seen: Set<String> = []
    let events = record.nodes.filter { node in
      switch node.node.kind {
      case .choose, .route, .split, .join, .each: false
      default: seen.insert(node.node.id).inserted
      }
    }.map {
      type($0.node.id, ["lifecycle": "string", "visit": "integer", "stoppedMicros": "integer"])
    }
    writer.add("{\"objectTypes\": [\n")
    writer.add(text: objects.joined(separator: ",\n"))
    writer.add("\n],\n\"eventTypes\": [\n")
    writer.add(text: events.joined(separator: ",\n"))
    writer.add("\n],\n")
  }

  // MARK: Objects

  private func writeCases(_ time: inout TimeText, to writer: inout ByteWriter) {
    for place in 0..<record.cases.count {
      guard let row = record.cases.row(at: place) else { continue }
      let recorded = record.run.cases[row]
      let scenario = record.scenario(of: recorded)
      writer.add("{\"id\": \"")
      Self.writeCase(recorded.stream, recorded.caseNumber, to: &writer)
      writer.add("\", \"type\": \"case\", \"attributes\": [")
      Self.write("scenario", scenario.id, recorded.created, &time, to: &writer)
      writer.add(", ")
      Self.write("flow", record.flow(of: recorded), recorded.created, &time, to: &writer)
      if let channel = record.channel(recorded) {
        writer.add(", ")
        Self.write("channel", channel, recorded.created, &time, to: &writer)
      }
      writer.add(", ")
      let created = time.text(recorded.created)
      Self.write("created", created, recorded.created, &time, to: &writer)
      if recorded.hasEnded {
        writer.add(", ")
        let outcome = StudyRecord.outcome(recorded)
        Self.write("outcome", outcome, recorded.ended, &time, to: &writer)
        writer.add(", ")
        Self.write("ended", time.text(recorded.ended), recorded.ended, &time, to: &writer)
      }
      writer.add("], \"relationships\": []},\n")
    }
  }

  private func writeTickets(_ time: inout TimeText, to writer: inout ByteWriter) {
    record.run.visits.forEachBlock { visits, first in
      for (index, visit) in visits.enumerated() {
        guard Int(visit.node) < record.nodes.count, StudyRecord.needsServer(visit),
          let pool = record.nodes[Int(visit.node)].pool
        else { continue }
        writer.add("{\"id\": \"ticket:")
        writer.add(number: UInt64(first + index) + 1)
        writer.add("\", \"type\": \"ticket\", \"attributes\": [")
        Self.write("queue", "\(visit.queueLength)", visit.enabled, &time, to: &writer)
        let end = record.endOfWait(visit)
        let off = duty.offDuty(visit, in: record.nodes[Int(visit.node)].pools, until: end)
        writer.add(", ")
        Self.write("offDutyMicros", "\(off)", end, &time, to: &writer)
        writer.add(", ")
        let outcome = record.outcome(visit)
        let last = outcome == .open ? record.run.end : visit.ended
        Self.write("outcome", "\(outcome)", last, &time, to: &writer)
        writer.add("], \"relationships\": [{\"objectId\": \"")
        Self.writeCase(visit.stream, visit.caseNumber, to: &writer)
        writer.add("\", \"qualifier\": \"of\"}, {\"objectId\": ")
        writer.add(text: poolID(pool))
        writer.add(", \"qualifier\": \"for\"}]},\n")
      }
    }
  }

  private func writePools(to writer: inout ByteWriter) {
    var servers = [[Bool]](repeating: [], count: record.study.pools.count)
    record.run.visits.forEach { visit in
      guard visit.server > 0, Int(visit.node) < record.nodes.count,
        let pool = record.nodes[Int(visit.node)].pool
      else { return }
      while servers[pool].count < Int(visit.server) { servers[pool].append(false) }
      servers[pool][Int(visit.server) - 1] = true
    }
    let time = TimeText(from: record.from, .civilWithOffset)
    var lines: [String] = []
    for (index, pool) in record.study.pools.enumerated() {
      lines.append(
        "{\"id\": \(poolID(index)), \"type\": \"pool\", \"attributes\": [{\"name\": \"kind\", "
          + "\"time\": \"\(time.text(0))\", \"value\": \(Self.quoted(pool.kind.rawValue))}], "
          + "\"relationships\": []}")
      for number in servers[index].indices where servers[index][number] {
        lines.append(
          "{\"id\": \(Self.quoted("server:\(pool.id.value)/\(number + 1)")), \"type\": \"server\", "
            + "\"attributes\": [], \"relationships\": [{\"objectId\": \(poolID(index)), "
            + "\"qualifier\": \"of\"}]}")
      }
    }
    writer.add(text: lines.joined(separator: ",\n") + "\n")
  }

  // MARK: Events

  private func writeEvents(_ time: inout TimeText, to writer: inout ByteWriter) {
    var events: [LoggedEvent] = []
    record.run.visits.forEachBlock { visits, first in
      for (index, visit) in visits.enumerated() where Int(visit.node) < record.nodes.count {
        record.addEvents(of: visit, row: UInt32(first + index), to: &events)
      }
    }
    events.sort(by: LoggedEvent.isBefore)
    let names = record.nodes.map { Array(Self.quoted($0.node.id).utf8) }
    for (number, event) in events.enumerated() {
      let visit = record.run.visits[Int(event.row)]
      let node = record.nodes[Int(visit.node)]
      writer.add(number == 0 ? "{\"id\": \"event:" : ",\n{\"id\": \"event:")
      writer.add(number: UInt64(number) + 1)
      writer.add("\", \"type\": ")
      writer.add(names[Int(visit.node)])
      writer.add(", \"time\": \"")
      time.write(event.time, to: &writer)
      writer.add("\", \"attributes\": [{\"name\": \"lifecycle\", \"value\": \"")
      writer.add(event.transition.name)
      writer.add("\"}, {\"name\": \"visit\", \"value\": \"")
      writer.add(number: UInt64(event.row) + 1)
      writer.add("\"}")
      if event.transition == .complete || event.transition == .withdraw {
        writer.add(", {\"name\": \"stoppedMicros\", \"value\": \"")
        writer.add(number: UInt64(stopped.stopped(visit, at: record.cases.place(visit))))
        writer.add("\"}")
      }
      writer.add("], \"relationships\": [{\"objectId\": \"")
      Self.writeCase(visit.stream, visit.caseNumber, to: &writer)
      writer.add("\", \"qualifier\": \"case\"}")
      if StudyRecord.needsServer(visit), let pool = node.pool {
        writer.add(", {\"objectId\": \"ticket:")
        writer.add(number: UInt64(event.row) + 1)
        writer.add("\", \"qualifier\": \"ticket\"}, {\"objectId\": ")
        writer.add(text: poolID(pool))
        writer.add(", \"qualifier\": \"pool\"}")
        if visit.server > 0, event.transition != .schedule {
          writer.add(", {\"objectId\": ")
          writer.add(
            text: Self.quoted("server:\(record.study.pools[pool].id.value)/\(visit.server)"))
          writer.add(", \"qualifier\": \"server\"}")
        }
      }
      writer.add("]}")
    }
    writer.add("\n")
  }

  // MARK: Pieces

  private func poolID(_ index: Int) -> String {
    Self.quoted("pool:\(record.study.pools[index].id.value)")
  }

  private static func writeCase(_ stream: UInt16, _ number: UInt32, to writer: inout ByteWriter) {
    writer.add("case:")
    writer.add(number: UInt64(stream) + 1)
    writer.add("-")
    writer.add(number: UInt64(number) + 1)
  }

  private static func write(
    _ name: StaticString, _ value: String, _ instant: Int64, _ time: inout TimeText,
    to writer: inout ByteWriter
  ) {
    writer.add("{\"name\": \"")
    writer.add(name)
    writer.add("\", \"time\": \"")
    time.write(instant, to: &writer)
    writer.add("\", \"value\": ")
    writer.add(text: quoted(value))
    writer.add("}")
  }

  /// Returns a text as it stands in JSON.
  private static func quoted(_ text: String) -> String { JSONValue.text(text).line }
}
