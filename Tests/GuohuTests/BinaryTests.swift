// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What the built program promises whatever the machine's settings are.
struct BinaryTests {
  @Test func jsonDependsOnNeitherLocaleNorTimeZoneNorThreads() throws {
    let arguments = [
      "simulate", "--config", "B2", "--days", "5", "--warm-up", "1", "--replications", "2",
      "--seed", "3", "--format", "json", "--threads",
    ]
    var first: Data?
    for (locale, zone, threads) in [
      ("C", "Asia/Shanghai", "1"), ("zh_CN.UTF-8", "Asia/Shanghai", "2"),
      ("C", "America/New_York", "2"), ("zh_CN.UTF-8", "America/New_York", "1"),
    ] {
      let outcome = try Program.runOnSale(arguments + [threads], ["LC_ALL": locale, "TZ": zone])
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      #expect(outcome.output.count > 5_000)
      let expected = first ?? outcome.output
      #expect(outcome.output == expected, "LC_ALL=\(locale) TZ=\(zone) --threads \(threads)")
      first = expected
    }
  }

  /// The table follows the locale, so the locale did reach the program.
  @Test func tableSpeaksTheLanguageOfTheLocale() throws {
    let arguments = ["list"]
    let chinese = try Program.runOnSale(arguments, ["LC_ALL": "zh_CN.UTF-8"])
    let english = try Program.runOnSale(arguments, ["LC_ALL": "C"])
    #expect(chinese.status == 0)
    #expect(english.status == 0)
    #expect(chinese.output != english.output)
  }

  /// A hall of 21 classes from its files, the same in debug and release builds.
  @Test func referenceWorkloadIsReproduced() throws {
    let outcome = try Program.run(
      [
        "simulate", "Benchmarks/packs/hall-21", "--config", "base", "--cases", "2000",
        "--replications", "1", "--format", "json",
      ], [:])
    #expect(outcome.status == 0)
    let json = try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    let pools = try #require(json["pools"] as? [[String: Any]])
    #expect(
      pools.compactMap { $0["id"] as? String } == ["window", "backA", "backB", "backC", "issue"])
    #expect(json["fingerprints"] as? [String] == ["bbb407e7a484cdf5"])
  }
}
