// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import TransferModel

/// The validators on packs made in memory and from strings; the malformed packs of the file tests
/// show every message.
struct ValidatorTests {
  private static let nowhere = SourcePlace.start(of: "test")
  private static let none = LocalizedText(zh: "", en: "")

  /// A pack around one flow, around the clock.
  static func pack(_ flow: Flow, pools: Int = 0) -> Pack {
    let scenario = Scenario(
      id: "S", place: nowhere, stem: "S", name: none, shortName: none, cause: "none", parties: nil,
      legalBasis: [], share: Located(1, at: nowhere), statutoryLimit: nil, statutoryRule: nil,
      committedLimits: [:],
      materials: [], taxes: [], attributes: [], priority: 0, notes: ScenarioNotes(), flows: [flow])
    let stream = ArrivalStream(
      id: Located("all", at: nowhere), law: .rate(perDay: 1, pattern: nil, dispersion: 0),
      mix: .byShare, isSplit: false)
    let pool = Pool(
      id: Located("P", at: nowhere), name: none, kind: .window, department: nil, shifts: [],
      closing: .finish, order: .arrival, priorities: .no, guarantee: nil, usableShare: 1,
      forecastMinutes: nil)
    let hall = Hall(
      calendar: WorkingCalendar(kind: .always), hours: [], workingHours: nil, rounds: [],
      pools: Array(repeating: pool, count: pools), channels: [], patience: [], appointments: [],
      streams: [stream], patterns: [],
      configurations: [
        Configuration(id: Located("B0", at: nowhere), name: none, flow: nil, flowsByScenario: [:])
      ],
      study: StudyDefaults(
        from: CivilDate(dayNumber: 18_687), days: 10, warmUpDays: 0, replications: 1))
    return Pack(
      path: "test", hash: "", scenarios: [scenario], steps: [], materials: [], legalRules: [],
      taxRules: [], departments: [], hall: hall, ledger: [])
  }

  static func findings(of flow: Flow, pools: Int = 0) -> [String] {
    var findings = Findings()
    let valid = pack(flow, pools: pools).validated(findings: &findings)
    #expect((valid == nil) == findings.hasErrors)
    return findings.sorted.map { "\($0.place.line) \($0.rule)" }
  }

  private static let sound = SoundnessCheckTests.flow([("out", SoundnessCheckTests.end())])

  @Test func aMinimalPackIsValid() { #expect(Self.findings(of: Self.sound) == []) }

  @Test func aHallHasAtMostFourThousandPools() {
    #expect(Self.findings(of: Self.sound, pools: 4000) == [])
    #expect(Self.findings(of: Self.sound, pools: 4001) == ["1 too-many-pools"])
  }

  @Test func aFlowHasAtMostAThousandNodes() {
    let nodes = (0..<1000).map { ("n\($0)", SoundnessCheckTests.go("n\($0 + 1)")) }
    let flow = SoundnessCheckTests.flow(nodes + [("n1000", SoundnessCheckTests.end())])
    #expect(Self.findings(of: flow) == ["0 too-many-nodes"])
  }

  @Test func findingsOfReadingKeepAPackFromBeingValid() {
    var findings = Findings()
    findings.error("x", at: Self.nowhere, "found while reading")
    #expect(Self.pack(Self.sound).validated(findings: &findings) == nil)
    var warnings = Findings()
    warnings.warning("x", at: Self.nowhere, "only a warning")
    #expect(Self.pack(Self.sound).validated(findings: &warnings) != nil)
  }

  @Test func theLegalBasisIsCheckedAgainstADayOnlyWhereOneIsGiven() throws {
    let pack = try SmallPack(
      flow: "out: {end: done, legalBasis: civil-209}",
      hall: "legal: {civil-209: {from: 2021-01-01, until: 2030-01-01}}\n")
    #expect(pack.read().findings == [])
    #expect(pack.read(asOf: CivilDate(text: "2021-01-01")).findings == [])
    #expect(pack.read(asOf: CivilDate(text: "2020-12-31")).rules == ["rule-not-in-force"])
    #expect(pack.read(asOf: CivilDate(text: "2029-12-31")).findings == [])
    #expect(pack.read(asOf: CivilDate(text: "2030-01-01")).rules == ["rule-repealed"])
  }

  @Test func everyFlowOfAScenarioIsProved() throws {
    let pack = try SmallPack([
      "S01.yaml": """
      scenario: S01
      share: 100 %
      flows:
        good: {flow: {out: {end: done}}}
        bad: {flow: {a: {wait: 1 h, next: b}, b: {wait: 1 h, next: a}}}
      source: assumed:test

      """,
      "hall/hall.yaml": SmallPack.hall.replacing("only", with: "good"),
    ])
    #expect(
      pack.read().findings == [
        "S01.yaml:5:8: error[no-end]: S01 bad has no end node; add one, such as 'end: done'"
      ])
  }

  @Test func aShareOfNoneIsNoWayOut() throws {
    let pack = try SmallPack(
      flow: "a: {choose: {b: rest, out: 0 %}}\nb: {wait: 1 h, next: a}\nout: {end: done}")
    #expect(pack.read().rules == ["endless-loop"])
    let open = try SmallPack(
      flow: "a: {choose: {b: rest, out: 1 %}}\nb: {wait: 1 h, next: a}\nout: {end: done}")
    #expect(open.read().findings == [])
  }
}
