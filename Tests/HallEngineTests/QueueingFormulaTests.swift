// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Runs against textbook formulas.
///
/// Each quantity is estimated from 30 independent replications with a fixed seed and compared by a
/// t statistic: |t| > 5.5 with 29 degrees of freedom happens by chance with probability 6e-6.
struct QueueingFormulaTests {
  private static let minute = 60_000_000.0

  private static func plan(
    servers: Int, load: Double, priorities: [Int] = [0], service: Sampler? = nil
  ) -> EnginePlan {
    EnginePlan(
      nodes: [
        PlanNode(
          .serve(
            .init(
              pool: 0, time: service ?? Sampler(.exponential(mean: minute)), next: PlanEdge(1))),
          streamKey: StreamKey.hash("serve")),
        PlanNode(.end(.done)),
      ],
      pools: [PlanPool(servers: servers, usesPriority: priorities.count > 1)],
      scenarios: priorities.map { PlanScenario(start: 0, priority: $0) },
      streams: [
        PlanStream(
          arrivals: .homogeneous(meanInterval: minute / (load * Double(servers))),
          mix: priorities.indices.map { .init(scenario: $0) }, streamKey: StreamKey.hash("in"))
      ])
  }

  /// The t statistic of a quantity, per replication, against its expected value.
  private static func statistic(
    _ plan: EnginePlan, expected: Double, _ quantity: (ReplicationResult) -> Double?
  ) -> Double {
    var values: [Double] = []
    for index in 0..<30 {
      let result = Replication(
        seed: 20_200_713, index: UInt32(index), warmUpEnd: Int64(200 * minute),
        horizon: Int64(1700 * minute)
      ).run(plan)
      #expect(result.invariants.hold)
      if let value = quantity(result) { values.append(value) }
    }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    return (mean - expected) / (variance / n).squareRoot()
  }

  @Test func meanWaitOfMM1() {
    // Wq = ρ/(1 - ρ) services.
    let t = Self.statistic(Self.plan(servers: 1, load: 0.7), expected: 0.7 / 0.3 * Self.minute) {
      $0.pools[0].waits.tally.mean
    }
    #expect(abs(t) < 5.5)
  }

  @Test func meanNumberInMM1() {
    let t = Self.statistic(Self.plan(servers: 1, load: 0.7), expected: 0.7 / 0.3) {
      $0.meanInside
    }
    #expect(abs(t) < 5.5)
  }

  @Test func meanWaitOfMMc() {
    // Erlang C with c = 5, a = 4: C = 0.554113; Wq = C/(c - a) services.
    var blocking = 1.0
    for n in 1...5 { blocking = 4 * blocking / (Double(n) + 4 * blocking) }
    let waiting = blocking / (1 - 0.8 * (1 - blocking))
    #expect(abs(waiting - 0.554113) < 1e-6)
    let t = Self.statistic(Self.plan(servers: 5, load: 0.8), expected: waiting * Self.minute) {
      $0.pools[0].waits.tally.mean
    }
    #expect(abs(t) < 5.5)
  }

  @Test func meanWaitOfMG1() {
    // Pollaczek-Khinchine: Wq = ρ (1 + cv²)/(2 (1 - ρ)) services.
    let plan = Self.plan(
      servers: 1, load: 0.6, service: .lognormal(mean: Self.minute, cv: 0.8))
    let t = Self.statistic(plan, expected: 0.6 * 1.64 / 0.8 * Self.minute) {
      $0.pools[0].waits.tally.mean
    }
    #expect(abs(t) < 5.5)
  }

  @Test(arguments: [0, 1])
  func meanWaitsOfTwoPriorities(_ urgency: Int) {
    // Cobham: W0 = ρ services; class 1 waits W0/(1 - ρ1), class 2 W0/((1 - ρ1)(1 - ρ)).
    let plan = Self.plan(servers: 1, load: 0.7, priorities: [0, 1])
    let expected = urgency == 0 ? 0.7 / 0.65 : 0.7 / (0.65 * 0.3)
    let t = Self.statistic(plan, expected: (expected + 1) * Self.minute) {
      $0.scenarios[urgency].cycle.tally.mean
    }
    #expect(abs(t) < 5.5)
  }

  /// Counts of a Poisson stream per day and per half-day against their expectations; a count off
  /// by 5 standard deviations happens by chance with probability 6e-7.
  @Test func poissonStreamsFollowTheirProfile() throws {
    let hour = HallEngine.hour
    var plan = Self.plan(servers: 9, load: 0.5)
    plan.streams[0].arrivals = .poisson(
      .init(
        expectedPerDay: [0, 900, 0, 300], profileOfDay: [0, 0, 0, 1],
        profiles: [
          [
            .init(start: 9 * hour, end: 12 * hour, weight: 0.75),
            .init(start: 14 * hour, end: 17 * hour, weight: 0.25),
          ], [.init(start: 0, end: 24 * hour, weight: 1)],
        ]))
    var early = 0.0
    var late = 0.0
    var last = 0.0
    for index in 0..<20 {
      let result = Replication(
        seed: 3, index: UInt32(index), horizon: 5 * HallEngine.day, recordsVisits: true
      ).run(plan)
      for instant in result.services.map(\.enabled) {
        let day = instant / HallEngine.day
        let time = instant % HallEngine.day
        #expect(day == 1 || day == 3)
        if day == 3 {
          last += 1
        } else if time < 13 * hour {
          #expect((9 * hour...12 * hour).contains(time))
          early += 1
        } else {
          #expect((14 * hour...17 * hour).contains(time))
          late += 1
        }
      }
    }
    #expect(abs(early - 13_500) < 5 * 13_500.0.squareRoot())
    #expect(abs(late - 4500) < 5 * 4500.0.squareRoot())
    #expect(abs(last - 6000) < 5 * 6000.0.squareRoot())
  }

  @Test func dayFactorsSpreadTheCounts() {
    var plan = Self.plan(servers: 500, load: 0.5)
    plan.streams[0].arrivals = .poisson(
      .init(
        expectedPerDay: [400], profiles: [[.init(start: 0, end: HallEngine.hour, weight: 1)]],
        dayCV: 0.5))
    var counts: [Double] = []
    for index in 0..<400 {
      counts.append(
        Double(
          Replication(seed: 9, index: UInt32(index), horizon: HallEngine.day).run(plan).created))
    }
    let mean = counts.reduce(0, +) / 400
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    // Variance = 400 + (0.5 × 400)² = 40,400. The mean has the standard error 10; the variance of a
    // gamma with shape 4 has the relative standard error √((kurtosis - 1)/n) = 0.094.
    #expect(abs(mean - 400) < 50)
    #expect(abs(variance / 40_400 - 1) < 0.47)
  }
}
