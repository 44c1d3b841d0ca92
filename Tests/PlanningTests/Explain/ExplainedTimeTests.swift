// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Of every case the steps add up to its gross time, and all of them together to what the engine has
/// counted, to the microsecond.
struct ExplainedTimeTests {
  /// Explains every case of a run.
  ///
  /// - Returns: The reasons that occurred.
  @discardableResult
  private static func expectExact(_ run: RecordRun, _ name: String) throws -> Set<TimeReason> {
    let explainer = CaseExplainer(run.record)
    #expect(explainer.places.count == run.result.created, "\(name)")
    let clock = run.record.study.plan.clock
    var working = [Int128](repeating: 0, count: run.record.study.scenarios.count)
    var counts = [Int](repeating: 0, count: working.count)
    var reasons: Set<TimeReason> = []
    for place in explainer.places {
      let explanation = try #require(explainer.explain(place))
      #expect(explanation.isComplete, "\(name) \(explanation.name)")
      #expect(explanation.totals.reduce(0) { $0 + $1.micros } == explanation.micros)
      reasons.formUnion(explanation.steps.map(\.reason))
      let recorded = explanation.recorded
      guard recorded.hasEnded, recorded.outcome == .done, recorded.isCounted else { continue }
      let scenario = Int(recorded.scenario)
      working[scenario] += Int128(
        max(0, clock.workingMicros(from: explanation.start, to: explanation.end)))
      counts[scenario] += 1
    }
    for (index, scenario) in run.result.scenarios.enumerated() {
      #expect(scenario.gross.tally.count == counts[index], "\(name)")
      #expect(scenario.gross.tally.sum == working[index], "\(name)")
    }
    return reasons
  }

  @Test(arguments: [
    "appointments", "clocks", "day", "door", "four-eyes", "hours-drain", "hours-finish",
    "interview", "join", "lapse", "leaving", "rounds", "rounds-weekend", "same-minute",
    "simultaneous", "supplement", "ticket-each", "ticket-once", "two-speeds", "working-days",
  ])
  func stepsAddUpInEveryPackOfTheTests(_ name: String) throws {
    try Self.expectExact(RecordRun(name), name)
  }

  /// Parallel reviews with random times, people who leave, and priorities, in long queues.
  @Test(arguments: ["fork-join", "patience", "priorities"])
  func stepsAddUpInLongQueues(_ name: String) throws {
    let valid = try TestPack.valid(TestPack.folder(name))
    var study = try TestPack.compile(valid, days: 1, warmUpDays: 0)
    study.horizon = 8 * HallEngine.hour
    let reasons = try Self.expectExact(RecordRun(valid, study), name)
    #expect(reasons.contains(.queue))
  }

  /// Breaks, absences, loans, pauses, dynamic windows and a pool that drains.
  @Test func stepsAddUpWithEverythingThatIsToBeSaidOfPeople() throws {
    let valid = try TestPack.valid(TestPack.folder("people"))
    let study = try TestPack.compile(valid, days: 2, warmUpDays: 0)
    let reasons = try Self.expectExact(RecordRun(valid, study), "people")
    #expect(reasons.isSuperset(of: [.queue, .pause, .service, .poolClosed]))
  }

  /// The shipped hall, as it was and as it is to be: batches, rooms, parallel reviews, courier rounds
  /// and outages.
  @Test(arguments: ["B0", "B2"])
  func stepsAddUpInTheShippedHall(_ configuration: String) throws {
    let valid = try TestPack.valid(
      Repository.scenarios.path,
      changes: configuration == "B2"
        ? ["outages.system.rate=9 per month"] : [])
    let study = try TestPack.compile(
      valid, configuration: configuration, days: 4, warmUpDays: 0)
    let reasons = try Self.expectExact(RecordRun(valid, study, index: 1), configuration)
    #expect(reasons.isSuperset(of: [.queue, .doors, .service, .deskWork, .away, .poolClosed]))
  }
}
