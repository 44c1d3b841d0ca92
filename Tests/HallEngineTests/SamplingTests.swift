// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Looking at a run at given instants.
struct SamplingTests {
  private func run(_ sampling: Sampling?, warmUpDays: Int64 = 0) -> ReplicationResult {
    var settings = Replication(
      seed: 5, index: 3, warmUpEnd: warmUpDays * HallEngine.day, horizon: 10 * HallEngine.day)
    settings.sampling = sampling
    return settings.run(RunTests.mixed)
  }

  private let days = (1...10).map { Int64($0) * HallEngine.day }

  @Test(arguments: [Sampling.Notes.inside, .tallies], [Int64(0), 4])
  func lookingChangesNothing(_ notes: Sampling.Notes, _ warmUpDays: Int64) {
    var looked = run(Sampling(instants: days, notes: notes), warmUpDays: warmUpDays)
    #expect(looked.insideAreas.count == (notes == .inside ? 10 : 0))
    #expect(looked.stretches.count == (notes == .inside ? 0 : 9))
    looked.insideAreas = []
    looked.stretches = []
    #expect(looked == run(nil, warmUpDays: warmUpDays))
  }

  @Test func stretchesAddUpToWhatFollowsTheFirstLook() {
    let looked = run(Sampling(instants: [1] + days, notes: .tallies))
    #expect(looked.stretches.count == 10)
    #expect(zip(looked.stretches, days).allSatisfy { $0.end == $1 })
    #expect(looked.stretches.first?.start == 1)
    // Nothing happens in the first microsecond of the run.
    func sum<Number: AdditiveArithmetic>(_ value: (ReplicationResult) -> Number) -> Number {
      looked.stretches.reduce(.zero) { $0 + value($1) }
    }
    #expect(sum(\.created) == looked.created)
    #expect(sum(\.events) == looked.events)
    #expect(sum(\.insideArea) == looked.insideArea)
    #expect(sum { $0.ended[0] } == looked.ended[0])
    #expect(sum { $0.pools[0].waits.tally.sum } == looked.pools[0].waits.tally.sum)
    #expect(sum { $0.pools[0].waits.within15 } == looked.pools[0].waits.within15)
    #expect(sum { $0.pools[0].busyArea } == looked.pools[0].busyArea)
    #expect(sum { $0.pools[1].queueArea } == looked.pools[1].queueArea)
    #expect(sum { $0.pools[0].capacityArea } == looked.pools[0].capacityArea)
    #expect(sum { $0.scenarios[0].gross.tally.count } == looked.scenarios[0].gross.tally.count)
    #expect(sum { $0.scenarios[0].trips } == looked.scenarios[0].trips)
    #expect(sum { $0.hallWaits.tally.count } == looked.hallWaits.tally.count)
    #expect(looked.stretches.map { $0.pools[0].queueMaximum }.max() == looked.pools[0].queueMaximum)
    var histogram = LogHistogram()
    for stretch in looked.stretches { histogram.merge(stretch.pools[0].waits.histogram) }
    #expect(histogram == looked.pools[0].waits.histogram)
  }

  @Test func aCaseCountsWhereItEndsAndItsWaitWhereItStarts() throws {
    // Arrivals at 1 and 2 min, 4 min of service each: starts at 1 and 5, ends at 5 and 9.
    let plan = TestPlans.single(
      PlanPool(capacity: TestPlans.edges([(0, 1)]), kind: .window), service: 4,
      instants: [(1, 0), (2, 0)])
    var settings = Replication(seed: 1, horizon: TestPlans.minutes(12))
    settings.sampling = Sampling(
      instants: [1, 4, 8, 12].map { TestPlans.minutes($0) }, notes: .tallies)
    let stretches = settings.run(plan).stretches
    #expect(stretches.map(\.created) == [1, 0, 0])
    #expect(stretches.map { $0.scenarios[0].ended[0] } == [0, 1, 1])
    #expect(stretches.map { $0.pools[0].waits.tally.count } == [0, 1, 0])
    #expect(stretches.map { $0.pools[0].waits.tally.sum } == [0, 180_000_000, 0])
    // Inside: one from 1, two from 2 to 5, one to 9.
    #expect(stretches.map { $0.insideArea / 60_000_000 } == [5, 5, 1])
    settings.sampling?.notes = .inside
    #expect(settings.run(plan).insideAreas.map { $0 / 60_000_000 } == [0, 5, 10, 11])
  }

  @Test func instantsThatDoNotAscendAreRefused() {
    for instants in [[0, 5], [5, 5], [7, 3]] as [[Int64]] {
      guard case .badPlan(let problems) = run(Sampling(instants: instants, notes: .inside)).stop
      else {
        Issue.record("\(instants) was run")
        continue
      }
      #expect(problems.map(\.place) == ["settings.sampling.instants"])
    }
  }
}
