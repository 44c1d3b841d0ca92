// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// M/G/1, M/D/1, M/D/c, priorities, fork-join and M/G/∞.
struct GeneralServiceTests {
  @Test func exponentialServiceGivesThePlainQueue() throws {
    let general = try SingleServerQueue(arrivalRate: 0.6, meanService: 1.5, squaredVariation: 1)
    let plain = try MultiServerQueue(arrivalRate: 0.6, serviceRate: 1 / 1.5, servers: 1)
    #expect(agree(general.meanWait, plain.meanWait, within: 1e-13))
    #expect(agree(general.meanNumber, plain.meanNumber, within: 1e-13))
  }

  @Test func constantServiceHalvesTheWait() throws {
    let constant = try SingleServerQueue(arrivalRate: 0.8, constantService: 1)
    #expect(agree(constant.meanWait, 2, within: 1e-14))
    #expect(agree(constant.meanSojourn, 3, within: 1e-14))
    #expect(agree(constant.meanQueueLength, 1.6, within: 1e-14))
    #expect(constant.utilisation == 0.8)
  }

  /// References: the stationary chain of the number at multiples of the service time, solved in
  /// NumPy with a dense matrix.
  @Test(arguments: [
    (0.8, 1, 2.0, 0.8), (1.6, 2, 0.9032838794061285, 0.7018983171733018),
    (4.5, 5, 0.7766951581903353, 0.747828546069108),
    (9.5, 10, 0.8370829915146578, 0.8116405027539806),
    (2, 5, 0.012425729672777379, 0.05565179383673289),
  ])
  func constantServiceAtSeveralServersAgrees(
    arrivalRate: Double, servers: Int, wait: Double, waiting: Double
  ) throws {
    let queue = try ConstantServiceQueue(
      arrivalRate: arrivalRate, constantService: 1, servers: servers)
    #expect(agree(queue.meanWait, wait, within: 1e-9))
    #expect(agree(queue.waitProbability, waiting, within: 1e-9))
  }

  @Test func constantServiceScalesWithItsUnit() throws {
    let minutes = try ConstantServiceQueue(arrivalRate: 0.3, constantService: 12, servers: 4)
    let hours = try ConstantServiceQueue(arrivalRate: 18, constantService: 0.2, servers: 4)
    #expect(agree(minutes.meanWait, hours.meanWait * 60, within: 1e-12))
    #expect(agree(minutes.meanQueueLength, hours.meanQueueLength, within: 1e-12))
    #expect(try ConstantServiceQueue(arrivalRate: 0, constantService: 1, servers: 2).meanWait == 0)
  }

  @Test func constantServiceNearSaturationIsRefused() {
    let error = #expect(throws: StatisticsError.self) {
      try ConstantServiceQueue(arrivalRate: 0.999, constantService: 1, servers: 1)
    }
    #expect(error?.code == .noConvergence)
  }

  @Test func oneClassWaitsAsWithoutPriority() throws {
    let item = PriorityWaits.ServiceClass(arrivalRate: 0.5, meanService: 1.2, squaredVariation: 2)
    let queue = try SingleServerQueue(arrivalRate: 0.5, meanService: 1.2, squaredVariation: 2)
    #expect(agree(try PriorityWaits.singleServer([item])[0], queue.meanWait, within: 1e-13))
    let several = try MultiServerQueue(arrivalRate: 2.5, serviceRate: 1, servers: 3)
    let waits = try PriorityWaits.multiServer(arrivalRates: [2.5], serviceRate: 1, servers: 3)
    #expect(agree(waits[0], several.meanWait, within: 1e-13))
  }

  /// Priority moves waits between classes and leaves their sum, weighted by load, as it is
  /// (Kleinrock's conservation law).
  @Test func priorityConservesTheWeightedWait() throws {
    let classes = [
      PriorityWaits.ServiceClass(arrivalRate: 0.2, meanService: 1, squaredVariation: 0),
      PriorityWaits.ServiceClass(arrivalRate: 0.1, meanService: 3, squaredVariation: 1),
      PriorityWaits.ServiceClass(arrivalRate: 0.5, meanService: 0.6, squaredVariation: 4),
    ]
    func weighted(_ items: [PriorityWaits.ServiceClass]) throws -> Double {
      zip(items, try PriorityWaits.singleServer(items)).reduce(0) {
        $0 + $1.0.arrivalRate * $1.0.meanService * $1.1
      }
    }
    #expect(agree(try weighted(classes), try weighted(classes.reversed()), within: 1e-13))
    let waits = try PriorityWaits.singleServer(classes)
    #expect(waits[0] < waits[1] && waits[1] < waits[2])

    let rates = [0.5, 1, 0.75]
    let ordered = try PriorityWaits.multiServer(arrivalRates: rates, serviceRate: 1, servers: 3)
    let together = try MultiServerQueue(arrivalRate: 2.25, serviceRate: 1, servers: 3)
    let mean = zip(rates, ordered).reduce(0) { $0 + $1.0 * $1.1 } / 2.25
    #expect(agree(mean, together.meanWait, within: 1e-13))
  }

  @Test func prioritiesRefuseOverloadAndEmptiness() {
    let heavy = PriorityWaits.ServiceClass(arrivalRate: 1, meanService: 1, squaredVariation: 0)
    let overload = #expect(throws: StatisticsError.self) {
      try PriorityWaits.singleServer([heavy])
    }
    #expect(overload?.code == .unstable)
    #expect(throws: StatisticsError.self) { try PriorityWaits.singleServer([]) }
    #expect(throws: StatisticsError.self) {
      try PriorityWaits.multiServer(arrivalRates: [], serviceRate: 1, servers: 2)
    }
    #expect(throws: StatisticsError.self) {
      try SingleServerQueue(arrivalRate: 0.5, meanService: 1, squaredVariation: -1)
    }
  }

  /// References: the two-dimensional chain cut at 40 and solved in SciPy.
  @Test(arguments: [(0.5, 2.875), (0.3, 2.0892857142857144)])
  func forkJoinAgreesWithTheChain(arrivalRate: Double, expected: Double) throws {
    let pair = try ForkJoinPair(arrivalRate: arrivalRate, serviceRate: 1)
    #expect(agree(pair.meanSojourn, expected, within: 1e-9))
    #expect(agree(pair.meanNumber, expected * arrivalRate, within: 1e-9))
    // Both parts take longer than one and less than two after each other.
    let single = try MultiServerQueue(arrivalRate: arrivalRate, serviceRate: 1, servers: 1)
    #expect(pair.meanSojourn > single.meanSojourn)
    #expect(pair.meanSojourn < 2 * single.meanSojourn)
  }

  @Test func infiniteServersHoldAPoissonNumber() throws {
    let system = try InfiniteServerQueue(arrivalRate: 10, meanService: 5)
    #expect(system.meanNumber == 50)
    #expect(system.quantile(0.95) == 62)
    #expect(agree(system.probability(above: 79), 5.6650355286474506e-5, within: 1e-11))
    #expect(system.probability(above: Int.max) == 0)
    #expect(throws: StatisticsError.self) {
      try InfiniteServerQueue(arrivalRate: 1, meanService: 0)
    }
  }
}
