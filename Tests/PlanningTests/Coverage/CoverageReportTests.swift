// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Records with planted faults, and runs driven through the shipped hall.
struct CoverageReportTests {
  /// The covers of the shipped pack, found once for all tests.
  private static let blank = Result { try CoverageReport(ShippedPack.valid().pack, loops: 1) }

  /// The same with their runs driven.
  private static let driven = Result {
    let valid = try ShippedPack.valid()
    var report = try blank.get()
    try report.drive(valid)
    return (valid, report)
  }

  /// The record of the driven runs of a flow.
  private static func record(_ valid: ValidPack, _ part: FlowCoverage) throws -> EventRecord {
    try DrivenRuns(
      valid, scenario: part.scenario, flow: part.flow, runs: part.edgeCover.runs
    ).run().record
  }

  @Test func everyPlannedRunIsDrivenAndReachesEveryEdge() throws {
    let (valid, report) = try Self.driven.get()
    #expect(report.differences == [])
    #expect(report.edgeShare == 1)
    #expect(report.flows.count == valid.pack.scenarios.reduce(0) { $0 + $1.flows.count })
    for part in report.flows {
      #expect(part.reached?.cases == part.edgeCover.runs.count)
      #expect(part.missedNodes == [] && part.missedEdges == [] && part.missedRuns == [])
      #expect(part.edgeCover.isProvedMinimal, "\(part.scenario.id) \(part.flow.name)")
      // The class of all others has two ways in; its pairs are covered by one run above the bound.
      #expect(
        part.pairCover.isProvedMinimal || part.scenario.id == "X00",
        "\(part.scenario.id) \(part.flow.name)")
    }
  }

  /// Each run of a smallest set takes an edge that no other run takes, or the set were smaller.
  @Test func aRecordWithoutOneRunNamesExactlyTheEdgesOfThatRunAlone() throws {
    let (valid, whole) = try Self.driven.get()
    let blank = try Self.blank.get()
    // One by one, the runs of all flows take too long: a sale, a batch and a succession stand for them.
    for part in whole.flows where ["S01", "S05", "S11"].contains(part.scenario.id) {
      let record = try Self.record(valid, part)
      for left in part.edgeCover.runs.indices {
        let others = Set(
          part.edgeCover.runs.indices.filter { $0 != left }
            .flatMap { part.edgeCover.runs[$0].edges })
        let alone = Set(part.edgeCover.runs[left].edges).subtracting(others)
        #expect(!alone.isEmpty)
        guard part.edgeCover.runs.count > 1 else { continue }
        var report = blank
        var findings = Findings()
        let kept = record.rows.filter { $0.caseName != "1-\(left + 1)" }
        report.hold([("r.csv", EventRecord(rows: kept).csv)], findings: &findings)
        #expect(findings.sorted == [])
        let found = try #require(
          report.flows.first {
            $0.scenario.id == part.scenario.id && $0.flow.name == part.flow.name
          })
        #expect(found.missedEdges == alone.sorted())
        #expect(found.missedRuns.contains(left))
      }
    }
  }

  /// A pass that took two branches for one is seen at the first edge that differs.
  @Test func aCaseThatLeftItsPlanIsNamed() throws {
    let valid = try ShippedPack.valid()
    var report = try Self.blank.get()
    let part = report.flows[0]
    var findings = Findings()
    let reader = RecordReader(
      try Self.record(valid, part).csv, file: "r.csv", pack: valid.pack, findings: &findings)
    let replays = try #require(
      reader.replays[RecordReader.Key(part.scenario.id, part.flow.name)])
    let runs = part.edgeCover.runs
    #expect(CoverageReport.difference(part, planned: runs[0], reached: replays[0].replay) == nil)
    let text = CoverageReport.difference(part, planned: runs[0], reached: replays[1].replay)
    #expect(text?.contains("planned are") == true)
    report.hold([], findings: &findings)
    #expect(report.edgeShare == nil)
  }

  @Test func theJSONKeepsToItsSchema() throws {
    let (_, driven) = try Self.driven.get()
    let schema = try #require(
      SchemaCheck(Repository.root.appendingPathComponent("docs/coverage.schema.json")))
    #expect(schema.unknownKeywords == [])
    var few = driven.pack
    few.scenarios.removeAll { $0.id != "S01" }
    let bare = try CoverageReport(few, loops: 2)
    for text in [driven.json.text, bare.json.text] {
      var findings = Findings()
      let node = try #require(
        DocumentReader.read(Array(text.utf8), file: "coverage.json", findings: &findings))
      // The reader of packs takes quoted digits for a number; that they are texts is seen below.
      #expect(schema.problems(of: node).filter { !$0.hasSuffix("Runs: is no string") } == [])
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      for flow in try #require(json["flows"] as? [[String: Any]]) {
        #expect(flow["acyclicRuns"] is String && flow["boundedRuns"] is String)
      }
    }
    // The check is not blind: a key too many is seen.
    var findings = Findings()
    let wrong = try #require(
      DocumentReader.read(
        Array(bare.json.text.replacing("\"loops\"", with: "\"loop\"").utf8), file: "coverage.json",
        findings: &findings))
    #expect(schema.problems(of: wrong).filter { $0.contains("loop") }.count == 2)
  }

  private static let header = "scenario,flow,case,node,time\n"
  private static let time = "2021-03-01T09:00:00.000000"

  @Test(arguments: [
    ("", "r.csv:1:1: error[record-header]"),
    ("scenario,flow\n", "r.csv:1:1: error[record-header]"),
    (header + "S01,to-be,1\n", "r.csv:2:1: error[record-cells]: a row has 5 cells; this one has 3"),
    (
      header + "S91,to-be,1,payoff?,\(time)\n",
      "r.csv:2:1: error[record-scenario]: scenario 'S91' does not exist; did you mean"
    ),
    (
      header + "S01,to-bee,1,payoff?,\(time)\n",
      "r.csv:2:5: error[record-flow]: S01 has no flow 'to-bee'; did you mean 'to-be'?"
    ),
    (
      header + "S01,to-be,1,payof?,\(time)\n",
      "r.csv:2:13: error[record-node]: S01 to-be has no node 'payof?'; did you mean 'payoff'?"
    ),
    (
      header + "S01,to-be,1,payoff?,9 am\n",
      "r.csv:2:21: error[record-time]: '9 am' is no time"
    ),
    (
      header + "S01,to-be,1,payoff?,2021-02-30T09:00:00.000000\n", "r.csv:2:21: error[record-time]"
    ),
    (
      header
        + "S01,to-be,1,payoff?,\(time)\nS01,to-be,1,counter/channel?,2021-03-01T08:59:00.000000\n",
      "r.csv:3:30: error[record-order]: case '1' goes back in time"
    ),
    (
      header + "S01,to-be,1,payoff?,\(time)\nS01,to-be,1,counter/accept,\(time)\n",
      "r.csv:3:13: error[record-move]: case '1' cannot be followed: nothing leads to 'counter/accept' "
        + "from 'payoff?'"
    ),
    (
      header + "S01,to-be,1,counter/accept,\(time)\n",
      "r.csv:2:13: error[record-move]: case '1' cannot be followed: the case begins at 'counter/accept'"
    ),
    (header + "S01,\"to-be\"x,1,payoff?,\(time)\n", "r.csv:2:12: error[record-quote]"),
    (header + "S01,\"to-be,1,payoff?,\(time)\n", "r.csv:2:5: error[record-quote]"),
  ])
  func faultsOfARecordAreFoundWhereTheyAre(_ text: String, _ expected: String) throws {
    let pack = try ShippedPack.valid().pack
    var findings = Findings()
    _ = RecordReader(text, file: "r.csv", pack: pack, findings: &findings)
    let first = try #require(findings.sorted.first).description
    #expect(first.hasPrefix(expected), "\(first)")
  }

  @Test func quotedCellsAreReadAsTheyAreWritten() throws {
    let pack = try ShippedPack.valid().pack
    let row = EventRecord.Row(
      scenario: "S01", flow: "to-be", caseName: "a \"b\", c\nd", node: "payoff?", time: Self.time)
    let text = EventRecord(rows: [row]).csv
    #expect(text == Self.header + "S01,to-be,\"a \"\"b\"\", c\nd\",payoff?,\(Self.time)\n")
    for form in [
      text, text.replacing(",payoff?,\(Self.time)\n", with: ",payoff?,\(Self.time)\r\n"),
    ] {
      var findings = Findings()
      let reader = RecordReader(form, file: "r.csv", pack: pack, findings: &findings)
      #expect(findings.sorted == [])
      #expect(reader.replays.values.first?.first?.caseName == row.caseName)
    }
  }

  /// What is recorded does not change what happens.
  @Test func aRecordedRunIsTheRunThatIsNotRecorded() throws {
    let valid = try ShippedPack.valid()
    let study = try TestPack.compile(valid, configuration: "B2", days: 3, warmUpDays: 0)
    let run = TraceRunFingerprint.of(study)
    #expect(run.plain == run.recorded)
    #expect(run.visits > 5_000)
  }

  @Test func volumeLeavesOutTheClassOfAllOthers() throws {
    let pack = try ShippedPack.valid().pack
    let volume = VolumeCoverage(pack)
    let stated = pack.scenarios.filter { $0.parties != nil }
      .reduce(0) { $0 + ($1.share?.value ?? 0) }
    #expect(abs(volume.share - stated / volume.total) < 1e-12)
    #expect(volume.meetsGoal == (volume.share >= 0.9))
    var fewer = pack
    fewer.scenarios = pack.scenarios.filter { $0.parties == nil }
    #expect(VolumeCoverage(fewer).share == 0)
    let unused = UnusedEntries(fewer)
    #expect(unused.materials == pack.materials.map(\.id.value))
    #expect(unused.taxRules == pack.taxRules.map(\.id.value))
    let used = UnusedEntries(pack)
    let asked = Set(pack.scenarios.flatMap(\.materials).map(\.material.value))
    #expect(asked.isDisjoint(with: used.materials))
    #expect(used.materials.count + asked.count == pack.materials.count)
  }
}
