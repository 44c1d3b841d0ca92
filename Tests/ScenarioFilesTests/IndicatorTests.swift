// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import TransferModel

/// Indicators of packs: what is counted, and what it is counted from.
struct IndicatorTests {
  private static func indicators(_ pack: SmallPack) throws -> ReformIndicators {
    let outcome = pack.read()
    #expect(outcome.findings.filter { !$0.contains("unused") } == [])
    return try #require(outcome.pack).indicators(before: "as-is", after: "to-be")
  }

  // MARK: The catalogue

  @Test func `The twenty-one scenarios give the check values of the catalogue`() throws {
    let found = try Self.indicators(SmallPack(TwentyOnePack.files))
    #expect(found.scenarios.count == 21)
    #expect(found.uncounted == [])
    let before = try #require(found.ratioBefore)
    let after = try #require(found.ratioAfter)
    func near(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
      value.map { abs($0 - expected) <= tolerance } ?? false
    }
    #expect(near(before.meanWorkingDays, 12.857, 0.0005))
    #expect(near(after.meanWorkingDays, 5.619, 0.0005))
    #expect(near(before.mean, 0.429, 0.0005))
    #expect(near(after.mean, 0.187, 0.0005))
    #expect(near(before.byVolume, 0.345, 0.0005))
    #expect(near(after.byVolume, 0.118, 0.0005))
    #expect(found.time.total == 152)
    #expect(found.time.items == 21)
    #expect(found.sum(\.submissions).change == 369)
    #expect(found.sum(\.stages).change == 78)
    #expect(found.trips.change == 90)
    #expect(found.onTheSpot == Rate(1, of: 21))
    #expect(found.wasOnTheSpot == Rate(0, of: 21))
    #expect(CommitmentTarget.downTo.isMet(by: after.mean))
    #expect(!CommitmentTarget.downTo.isMet(by: before.mean))
    #expect(CommitmentTarget.by.isMet(by: before.mean))
    let above = found.scenarios.filter { $0.limits.after * 10 > $0.limits.statutory * 4 }
    #expect(above.map(\.scenario.id) == ["S11"])
  }

  // MARK: One scenario

  private static func scenario(
    materials: String = "", asIs: String, toBe: String, limit: String = "30 wd",
    extra: String = "", hall: String = ""
  ) throws -> SmallPack {
    func lines(_ text: String) -> String {
      text.split(separator: "\n").map { "      \($0)\n" }.joined()
    }
    return try SmallPack([
      "S01.yaml": """
      scenario: S01
      source: assumed:test
      share: 100 %
      limits: {statutory: \(limit), committed: {as-is: 10 wd, to-be: 1 wd}}
      \(materials)\(extra)flows:
        as-is:
          stages: {x: {}, y: {}}
          flow:
      \(lines(asIs))  to-be:
          flow:
      \(lines(toBe))
      """,
      "hall/hall.yaml": """
      calendar: always
      pools: {DESK: {servers: 9}, TAX: {servers: 9}, BACK: {kind: back-office, servers: 9}}
      steps:
        PAY: {name: {en: Pay}, time: 5 min, payment: yes}
      materials: {M1: {}, M2: {}, M3: {}}
      streams: {all: {rate: 1 per h}}
      configurations: {B0: {flows: as-is}, B2: {flows: to-be}}
      \(hall)source: assumed:test

      """,
    ])
  }

  private static let twoWindows = """
    t1: {task: window, pool: DESK, time: 1 min, ticket: new, visit: a, next: form}
    form: {task: applicant, time: 9 min, place: hall, next: accept}
    accept: {task: window, pool: DESK, time: 9 min, visit: a, stage: x, next: t2}
    t2: {task: window, pool: TAX, time: 1 min, ticket: new, visit: b, next: tax}
    tax: {task: window, pool: TAX, step: PAY, visit: b, stage: y, next: out}
    out: {end: done}
    """

  private static let online = """
    way?: {choose: {file: 10 %, t1: rest}}
    file: {task: applicant, time: 9 min, next: check}
    check: {task: back-office, pool: BACK, time: 2 min, next: pay}
    t1: {task: window, pool: DESK, time: 1 min, ticket: new, visit: a, next: accept}
    accept: {task: window, pool: DESK, time: 9 min, visit: a, next: pay}
    pay: {task: applicant, step: PAY, next: out}
    out: {end: done}
    """

