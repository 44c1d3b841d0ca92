// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Channel shares by kind of applicant, against the published shares of the hall.
struct AudienceTests {
  private static let channels = """
    channels:
      walk-in: {priority: 3, share: {B0: 90 %, B2: 60 %}}
      appointment: {priority: 2, share: {B0: 10 %, B2: 25 %}}
      online: {priority: 3, share: {B0: 0 %, B2: 10 %}}
      online-full: {priority: 3, share: {B0: 0 %, B2: 2 %}}
      green: {priority: 1, share: {B0: 0 %, B2: 3 %}}
    audiences:
      organisations: {channels: {green: {B2: 25 %}, online: x 2}}
      booked: {channels: {walk-in: {B2: appointment}}}
      both: {channels: {green: {B2: 20 %}, walk-in: appointment}}

    """

  private static func pack(_ audience: String?) throws -> PackOutcome {
    try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: """
          way: {route: channel, to: {green: fast, rest: slow}}
          fast: {task: window, pool: DESK, time: 4 min, next: out}
          slow: {task: window, pool: DESK, time: 10 min, next: out}
          out: {end: done}
          """, extra: audience.map { "audience: \($0)\n" } ?? ""),
      "hall/hall.yaml": SmallPack.hall.replacingOccurrences(
        of: "{B0: {flows: only}}", with: "{B0: {flows: only}, B2: {flows: only}}") + channels,
    ]).read()
  }

  @Test(
    arguments: [
      (nil, "B0", [0.9, 0.1, 0, 0, 0]),
      (nil, "B2", [0.6, 0.25, 0.1, 0.02, 0.03]),
      // Before the reform there is nothing to multiply, and no green channel.
      ("organisations", "B0", [0.9, 0.1, 0, 0, 0]),
      // 55 % are left for channels that have 87 % in the hall.
      (
        "organisations", "B2",
        [0.6 * 0.55 / 0.87, 0.25 * 0.55 / 0.87, 0.2, 0.02 * 0.55 / 0.87, 0.25]
      ),
      ("booked", "B0", [0.9, 0.1, 0, 0, 0]),
      ("booked", "B2", [0, 0.85, 0.1, 0.02, 0.03]),
      ("both", "B0", [0, 1, 0, 0, 0]),
      ("both", "B2", [0, 0.85 * 0.8 / 0.97, 0.1 * 0.8 / 0.97, 0.02 * 0.8 / 0.97, 0.2]),
    ] as [(String?, String, [Double])])
  func sharesFollowTheRules(audience: String?, configuration: String, shares: [Double]) throws {
    let outcome = try Self.pack(audience)
    #expect(outcome.findings == [])
    let study = try TestPack.compile(
      #require(outcome.valid), configuration: configuration, days: 1, warmUpDays: 0)
    let weights = try #require(study.plan.scenarios.first?.attributes.first?.weights)
    #expect(weights.count == 5)
    for (weight, share) in zip(weights, shares) { #expect(abs(weight - share) < 1e-12) }
  }

  /// One case an hour, a quarter of them 4 minutes long and the others 10.
  @Test func offeredLoadGoesByTheSharesOfTheAudience() throws {
    let study = try TestPack.compile(
      #require(try Self.pack("organisations").valid), configuration: "B2", days: 1, warmUpDays: 0)
    #expect(abs(study.loads[0].erlangs - (0.25 * 4 + 0.75 * 10) / 60) < 1e-12)
  }
}
