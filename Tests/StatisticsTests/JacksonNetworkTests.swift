// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct JacksonNetworkTests {
  @Test func tandemWithoutFeedbackIsTwoQueues() throws {
    let network = try JacksonNetwork(
      external: [4, 0], routing: [[0, 1], [0, 0]],
      stations: [.init(serviceRate: 1, servers: 5), .init(serviceRate: 5, servers: 1)])
    let first = try MultiServerQueue(arrivalRate: 4, serviceRate: 1, servers: 5)
    let second = try MultiServerQueue(arrivalRate: 4, serviceRate: 5, servers: 1)
    #expect(network.queues == [first, second])
    #expect(
      agree(network.meanSojourn, first.meanSojourn + second.meanSojourn, within: 1e-13))
  }

  @Test func feedbackMultipliesTheVisits() throws {
    // A quarter of the files come back for correction, so each is seen 4/3 times.
    let rates = try JacksonNetwork.trafficRates(external: [3], routing: [[0.25]])
    #expect(agree(rates[0], 4, within: 1e-14))
  }

  @Test func trafficBalancesAtEveryStation() throws {
    let external = [2.0, 0, 0.5]
    let routing = [[0.1, 0.6, 0.2], [0.3, 0, 0.4], [0, 0.25, 0.05]]
    let rates = try JacksonNetwork.trafficRates(external: external, routing: routing)
    for station in 0..<3 {
      let inflow = (0..<3).reduce(external[station]) { $0 + rates[$1] * routing[$1][station] }
      #expect(agree(rates[station], inflow, within: 1e-13))
    }
  }

  @Test func stationsThatAreNeverLeftAreSingular() {
    let error = #expect(throws: StatisticsError.self) {
      try JacksonNetwork.trafficRates(external: [1, 0], routing: [[0, 1], [1, 0]])
    }
    #expect(error?.code == .singular)
  }

  @Test func routingThatIsNoDistributionIsRefused() {
    #expect(throws: StatisticsError.self) {
      try JacksonNetwork.trafficRates(external: [1], routing: [[1.5]])
    }
    #expect(throws: StatisticsError.self) {
      try JacksonNetwork.trafficRates(external: [1], routing: [[-0.5]])
    }
    #expect(throws: StatisticsError.self) {
      try JacksonNetwork.trafficRates(external: [1, 2], routing: [[0.5]])
    }
    #expect(throws: StatisticsError.self) {
      try JacksonNetwork(external: [1], routing: [[0]], stations: [])
    }
  }

  @Test func overloadedStationIsRefused() {
    let error = #expect(throws: StatisticsError.self) {
      try JacksonNetwork(
        external: [3], routing: [[0.25]], stations: [.init(serviceRate: 4, servers: 1)])
    }
    #expect(error?.code == .unstable)
  }

  @Test func linearSystemsNeedPivots() throws {
    let solution = try LinearSystem.solve([[0, 2, 1], [1, 1, 0], [3, 0, -1]], [7, 3, 0])
    for (value, expected) in zip(solution, [1.0, 2, 3]) {
      #expect(agree(value, expected, within: 1e-13))
    }
    #expect(try LinearSystem.solve([], []) == [])
    #expect(throws: StatisticsError.self) { try LinearSystem.solve([[1, 2], [2, 4]], [1, 2]) }
    #expect(throws: StatisticsError.self) { try LinearSystem.solve([[1, 2]], [1, 2]) }
    #expect(throws: StatisticsError.self) { try LinearSystem.solve([[.nan]], [1]) }
  }
}