  @Test func `The aims name the nodes that stand against them`() throws {
    let found = try Self.indicators(
      Self.scenario(
        materials: "materials: {M1: {as-is: HTR, to-be: keep}, M2: {as-is: R, to-be: shared}}\n",
        asIs: Self.twoWindows, toBe: Self.online))
    let item = try #require(found.scenarios.first)
    func verdict(_ aims: WindowAims, _ aim: WindowAims.Aim) -> [String] {
      [aims[aim].isMet ? "yes" : "no"] + aims[aim].evidence
    }
    let before = item.aimsBefore
    #expect(verdict(before, .oneTicket) == ["no", "t1", "t2"])
    #expect(verdict(before, .noForms) == ["no", "form"])
    #expect(verdict(before, .oneWindow) == ["no", "accept", "tax"])
    #expect(verdict(before, .onePaperSet) == ["no", "M1"])
    #expect(verdict(before, .onlinePayment) == ["no", "tax"])
    #expect(before.metCount == 0)
    let after = item.aimsAfter
    #expect(verdict(after, .oneTicket) == ["yes", "t1"])
    #expect(verdict(after, .noForms) == ["yes"])
    #expect(verdict(after, .oneWindow) == ["yes"])
    #expect(verdict(after, .onePaperSet) == ["yes", "M1"])
    #expect(verdict(after, .onlinePayment) == ["yes", "pay"])
    #expect(after.metCount == 5)
  }

  @Test func `Papers are counted by what became of them`() throws {
    let found = try Self.indicators(
      Self.scenario(
        materials: """
          materials:
            M1: {as-is: HTR, to-be: keep}
            M2: {as-is: R, to-be: shared}
            M3: {as-is: HT, to-be: generated}

          """, asIs: Self.twoWindows, toBe: Self.online))
    #expect(found.sum(\.papers) == Reduction(before: 3, after: 1))
    #expect(found.sum(\.submissions) == Reduction(before: 6, after: 1))
    #expect(found.scenarios.first?.figures.reasons == [.shared: ["M2"], .generated: ["M3"]])
    // Every paper is either kept or has one reason.
    #expect(found.reasons.total == 3 - 1)
    #expect(found.onTheSpot == Rate(1, of: 1))
    #expect(found.wasOnTheSpot == Rate(0, of: 1))
  }

  // MARK: Online depth

  @Test func `A route without windows is level four and is named`() throws {
    let found = try Self.indicators(Self.scenario(asIs: Self.twoWindows, toBe: Self.online))
    let item = try #require(found.scenarios.first)
    #expect(item.depthBefore.level == .none)
    #expect(item.depthBefore.route == [])
    #expect(item.depthAfter.level == .full)
    #expect(item.depthAfter.route == ["way?", "file", "check", "pay", "out"])
    #expect(found.depths[.full] == 1)
  }

  @Test func `A check online before a window is level three`() throws {
    let found = try Self.indicators(
      Self.scenario(
        asIs: Self.online.replacing("10 %", with: "0 %"),
        toBe: Self.online.replacing("time: 2 min, next: pay", with: "time: 2 min, next: t1")))
    let item = try #require(found.scenarios.first)
    // A branch that nobody takes is no route.
    #expect(item.depthBefore.level == .none)
    #expect(item.depthAfter.level == .preCheck)
    #expect(item.depthAfter.route == ["way?", "file", "check"])
  }

  @Test func `A split is passed online only where all its branches are`() throws {
    let split = """
      both: {all: [desk, home]}
      desk: {task: window, pool: DESK, time: 5 min, visit: a, next: meet}
      home: {task: applicant, time: 5 min, next: meet}
      meet: {join: both, next: out}
      out: {end: done}
      """
    let found = try Self.indicators(
      Self.scenario(
        asIs: split,
        toBe: split.replacing(
          "task: window, pool: DESK, time: 5 min, visit: a", with: "task: applicant, time: 5 min")
      ))
    let item = try #require(found.scenarios.first)
    #expect(item.depthBefore.level == .none)
    #expect(item.depthAfter.level == .full)
  }

  // MARK: Fees

  @Test func `Fees count with their fixed amount, several in one scenario with their mean`() throws
  {
    let pack = try Self.scenario(
      asIs: Self.twoWindows, toBe: Self.online,
      extra: """
        taxes:
          fee: [F-HOME, F-OTHER]
          buyer: X-TAX

        """,
      hall: """
        taxes:
          F-HOME: {yuan: 80}
          F-OTHER: {yuan: 550}
          X-TAX: {name: {en: Tax}}

        """)
    let found = try Self.indicators(pack)
    #expect(found.feeClasses.map(\.rule.id.value) == ["F-HOME", "F-OTHER"])
    #expect(found.feeClasses.map(\.volume) == [1, 1])
    #expect(found.meanFee == 315)
  }

  // MARK: What is not counted

  @Test func `A scenario without limits or a flow is listed with everything that is missing`()
    throws
  {
    let pack = try Self.scenario(asIs: Self.twoWindows, toBe: Self.online)
    let without = try #require(pack.read().pack)
    let missing = without.indicators(before: "as-is", after: "later")
    #expect(missing.scenarios.isEmpty)
    #expect(missing.uncounted.map(\.id) == ["S01"])
    #expect(missing.uncounted.first?.reasons == [.noFlow("later"), .noCommitment("later")])
    #expect(missing.ratioAfter == nil)
    let lawless = try #require(
      Self.scenario(asIs: Self.twoWindows, toBe: Self.online, limit: "0 wd").read().pack)
    let found = lawless.indicators(before: "as-is", after: "to-be")
    #expect(found.uncounted.first?.reasons == [.noStatutoryLimit])
  }
}
