// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Event logs tell what the rows of the CSV tell, to the microsecond.
struct EventLogTests {
  /// Packs with gateways, waits, people who leave, rooms, servers with numbers, and without a
  /// calendar; the shipped pack stands for batches.
  private static let packs = [
    "join", "leaving", "lapse", "rounds", "interview", "four-eyes", "clocks", "patience",
  ]

  private static func run(_ name: String) throws -> RecordRun {
    if name == "shipped" {
      let valid = try ShippedPack.valid()
      return try RecordRun(
        valid, TestPack.compile(valid, configuration: "B2", days: 2, warmUpDays: 0))
    }
    let valid = try TestPack.valid(TestPack.folder(name))
    let days = name == "patience" ? 1 : nil
    return try RecordRun(valid, TestPack.compile(valid, days: days, warmUpDays: 0))
  }

  /// An event as it must stand in both logs.
  private struct Event: Hashable {
    var name: String
    var visit: Int
    var transition: String
    var micros: Int64
    var node: String
  }

  /// What the rows of the CSV say must be in a log; times are counted from the same day.
  private static func expected(_ rows: [[String: String]], _ run: RecordRun) -> Set<Event> {
    var events: Set<Event> = []
    let start = run.record.isCivil ? 0 : Int64(run.record.from.dayNumber) * HallEngine.day
    for (index, row) in rows.enumerated() {
      func add(_ column: String, _ transition: String) {
        guard let text = row[column], let time = RecordTimes.micros(text) else { return }
        events.insert(
          Event(
            name: row["case"] ?? "", visit: index + 1, transition: transition,
            micros: start + time, node: row["node"] ?? ""))
      }
      let hasLeft = ["left", "balked"].contains(row["outcome"])
      switch row["kind"] {
      case "event", "end": add("end", "complete")
      case "wait":
        add("start", "start")
        add("end", "complete")
      case "window", "back-office", "room", "automatic", "applicant":
        add("enabled", "schedule")
        add("start", "start")
        add("end", hasLeft ? "withdraw" : "complete")
      default: break
      }
    }
    return events
  }

  // MARK: XES

