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
    answer: {first: {paid: {wait: W, next: out}, late: {wait: 9 min, rounds: post, next: bag, name: {en: Late}}}}
    bag: {gather: BAG, next: own}
    own: {gather: {size: 2, limit: 1 h}, next: out}
    out: {end: done}
    """
  private static let attributes = "attributes: {use: {shop: 50 %, flat: rest}}\n"

  private func valid(_ flow: String) throws -> ValidPack {
    let hall = "waits: {W: {time: 5 min}, V: {time: 5 min}}\n"
    let rounds = "rounds: {post: {at: [09:00], days: every}, car: {at: [10:00], days: every}}\n"
    let bags = "gatherings: {BAG: {size: 3}, SACK: {size: 4}}\n"
    let outcome = try SmallPack(
      flow: flow, extra: Self.attributes, hall: hall + rounds + bags
    ).read()
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
    ("gather: BAG", "gather: SACK", ["changed bag gather"]),
    ("size: 2", "size: 5", ["changed own size"]),
    ("limit: 1 h", "limit: 60 min", []),
    (", limit: 1 h", "", ["removed own limit"]),
    (
      "{size: 2, limit: 1 h}", "BAG",
      [
        "added own gather", "removed own limit", "removed own name", "removed own size",
      ]
    ),
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
    let found = try lines(old, new)
    #expect(found == expected)
  }

  /// What several flows share is one difference, in its section.
  @Test func aSharedPlaceChangesOnce() throws {
    func valid(_ entry: String) throws -> ValidPack {
      let pack = try SmallPack(
        flow: "bag: {gather: BAG, next: out}\nout: {end: done}",
        hall: "rounds: {post: {at: [09:00], days: every}}\ngatherings: {BAG: \(entry)}\n")
      return try #require(pack.read().valid)
    }
    func lines(_ second: String) throws -> [String] {
      PackComparison(from: try valid("{size: 3, name: {en: Bag}}"), to: try valid(second))
        .differences.map { one in
          "\(one.kind.rawValue) \(one.uses.map { "\($0.section) \($0.entry) \($0.field)" })"
        }
    }
    #expect(try lines("{size: 4, name: {en: Bag}}") == ["changed [\"gatherings BAG size\"]"])
    #expect(
      try lines("{size: 3, limit: 1 h, name: {en: Bag}}") == [
        "added [\"gatherings BAG limit\"]"
      ])
    #expect(
      try lines("{size: 3, rounds: post, name: {en: Bag}}") == [
        "added [\"gatherings BAG rounds\"]"
      ])
    #expect(
      try lines("{size: 3, name: {en: Sack}}") == ["changed [\"gatherings BAG name\"]"])
  }
}
