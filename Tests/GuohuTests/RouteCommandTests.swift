// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `guohu route` as users run it.
struct RouteCommandTests {
  private static func pack(_ old: String = "", _ new: String = "") throws -> SmallPack {
    var files = TwentyOnePack.routedFiles
    if !old.isEmpty {
      files["shared/routing.yaml"] = files["shared/routing.yaml"]?.replacing(old, with: new)
    }
    return try SmallPack(files)
  }

  @Test(arguments: ["zh", "en"])
  func theTreeAndItsProofFitAHundredColumns(_ language: String) throws {
    let pack = try Self.pack()
    let outcome = try Program.run(["route", pack.folder.path, "--lang", language])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("1677312"))
    #expect(
      outcome.text.contains(
        language == "zh" ? "  抵押权 [mortgage] → X04 抵押权转移" : "  A mortgage [mortgage] → X04 "))
    #expect(outcome.text.contains("5.00%"))
    for line in outcome.text.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) {
        $0 + ((0x2E80...0xFF60).contains($1.value) ? 2 : 1)
      }
      #expect(columns <= 100, "\(line)")
    }
  }

  @Test func rowsNameEachTargetOnce() throws {
    let pack = try Self.pack()
    let outcome = try Program.run(["route", pack.folder.path, "--format", "csv"])
    let rows = outcome.text.split(separator: "\n")
    #expect(rows.first == "id,kind,zh,en,share,combinations,example")
    #expect(rows.count == 31)
    #expect(rows.contains { $0.hasPrefix("X05,leftOut,") && $0.hasSuffix(",right=easement") })
  }

  @Test func aFailureEndsWithOneAndIsNamed() throws {
    let pack = try Self.pack("basis: gift, relation: none}", "basis: gift}")
    let outcome = try Program.run(["route", pack.folder.path], ["LC_ALL": "C"])
    #expect(outcome.status == 1)
    #expect(
      outcome.text.contains(
        """
          right=building special=no basis=gift relation=close-kin
            the questions lead to S06; admitted by S06, S07
        """))
    #expect(outcome.errors.contains("combinations of answers are not led to exactly one scenario"))
  }

  @Test(arguments: [
    (["basis=gift", "right=building", "special=no", "relation=none"], "→ S07 "),
    (["right=building"], "next: Papers from abroad"),
    (["right=easement", "heir=no"], "not asked: heir=no"),
    (
      ["right=building", "special=no", "basis=contribution", "to=individual"],
      "cannot occur together: Capital is contributed to an entity"
    ),
  ])
  func answersAreFollowed(_ answers: [String], _ text: String) throws {
    let pack = try Self.pack()
    let outcome = try Program.run(
      ["route", pack.folder.path] + answers.flatMap { ["--answer", $0] }, ["LC_ALL": "C"])
    #expect(outcome.status == 0)
    #expect(outcome.text.contains(text), "\(outcome.text)")
  }

  @Test(arguments: [
    (["--answer", "right"], "error: --answer needs QUESTION=ANSWER, such as basis=sale"),
    (["--answer", "rigth=land"], "question 'rigth' does not exist; did you mean 'right'?"),
    (["--answer", "right=lend"], "'lend' is no answer to 'right'; did you mean 'land'?"),
    (["--answer", "right=land", "--answer", "right=rural"], "'right' is answered twice"),
  ])
  func badAnswersAreExplained(_ arguments: [String], _ message: String) throws {
    let pack = try Self.pack()
    let outcome = try Program.run(["route", pack.folder.path] + arguments, ["LC_ALL": "C"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func aPackWithoutQuestionsIsNoInput() throws {
    let pack = try SmallPack(flow: "out: {end: done}")
    let outcome = try Program.run(["route", pack.folder.path], ["LC_ALL": "C"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: the pack asks no questions"))
  }
}
