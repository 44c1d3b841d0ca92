// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The assumption ledger as `check --sources` prints it.
struct SourceReportTests {
  @Test func everyNumberIsListedOnceAndTheSharesAddUp() throws {
    let json = try Program.runOnSale(["check", "--sources", "--format", "json"], ["LC_ALL": "C"])
    #expect(json.status == 0)
    let report = try #require(
      JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let ledger = try #require(report["ledger"] as? [[String: Any]])
    let grounds = try #require(report["grounds"] as? [String: [String: Any]])
    #expect(report["numbers"] as? Int == ledger.count)
    #expect(ledger.count > 100)
    #expect(grounds.values.reduce(0) { $0 + ($1["numbers"] as? Int ?? 0) } == ledger.count)
    let shares = grounds.values.reduce(0.0) { $0 + ($1["share"] as? Double ?? 0) }
    #expect(abs(shares - 1) < 1e-12)
    let places = ledger.map { "\($0["file"] ?? ""):\($0["line"] ?? 0):\($0["column"] ?? 0)" }
    #expect(Set(places).count == places.count)
    let share = try #require(ledger.first { $0["path"] as? String == "S01.share.value" })
    #expect(share["value"] as? String == "26 %")
    #expect(share["ground"] as? String == "assumed")

    let csv = try Program.runOnSale(["check", "--sources", "--format", "csv"], ["LC_ALL": "C"])
    #expect(csv.text.split(separator: "\n").count == ledger.count + 1)
  }

  @Test func aNumberSetByCommandIsAnAssumptionOfTheCommand() throws {
    let outcome = try Program.runOnSale(
      ["check", "--sources", "--lang", "zh", "--set", "S01.share=25 %"], ["LC_ALL": "C"])
    #expect(outcome.text.contains("set by command"))
    #expect(outcome.text.contains("引用"))
  }
}
