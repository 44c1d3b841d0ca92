// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: matrix exponentials in SciPy with 60 to 300 states.
struct TimeVaryingQueueTests {
  private typealias Segment = TimeVaryingQueue.Segment

  @Test(arguments: [
    (0.8, 1, 3, 0, 1.1167475360671182, 0.5283344414510955, 0.5884130946160224),
    (2.5, 2, 10, 4, 9.905571411392874, 7.969339550882775, 0.9507021830101909),
    (0, 3, 1.5, 12, 7.504416120650703, 4.52732331007476, 0.9829072671006208),
  ])
  func transientStateAgrees(
    rate: Double, servers: Int, time: Double, start: Int, number: Double, queue: Double,
    waiting: Double
  ) throws {
    let day = try TimeVaryingQueue(
      segments: [Segment(duration: time, arrivalRate: rate, servers: servers)], serviceRate: 1,
      step: time / 4, initialNumber: start)
    let last = try #require(day.points.last)
    #expect(day.points.count == 5)
    #expect(last.time == time)
    #expect(agree(last.meanNumber, number, within: 1e-8))
    #expect(agree(last.meanQueueLength, queue, within: 1e-8))
    #expect(agree(last.waitProbability, waiting, within: 1e-8))
  }

  private let changingDay = [
    Segment(duration: 2, arrivalRate: 3, servers: 2),
    Segment(duration: 1, arrivalRate: 1, servers: 0),
    Segment(duration: 3, arrivalRate: 0.5, servers: 3),
    Segment(duration: 8, arrivalRate: 0, servers: 2),
  ]

  @Test func dayWithALunchBreakAgrees() throws {
    let day = try TimeVaryingQueue(
      segments: changingDay, serviceRate: 1, step: 0.5, initialNumber: 5)
    #expect(day.expectedArrivals == 8.5)
    #expect(agree(day.totalWait, 25.030389305251198, within: 1e-8))
    #expect(agree(day.meanWait, 1.8541029115000887, within: 1e-8))
    #expect(agree(day.expectedLeftOver, 0.012158857659683487, within: 1e-7))
    let lunch = try #require(day.points.first { $0.time == 3 })
    #expect(lunch.meanVirtualWait == nil)
    #expect(agree(lunch.waitProbability, 1, within: 1e-12))
  }

  /// Two are finished at noon and two in the evening, and whoever waits stays.
  @Test func closingsLetThoseInServiceFinish() throws {
    let day = try TimeVaryingQueue(
      segments: [
        Segment(duration: 60, arrivalRate: 0.5, servers: 2),
        Segment(duration: 30, arrivalRate: 0.2, servers: 0, finishesWork: true),
        Segment(duration: 60, arrivalRate: 0.5, servers: 2),
        Segment(duration: 40, arrivalRate: 0, servers: 0, finishesWork: true),
      ], serviceRate: 0.2, step: 10)
    #expect(agree(day.totalWait, 2119.070625700243, within: 1e-8))
    #expect(agree(day.expectedOvertime, 19.568271245903368, within: 1e-8))
    #expect(agree(day.expectedLeftOver, 17.63331626812379, within: 1e-8))
  }

  @Test func stepDoesNotChangeTheResult() throws {
    let fine = try TimeVaryingQueue(
      segments: changingDay, serviceRate: 1, step: 0.01, initialNumber: 5)
    let coarse = try TimeVaryingQueue(
      segments: changingDay, serviceRate: 1, step: 100, initialNumber: 5)
    #expect(coarse.points.count == 5)
    #expect(agree(fine.totalWait, coarse.totalWait, within: 1e-11))
    #expect(agree(fine.expectedLeftOver, coarse.expectedLeftOver, within: 1e-11))
  }

  @Test func constantRatesReachTheSteadyState() throws {
    let day = try TimeVaryingQueue(
      segments: [Segment(duration: 400, arrivalRate: 4, servers: 5)], serviceRate: 1, step: 400)
    let steady = try MultiServerQueue(arrivalRate: 4, serviceRate: 1, servers: 5)
    let last = try #require(day.points.last)
    #expect(agree(last.meanNumber, steady.meanNumber, within: 1e-7))
    #expect(agree(last.waitProbability, steady.waitProbability, within: 1e-7))
    // Someone who arrives in the steady state waits as long as everyone does (PASTA).
    #expect(agree(last.meanVirtualWait, steady.meanWait, within: 1e-7))
  }

  @Test func overloadGrowsWithoutASteadyState() throws {
    let day = try TimeVaryingQueue(
      segments: [Segment(duration: 100, arrivalRate: 3, servers: 2)], serviceRate: 1, step: 50)
    #expect(day.capacity > 100)
    let last = try #require(day.points.last)
    // The surplus of one an hour, and a little more from the idle start.
    #expect(last.meanNumber > 100)
    #expect(last.meanNumber < 106)
  }

  @Test func emptyDayHasNoWait() throws {
    let day = try TimeVaryingQueue(
      segments: [Segment(duration: 4, arrivalRate: 0, servers: 0)], serviceRate: 1, step: 1)
    #expect(day.meanWait == 0)
    #expect(day.expectedLeftOver == 0)
    #expect(day.points.count == 5)
  }

  @Test func parametersAreChecked() {
    let fine = Segment(duration: 1, arrivalRate: 1, servers: 1)
    #expect(throws: StatisticsError.self) {
      try TimeVaryingQueue(segments: [], serviceRate: 1, step: 1)
    }
    #expect(throws: StatisticsError.self) {
      try TimeVaryingQueue(segments: [fine], serviceRate: 0, step: 1)
    }
    #expect(throws: StatisticsError.self) {
      try TimeVaryingQueue(segments: [fine], serviceRate: 1, step: 0)
    }
    #expect(throws: StatisticsError.self) {
      try TimeVaryingQueue(segments: [fine], serviceRate: 1, step: 1, initialNumber: -1)
    }
    let bad = [
      Segment(duration: 0, arrivalRate: 1, servers: 1),
      Segment(duration: 1, arrivalRate: -1, servers: 1),
      Segment(duration: 1, arrivalRate: 1, servers: -1),
      Segment(duration: .infinity, arrivalRate: 1, servers: 1),
    ]
    for segment in bad {
      #expect(throws: StatisticsError.self) {
        try TimeVaryingQueue(segments: [segment], serviceRate: 1, step: 1)
      }
    }
    let huge = #expect(throws: StatisticsError.self) {
      try TimeVaryingQueue(
        segments: [Segment(duration: 1, arrivalRate: 1e12, servers: 1)], serviceRate: 1, step: 1)
    }
    #expect(huge?.code == .noConvergence)
  }
}
