// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The JSON result keeps to `docs/result.schema.json`, as far as that file says what must be there.
struct ResultSchemaTests {
  private typealias Object = [String: Any]

  private static func schema() throws -> [String: Any] {
    let data = try Data(
      contentsOf: Program.root.appendingPathComponent("docs/result.schema.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? Object)
  }

  /// Returns what is wrong with a value: missing or unknown keys, and types of containers.
  private static func problems(
    _ value: Any, _ schema: [String: Any], _ root: [String: Any], at path: String
  ) -> [String] {
    if let reference = schema["$ref"] as? String, let name = reference.split(separator: "/").last,
      let target = (root["$defs"] as? Object)?[String(name)] as? Object
    {
      return problems(value, target, root, at: path)
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if value is NSNull { return types.isEmpty || types.contains("null") ? [] : ["\(path) is null"] }
    if let object = value as? Object {
      guard types.contains("object") else { return ["\(path) is an object"] }
      let properties = schema["properties"] as? Object ?? [:]
      var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
        .map { "\(path).\($0) is missing" }
      for (key, inner) in object {
        if let known = (properties[key] ?? schema["additionalProperties"]) as? Object {
          found += problems(inner, known, root, at: "\(path).\(key)")
        } else {
          found.append("\(path).\(key) is unknown")
        }
      }
      return found
    }
    if let items = value as? [Any] {
      guard types.contains("array"), let inner = schema["items"] as? Object else {
        return ["\(path) is an array"]
      }
      return items.enumerated().flatMap {
        problems($0.element, inner, root, at: "\(path)[\($0.offset)]")
      }
    }
    return types.contains("object") || types.contains("array") ? ["\(path) is \(value)"] : []
  }

  @Test(arguments: [
    ["simulate", "--config", "B2", "--days", "3", "--warm-up", "1", "--replications", "2"],
    [
      "simulate", "--config", "B2", "--days", "3", "--warm-up", "1", "--replications", "2",
      "--set", "closures.typhoon.rate=1.25 per year", "--set", "outages.system.rate=0.4 per month",
      "--set", "pools.R-COMP.absentCall=0.7 min",
    ],
    [
      "simulate", "Tests/PlanningTests/Packs/people", "--config", "base", "--days", "2",
      "--replications", "1",
    ],
    [
      "simulate", "Tests/PlanningTests/Packs/preemptive", "--config", "base", "--cases", "200",
      "--replications", "2", "--set", "pools.desk.preemption=restart",
    ],
    [
      "simulate", "Benchmarks/packs/mm1", "--config", "base", "--cases", "200", "--replications",
      "1",
    ],
    [
      "simulate", "Benchmarks/packs/mm1", "--config", "base", "--cases", "400", "--warm-up", "auto",
      "--precision", "0.4", "--max-replications", "12", "--set",
      "streams.arrivals.rate=0.5 per min",
    ],
    [
      "simulate", "Benchmarks/packs/mm1", "--config", "base", "--cases", "400", "--warm-up",
      "60 min", "--batch-means", "8", "--headline", "arrivals",
    ],
  ])
  func resultsKeepToTheSchema(_ arguments: [String]) throws {
    let namesItsPack = arguments[1].contains("/")
    let run = namesItsPack ? { try Program.run($0) } : { try Program.runOnSale($0) }
    let outcome = try run(arguments + ["--format", "json"])
    #expect(outcome.status == 0)
    let result = try JSONSerialization.jsonObject(with: outcome.output)
    let schema = try Self.schema()
    #expect(Self.problems(result, schema, schema, at: "result").isEmpty)
    // One replication has no interval, several have.
    let hall = try #require((result as? Object)?["hall"] as? Object)
    let arrivals = try #require(hall["arrivals"] as? Object)
    #expect((arrivals["low"] == nil) == (arrivals["n"] as? Int == 1))
  }

  @Test func theCheckFindsWhatIsMissingOrUnknown() throws {
    let schema = try Self.schema()
    let problems = Self.problems(["tool": ["name": "guohu"], "more": 1], schema, schema, at: "r")
    #expect(problems.contains("r.hall is missing"))
    #expect(problems.contains("r.tool.version is missing"))
    #expect(problems.contains("r.more is unknown"))
  }
}
