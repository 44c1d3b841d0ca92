// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `guohu explain` as users run it.
struct ExplainCommandTests {
  private static let small = [
    "explain", "Tests/PlanningTests/Packs/join", "--config", "base", "--quiet",
  ]

  @Test func theTableNamesEveryStepAndAddsUp() throws {
    let outcome = try Program.run(small("en") + ["--case", "1-2"], ["LC_ALL": "C"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.text == """
        file file
        case 1-2, base, replication 1, seed 1
        2021-09-27 09:02:00.000000 → 2021-09-27 09:53:00.000000

        node          why                      from                      time  in line
        ──────────────────────────────────────────────────────────────────────────────
        tax · tax     queue                    09-27 09:02:00  0:23:00.000000
        tax · tax     work behind the counter  09-27 09:25:00  0:25:00.000000
        enter · desk  work behind the counter  09-27 09:50:00  0:03:00.000000

        why                                time   share
        ───────────────────────────────────────────────
        queue                    0:23:00.000000   45.1%
        work behind the counter  0:28:00.000000   54.9%
        gross time               0:51:00.000000  100.0%

        joins, where other branches waited for this one
          09-27 09:50:00 reviewed: title 0:43:00.000000, housing 0:38:00.000000

        """)
  }

  private func small(_ language: String) -> [String] { Self.small + ["--lang", language] }

  /// The case that a record of the same run names is the case that is explained, in each replication.
  @Test func theCaseIsThatOfTheRecord() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-explain-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = [
      "Tests/PlanningTests/Packs/supplement", "--config", "base", "--seed", "5", "--quiet",
      "--replications", "2",
    ]
    let path = folder.appendingPathComponent("run.csv").path
    _ = try Program.run(
      ["simulate"] + study + ["--record", path, "--record-replication", "2"])
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let last = try #require(rows.last { $0.contains(",done,end,") }).split(
      separator: ",", omittingEmptySubsequences: false)
    let outcome = try Program.run(
      ["explain"] + study + ["--replication", "2", "--case", String(last[0]), "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(json["end"] as? String == String(last[10]))
    #expect((json["case"] as? [String: Any])?["name"] as? String == String(last[0]))
  }

  /// Every JSON keeps to the schema, and every table to a hundred columns, in both languages.
  @Test(arguments: ["zh", "en"])
  func theShippedHallIsExplained(_ language: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-explain-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = try Program.run([
      "explain", "--config", "B2", "--days", "12", "--lang", language, "--longest", "--json",
      file.path,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for line in outcome.text.split(separator: "\n") {
      #expect(CommandTests.columns(line) <= 100, "\(line)")
    }
    let schema = try #require(
      SchemaCheck(Program.root.appendingPathComponent("docs/explain.schema.json")))
    #expect(schema.unknownKeywords == [])
    let data = try Data(contentsOf: file)
    // The reader of packs takes a quoted number of seconds for a number; there is none here.
    #expect(schema.problems(ofJSON: data) == [])
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let totals = try #require(json["totals"] as? [[String: Any]])
    let sum = totals.reduce(0) { $0 + ($1["micros"] as? Int ?? 0) }
    #expect(sum == json["grossMicros"] as? Int)
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps.reduce(0) { $0 + ($1["micros"] as? Int ?? 0) } == sum)
    #expect(steps.count > 5)
  }

  @Test func rowsAreSeparatedByCommas() throws {
    let outcome = try Program.run(Self.small + ["--case", "1-2", "--format", "csv"])
    #expect(
      outcome.text.split(separator: "\n").prefix(2) == [
        "start,end,micros,reason,node,pool,class,ahead,aheadInBetterClass,overtakenBy",
        "2021-09-27T09:02:00.000000,2021-09-27T09:25:00.000000,1380000000,queue,tax,tax,0,0,0,0",
      ])
  }

  @Test(arguments: [
    (["--case", "1-9"], "error: the run has no case '1-9'; a case is the number of its stream"),
    (
      ["--case", "1-1", "--longest"], "error: --case names the case; leave --longest and --scenario"
    ),
    (["--scenario", "fill"], "error: scenario 'fill' does not exist; did you mean 'file'?"),
    (["--replication", "2"], "error: --replication is from 1 to 1, the number of replications"),
    (
      ["--warm-up", "1", "--days", "2"],
      "error: no case that came after the warm-up was done when the run ended"
    ),
  ])
  func badUsageIsExplained(_ more: [String], _ message: String) throws {
    let outcome = try Program.run(Self.small + more, ["LC_ALL": "C"])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
