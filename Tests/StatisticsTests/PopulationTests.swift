// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Closed networks, finite sources, batches, constant patience and stays.
struct PopulationTests {
  /// References: the product form summed over all states in Python.
  @Test func meanValuesAgreeWithTheProductForm() throws {
    let network = try ClosedNetwork(
      customers: 8, delay: 10,
      stations: [.init(visits: 1, meanService: 1), .init(visits: 2, meanService: 0.75)])
    #expect(agree(network.throughput, 0.5136679129132378, within: 1e-12))
    #expect(agree(network.utilisation(1), 0.7705018693698567, within: 1e-12))
    #expect(agree(network.meanNumbers[0], 0.9061273031528815, within: 1e-12))
    #expect(agree(network.meanNumbers[1], 1.9571935677147425, within: 1e-12))
    // Little at the second station, where a round comes by twice.
    #expect(
      agree(
        network.meanWait(1), 1.9571935677147425 / (2 * network.throughput) - 0.75, within: 1e-12))
  }

  @Test func oneServerAndADelayAreAFiniteSource() throws {
    let network = try ClosedNetwork(
      customers: 7, delay: 12, stations: [.init(visits: 1, meanService: 2)])
    let queue = try FiniteSourceQueue(
      sources: 7, requestRate: 1 / 12.0, serviceRate: 0.5, servers: 1)
    #expect(agree(network.throughput, queue.admittedRate, within: 1e-12))
    #expect(agree(network.meanWait(0), queue.meanWait, within: 1e-12))
    #expect(agree(network.meanNumbers[0], queue.meanNumber, within: 1e-12))
    #expect(agree(network.utilisation(0), queue.utilisation, within: 1e-12))
  }

  /// References: the generator of the chain solved in NumPy.
  @Test func repairOfMachinesAgrees() throws {
    let queue = try FiniteSourceQueue(sources: 6, requestRate: 0.1, serviceRate: 0.2, servers: 2)
    #expect(agree(queue.admittedRate, 0.3377734564900339, within: 1e-12))
    #expect(agree(queue.meanQueueLength, 0.9333981526494907, within: 1e-12))
    #expect(agree(queue.utilisation, 0.8444336412250852, within: 1e-12))
    #expect(agree(queue.waitProbability, 0.6131260794473231, within: 1e-12))
    #expect(queue.refusalProbability == 0)
  }

  /// C(7, 3) α³ / Σ C(7, k) αᵏ with α = 1/2.
  @Test func engsetLosesTheShareOfHisFormula() throws {
    let queue = try FiniteSourceQueue(
      sources: 8, requestRate: 0.05, serviceRate: 0.1, servers: 3, capacity: 3)
    #expect(agree(queue.refusalProbability, 0.30973451327433627, within: 1e-12))
    #expect(queue.meanQueueLength == 0)
    #expect(queue.waitProbability == 0)
  }

  @Test func batchesOfOneAreThePlainQueue() throws {
    let batch = try BatchArrivalQueue(
      batchRate: 0.6, meanSize: 1, meanSquareSize: 1, meanService: 1.2, squaredVariation: 0.5)
    let plain = try SingleServerQueue(arrivalRate: 0.6, meanService: 1.2, squaredVariation: 0.5)
    #expect(agree(batch.meanWait, plain.meanWait, within: 1e-13))
    #expect(agree(batch.waitProbability, plain.utilisation, within: 1e-13))
  }

  /// L = ρ (1 + E[X²] / E[X]) / (2 (1 - ρ)) with exponential service.
  @Test func batchesFillTheQueueAsInTheBook() throws {
    let batch = try BatchArrivalQueue(
      batchRate: 0.2, meanSize: 3, meanSquareSize: 14, meanService: 1, squaredVariation: 1)
    #expect(agree(batch.meanNumber, 0.6 * (1 + 14.0 / 3) / 0.8, within: 1e-13))
  }

  /// The limits are Erlang's loss and wait; in between as many come as leave.
  @Test func constantPatienceLiesBetweenLossAndWait() throws {
    let none = try ConstantPatienceQueue(
      arrivalRate: 3, serviceRate: 1, patience: 0, servers: 4)
    let loss = try ErlangFormulas.loss(erlangs: 3, servers: 4)
    #expect(agree(none.abandonmentProbability, loss, within: 1e-12))
    #expect(none.meanWait == 0)
    let endless = try ConstantPatienceQueue(
      arrivalRate: 3, serviceRate: 1, patience: 60, servers: 4)
    let plain = try MultiServerQueue(arrivalRate: 3, serviceRate: 1, servers: 4)
    #expect(agree(endless.waitProbability, plain.waitProbability, within: 1e-9))
    #expect(agree(endless.meanWait, plain.meanWait, within: 1e-9))
    // A load of one a server takes the limit of the integrals.
    let full = try ConstantPatienceQueue(
      arrivalRate: 4, serviceRate: 1, patience: 2, servers: 4)
    let near = try ConstantPatienceQueue(
      arrivalRate: 4.0001, serviceRate: 1, patience: 2, servers: 4)
    #expect(agree(full.abandonmentProbability, near.abandonmentProbability, within: 1e-3))
    #expect(agree(full.meanWait, near.meanWait, within: 1e-3))
  }

  /// References: the density of the offered wait integrated in SciPy.
  @Test func constantPatienceAgrees() throws {
    let queue = try ConstantPatienceQueue(
      arrivalRate: 1.1, serviceRate: 0.25, patience: 6, servers: 4)
    #expect(agree(queue.waitProbability, 0.8427001237262294, within: 1e-9))
    #expect(agree(queue.abandonmentProbability, 0.15288786536683574, within: 1e-9))
    #expect(agree(queue.meanWait, 3.192476530617221, within: 1e-9))
  }

  @Test func staysAddUpOverTheSegments() throws {
    let stays = try TimeVaryingStays(
      segments: [.init(duration: 4, arrivalRate: 2), .init(duration: 6, arrivalRate: 2)],
      meanUpTo: { min($0, 3) })
    #expect(stays.meanNumber(at: 1) == 2)
    #expect(stays.meanNumber(at: 5) == 6)
    // Nobody has come since 10, and those of the last three are there until 13.
    #expect(stays.meanNumber(at: 12) == 2)
    #expect(stays.meanNumber(at: 20) == 0)
  }

  @Test func populationsOutsideTheirRangesAreRefused() {
    func code(_ body: () throws -> Void) -> StatisticsError.Code? {
      #expect(throws: StatisticsError.self, performing: body)?.code
    }
    #expect(
      code { _ = try ClosedNetwork(customers: 0, delay: 1, stations: []) } == .parameterOutOfRange)
    #expect(
      code { _ = try ClosedNetwork(customers: 1, delay: 0, stations: []) } == .parameterOutOfRange)
    #expect(
      code {
        _ = try FiniteSourceQueue(
          sources: 4, requestRate: 1, serviceRate: 1, servers: 3, capacity: 2)
      } == .parameterOutOfRange)
    #expect(
      code {
        _ = try BatchArrivalQueue(
          batchRate: 0.1, meanSize: 3, meanSquareSize: 8, meanService: 1, squaredVariation: 1)
      } == .parameterOutOfRange)
    #expect(
      code {
        _ = try ConstantPatienceQueue(arrivalRate: 1, serviceRate: 1, patience: -1, servers: 1)
      } == .parameterOutOfRange)
    #expect(
      code {
        _ = try TimeVaryingStays(segments: [.init(duration: 0, arrivalRate: 1)]) { $0 }
      } == .parameterOutOfRange)
    #expect(
      code {
        _ = try TimeVaryingQueue(
          segments: [.init(duration: 1, arrivalRate: 1, servers: 2, finishesWork: true)],
          serviceRate: 1, step: 1)
      } == .parameterOutOfRange)
  }
}
