// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `guohu coverage` and `simulate --record` as users run them.
struct CoverageCommandTests {
  /// A folder of its own that is deleted afterwards.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-coverage-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
  }

  private static let days = ["--days", "3", "--warm-up", "0", "--replications", "1", "--quiet"]

  @Test func aRecordIsWrittenAndHeldAgainstTheFlows() throws {
    let folder = try Folder()
    let file = folder.path("run.csv")
    let run = try Program.runOnSale(
      ["simulate", "--config", "B2", "--record", file] + Self.days, ["LC_ALL": "C"])
    #expect(run.status == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("case,scenario,flow,node,kind,pool,server,enabled,called,start,end,"))
    #expect(text.contains(",to-be,"))
    let again = folder.path("again.csv")
    _ = try Program.runOnSale(
      ["simulate", "--config", "B2", "--record", again, "--threads", "1"] + Self.days)
    #expect(try String(contentsOfFile: again, encoding: .utf8) == text)
    let held = try Program.runOnSale(
      ["coverage", "--against", file, "--lang", "en", "--fail-under", "99.9"], ["LC_ALL": "C"])
    #expect(held.status == 1)
    #expect(held.errors.contains("of all edges were reached; wanted are 99.9%"))
    #expect(!held.errors.contains(" 0.0% of all edges"))
    Self.expectFit(held.text)
  }

  /// The table in Chinese; the English one is that of the record above.
  ///
  /// That every run of the shipped pack is driven and reaches everything is proved by
  /// `CoverageReportTests`.
  @Test func drivenRunsReachEverythingAndTheTableFitsAHundredColumns() throws {
    let outcome = try Program.runOnSale(
      ["coverage", "--drive", "--fail-under", "100", "--lang", "zh"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("100.0%"))
    Self.expectFit(outcome.text)
  }

  private static func expectFit(_ text: String) {
    for line in text.split(separator: "\n") {
      #expect(CommandTests.columns(line) <= 100, "\(line)")
    }
  }

  @Test func aBadRecordEndsWithTwoAndNamesThePlace() throws {
    let folder = try Folder()
    let file = folder.path("bad.csv")
    try Data("scenario,flow,case,node,time\nQ1,f,1,n,t\n".utf8).write(
      to: URL(fileURLWithPath: file))
    let command = ["coverage", "Tests/PlanningTests/Packs/supplement", "--against"]
    let outcome = try Program.run(command + [file])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("\(file):2:1: error[record-scenario]: scenario 'Q1'"))
    #expect(try Program.run(command + [folder.path("none.csv")]).status == 3)
  }

  @Test(arguments: [
    (["coverage", "--loops", "0"], "error: --loops is from 1 to 8"),
    (["coverage", "--drive", "--fail-under", "101"], "error: --fail-under is from 0 to 100"),
    (["coverage", "--fail-under", "90"], "give --against or --drive"),
  ])
  func badUsageIsExplained(_ arguments: [String], _ message: String) throws {
    let outcome = try Program.runOnSale(arguments, ["LC_ALL": "C"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
