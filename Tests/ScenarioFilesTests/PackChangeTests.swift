// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// What `--set` reaches.
struct PackChangeTests {
  private static let library = """
    hours: {early: {open: 08:00-12:00}}
    steps: {T01: {pool: DESK, time: 5 min}}
    waits: {P-LINK: {value: 95 %}, W-PUSH: {time: 1 h}}
    """

  private func pack() throws -> SmallPack {
    try SmallPack([
      "S01.yaml": """
      scenario: S01
      share: {value: 90 %, source: cited:BOOK}
      parameters: {miss: {as-is: 10 %, to-be: 5 %}, speed: 1}
      flows: {as-is: {template: T}, to-be: {template: T}}
      source: assumed:test

      """,
      "shared/templates/T.yaml": """
      template: T
      parameters: {miss: share, speed: factor}
      flow:
        a: {choose: {b: rest, out: miss}}
        b: {task: window, step: T01, factor: speed, next: out}
        out: {end: done}
      source: assumed:test

      """,
      "hall/hall.yaml": SmallPack.hall.replacing(
        "{servers: 1}", with: "{servers: {B0: 1}, extra: [{hours: early, servers: 2}]}"
      ).replacing("flows: only", with: "flows: to-be") + Self.library + "\n",
    ])
  }

  private func share(_ pack: Pack?, _ flow: String) -> Double? {
    guard case .choose(let branches) = pack?.scenarios.first?.flow(flow)?["a"]?.kind else {
      return nil
    }
    return branches.last?.share.value
  }

  @Test func changesAParameterOfOneFlow() throws {
    let outcome = try pack().read(["S01.parameters.miss.to-be=8 %"])
    #expect(outcome.findings == [])
    #expect(share(outcome.pack, "to-be") == 0.08)
    #expect(share(outcome.pack, "as-is") == 0.1)
  }

  @Test func changesAParameterOfAllFlows() throws {
    let outcome = try pack().read(["S01.parameters.miss=0.2"])
    #expect(share(outcome.pack, "to-be") == 0.2)
    #expect(share(outcome.pack, "as-is") == 0.2)
  }

  @Test(arguments: ["hall.pools.DESK.servers=16", "pools.DESK=16", "pools.DESK.servers.B0=16"])
  func changesServers(change: String) throws {
    let pool = try pack().read([change]).pack?.hall.pools.first
    #expect(pool?.servers(in: "B0") == 16)
  }

  @Test func reachesItemsOfLists() throws {
    let outcome = try pack().read(["pools.DESK.extra[0].servers=7"])
    #expect(outcome.pack?.hall.pools.first?.shifts.last?.servers(in: "B0") == 7)
    #expect(try pack().read(["pools.DESK.extra[1].servers=7"]).rules == ["unknown-path"])
  }

  @Test func everyNumberIsReachedByThePathOfItsLedgerEntry() throws {
    let pack = try pack()
    let ledger = try #require(pack.read().pack).ledger
    #expect(ledger.count >= 10)
    for entry in ledger {
      let outcome = pack.read(["\(entry.path)=\(entry.text)"])
      #expect(outcome.findings == [], "\(entry.path)")
    }
  }

  @Test func aChangedNumberNoLongerHasItsSource() throws {
    let pack = try pack()
    func source(_ changes: [String]) -> ParameterSource? {
      pack.read(changes).pack?.ledger.first { $0.path == "S01.share.value" }?.source
    }
    #expect(source([]) == ParameterSource(ground: .cited, detail: "BOOK"))
    #expect(source(["S01.share=80 %"])?.ground == .assumed)
  }

  @Test func changesTemplatesAndProbabilities() throws {
    let outcome = try pack().read([
      "templates.T.flow.b.time=9 min", "waits.P-LINK=0.98", "shared.waits.W-PUSH=2 h",
    ])
    // The path must exist: 'b' has a step and no time of its own.
    #expect(outcome.rules == ["unknown-path"])
    #expect(try pack().read(["waits.P-LINK=0.98", "shared.waits.W-PUSH=2 h"]).findings == [])
  }

  @Test(arguments: ["", "=5", "S01.share"])
  func needsAPathAndAnEqualsSign(text: String) { #expect(PackChange(text: text) == nil) }

  @Test func keepsWhatFollowsTheFirstEqualsSign() {
    #expect(PackChange(text: "a.b=c=d")?.value == "c=d")
    #expect(PackChange(text: "a.b=")?.text == "a.b=")
  }
}

/// How flows are put together.
struct FlowReadingTests {
  private func nodes(_ parameters: String, _ template: String) throws -> [String] {
    let pack = try SmallPack([
      "S01.yaml": "scenario: S01\nshare: 100 %\nflow: {template: T, with: {\(parameters)}}\n"
        + "source: assumed:test\n",
      "shared/t.yaml": "template: T\n\(template)source: assumed:test\n",
      "hall/hall.yaml": SmallPack.hall,
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return outcome.pack?.scenarios.first?.flows.first?.nodes.map(\.id) ?? []
  }

  @Test func aFlowStartsAtWhatFollowsASwitchedOffFirstNode() throws {
    let template = """
      parameters: {early: switch}
      flow:
        first: {when: early, wait: 1 h, next: third}
        second: {wait: 1 h, next: out}
        third: {wait: 1 h, next: second}
        out: {end: done}

      """
    #expect(try nodes("early: none", template) == ["third", "second", "out"])
    #expect(try nodes("early: yes", template) == ["first", "second", "third", "out"])
  }

  @Test func longChainsOfSwitchedOffNodesAreFollowed() throws {
    let chain = (0..<100).map { "  n\($0): {when: on, wait: 1 h, next: n\($0 + 1)}\n" }.joined()
    #expect(
      try nodes(
        "on: no",
        "parameters: {on: switch}\nflow:\n  go: {wait: 1 h, next: n0}\n\(chain)  n100: {end: done}\n"
      )
        == ["go", "n100"])
  }

  @Test func probabilitiesOfTheLibraryKeepAllTheirDigits() throws {
    let pack = try SmallPack(
      flow:
        "a: {choose: {b: P1, c: P2, out: P3}}\nb: {end: lost}\nc: {end: lost}\nout: {end: done}",
      hall:
        "waits: {P1: {value: 33.33333333 %}, P2: {value: 33.33333333 %}, P3: {value: 33.33333334 %}}\n"
    )
    #expect(pack.read().findings == [])
  }

  @Test func aBrokenStepIsReportedOnceHoweverOftenItIsUsed() throws {
    let pack = try SmallPack(
      flow: "a: {task: window, step: T01, next: b}\nb: {task: window, step: T01, next: out}\n"
        + "out: {end: done}", hall: "steps: {T01: {pool: DESK, time: 5}}\n")
    #expect(
      pack.read().findings == [
        "hall/hall.yaml:6:33: error[bad-duration]: '5' has no unit; write one of s, min, h, d, wd after "
          + "it"
      ])
  }
}
