// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Exit codes, messages and files of the program.
struct CommandTests {
  private static let small = ["--days", "3", "--warm-up", "1", "--replications", "2"]

  @Test(arguments: [
    (
      ["simulate", "--config", "B9"], "error: configuration 'B9' does not exist; did you mean 'B0'?"
    ),
    (["simulate"], "Error: Missing expected argument '--config <config>'"),
    (["compare", "B0"], "error: compare needs two or more configurations, such as B0 B2"),
    (["compare", "B0", "B0"], "error: name each configuration once"),
    (["show", "S99"], "error: scenario 'S99' does not exist; known are S01"),
    (["draw", "S01", "--as", "gif"], "error: 'gif' is no form of a diagram"),
    (
      ["simulate", "--config", "B2", "--days", "10", "--warm-up", "10"],
      "error: a run of 10 working days with a warm-up of 10 leaves nothing to count"
    ),
    (
      ["simulate", "--config", "B2", "--set", "hall.pools.R-COMPP.servers=3"],
      "'R-COMPP' does not exist; did you mean 'R-COMP'?"
    ),
    (["simulate", "--config", "B2", "--set", "nothing"], "error: --set needs PATH=VALUE"),
    (
      ["simulate", "--config", "B2", "--preset", "serialtax"],
      "error[unknown-preset]: preset 'serialtax' does not exist; did you mean 'serial-tax'?"
    ),
    (["simulate", "nowhere", "--config", "B2"], "error[no-pack]: there is no folder 'nowhere'"),
    (["check", "--as-of", "yesterday"], "error: 'yesterday' is not a date"),
  ])
  func badUsageIsExplainedAndEndsWithTwo(_ arguments: [String], _ message: String) throws {
    let outcome = try Program.runOnSale(arguments, ["LC_ALL": "C"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func anUnwritableFileEndsWithThree() throws {
    let outcome = try Program.runOnSale(["list", "--out", "/dev/null/list.txt"], ["LC_ALL": "C"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("cannot write '/dev/null/list.txt'"))
  }

  @Test func checkPassesTheShippedPackAndFindsRulesNotYetInForce() throws {
    let good = try Program.run(["check"], ["LC_ALL": "C"])
    #expect(good.status == 0)
    let scenarios = Repository.files(under: Repository.scenarios, ending: ".yaml")
      .count { !$0.contains("/") }
    #expect(good.text.hasPrefix("ok: \(scenarios) scenarios, \(2 * scenarios) flows"))
    let early = try Program.runOnSale(["check", "--as-of", "2020-09-01"], ["LC_ALL": "C"])
    #expect(early.status == 2)
    #expect(early.text.contains("error[rule-not-in-force]: 'civil-209' is not in force"))
  }

  @Test func setChangesTheResultAndIsPrintedInIt() throws {
    func run(_ change: [String]) throws -> [String: Any] {
      let outcome = try Program.runOnSale(
        ["simulate", "--config", "B2", "--format", "json"] + Self.small + change)
      #expect(outcome.status == 0)
      return try #require(
        JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    }
    let plain = try run([])
    let changed = try run(["--set", "hall.pools.R-COMP.servers=20"])
    #expect(changed["changes"] as? [String] == ["hall.pools.R-COMP.servers=20"])
    #expect((plain["changes"] as? [String])?.isEmpty == true)
    let pools = try #require(changed["pools"] as? [[String: Any]])
    let windows = try #require(pools.first { $0["id"] as? String == "R-COMP" })
    #expect(windows["servers"] as? Int == 20)
    #expect(
      (plain["pack"] as? [String: Any])?["hash"] as? String
        != (changed["pack"] as? [String: Any])?["hash"] as? String)
  }

  @Test(arguments: ["zh", "en"])
  func tablesFitAHundredColumns(_ language: String) throws {
    for command in [
      ["simulate", "--config", "B0"], ["compare", "B0", "B2"], ["compare", "B0", "B1", "B2", "B3"],
    ] {
      let outcome = try Program.runOnSale(
        command + Self.small + ["--only", "S01", "--lang", language])
      #expect(outcome.status == 0)
      // Remarks are sentences and wrap; tables must not.
      for line in outcome.text.split(separator: "\n") where line.contains("  ") {
        #expect(Self.columns(line) <= 100, "\(line)")
      }
    }
  }

  /// Columns on a terminal; ideographs and full-width marks take two.
  static func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFF60).contains($1.value) ? 2 : 1) }
  }

  /// One case an hour for a desk that needs an hour and a half.
  @Test func overloadIsSaidBeforeTheRunUnlessQuiet() throws {
    let pack = try SmallPack(
      flow: "serve: {task: window, pool: DESK, time: 90 min, next: out}\nout: {end: done}")
    let command = [
      "simulate", pack.folder.path, "--config", "B0", "--days", "1", "--replications", "1",
    ]
    let outcome = try Program.run(command)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == "warning: B0: pool DESK is offered 1.5 busy servers and has 1.0; its queue "
        + "grows without end\n")
    #expect(try Program.run(command + ["--quiet"]).errors.isEmpty)
  }
}
