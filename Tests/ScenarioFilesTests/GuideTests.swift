// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// The examples of `scenarios/README.md`.
enum Guide {
  static let text = Repository.text(Repository.scenarios.appendingPathComponent("README.md"))

  /// The blocks that begin with `# file: PATH`, by path.
  static let files: [(path: String, text: String)] = text.components(separatedBy: "```yaml\n")
    .dropFirst().compactMap { part in
      let block = part.components(separatedBy: "```")[0]
      guard block.hasPrefix("# file: "), let end = block.firstIndex(of: "\n") else { return nil }
      return (String(block[..<end].dropFirst(8)), String(block[block.index(after: end)...]))
    }

  static func pack(_ name: String) throws -> SmallPack {
    let own = files.filter { $0.path.hasPrefix(name + "/") }
    return try SmallPack(
      Dictionary(
        own.map { (String($0.path.dropFirst(name.count + 1)), $0.text) },
        uniquingKeysWith: { first, _ in first }))
  }
}

struct GuideTests {
  @Test func theTextbookQueueAgreesWithTheory() async throws {
    let pack = try Guide.pack("mm2")
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let wait = try #require(try await TextbookRun.meanWait(valid, configuration: "base"))
    // M/M/2 with rho = 1/2 and mu = 1 per minute: rho² / (mu (1 - rho²)). About 27000 cases in each
    // of five replications; ten per cent is some seven standard errors, and the seed is fixed.
    #expect(abs(wait.mean - 1.0 / 3) < 0.033, "mean wait \(wait)")
    #expect(
      Guide.files.filter { $0.path.hasPrefix("mm2/") }.reduce(0) {
        $0 + $1.text.split(separator: "\n").count
      } <= 25)
  }

  @Test func theOfficeRuns() async throws {
    let pack = try Guide.pack("office")
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let wait = try #require(try await TextbookRun.meanWait(valid, configuration: "base"))
    #expect(wait.mean > 0)
  }

  @Test func theTemplateExampleExpandsToASoundFlow() throws {
    let block = Guide.text.components(separatedBy: "```yaml\ntemplate: ")[1]
    let template = "template: " + block.components(separatedBy: "```")[0] + "source: assumed:x\n"
    let flow =
      "use: {use: T-SHORT, with: {incomplete: 12 %, housingCheck: yes}, next: done}\n"
      + "done: {end: done}"
    let library =
      "steps:\n  T05: {pool: BACK, time: 5 min}\n  T07: {pool: BACK, time: 5 min}\n"
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(flow: flow), "shared/templates/T-SHORT.yaml": template,
      "hall/hall.yaml": SmallPack.hall.replacingOccurrences(
        of: "{DESK: {servers: 1}}", with: "{BACK: {kind: back-office, servers: 1}}") + library,
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    #expect(
      outcome.pack?.scenarios.first?.flows.first?.nodes.map(\.id) == [
        "use/complete?", "use/notice", "use/review", "use/housing", "done",
      ])
  }
}
