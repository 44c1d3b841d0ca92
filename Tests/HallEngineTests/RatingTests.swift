// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// The rating index: the formula against logarithms of odds, and what a run hands to it.
struct RatingTests {
  /// Odds of 3 to 1 with one trip; each occurrence multiplies the odds by a whole number.
  private static let formula = RatingFormula(
    base: Elementary.log(3), waitMinute: Elementary.log(2), trip: Elementary.log(3),
    supplement: Elementary.log(5), late: Elementary.log(7), refused: Elementary.log(9))

  private static func chance(_ change: (inout RatingFormula.Case) -> Void) -> Double {
    var rated = RatingFormula.Case()
    change(&rated)
    return formula.chance(rated)
  }

  private static func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12)
    -> Bool
  {
    value.map { abs($0 - expected) < tolerance } ?? false
  }

  @Test func `Each occurrence divides the odds by its own factor`() {
    #expect(Self.isNear(Self.chance { _ in }, 3.0 / 4))
    #expect(Self.isNear(Self.chance { $0.wait = HallEngine.minute }, 3.0 / (3 + 2)))
    #expect(Self.isNear(Self.chance { $0.trips = 2 }, 3.0 / (3 + 3)))
    #expect(Self.isNear(Self.chance { $0.trips = 0 }, 9.0 / (9 + 1)))
    #expect(Self.isNear(Self.chance { $0.isSupplemented = true }, 3.0 / (3 + 5)))
    #expect(Self.isNear(Self.chance { $0.isLate = true }, 3.0 / (3 + 7)))
    #expect(Self.isNear(Self.chance { $0.isRefused = true }, 3.0 / (3 + 9)))
  }

  @Test func `Tallies add up in any order`() {
    var first = RatingTally()
    var second = RatingTally()
    var late = RatingFormula.Case()
    late.isLate = true
    first.add(RatingFormula.Case(), Self.formula)
    second.add(late, Self.formula)
    #expect(RatingTally().index == nil)
    var sum = first
    sum.merge(second)
    var other = second
    other.merge(first)
    #expect(sum == other)
    #expect(Self.isNear(sum.index, (0.75 + 0.3) / 2, 1e-9))
    #expect(sum.late == 1)
  }

  /// One trip with a supplement, accepted at once and entered after a while, on a clock that never
  /// stops.
  private static func run(
    days: Double, outcome: Outcome, rating: RatingFormula?
  ) -> RatingTally {
    var plan = EnginePlan(
      nodes: [
        PlanNode(
          .delay(.init(time: TestPlans.constant(1), next: PlanEdge(1))),
          marks: .init(presence: .inHall, startsLegal: true, counter: .supplement)),
        PlanNode(
          .delay(.init(time: TestPlans.constant(days * 1440), next: PlanEdge(2))),
          marks: .init(presence: .away, endsLegal: true)),
        PlanNode(.end(outcome)),
      ], pools: [], scenarios: [PlanScenario(start: 0, commitment: 2)],
      streams: [
        PlanStream(
          arrivals: .instants([0], scenarios: []), mix: [.init(scenario: 0)], streamKey: 1)
      ])
    plan.rating = rating
    return Replication(seed: 1).run(plan).scenarios[0].rating
  }

  @Test func `A run hands over supplements, delays and refusals, and rates nobody who went away`() {
    let kept = Self.run(days: 1, outcome: .done, rating: Self.formula)
    #expect(kept.count == 1)
    #expect(kept.supplemented == 1)
    #expect(kept.late == 0)
    #expect(kept.furtherTrips == 0)
    #expect(Self.isNear(kept.index, 3.0 / 8, 1e-9))
    let late = Self.run(days: 5, outcome: .done, rating: Self.formula)
    #expect(late.late == 1)
    #expect(Self.isNear(late.index, 3.0 / (3 + 35), 1e-9))
    let refused = Self.run(days: 1, outcome: .refused, rating: Self.formula)
    #expect(refused.refused == 1)
    #expect(Self.isNear(refused.index, 3.0 / (3 + 45), 1e-9))
    #expect(Self.run(days: 1, outcome: .withdrawn, rating: Self.formula) == RatingTally())
    #expect(Self.run(days: 1, outcome: .done, rating: nil) == RatingTally())
  }
}
