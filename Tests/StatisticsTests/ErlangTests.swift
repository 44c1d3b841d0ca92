// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: the defining sums in mpmath with 40 digits.
struct ErlangTests {
  @Test(arguments: [
    (1, 1, 0.5), (5, 10, 0.018384570336648133), (20, 20, 0.15889196154197156),
    (80, 100, 0.0039920286045531975), (0.01, 5, 8.2504152812430793e-13), (3, 0, 1), (0, 4, 0),
  ])
  func lossAgrees(erlangs: Double, servers: Int, expected: Double) throws {
    let loss = try ErlangFormulas.loss(erlangs: erlangs, servers: servers)
    #expect(agree(loss, expected, within: 1e-13))
  }

  @Test(arguments: [
    (0.8, 1, 0.8), (5, 6, 0.5875164504606129), (9.5, 10, 0.82558557812569864),
    (80, 100, 0.019646426634359511), (190, 200, 0.3652638565625464),
    (1, 30, 1.4347251125297031e-33),
  ])
  func waitProbabilityAgrees(erlangs: Double, servers: Int, expected: Double) throws {
    let waiting = try ErlangFormulas.waitProbability(erlangs: erlangs, servers: servers)
    #expect(agree(waiting, expected, within: 1e-12))
  }

  @Test func oneServerIsThePlainQueue() throws {
    let queue = try MultiServerQueue(arrivalRate: 0.7, serviceRate: 1, servers: 1)
    #expect(agree(queue.waitProbability, 0.7, within: 1e-14))
    #expect(agree(queue.meanWait, 0.7 / 0.3, within: 1e-14))
    #expect(agree(queue.meanQueueLength, 0.49 / 0.3, within: 1e-14))
    #expect(agree(queue.meanNumber, 0.7 / 0.3, within: 1e-14))
    #expect(agree(queue.meanSojourn, 1 / 0.3, within: 1e-14))
    #expect(queue.utilisation == 0.7)
  }

  @Test func waitQuantileInvertsTheTail() throws {
    let queue = try MultiServerQueue(arrivalRate: 5, serviceRate: 1, servers: 6)
    for p in [0.5, 0.9, 0.99] {
      let wait = try #require(queue.waitQuantile(p))
      #expect(agree(queue.waitTail(beyond: wait), 1 - p, within: 1e-13))
    }
    #expect(queue.waitQuantile(0.4) == 0)
    #expect(queue.waitQuantile(1) == nil)
    #expect(queue.waitTail(beyond: -1) == 1)
  }

  @Test func loadOfSeveralServersIsCounted() throws {
    let load = try OfferedLoad(arrivalRate: 12, meanService: 0.25)
    #expect(load.erlangs == 3)
    #expect(load.minimumServers == 4)
    #expect(try load.utilisation(servers: 4) == 0.75)
    #expect(try OfferedLoad(arrivalRate: 0, meanService: 1).minimumServers == 1)
  }

  @Test func parametersOutsideTheRangeAreNamed() {
    #expect(throws: StatisticsError.self) {
      try OfferedLoad(arrivalRate: -1, meanService: 1)
    }
    #expect(throws: StatisticsError.self) { try OfferedLoad(arrivalRate: 1, meanService: .nan) }
    #expect(throws: StatisticsError.self) {
      try MultiServerQueue(arrivalRate: 1, serviceRate: 0, servers: 1)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangFormulas.loss(erlangs: 1, servers: -1)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangFormulas.waitProbability(erlangs: 0.5, servers: Int.max)
    }
  }

  @Test func overloadHasNoSteadyState() throws {
    let error = #expect(throws: StatisticsError.self) {
      try MultiServerQueue(arrivalRate: 6, serviceRate: 1, servers: 6)
    }
    #expect(error?.code == .unstable)
    #expect(
      error?.message
        == "the offered load of 6.0 servers is not below the 6 at work; there is no steady state")
  }
}
