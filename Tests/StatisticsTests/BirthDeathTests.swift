// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Erlang A and M/M/c/K.
///
/// References: the defining sums in mpmath with 40 digits.
struct BirthDeathTests {
  @Test(arguments: [
    (10, 0.5, 10, 0.61965523088407752, 0.10391321232630818, 2.0782642465261636),
    (48, 0.25, 50, 0.52534667412667593, 0.023061152387242254, 4.4277412583505127),
    (30, 2, 20, 0.9214569550744849, 0.3392567393155591, 5.0888510897333865),
    (3, 1, 2, 0.80085172652854423, 0.41631178061310657, 1.2489353418393197),
  ])
  func abandonmentAgrees(
    rate: Double, patience: Double, servers: Int, waiting: Double, leaving: Double, queue: Double
  ) throws {
    let result = try AbandonmentQueue(
      arrivalRate: rate, serviceRate: 1, patienceRate: patience, servers: servers)
    #expect(agree(result.waitProbability, waiting, within: 1e-12))
    #expect(agree(result.abandonmentProbability, leaving, within: 1e-12))
    #expect(agree(result.meanQueueLength, queue, within: 1e-12))
    #expect(agree(result.meanWait, queue / rate, within: 1e-12))
    // Who does not leave keeps the servers busy.
    let busy = rate * (1 - leaving) / Double(servers)
    #expect(agree(result.utilisation, busy, within: 1e-12))
  }

  /// Reference: the density of the virtual wait (Baccelli and Hebuterne 1981), by quadrature.
  @Test func waitOfTheServedAgreesWithTheVirtualWait() throws {
    let queue = try AbandonmentQueue(
      arrivalRate: 10, serviceRate: 1, patienceRate: 0.5, servers: 10)
    #expect(agree(queue.meanWaitOfServed, 0.19958120717059197, within: 1e-11))
  }

  @Test func withoutImpatienceItIsErlangC() throws {
    let plain = try MultiServerQueue(arrivalRate: 9, serviceRate: 1, servers: 10)
    let patient = try AbandonmentQueue(
      arrivalRate: 9, serviceRate: 1, patienceRate: 0, servers: 10)
    #expect(agree(patient.waitProbability, plain.waitProbability, within: 1e-12))
    #expect(agree(patient.meanWait, plain.meanWait, within: 1e-11))
    #expect(agree(patient.meanWaitOfServed, plain.meanWait, within: 1e-11))
    #expect(patient.abandonmentProbability == 0)
    let nearly = try AbandonmentQueue(
      arrivalRate: 9, serviceRate: 1, patienceRate: 1e-7, servers: 10)
    #expect(agree(nearly.meanWait, plain.meanWait, within: 1e-5))
  }

  @Test func impatienceEqualToServiceIsAnInfiniteServer() throws {
    // Every customer leaves at rate one, waiting or served, so the number is Poisson.
    let queue = try AbandonmentQueue(arrivalRate: 50, serviceRate: 1, patienceRate: 1, servers: 31)
    let poisson = PoissonDistribution(mean: 50)
    #expect(agree(queue.waitProbability, poisson.probability(ofAtLeast: 31), within: 1e-12))
  }

  @Test func heavyAndRareLoadsStayStable() throws {
    let heavy = try AbandonmentQueue(
      arrivalRate: 5000, serviceRate: 1, patienceRate: 0.5, servers: 1000)
    #expect(agree(heavy.abandonmentProbability, 0.8, within: 1e-9))
    #expect(agree(heavy.utilisation, 1, within: 1e-9))
    let rare = try AbandonmentQueue(arrivalRate: 1, serviceRate: 1, patienceRate: 0, servers: 30)
    #expect(agree(rare.waitProbability, 1.4347251125297031e-33, within: 1e-11))
    let empty = try AbandonmentQueue(arrivalRate: 0, serviceRate: 1, patienceRate: 1, servers: 2)
    #expect(empty.meanWait == 0)
    #expect(empty.meanWaitOfServed == nil)
  }

  @Test func impatienceIsChecked() {
    let unstable = #expect(throws: StatisticsError.self) {
      try AbandonmentQueue(arrivalRate: 3, serviceRate: 1, patienceRate: 0, servers: 3)
    }
    #expect(unstable?.code == .unstable)
    let tooLarge = #expect(throws: StatisticsError.self) {
      try AbandonmentQueue(arrivalRate: 10, serviceRate: 1, patienceRate: 1e-9, servers: 3)
    }
    #expect(tooLarge?.code == .noConvergence)
    #expect(throws: StatisticsError.self) {
      try AbandonmentQueue(arrivalRate: 1, serviceRate: 1, patienceRate: -1, servers: 3)
    }
  }

  @Test(arguments: [
    (3, 2, 5, 0.37442218798151002, 1.7889060092449923, 3.6656394453004622, 0.84236453201970443),
    (0.9, 1, 10, 0.050813731327412389, 3.1151729567808447, 3.9694405985861735, 0.84646600672123705),
    (8, 10, 12, 0.06625562937165777, 0.21533079545788775, 7.6852857604846256, 0.19956635185108694),
  ])
  func finiteQueueAgrees(
    rate: Double, servers: Int, capacity: Int, refused: Double, queue: Double, number: Double,
    waiting: Double
  ) throws {
    let result = try FiniteQueue(
      arrivalRate: rate, serviceRate: 1, servers: servers, capacity: capacity)
    #expect(agree(result.refusalProbability, refused, within: 1e-12))
    #expect(agree(result.meanQueueLength, queue, within: 1e-12))
    #expect(agree(result.meanNumber, number, within: 1e-12))
    #expect(agree(result.waitProbability, waiting, within: 1e-12))
    #expect(agree(result.meanWait, queue / (rate * (1 - refused)), within: 1e-12))
  }

  @Test func finiteQueueSpansLossAndWaiting() throws {
    let loss = try FiniteQueue(arrivalRate: 5, serviceRate: 1, servers: 10, capacity: 10)
    #expect(agree(loss.refusalProbability, 0.018384570336648133, within: 1e-12))
    #expect(loss.waitProbability == 0)
    let large = try FiniteQueue(arrivalRate: 5, serviceRate: 1, servers: 6, capacity: 100_000)
    let endless = try MultiServerQueue(arrivalRate: 5, serviceRate: 1, servers: 6)
    #expect(large.refusalProbability == 0)
    #expect(agree(large.meanWait, endless.meanWait, within: 1e-12))
    #expect(agree(large.utilisation, endless.utilisation, within: 1e-12))
    #expect(throws: StatisticsError.self) {
      try FiniteQueue(arrivalRate: 1, serviceRate: 1, servers: 4, capacity: 3)
    }
  }
}
