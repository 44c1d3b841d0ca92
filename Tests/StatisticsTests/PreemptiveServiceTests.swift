// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Classes that take the server from worse ones: resumed and repeated services.
struct PreemptiveServiceTests {
  private static func item(_ rate: Double, _ mean: Double, _ variation: Double)
    -> PriorityWaits.ServiceClass
  {
    PriorityWaits.ServiceClass(
      arrivalRate: rate, meanService: mean, squaredVariation: variation)
  }

  @Test func theBestClassDoesNotSeeTheOthers() throws {
    let alone = try SingleServerQueue(arrivalRate: 0.3, meanService: 1.5, squaredVariation: 0.4)
    let classes = [Self.item(0.3, 1.5, 0.4), Self.item(0.2, 2, 3)]
    let times = try PreemptiveSojourns.singleServer(classes)
    #expect(agree(times[0], alone.meanSojourn, within: 1e-13))
    let residual = (0.3 * 1.5 * 1.5 * 1.4 + 0.2 * 2 * 2 * 4) / 2
    #expect(agree(times[1], 2 / 0.55 + residual / (0.55 * 0.15), within: 1e-13))
  }

  /// Exponential service of one rate: who is served makes no difference to the number inside.
  @Test func equalExponentialClassesAreOneQueue() throws {
    let rates = [0.2, 0.3, 0.25]
    let single = try PreemptiveSojourns.singleServer(rates.map { Self.item($0, 1, 1) })
    let several = try PreemptiveSojourns.multiServer(
      arrivalRates: rates, serviceRate: 1, servers: 1)
    for (one, other) in zip(single, several) { #expect(agree(one, other, within: 1e-12)) }
    let together = try MultiServerQueue(arrivalRate: 0.75, serviceRate: 1, servers: 1)
    let number = zip(rates, single).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(agree(number, together.meanNumber, within: 1e-12))
  }

  @Test func severalServersServeTheBestClassAlone() throws {
    let times = try PreemptiveSojourns.multiServer(
      arrivalRates: [1.2, 1], serviceRate: 1, servers: 3)
    let alone = try MultiServerQueue(arrivalRate: 1.2, serviceRate: 1, servers: 3)
    let both = try MultiServerQueue(arrivalRate: 2.2, serviceRate: 1, servers: 3)
    #expect(agree(times[0], alone.meanSojourn, within: 1e-13))
    #expect(agree(1.2 * times[0] + times[1], both.meanNumber, within: 1e-13))
  }

  /// References: the same formulas in NumPy, agreed with 800,000 simulated services.
  @Test(arguments: [
    (0.2, 1.0, 0.25, 1.2, 3.0257377670571977, 0.539061437901756),
    (0.3, 1.0, 0.2, 1.5, 6.28274922583673, 0.6788747903267791),
    (0.05, 4.0, 0.2, 2.0, 7.054071411062715, 0.6206836723025908),
  ])
  func repeatedServicesAgree(
    urgentRate: Double, urgentService: Double, plainRate: Double, plainService: Double,
    sojourn: Double, utilisation: Double
  ) throws {
    let queue = try RepeatedServiceQueue(
      urgentRate: urgentRate, urgentService: urgentService, plainRate: plainRate,
      plainService: plainService)
    #expect(agree(queue.plainSojourn, sojourn, within: 1e-12))
    #expect(agree(queue.utilisation, utilisation, within: 1e-13))
  }

  /// Where hardly anybody interrupts, repeating and resuming are the same M/D/1.
  @Test func rareInterruptionsCostNothing() throws {
    let queue = try RepeatedServiceQueue(
      urgentRate: 1e-6, urgentService: 1, plainRate: 0.5, plainService: 1)
    let plain = try SingleServerQueue(arrivalRate: 0.5, constantService: 1)
    #expect(agree(queue.plainSojourn, plain.meanSojourn, within: 2e-5))
    #expect(queue.lostWork > 0 && queue.lostWork < 1e-6)
  }

  /// References: the chain of number inside and state of the server, cut at 400 and solved in NumPy.
  @Test(arguments: [(0.5, 10.0, 2.0, 1.9166666666666667), (0.3, 20, 10, 2.6363636363636367)])
  func serversThatBreakDownAgree(
    arrivalRate: Double, meanUp: Double, meanRepair: Double, number: Double
  ) throws {
    let queue = try UnreliableServerQueue(
      arrivalRate: arrivalRate, meanService: 1, meanUp: meanUp, meanRepair: meanRepair)
    #expect(agree(queue.meanNumber, number, within: 1e-9))
    #expect(agree(queue.meanSojourn, number / arrivalRate, within: 1e-9))
    #expect(queue.availability == meanUp / (meanUp + meanRepair))
  }

  @Test func aServerThatHoldsIsThePlainQueue() throws {
    let queue = try UnreliableServerQueue(
      arrivalRate: 0.6, meanService: 1, meanUp: 1e12, meanRepair: 1)
    let plain = try MultiServerQueue(arrivalRate: 0.6, serviceRate: 1, servers: 1)
    #expect(agree(queue.meanNumber, plain.meanNumber, within: 1e-9))
    let overload = #expect(throws: StatisticsError.self) {
      try UnreliableServerQueue(arrivalRate: 0.6, meanService: 1, meanUp: 1, meanRepair: 1)
    }
    #expect(overload?.code == .unstable)
    #expect(throws: StatisticsError.self) {
      try UnreliableServerQueue(arrivalRate: 0.6, meanService: 1, meanUp: 0, meanRepair: 1)
    }
  }

  @Test func overloadIsRefused() {
    let heavy = #expect(throws: StatisticsError.self) {
      try PreemptiveSojourns.singleServer([Self.item(0.5, 1, 1), Self.item(0.5, 1, 1)])
    }
    #expect(heavy?.code == .unstable)
    // The load is 0.9; with urgent work and what is done twice a plain one holds 1.17 servers.
    let repeated = #expect(throws: StatisticsError.self) {
      try RepeatedServiceQueue(
        urgentRate: 0.3, urgentService: 1, plainRate: 0.3, plainService: 2)
    }
    #expect(repeated?.code == .unstable)
    #expect(throws: StatisticsError.self) {
      try PreemptiveSojourns.multiServer(arrivalRates: [1, 0], serviceRate: 1, servers: 2)
    }
    #expect(throws: StatisticsError.self) {
      try RepeatedServiceQueue(
        urgentRate: 0, urgentService: 1, plainRate: 0.3, plainService: 2)
    }
  }
}
