// SPDX-License-Identifier: Apache-2.0

import Diagrams
import TestSupport
import Testing
import TransferModel

/// How the map of a small pack lists gateways.
struct GatewayMapTests {
  private static func items(_ flow: String, stages: String) throws -> [String] {
    let outcome = try SmallPack([
      "S01.yaml": """
      scenario: S01
      share: 100 %
      flows:
        only:
          stages: {\(stages)}
          flow:
      \(flow.split(separator: "\n").map { "      \($0)\n" }.joined())
      source: assumed:test
      """, "hall/hall.yaml": SmallPack.hall,
    ]).read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let map = try #require(ScenarioMap(valid, scenario: "S01", flow: "only", language: .en)).map
    var lines: [String] = []
    func add(_ item: MindMapItem) {
      if let gateway = item.gateway {
        lines.append("\(gateway.symbol) \(item.text): \(item.children.map(\.text))")
      }
      item.children.forEach(add)
    }
    for branch in map.branches { branch.items.forEach(add) }
    return lines
  }

  @Test func whatHappensFirstIsListedWhereItIsNamed() throws {
    #expect(
      try Self.items(
        """
        serve: {task: window, pool: DESK, time: 5 min, stage: first, next: answer}
        answer:
          first:
            supplied: {wait: 5 min, next: out, name: {en: Supplied}}
            silent: {wait: 9 min, next: out}
            lapsed: {wait: 7 min, next: out, name: {en: Lapsed}}
          name: {en: Answer}
        out: {end: done}
        """, stages: "first: {name: {en: One}}") == ["◎ Answer: [\"Supplied\", \"Lapsed\"]"])
  }

  @Test func branchesAsNeededHaveASignOfTheirOwn() throws {
    #expect(
      try Self.items(
        """
        serve: {task: window, pool: DESK, time: 5 min, stage: first, next: papers}
        papers:
          any: {survey: 30 %, plain: rest}
          name: {en: Which papers?}
          labels: {survey: {en: "Survey {share}"}, plain: {en: None}}
        survey: {task: window, pool: DESK, time: 5 min, stage: second, next: met}
        plain: {event: {en: Plain}, next: met}
        met: {join: papers, next: more}
        more: {any: {a: 20 %, b: rest}, stage: third}
        a: {task: window, pool: DESK, time: 5 min, stage: third, name: {en: Deed}, next: done}
        b: {task: window, pool: DESK, time: 5 min, stage: third, name: {en: Seal}, next: done}
        done: {join: more, next: out}
        out: {end: done}
        """,
        stages: "first: {name: {en: One}}, second: {name: {en: Two}}, third: {name: {en: Three}}")
        == ["○ Which papers?: [\"Survey 30%\", \"None\"]", "○ Three: [\"Deed\", \"Seal\"]"])
  }
}
