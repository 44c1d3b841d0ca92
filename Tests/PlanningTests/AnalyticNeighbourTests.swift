// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TestSupport
import Testing
import TransferModel

/// Textbook queues that are printed beside a pool.
struct AnalyticNeighbourTests {
  private func neighbour(_ name: String, _ changes: [String] = []) throws -> AnalyticNeighbour? {
    let valid = try TestPack.valid(
      Repository.root.appendingPathComponent("Tests/Validation/Packs/\(name)").path,
      changes: changes)
    let result = StudyResult(
      study: try TestPack.compile(valid), pack: valid.pack,
      period: StudyPeriod(from: valid.pack.hall.study.from, end: .workingDays(1), warmUpDays: 0),
      settings: StudySettings(seed: 1, replications: 0, threads: 1), changes: [], metrics: [])
    return result.neighbours[0]
  }

  @Test func poissonArrivalsHaveTheQueueOfTheirLaw() throws {
    let plain = try #require(try neighbour("station"))
    #expect(plain.model == "M/M/1")
    #expect(abs(plain.meanWaitMinutes - 7.0 / 3) < 1e-9)
    let constant = try neighbour("station", ["customer.flow.serve.time=1 min"])
    #expect(constant?.model == "M/D/1")
  }

  /// The wait of D/M/1 is less than half of that of M/M/1.
  @Test func arrivalsThatAreNotPoissonHaveNone() throws {
    #expect(try neighbour("renewal") == nil)
    #expect(try neighbour("closed") == nil)
  }
}
