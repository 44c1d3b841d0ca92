// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// GI/M/c.
struct RenewalArrivalQueueTests {
  /// References: the chain of the number found at arrivals in NumPy, its transitions by matrix
  /// exponentials of the services between two arrivals and Gauss's quadrature over their law.
  @Test(arguments: [
    (RenewalInterval.constant(1 / 0.7), 1.0, 1, 0.46699642221841, 0.87616001408708),
    (.constant(1 / 2.4), 1, 3, 0.45837549020498, 0.41142727291338),
    (.uniform(low: 0.2, high: 1), 1, 2, 0.63488488175096, 1.14801156129721),
    (.erlang(phases: 2, mean: 0.5), 0.6, 4, 0.59098457412626, 1.13074732034112),
    (
      .hyperexponential(share: 0.3, means: .init(2, 0.5)), 1.5, 1, 0.78561077582807,
      2.44294235981963
    ),
  ])
  func waitsAgreeWithTheChainAtArrivals(
    interval: RenewalInterval, rate: Double, servers: Int, waiting: Double, wait: Double
  ) throws {
    let queue = try RenewalArrivalQueue(interval: interval, serviceRate: rate, servers: servers)
    #expect(agree(queue.waitProbability, waiting, within: 1e-8))
    #expect(agree(queue.meanWait, wait, within: 1e-8))
    #expect(agree(queue.waitTail(beyond: 0), waiting, within: 1e-8))
  }

  /// With four servers and a load of three both parts of a term of the sum vanish.
  @Test(arguments: [1, 2, 4, 9])
  func exponentialIntervalsGiveThePlainQueue(servers: Int) throws {
    let rate = servers == 4 ? 3 : 0.8 * Double(servers)
    let renewal = try RenewalArrivalQueue(
      interval: .erlang(phases: 1, mean: 1 / rate), serviceRate: 1, servers: servers)
    let plain = try MultiServerQueue(arrivalRate: rate, serviceRate: 1, servers: servers)
    #expect(agree(renewal.root, plain.utilisation, within: 1e-12))
    #expect(agree(renewal.waitProbability, plain.waitProbability, within: 1e-7))
    #expect(agree(renewal.meanWait, plain.meanWait, within: 1e-7))
    #expect(agree(renewal.meanQueueLength, plain.meanQueueLength, within: 1e-7))
    #expect(agree(renewal.waitTail(beyond: 2), plain.waitTail(beyond: 2), within: 1e-7))
  }

  @Test func transformsHaveTheMeanAsTheirSlope() {
    let laws: [RenewalInterval] = [
      .constant(3), .uniform(low: 1, high: 2), .erlang(phases: 4, mean: 2),
      .hyperexponential(share: 0.2, means: .init(5, 1)),
    ]
    for law in laws {
      #expect(law.transform(0) == 1)
      #expect(agree((1 - law.transform(1e-6)) / 1e-6, law.mean, within: 1e-4))
    }
  }

  @Test func whatHasNoSteadyStateIsRefused() {
    let overload = #expect(throws: StatisticsError.self) {
      try RenewalArrivalQueue(interval: .constant(1), serviceRate: 1, servers: 1)
    }
    #expect(overload?.code == .unstable)
    for law in [
      RenewalInterval.constant(0), .uniform(low: -1, high: 3), .erlang(phases: 0, mean: 1),
      .hyperexponential(share: 1.5, means: .init(1, 1)), .constant(.infinity),
    ] {
      let error = #expect(throws: StatisticsError.self) {
        try RenewalArrivalQueue(interval: law, serviceRate: 9, servers: 1)
      }
      #expect(error?.code == .parameterOutOfRange)
    }
  }
}
