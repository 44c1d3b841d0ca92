// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// The routing of the catalogue as a file.
struct RoutingFileTests {
  @Test func isWrittenAsItIsReadAndFitsTheSchema() throws {
    let text = Repository.text(TwentyOnePack.routing)
    var findings = Findings()
    let node = try #require(
      DocumentReader.read([UInt8](text.utf8), file: "routing.yaml", findings: &findings))
    let difference = GoldenText.difference(
      DocumentWriter.write(node), at: TwentyOnePack.routing.path)
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try #require(SchemaTests.schema).problems(of: node) == [])
  }

  @Test func theExampleOfTheGuideIsProved() throws {
    let block = try #require(
      Guide.text.components(separatedBy: "```yaml\n").first { $0.hasPrefix("questions:") })
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: "out: {end: done}", extra: "parties: {from: individual, to: individual}\n"),
      "hall/hall.yaml": SmallPack.hall,
      "shared/routing.yaml":
        block.components(separatedBy: "```")[0] + "source: assumed:test\n",
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let proof = try RoutingProof(try #require(outcome.valid))
    #expect(proof.holds)
    #expect(proof.reached.map(\.count.description) == ["1", "2", "1"])
  }
}
