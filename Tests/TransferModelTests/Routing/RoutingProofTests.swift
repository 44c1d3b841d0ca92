// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing
import TransferModel

/// The proof that answers lead to exactly one scenario.
struct RoutingProofTests {
  /// Reads the routed pack of the catalogue, with texts of the routing replaced.
  private static func pack(_ replaced: KeyValuePairs<String, String> = [:]) throws -> ValidPack {
    var files = TwentyOnePack.routedFiles
    var text = try #require(files["shared/routing.yaml"])
    for (old, new) in replaced {
      try #require(text.contains(old), "\(old)")
      text = text.replacingOccurrences(of: old, with: new)
    }
    files["shared/routing.yaml"] = text
    let outcome = try SmallPack(files).read()
    #expect(outcome.findings == [])
    return try #require(outcome.valid)
  }

  private static let routed = Result { try pack() }

  @Test func theTwentyOneAreExclusiveAndComplete() throws {
    let proof = try RoutingProof(Self.routed.get())
    #expect(proof.failures == [])
    #expect(proof.holds)
    // 7 rights, 2 specials, 13 papers, 4 transferors, 2 recipients, 3 relations, 8 yes or no in all
    // (first sale, legacy, policy, bankrupt, heir, certified and the ruling are 7), 3 matters.
    #expect(proof.combinations.value == 7 * 2 * 13 * 4 * 2 * 3 * 128 * 3)
    #expect(proof.reached.map(\.target) == TwentyOnePack.rows.map(\.id) + (1...9).map { "X0\($0)" })
    let sum = proof.reached.reduce(proof.impossible.value) { $0 + $1.count.value }
    #expect(sum == proof.combinations.value)
    #expect(proof.classes < 20_000)
  }

  /// Facts of the catalogue, section 7, as a person at the counter would state them.
  @Test(arguments: [
    ("basis=sale from=individual to=individual policy=no", "S01"),
    ("basis=sale from=individual to=organisation policy=no", "S02"),
    ("basis=sale from=organisation bankrupt=no policy=no to=individual", "S03"),
    ("basis=sale from=developer bankrupt=no firstSale=no policy=no to=organisation", "S04"),
    ("basis=sale from=developer bankrupt=no firstSale=yes legacy=no policy=no", "S05"),
    ("basis=gift relation=close-kin", "S06"), ("basis=gift relation=none", "S07"),
    ("basis=gift relation=spouses", "S08"), ("basis=marital", "S08"), ("basis=divorce", "S09"),
    ("basis=court ruling=title matter=divorce", "S09"),
    ("basis=death heir=yes certified=yes", "S10"), ("basis=death heir=yes certified=no", "S11"),
    ("basis=death heir=no", "S12"), ("basis=share relation=none", "S13"),
    ("basis=exchange", "S14"), ("basis=contribution", "S15"), ("basis=reorganisation", "S16"),
    ("basis=unit-change", "S17"), ("basis=court ruling=title matter=other", "S18"),
    ("basis=court ruling=enforcement bankrupt=no", "S19"), ("basis=compensation", "S20"),
    ("basis=sale from=individual policy=yes", "S21"),
    ("basis=sale from=developer bankrupt=no firstSale=yes legacy=yes", "X08"),
    ("basis=court ruling=enforcement bankrupt=yes", "X02"), ("basis=allocation", "X03"),
  ])
  func leadsAsTheCatalogueSays(_ facts: String, _ target: String) throws {
    let facts = ["right=building", "special=no"] + facts.split(separator: " ").map(String.init)
    let walk = try RoutingWalk(
      Self.routed.get(), answers: facts.compactMap { RoutingFact(text: $0) })
    #expect(walk.leads?.id == target)
    #expect(walk.walked.count == facts.count)
    #expect(walk.asks == nil && walk.notAsked.isEmpty && walk.cannotOccur == nil)
  }

