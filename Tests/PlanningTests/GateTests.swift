// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import Statistics
import Testing
import TransferModel

/// Gates: a run against its reference.
struct GateTests {
  private static func settings(_ seed: UInt64) -> StudySettings {
    StudySettings(seed: seed, replications: 12, threads: 2, recordsSteps: true)
  }

  private static func study(
    _ name: String, _ changes: [String] = []
  ) async throws -> (CompiledStudy, StudyPeriod) {
    let valid = try TestPack.valid(TestPack.folder(name), changes: changes)
    let period = StudyPeriod(from: valid.pack.hall.study.from, end: .workingDays(6), warmUpDays: 1)
    return (try PlanCompiler.compile(valid, configuration: "base", period: period), period)
  }

  private static func reference(
    _ name: String, _ study: CompiledStudy, _ period: StudyPeriod
  ) async throws -> ReferenceResult {
    let valid = try TestPack.valid(TestPack.folder(name))
    let result = StudyResult(
      study: study, pack: valid.pack, period: period, settings: settings(1), changes: [],
      metrics: await Study(study, settings: settings(1)).run())
    return try #require(ReferenceResult(study, result))
  }

  @Test func otherRandomNumbersPassAndATenthMoreServiceTimeIsNamed() async throws {
    let (study, period) = try await Self.study("mg1")
    let reference = try await Self.reference("mg1", study, period)
    let again = GateCheck(
      reference: reference, study: study,
      metrics: await Study(study, settings: Self.settings(77)).run())
    #expect(again.passes)
    #expect(again.tested > 10)

    let (slower, _) = try await Self.study(
      "mg1", ["customer.flow.serve.time=lognormal(mean 1.1, cv 1.2) min"])
    let changed = GateCheck(
      reference: reference, study: slower,
      metrics: await Study(slower, settings: Self.settings(77)).run())
    #expect(!changed.passes)
    let alarm = try #require(
      changed.alarms.first { $0.name.hasPrefix("steps/") && $0.name.hasSuffix("serviceMinutes") })
    #expect(abs((alarm.relativeChange ?? 0) - 0.1) < 0.03)
  }

  @Test func aStepIsNewOrGoneByThePackAndNotByChance() async throws {
    let (study, period) = try await Self.study("mg1")
    var reference = try await Self.reference("mg1", study, period)
    let metrics = await Study(study, settings: Self.settings(77)).run()
    // Never seen by the reference, but there: neither new nor gone.
    reference.numbers["steps/customer/serve/serviceMinutes"] = nil
    #expect(GateCheck(reference: reference, study: study, metrics: metrics).passes)
    reference.parts.removeAll { $0 == "steps/customer/serve" }
    reference.parts.append("steps/customer/weigh")
    let check = GateCheck(reference: reference, study: study, metrics: metrics)
    #expect(check.added == ["steps/customer/serve"])
    #expect(check.missing == ["steps/customer/weigh"])
    #expect(!check.passes)
  }

  @Test func aReferenceReadsBackAsItWasWritten() async throws {
    let (study, period) = try await Self.study("mm1")
    let reference = try await Self.reference("mm1", study, period)
    #expect((reference.from, reference.days, reference.warmUpDays) == ("2021-03-01", 6, 1))
    let read = try JSONDecoder().decode(
      ReferenceResult.self, from: Data(reference.json.text.utf8))
    #expect(read.numbers == reference.numbers)
    #expect(read.json.text == reference.json.text)
    var broken = read
    broken.numbers["hall/trips"] = [1, -1, 3]
    #expect(broken.summary("hall/trips") == nil)
  }

  /// Welch's test on numbers worked by hand: means 10 and 12, deviations 2 and 3, 8 and 12 values:
  /// t = 2 / √(4/8 + 9/12) = 1.78885, ν = 1.25² / (0.25/7 + 0.5625/11) = 17.99.
  @Test func welchAgreesWithAWorkedExample() {
    let test = WelchTest(
      .init(mean: 10, standardDeviation: 2, n: 8), .init(mean: 12, standardDeviation: 3, n: 12))
    #expect(abs(test.statistic - 1.788854) < 1e-6)
    #expect(abs(test.degreesOfFreedom - 17.993) < 0.01)
    #expect(abs(test.pValue - 0.0905) < 0.001)
    let same = WelchTest(
      .init(mean: 1, standardDeviation: 0, n: 3), .init(mean: 1, standardDeviation: 0, n: 3))
    #expect(same.pValue == 1)
  }
}
