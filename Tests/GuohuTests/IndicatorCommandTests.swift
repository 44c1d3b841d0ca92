// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `guohu indicators` as a user runs it on the shipped pack.
struct IndicatorCommandTests {
  private typealias Object = [String: Any]

  /// The JSON of the shipped pack, made once for all tests.
  private static let shipped = Result {
    try Program.run(["indicators", "--format", "json"], ["LC_ALL": "C"])
  }

  /// The JSON of the shipped pack, or of another with options.
  private static func json(
    _ pack: SmallPack? = nil, _ arguments: [String] = []
  ) throws -> [String: Any] {
    let outcome =
      try pack.map { pack in
        try Program.run(
          ["indicators", pack.folder.path, "--format", "json"] + arguments, ["LC_ALL": "C"])
      } ?? shipped.get()
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(JSONSerialization.jsonObject(with: outcome.output) as? Object)
  }

  private static func value(_ object: Any?, _ path: String) -> Any? {
    path.split(separator: ".").reduce(object) { ($0 as? Object)?[String($1)] }
  }

  @Test func `The resale scenario has the figures of the catalogue and its nodes`() throws {
    let report = try Self.json()
    let scenarios = try #require(report["scenarios"] as? [Object])
    let item = try #require(scenarios.first { $0["id"] as? String == "S01" })
    #expect(Self.value(item, "time.reductionWorkingDays") as? Double == 7)
    #expect(Self.value(item, "materials.submissions.before") as? Int == 26)
    #expect(Self.value(item, "materials.submissions.after") as? Int == 2)
    #expect(Self.value(item, "steps.before") as? Int == 8)
    #expect(Self.value(item, "steps.after") as? Int == 4)
    #expect(Self.value(item, "trips.office.before") as? Int == 3)
    #expect(Self.value(item, "trips.utility.before") as? Int == 3)
    #expect(Self.value(item, "online.after.level") as? Int == 4)
    let stages = try #require(Self.value(item, "steps.itemsAfter") as? [Object])
    #expect(stages.allSatisfy { ($0["nodes"] as? [String])?.isEmpty == false })
    let trips = try #require(Self.value(item, "expected.after.officeTrips") as? Double)
    let nodes = try #require(Self.value(item, "expected.after.nodes") as? [Object])
    let sum = nodes.reduce(0) { $0 + ($1["trips"] as? Double ?? 0) }
    #expect(abs(sum - trips) < 1e-9)
  }

  @Test func `What has no limits is listed with the reason`() throws {
    let left = try #require(try Self.json()["notCounted"] as? [Object])
    let other = try #require(left.first { $0["id"] as? String == "X00" })
    #expect(
      (other["reasons"] as? [String])?.contains("no committed limit for 'as-is'") == true)
  }

  @Test func `The target is read both ways and follows a changed limit`() throws {
    // At 30 working days each, nine scenarios take the mean of the ratio from 18.7 to 55.7 %.
    let pack = try SmallPack(TwentyOnePack.routedFiles)
    let changed = ["S01", "S02", "S03", "S04", "S05", "S06", "S07", "S09", "S10"]
    let change = changed.flatMap { ["--set", "\($0).limits.committed.to-be=30 wd"] }
    let downTo = try Self.json(pack, change)
    let mean = try #require(
      Self.value(downTo, "totals.committedToStatutory.after.mean") as? Double)
    #expect(abs(mean - (118 - 37 + 270) / 630) < 1e-12)
    #expect(Self.value(downTo, "totals.committedToStatutory.target.met") as? Bool == false)
    #expect(
      downTo["changes"] as? [String] == changed.map { "\($0).limits.committed.to-be=30 wd" })
    let by = try Self.json(pack, change + ["--target-by"])
    #expect(Self.value(by, "totals.committedToStatutory.target.met") as? Bool == true)
  }

  @Test(arguments: ["zh", "en"])
  func `Tables and explanations fit a hundred columns`(_ language: String) throws {
    for arguments in [[], ["--explain", "S01"]] {
      let command = ["indicators", "--lang", language] + arguments
      // The longest names are English ones of other scenarios.
      let outcome =
        try language == "en" && arguments.isEmpty
        ? Program.run(command, ["LC_ALL": "C"]) : Program.runOnSale(command, ["LC_ALL": "C"])
      #expect(outcome.status == 0)
      for line in outcome.text.split(separator: "\n") {
        #expect(CommandTests.columns(line) <= 100, "\(line)")
      }
      // The explanation names nodes and papers.
      for expected in ["ticket1, tax/ticket", "M03 H"] where !arguments.isEmpty {
        #expect(outcome.text.contains(expected), "\(expected)")
      }
    }
  }

  @Test(arguments: [
    (["--before", "as-iss"], "error: no scenario has a flow 'as-iss'; did you mean 'as-is'?"),
    (["--explain", "X00"], "error: 'X00' is no scenario that is counted"),
  ])
  func `Bad names end with two`(_ arguments: [String], _ message: String) throws {
    let outcome = try Program.runOnSale(["indicators"] + arguments, ["LC_ALL": "C"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func `The table of values has a row a figure`() throws {
    let outcome = try Program.runOnSale(["indicators", "--format", "csv"], ["LC_ALL": "C"])
    let rows = outcome.text.split(separator: "\n")
    #expect(rows.first == "scenario,figure,before,after,countedBefore,countedAfter")
    #expect(rows.contains { $0.hasPrefix("S01,steps,8,4,") })
    #expect(rows.contains { $0.hasPrefix(",ratioMean,") })
    #expect(
      rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 6 })
  }
}
