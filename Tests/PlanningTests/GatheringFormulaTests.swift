// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing
import TransferModel

/// Waits for others who come at random, one a minute, against theory; see ``AnalyticRun`` for the level.
struct GatheringFormulaTests {
  /// Of five that go together the first waits for four arrivals and the last for none.
  ///
  /// Where two go together and the first waits a minute at most, he waits p = 1 - 1/e minutes on
  /// average, and with that chance a second comes, who does not wait: p / (1 + p) a letter.
  @Test func casesWaitForTheOthersOnAverage() async throws {
    let run = try await AnalyticRun("gathering", seed: 21)
    let waits = ["five": 2, "couple": 0.632_120_558_828_558 / 1.632_120_558_828_558]
    for (index, scenario) in run.study.scenarios.enumerated() {
      let wait = try #require(waits[scenario.id])
      try run.expect(scenario.id, wait, within: 0.04) {
        $0.scenarios[index][.cycleMinutes] ?? .nan
      }
    }
    // Little: one a minute each, so that as many are inside as minutes are waited.
    try run.expect(.meanInside, ofHall: waits.values.reduce(0, +), within: 0.04)
  }
}
