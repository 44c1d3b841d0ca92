// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `guohu diff` as users run it.
struct DiffCommandTests {
  /// The pack of the sale, or some other, beside a copy in which texts of files are replaced.
  private static func run(
    _ edits: [(path: String, old: String, new: String)], _ arguments: [String],
    of original: [String: String] = SalePack.files
  ) throws -> Program.Outcome {
    var files = original
    for edit in edits {
      try #require(files[edit.path]?.contains(edit.old) == true)
      files[edit.path] = files[edit.path]?.replacing(edit.old, with: edit.new)
    }
    let (first, second) = (try SmallPack(original), try SmallPack(files))
    return try Program.run(
      ["diff", first.folder.path, second.folder.path] + arguments, ["LC_ALL": "C"])
  }

  private static let edits = [
    (
      "shared/steps.yaml", "triangular(15, 24, 50) min",
      "'mixture(50 %: triangular(15, 24, 50) min, 50 %: lognormal(mean 15, sd 8, max 60) min)'"
    ),
    ("S01-resale-person-to-person.yaml", "  M55: {as-is: H, to-be: abolished}\n", ""),
  ]

  @Test func aCopyIsTheSame() throws {
    let outcome = try Self.run([], ["--fail-on-change"])
    #expect(outcome.status == 0)
    #expect(outcome.text == "the packs mean the same\n")
  }

  @Test(arguments: ["zh", "en"])
  func whatChangedFitsAHundredColumns(_ language: String) throws {
    // All but one of the shipped scenarios pass the step that is changed: a long list, once.
    let original = language == "en" ? ShippedPack.files : SalePack.files
    let outcome = try Self.run(Self.edits, ["--lang", language], of: original)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains(language == "zh" ? "~ 步骤 T03 time" : "~ steps T03 time"))
    #expect(
      outcome.text.contains(
        language == "zh" ? "- 情形 S01 materials M55" : "- scenarios S01 materials M55"))
    #expect(
      outcome.text.contains(
        language == "zh" ? "差异 2 处：新增 0，删除 1，修改 1" : "2 differences: 0 added, 1 removed, 1 changed")
    )
    for line in outcome.text.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) {
        $0 + ((0x2E80...0xFF60).contains($1.value) ? 2 : 1)
      }
      #expect(columns <= 100, "\(line)")
    }
  }

  @Test func aChangeCanFail() throws {
    let outcome = try Self.run(Self.edits, ["--fail-on-change", "--format", "csv"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error: 2 differences of meaning"))
    let rows = outcome.text.split(separator: "\n")
    #expect(rows.first?.hasPrefix("kind,section,scenarios,flows,entry,field,from,to,") == true)
    #expect(rows.count == 3)
    #expect(rows.last?.hasPrefix("removed,scenarios,S01,,materials M55,,") == true)
  }

  @Test func theJSONKeepsToItsSchema() throws {
    let outcome = try Self.run(Self.edits, ["--format", "json"], of: ShippedPack.files)
    let schema = try #require(
      SchemaCheck(Repository.root.appendingPathComponent("docs/diff.schema.json")))
    #expect(schema.unknownKeywords == [])
    #expect(schema.problems(ofJSON: outcome.output) == [])
    #expect(
      schema.problems(ofJSON: Data(outcome.text.replacing("\"uses\"", with: "\"used\"").utf8))
        .isEmpty == false)
    let json = try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(json["removed"] as? Int == 1)
    let differences = try #require(json["differences"] as? [[String: Any]])
    // Every scenario but the interview of S11 passes the comprehensive window.
    let touched = try #require(differences.first?["scenarios"] as? [String])
    #expect(touched.count == 21 && !touched.contains("S11"))
  }

  @Test func badInputEndsWithTwo() throws {
    let outcome = try Self.run([("hall/demand.yaml", "220 per wd", "220")], [])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("error[bad-rate]"))
    #expect(try Program.run(["diff", "scenarios"]).status == 2)
  }
}
