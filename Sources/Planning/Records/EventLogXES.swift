// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// A record as an XES event log (IEEE 1849-2016) with the extensions concept, lifecycle, time and
/// organizational: a trace for each case.
///
/// `docs/records.md` says what stands for what.
struct EventLogXES {
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
    writeHead(to: &writer)
    let byCase = VisitsByCase(record)
    let names = record.nodes.map { node in
      let pool = node.pool.map { record.study.pools[$0].id.value }
      return (
        name: Self.attribute("concept:name", node.node.id),
        group: pool.map { Self.attribute("org:group", $0) } ?? [],
        pool: pool.map { Array(Self.escaped($0).utf8) } ?? []
      )
    }
    var events: [LoggedEvent] = []
    for place in 0..<record.cases.count {
      guard let row = record.cases.row(at: place) else { continue }
      writeTraceHead(record.run.cases[row], &time, to: &writer)
      events.removeAll(keepingCapacity: true)
      for row in byCase.rows(at: place) {
        record.addEvents(of: record.run.visits[Int(row)], row: row, to: &events)
      }
      events.sort(by: LoggedEvent.isBefore)
      for event in events {
        let visit = record.run.visits[Int(event.row)]
        let name = names[Int(visit.node)]
        writer.add("<event>")
        writer.add(name.name)
        writer.add("<string key=\"concept:instance\" value=\"")
        writer.add(number: UInt64(event.row) + 1)
        writer.add("\"/><string key=\"lifecycle:transition\" value=\"")
        writer.add(event.transition.name)
        writer.add("\"/><date key=\"time:timestamp\" value=\"")
        time.write(event.time, to: &writer)
        writer.add("\"/>")
        writer.add(name.group)
        if visit.server > 0 {
          writer.add("<string key=\"org:resource\" value=\"")
          writer.add(name.pool)
          writer.add("/")
          writer.add(number: UInt64(visit.server))
          writer.add("\"/>")
        }
        writeMore(event, visit, place, to: &writer)
        writer.add("</event>\n")
      }
      writer.add("</trace>\n")
    }
    writer.add("</log>\n")
  }

  private func writeHead(to writer: inout ByteWriter) {
    writer.add(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
      <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
      <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
      <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
      <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
      <global scope="trace">
      <string key="concept:name" value=""/>
      <string key="scenario" value=""/>
      <string key="flow" value=""/>
      <string key="outcome" value=""/>
      <date key="created" value="1970-01-01T00:00:00.000000+00:00"/>
      </global>
      <global scope="event">
      <string key="concept:name" value=""/>
      <string key="concept:instance" value=""/>
      <string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="1970-01-01T00:00:00.000000+00:00"/>
      </global>
      <classifier name="Node" keys="concept:name"/>
      <classifier name="Node and transition" keys="concept:name lifecycle:transition"/>

      """)
    writer.add(Self.attribute("concept:name", record.study.configuration.id.value))
    writer.add(Self.attribute("lifecycle:model", "standard"))
    writer.add("<int key=\"seed\" value=\"")
    writer.add(number: record.seed)
    writer.add("\"/><int key=\"replication\" value=\"")
    writer.add(number: UInt64(record.replication) + 1)
    writer.add("\"/>\n")
  }

  private func writeTraceHead(
    _ recorded: RecordedCase, _ time: inout TimeText, to writer: inout ByteWriter
  ) {
    let scenario = record.scenario(of: recorded)
    writer.add("<trace>\n")
    writer.add(
      Self.attribute("concept:name", StudyRecord.name(recorded.stream, recorded.caseNumber)))
    writer.add(Self.attribute("scenario", scenario.id))
    writer.add(
      Self.attribute("flow", record.flow(of: recorded)))
    if let channel = record.channel(recorded) { writer.add(Self.attribute("channel", channel)) }
    writer.add(Self.attribute("outcome", StudyRecord.outcome(recorded)))
    writer.add("<date key=\"created\" value=\"")
    time.write(recorded.created, to: &writer)
    if recorded.hasEnded {
      writer.add("\"/><date key=\"ended\" value=\"")
      time.write(recorded.ended, to: &writer)
    }
    writer.add("\"/>\n")
  }

  /// Writes what only some events have: the queue found, time off duty and with the clock stopped, and
  /// that a wait came to its limit.
  private func writeMore(
    _ event: LoggedEvent, _ visit: Visit, _ place: Int, to writer: inout ByteWriter
  ) {
    func add(_ key: StaticString, _ value: UInt64) {
      writer.add("<int key=\"")
      writer.add(key)
      writer.add("\" value=\"")
      writer.add(number: value)
      writer.add("\"/>")
    }
    let isOver = event.transition == .complete || event.transition == .withdraw
    if StudyRecord.needsServer(visit) {
      if event.transition == .schedule { add("queue", UInt64(visit.queueLength)) }
      if event.transition == .start || event.transition == .withdraw {
        let pools = record.nodes[Int(visit.node)].pools
        add(
          "offDutyMicros",
          UInt64(duty.offDuty(visit, in: pools, until: record.endOfWait(visit))))
      }
    }
    guard isOver else { return }
    let stopped = stopped.stopped(visit, at: place)
    if stopped > 0 { add("stoppedMicros", UInt64(stopped)) }
    if visit.course == .lapsed { writer.add("<string key=\"outcome\" value=\"lapsed\"/>") }
  }

  private static func attribute(_ key: String, _ value: String) -> [UInt8] {
    Array("<string key=\"\(key)\" value=\"\(escaped(value))\"/>".utf8)
  }

  /// Returns a text as it stands in an attribute of XML.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      // XML 1.0 has no other control characters.
      case _ where scalar.value < 0x20: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
