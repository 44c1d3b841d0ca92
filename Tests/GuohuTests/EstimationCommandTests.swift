// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Warm-up, precision, batches, selection and sensitivity from the command line, on a textbook queue.
struct EstimationCommandTests {
  private static let pack = "Benchmarks/packs/mm1"
  private static let queue = [
    pack, "--config", "base", "--set", "streams.arrivals.rate=0.5 per min",
  ]

  private static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments, ["LC_ALL": "C"])
  }

  private static func check(_ output: Data, _ file: String) throws {
    let schema = try #require(SchemaCheck(Repository.root.appendingPathComponent("docs/\(file)")))
    #expect(schema.unknownKeywords == [])
    #expect(schema.problems(ofJSON: output) == [])
  }

  @Test(arguments: [
    (["--warm-up", "soon"], "error: 'soon' is no warm-up"),
    (["--warm-up", "lognormal(median 2 h, sigma 1)"], "is no warm-up"),
    (["--precision", "5"], "error: --precision is a share of the mean above 0 and below 1"),
    (
      ["--precision", "0.1", "--replications", "3"], "give --replications or --precision, not both"
    ),
    (["--min-replications", "3"], "--min-replications and --max-replications go with --precision"),
    (
      ["--precision", "0.1", "--min-replications", "9", "--max-replications", "8"],
      "--min-replications is at least 2"
    ),
    (["--headline", "waitMinutes"], "error: --headline goes with --precision or --batch-means"),
    (["--precision", "0.1", "--headline", "wait"], "'wait' is not a number of a result"),
    (
      ["--precision", "0.1", "--headline", "pools.server.waitMinutes"],
      "error: base has no pool 'server'; did you mean 'servers'?"
    ),
    (["--batch-means", "7"], "error: --batch-means is a number of batches from 8 up"),
    (["--batch-means", "20", "--replications", "2"], "error: --batch-means cuts one run"),
  ])
  func badUsageIsExplained(_ arguments: [String], _ message: String) throws {
    let outcome = try Self.run(["simulate"] + Self.queue + ["--cases", "50"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func threadsDoNotChangeAFoundWarmUpNorTheNumberOfReplications() throws {
    let arguments =
      ["simulate"] + Self.queue + [
        "--cases", "500", "--warm-up", "auto", "--precision", "0.3", "--max-replications", "30",
        "--format", "json",
      ]
    let one = try Self.run(arguments + ["--threads", "1"])
    let two = try Self.run(arguments + ["--threads", "2"])
    #expect(one.status == 0)
    #expect(one.output == two.output)
    let json = try #require(JSONSerialization.jsonObject(with: one.output) as? [String: Any])
    let period = try #require(json["period"] as? [String: Any])
    let warmUp = try #require(period["warmUp"] as? [String: Any])
    let truncation = try #require(warmUp["truncation"] as? Int)
    let minutes = try #require(warmUp["minutes"] as? Double)
    #expect(truncation % 5 == 0)
    #expect(
      ((period["warmUpMinutes"] as? Double ?? 0) - Double(truncation) * minutes).magnitude < 1e-5)
    let precision = try #require(json["precision"] as? [String: Any])
    let made = try #require(json["replications"] as? Int)
    #expect([10, 20, 30].contains(made))
    #expect((precision["reached"] as? Bool == true) == ((json["warnings"] as? [String])?.isEmpty))
  }

  @Test func whatIsNotReachedIsSaidWithWhatItTakes() throws {
    let outcome = try Self.run(
      ["simulate"] + Self.queue + [
        "--cases", "100", "--precision", "0.001", "--max-replications", "4",
      ])
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("4 replications (± 0.1% not reached)"))
    #expect(outcome.text.contains("! base: waitMinutes has ± "))
    #expect(outcome.text.contains("would do"))
  }

  @Test func oneReplicationPrintsNoInterval() throws {
    let outcome = try Self.run(
      ["simulate"] + Self.queue + ["--cases", "100", "--replications", "1"])
    #expect(outcome.text.contains("1 replications, seed 1, no interval from one replication"))
    #expect(!outcome.text.contains("±"))
  }

  @Test func aRunThatNeverSettlesHasNoWarmUp() throws {
    let outcome = try Self.run([
      "simulate", Self.pack, "--config", "base", "--set", "streams.arrivals.rate=2 per min",
      "--days", "1", "--warm-up", "auto",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error: no warm-up found for base: by MSER-5"))
    #expect(outcome.output.isEmpty)
  }

  @Test func batchesThatCorrelateAreRefusedWithWhatWouldHelp() throws {
    let slow = try Self.run([
      "simulate", Self.pack, "--config", "base", "--cases", "3000", "--batch-means", "24", "--set",
      "streams.arrivals.rate=0.95 per min",
    ])
    #expect(slow.status == 1)
    #expect(slow.errors.contains("error: waitMinutes has no interval: its 24 batches correlate"))
    #expect(slow.text.contains("waitMinutes has no interval: its 24 batches correlate (lag 1 0."))
    let long = try Self.run(
      ["simulate"] + Self.queue + [
        "--cases", "4000", "--batch-means", "8", "--warm-up", "2 h", "--format", "json",
      ])
    #expect(long.status == 0, "\(long.errors)")
    let json = try #require(JSONSerialization.jsonObject(with: long.output) as? [String: Any])
    #expect(json["replications"] as? Int == 1)
    let hall = try #require(json["hall"] as? [String: Any])
    let waits = try #require(hall["waitMinutes"] as? [String: Any])
    let wait = try #require(waits["mean"] as? [String: Any])
    #expect(wait["n"] as? Int == 8)
    // M/M/1 at load 0.5 waits a minute.
    #expect(try #require(wait["low"] as? Double) < 1)
    #expect(try #require(wait["high"] as? Double) > 1)
  }

  // MARK: Selection

  @Test func selectionNamesTheBestStaffing() throws {
    let arguments = [
      "select", Self.pack, "base", "--set", "streams.arrivals.rate=1.5 per min", "--vary",
      "pools.servers.servers=2..4", "--cases", "300", "--indifference", "0.2",
    ]
    let table = try Self.run(arguments)
    #expect(table.status == 0, "\(table.errors)")
    let rows = table.text.split(separator: "\n").filter { $0.hasPrefix("base pools") }
    #expect(rows.count == 3)
    #expect(rows[0].contains("servers=4") && rows[0].hasSuffix("selected"))
    #expect(table.text.contains("it is selected with probability 95.0% or more"))
    let json = try Self.run(arguments + ["--format", "json"])
    try Self.check(json.output, "select.schema.json")
    let ocba = try Self.run(
      arguments.dropLast(2) + ["--method", "ocba", "--budget", "60", "--format", "json"])
    try Self.check(ocba.output, "select.schema.json")
    #expect(ocba.text.contains("\"totalReplications\": 60,"))
    let few = try Self.run(
      arguments.dropLast() + ["0.0001", "--max-replications", "10", "--format", "csv"])
    #expect(few.status == 1)
    #expect(few.errors.contains("alternatives are left after 10 replications each"))
    #expect(few.text.hasPrefix("configuration,changes,survives,"))
  }

  @Test(
    arguments: [
      ([], "error: kn needs --indifference"),
      (["--indifference", "0.1"], "error: select needs two alternatives at least"),
      (["--method", "ocba"], "error: ocba needs --budget"),
      (["--indifference", "0.1", "--vary", "pools.servers.servers"], "has no '='"),
      (["--indifference", "0.1", "--vary", "pools.servers.servers=5..2"], "is no range"),
      (["--indifference", "0.1", "--vary", "pools.servers.servers=1..9999"], "at most 500"),
      (
        ["--indifference=-1", "--vary", "pools.servers.servers=1,2"],
        "error: the indifference zone is -1.0"
      ),
      (["--indifference", "0.1", "--replications", "4"], "leave out --replications"),
    ] as [([String], String)])
  func badSelectionsAreExplained(_ arguments: [String], _ message: String) throws {
    let outcome = try Self.run(["select", Self.pack, "base", "--cases", "20"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  // MARK: Sensitivity

  @Test func theTornadoOfAQueueHasItsLoadOnTop() throws {
    let arguments =
      ["sensitivity"] + Self.queue + ["--cases", "400", "--replications", "5", "--vary", "**"]
    let json = try Self.run(arguments + ["--format", "json"])
    #expect(json.status == 0, "\(json.errors)")
    try Self.check(json.output, "sensitivity.schema.json")
    let result = try #require(JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let rows = try #require(result["parameters"] as? [[String: Any]])
    // A second server does most, then service and arrivals: at load 0.5 the wait 0.5 s / (1 - 0.5 s)
    // goes up by some 3% a per cent of service, and by 2% a per cent of arrivals.
    let paths = rows.compactMap { $0["path"] as? String }
    #expect(
      Set(paths) == [
        "pools.servers.servers", "customer.flow.serve.time", "streams.arrivals.rate",
      ])
    func elasticity(_ path: String) throws -> Double {
      let row = try #require(rows.first { $0["path"] as? String == path })
      return try #require((row["elasticity"] as? [String: Any])?["mean"] as? Double)
    }
    #expect((2...4.5).contains(try elasticity("customer.flow.serve.time")))
    #expect((1.2...3).contains(try elasticity("streams.arrivals.rate")))
    #expect(try elasticity("pools.servers.servers") < 0)
    let table = try Self.run(arguments + ["--by", "5%", "--limit", "1"])
    #expect(table.text.contains("2 more not simulated"))
    #expect(table.text.contains("█") || table.text.contains("▒"))
    for line in table.text.split(separator: "\n") where line.contains("  ") {
      #expect(CommandTests.columns(line) <= 100, "\(line)")
    }
  }

  @Test(arguments: [
    (["--vary", "steps.*.time"], "error: --vary 'steps.*.time' is none of the"),
    (["--by", "0"], "error: --by is a share above 0"),
    (["--by", "120 %"], "error: --by is a share"),
    (["--limit", "0"], "error: --limit is from 1"),
    (["--headline", "trip"], "did you mean 'trips'?"),
  ])
  func badSensitivitiesAreExplained(_ arguments: [String], _ message: String) throws {
    let outcome = try Self.run(["sensitivity"] + Self.queue + ["--cases", "20"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  // MARK: Comparison

  @Test func comparisonsKeepToTheirSchemaAndSayWhatCommonNumbersDid() throws {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: """
          serve: {task: window, pool: DESK, time: exponential(mean 40) min, next: done}
          done: {end: done}
          """),
      "hall/hall.yaml": """
      calendar: always
      pools: {DESK: {servers: {B0: 1, B1: 2, B2: 3}}}
      streams: {all: {rate: 1 per h}}
      configurations: {B0: {flows: only}, B1: {flows: only}, B2: {flows: only}}
      source: assumed:test

      """,
    ])
    let arguments =
      ["compare", pack.folder.path, "B0", "B1", "B2", "--cases", "100", "--replications", "4"]
    let result = try Self.run(arguments + ["--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    try Self.check(result.output, "compare.schema.json")
    #expect(result.text.contains("\"simultaneousLow\": "))
    #expect(
      try Self.run(arguments).text.contains("Variance of the difference of the mean wait"))
  }
}