  @Test func anOverlapIsNamedByAsFewAnswersAsPossible() throws {
    // Without the last two words a gift to anyone is a change between spouses as well.
    let proof = try RoutingProof(
      Self.pack([
        "{right: building, special: no, basis: gift, relation: none}":
          "{right: building, special: no, basis: gift}"
      ]))
    #expect(!proof.holds)
    #expect(
      proof.failures.map { $0.facts.map(\.description).joined(separator: " ") } == [
        "right=building special=no basis=gift relation=spouses",
        "right=building special=no basis=gift relation=close-kin",
      ])
    #expect(proof.failures.map(\.verdict.leads) == ["S08", "S06"])
    #expect(proof.failures.map(\.verdict.admitted) == [["S07", "S08"], ["S06", "S07"]])
  }

  @Test func aGapAndAWrongTurnAreNamed() throws {
    let gap = try RoutingProof(Self.pack(["  X05: {right: easement}\n": ""]))
    #expect(gap.failures.map(\.facts.description) == ["[right=easement]"])
    #expect(gap.failures.map(\.verdict.leads) == ["X05"])
    #expect(gap.failures.map(\.verdict.admitted) == [[]])

    let turn = try RoutingProof(
      Self.pack(["to: {yes: certified?, no: S12}": "to: {yes: S12, no: certified?}"]))
    #expect(!turn.holds)
    #expect(Set(turn.failures.map(\.verdict.leads)) == ["S12", "S10", "S11"])
  }

  @Test func aTargetNothingLeadsToFailsTheProof() throws {
    let files = TwentyOnePack.routedFiles
    let text = try #require(files["shared/routing.yaml"])
      .replacingOccurrences(of: "easement: X05", with: "easement: X04")
      .replacingOccurrences(of: "  X05: {right: easement}\n", with: "")
      .replacingOccurrences(of: "{right: mortgage}", with: "{right: [mortgage, easement]}")
    let outcome = try SmallPack(files.merging(["shared/routing.yaml": text]) { $1 }).read()
    #expect(outcome.rules == ["never-reached"])
    let proof = try RoutingProof(try #require(outcome.valid))
    #expect(proof.failures == [])
    #expect(proof.unreached == ["X05"])
    #expect(!proof.holds)
  }

  @Test func tooManyClassesAreRefused() throws {
    let pack = try Self.pack()
    #expect(throws: RoutingError.self) { try RoutingProof(pack, classLimit: 50) }
  }

  /// The proof against going through every combination one by one.
  @Test func agreesWithEveryCombinationOfRandomRoutings() throws {
    var compared = 0
    for seed in UInt64(1)...150 {
      guard let random = try RandomRouting(seed: seed) else { continue }
      compared += 1
      let proof = try RoutingProof(random.pack)
      let possible = random.cases.filter { $0.admitted != nil }
      let failing = possible.filter { $0.admitted != [$0.leads] }
      #expect(Int(proof.combinations.value) == random.cases.count, "seed \(seed)")
      #expect(Int(proof.impossible.value) == random.cases.count - possible.count, "seed \(seed)")
      #expect(Int(proof.failing.value) == failing.count, "seed \(seed)")
      for reached in proof.reached {
        #expect(
          Int(reached.count.value) == possible.count { $0.leads == reached.target }, "seed \(seed)")
      }
      for failure in proof.failures {
        func same(_ facts: [RoutingFact]) -> Bool {
          let met = possible.filter { one in
            facts.allSatisfy { one.answers[$0.question] == $0.answer }
          }
          return !met.isEmpty
            && met.allSatisfy {
              $0.leads == failure.verdict.leads && $0.admitted == failure.verdict.admitted
            }
        }
        #expect(same(failure.facts), "seed \(seed)")
        for fact in failure.facts {
          #expect(!same(failure.facts.filter { $0 != fact }), "seed \(seed)")
        }
      }
    }
    #expect(compared > 100)
  }
}
