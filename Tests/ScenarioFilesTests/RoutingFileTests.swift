// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// The routing of the catalogue as a file.
struct RoutingFileTests {
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

  /// A routing with random damage is reported or proved, and never breaks anything off.
  @Test func damageIsReportedOrProved() throws {
    let pack = try SmallPack(TwentyOnePack.routedFiles)
    var findings = Findings()
    let tree = PackTree.read(folder: pack.folder.path, findings: &findings)
    let index = try #require(tree.files.firstIndex { $0.path == "shared/routing.yaml" })
    var proved = 0
    for seed in UInt64(1)...40 {
      var random = RepeatableGenerator(seed: seed)
      var damaged = tree
      for _ in 0...random.below(2) { MutationTests.damage(&damaged.files[index].root, &random) }
      let valid = MutationTests.check(damaged, Findings(), "seed \(seed)")
      if let valid, let proof = try? RoutingProof(valid) {
        proved += 1
        #expect(proof.failing.value > 0 || proof.failures.isEmpty, "seed \(seed)")
        let sum = proof.reached.reduce(proof.impossible.value) { $0 + $1.count.value }
        #expect(sum == proof.combinations.value, "seed \(seed)")
      }
    }
    #expect(proved > 3)
  }
}
