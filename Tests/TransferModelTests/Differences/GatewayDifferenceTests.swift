// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import TransferModel

/// What two packs say differently of gateways.
struct GatewayDifferenceTests {
  private static let flow = """
    papers: {any: {survey: 30 %, loan: {use: {shop: 40 %, flat: 100 %}}, plain: rest}, labels: {plain: {en: None}}}
    survey: {task: window, pool: DESK, time: 5 min, next: met}
    loan: {task: window, pool: DESK, time: 5 min, next: met}
    plain: {event: {en: Plain}, next: met}
    met: {join: papers, next: answer}
    answer: {first: {paid: {wait: W, next: out}, late: {wait: 9 min, rounds: post, next: out, name: {en: Late}}}}
    out: {end: done}
    """
  private static let attributes = "attributes: {use: {shop: 50 %, flat: rest}}\n"

  private func valid(_ flow: String) throws -> ValidPack {
    let hall = "waits: {W: {time: 5 min}, V: {time: 5 min}}\n"
    let rounds = "rounds: {post: {at: [09:00], days: every}, car: {at: [10:00], days: every}}\n"
    let outcome = try SmallPack(flow: flow, extra: Self.attributes, hall: hall + rounds).read()
    #expect(outcome.findings == [])
    return try #require(outcome.valid)
  }

  private func lines(_ old: String, _ new: String) throws -> [String] {
    try #require(Self.flow.contains(old))
    let second = try valid(Self.flow.replacing(old, with: new))
    return PackComparison(from: try valid(Self.flow), to: second).differences.map {
      "\($0.kind.rawValue) \($0.uses[0].entry) \($0.uses[0].field)"
    }
  }

  @Test(arguments: [
    ("survey: 30 %", "survey: 20 %", ["changed papers any.survey"]),
    ("shop: 40 %", "shop: 50 %", ["changed papers any.loan.shop"]),
    (
      "{use: {shop: 40 %, flat: 100 %}}", "{use: flat}", ["removed papers any.loan.shop"]
    ),
    ("plain: rest", "plain: 100 %", ["changed papers any.plain"]),
    ("en: None", "en: Nothing", ["changed papers labels.plain"]),
    ("survey: 30 %", "survey: 0.3", []),
    ("wait: W,", "wait: V,", ["changed answer first.paid"]),
    ("9 min", "8 min", ["changed answer first.late.time"]),
    ("9 min", "540 s", []),
    ("rounds: post", "rounds: car", ["changed answer first.late.rounds"]),
    ("en: Late", "en: Too late", ["changed answer first.late.name"]),
    (
      "late: {wait", "lapsed: {wait",
      [
        "added answer first.lapsed", "added answer first.lapsed.name",
        "added answer first.lapsed.next", "added answer first.lapsed.rounds",
        "added answer first.lapsed.time", "removed answer first.late",
        "removed answer first.late.name", "removed answer first.late.next",
        "removed answer first.late.rounds", "removed answer first.late.time",
      ]
    ),
  ])
  func anEditIsNamed(_ old: String, _ new: String, _ expected: [String]) throws {
    #expect(try lines(old, new) == expected)
  }
}