  /// Reads an XES log with the parser of the system.
  private final class Reader: NSObject, XMLParserDelegate {
    var traces: [[String: String]] = []
    var events: [[String: String]] = []
    var extensions: [String] = []
    var log: [String: String] = [:]
    /// Whether the events of each trace come in the order of time.
    var isInOrder = true
    private var open: [String] = []
    private var event: [String: String] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      switch name {
      case "log": log = attributes
      case "extension": extensions.append(attributes["prefix"] ?? "")
      case "trace": traces.append([:])
      case "event": event = [:]
      case "string", "date", "int":
        let key = attributes["key"] ?? ""
        if open.last == "event" { event[key] = attributes["value"] }
        if open.last == "trace" { traces[traces.count - 1][key] = attributes["value"] }
      default: break
      }
      open.append(name)
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
      guard name == "event" else { return }
      event["case"] = traces.last?["concept:name"]
      if let last = events.last, last["case"] == event["case"] {
        if (last["time:timestamp"] ?? "") > (event["time:timestamp"] ?? "") { isInOrder = false }
      }
      events.append(event)
    }
  }

  @Test(arguments: packs + ["shipped"])
  func theXESLogIsWellFormedAndTellsEveryVisit(_ name: String) throws {
    let run = try Self.run(name)
    let reader = Reader()
    let parser = XMLParser(data: Data(try run.text(.xes).utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.log["xes.version"] == "1849.2016")
    #expect(reader.extensions == ["concept", "lifecycle", "time", "org"])
    #expect(reader.isInOrder)
    let events = reader.events.map { event in
      Event(
        name: event["case"] ?? "", visit: Int(event["concept:instance"] ?? "") ?? 0,
        transition: event["lifecycle:transition"] ?? "",
        micros: RecordTimes.micros(event["time:timestamp"] ?? "") ?? -1,
        node: event["concept:name"] ?? "")
    }
    #expect(Set(events).count == events.count)
    let rows = try run.rows()
    #expect(Set(events) == Self.expected(rows, run))
    // Traces are the cases of the CSV, with scenario, channel and outcome.
    let cases = Dictionary(grouping: rows) { $0["case"] ?? "" }
    #expect(Set(reader.traces.map { $0["concept:name"] ?? "" }).isSuperset(of: cases.keys))
    #expect(reader.traces.count == run.result.created)
    for trace in reader.traces {
      guard let row = cases[trace["concept:name"] ?? ""]?.first else { continue }
      #expect(trace["scenario"] == row["scenario"] && trace["flow"] == row["flow"])
      #expect((trace["channel"] ?? "") == row["channel"])
      #expect(trace["outcome"] == row["caseOutcome"])
    }
    if name == "four-eyes" {
      let servers = Set(reader.events.compactMap { $0["org:resource"] })
      #expect(servers == ["reviewer/1", "reviewer/2"])
    }
  }

  // MARK: OCEL

  private typealias Object = [String: Any]

  @Test(arguments: packs + ["shipped"])
  func theOCELLogHasTheShapeOfTheStandardAndTellsEveryVisit(_ name: String) throws {
    let run = try Self.run(name)
    let log = try #require(
      JSONSerialization.jsonObject(with: Data(try run.text(.json).utf8)) as? Object)
    #expect(Set(log.keys) == ["objectTypes", "eventTypes", "objects", "events"])
    let objectTypes = try Self.types(log["objectTypes"])
    let eventTypes = try Self.types(log["eventTypes"])
    #expect(Set(objectTypes.keys) == ["case", "ticket", "pool", "server"])
    var kinds: [String: String] = [:]
    for object in try #require(log["objects"] as? [Object]) {
      let id = try #require(object["id"] as? String)
      let type = try #require(object["type"] as? String)
      #expect(kinds[id] == nil)
      kinds[id] = type
      let known = try #require(objectTypes[type])
      #expect(try Self.attributes(object, needTimes: true).keys.allSatisfy(known.contains))
    }
    let objects = try #require(log["objects"] as? [Object])
    for object in objects { try Self.expectRelations(object, kinds) }
    var events: [Event] = []
    var last = Int64.min
    for event in try #require(log["events"] as? [Object]) {
      let type = try #require(event["type"] as? String)
      let time = try #require(RecordTimes.micros(event["time"] as? String ?? ""))
      #expect(time >= last)
      last = time
      let values = try Self.attributes(event, needTimes: false)
      let known = try #require(eventTypes[type])
      #expect(values.keys.allSatisfy(known.contains))
      let related = try Self.expectRelations(event, kinds)
      let cases = related.filter { $0.qualifier == "case" }
      #expect(cases.count == 1 && kinds[cases.first?.id ?? ""] == "case")
      events.append(
        Event(
          name: String((cases.first?.id ?? "").dropFirst("case:".count)),
          visit: Int(values["visit"] ?? "") ?? 0, transition: values["lifecycle"] ?? "",
          micros: time, node: type))
      for relation in related where relation.qualifier != "case" {
        #expect(kinds[relation.id] == relation.qualifier)
      }
    }
    #expect(Set(events).count == events.count)
    let rows = try run.rows()
    #expect(Set(events) == Self.expected(rows, run))
    #expect(kinds.values.count { $0 == "case" } == run.result.created)
    let needed = rows.count { $0["pool"] != "" }
    #expect(kinds.values.count { $0 == "ticket" } == needed)
    if name == "four-eyes" { #expect(kinds["server:reviewer/2"] == "server") }
  }

  /// The names of types with those of their attributes.
  private static func types(_ list: Any?) throws -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for type in try #require(list as? [Object]) {
      let name = try #require(type["name"] as? String)
      #expect(result[name] == nil)
      let attributes = try #require(type["attributes"] as? [Object])
      for attribute in attributes {
        #expect(["string", "integer", "time"].contains(attribute["type"] as? String))
      }
      result[name] = Set(attributes.compactMap { $0["name"] as? String })
    }
    return result
  }

  private static func attributes(_ owner: Object, needTimes: Bool) throws -> [String: String] {
    var values: [String: String] = [:]
    for attribute in try #require(owner["attributes"] as? [Object]) {
      let name = try #require(attribute["name"] as? String)
      values[name] = try #require(attribute["value"] as? String)
      if needTimes {
        #expect(RecordTimes.micros(attribute["time"] as? String ?? "") != nil)
      }
    }
    return values
  }

  @discardableResult
  private static func expectRelations(_ owner: Object, _ kinds: [String: String]) throws
    -> [(id: String, qualifier: String)]
  {
    try #require(owner["relationships"] as? [Object]).map { relation in
      let id = try #require(relation["objectId"] as? String)
      #expect(kinds[id] != nil, "\(id)")
      return (id, try #require(relation["qualifier"] as? String))
    }
  }
}
