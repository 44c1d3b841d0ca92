// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Every file under `scenarios/`, listed from the folder, so that a new one is covered at once.
struct ShippedPackTests {
  static let paths = ShippedPack.paths

  @Test func readsWithoutErrorsOrWarnings() throws {
    let outcome = ShippedPack.outcome
    #expect(outcome.findings == [])
    let pack = try #require(outcome.valid).pack
    let files = Self.paths.filter { !$0.contains("/") }
    #expect(pack.scenarios.count == files.count)
    for scenario in pack.scenarios {
      #expect(!scenario.flows.isEmpty, "\(scenario.id)")
      for flow in scenario.flows {
        var findings = Findings()
        SoundnessCheck.check(flow, scenario: scenario.id, findings: &findings)
        #expect(findings.sorted.isEmpty, "\(scenario.id) \(flow.name)")
        #expect(flow.isComplete && flow.unreadable.isEmpty)
      }
    }
  }

  @Test(arguments: paths)
  func isWrittenAsItIsRead(path: String) throws {
    let url = Repository.scenarios.appendingPathComponent(path)
    let text = Repository.text(url)
    var findings = Findings()
    let node = DocumentReader.read([UInt8](text.utf8), file: path, findings: &findings)
    let written = DocumentWriter.write(try #require(node))
    let difference = GoldenText.difference(written, at: url.path)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func hashIsThatOfTheContents() throws {
    let pack = try SmallPack(flow: "out: {end: done}")
    let first = try #require(pack.read().pack)
    #expect(first.hash == pack.read().pack?.hash)
    #expect(first.hash != pack.read(["S01.share=50 %"]).pack?.hash)
    #expect(first.hash.count == 16)
  }
}
