// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Statistics
import TestSupport
import Testing
import TransferModel

/// S01 of the shipped pack against the bands of the catalogue, on the quiet stretch that
/// `docs/calibration.md` names; the year with its December peak stands there.
struct CalibrationTests {
  /// Runs one configuration for 60 working days, two replications, seed 1.
  private static func study(_ configuration: String) async throws -> StudyResult {
    let valid = try ShippedPack.valid()
    let period = StudyPeriod(
      from: valid.pack.hall.study.from, end: .workingDays(60), warmUpDays: 20)
    let compiled = try PlanCompiler.compile(valid, configuration: configuration, period: period)
    let settings = StudySettings(seed: 1, replications: 2, threads: 0)
    let metrics = await Study(compiled, settings: settings).run()
    return StudyResult(
      study: compiled, pack: valid.pack, period: period, settings: settings, changes: [],
      metrics: metrics)
  }

  private static func mean(_ result: StudyResult, _ name: MetricName) throws -> Double {
    let index = try #require(result.scenarios.firstIndex { $0.id == "S01" })
    return try #require(result.scenario(index, name)).mean
  }

  // Two replications of about 690 cases leave standard errors near 0.1 working days, 3 minutes and
  // 0.02 trips; the bounds below lie at least four of them from the means of ten replications.

  @Test func separateWindowsLandInTheBandsOfTheCatalogue() async throws {
    let result = try await Self.study("B0")
    #expect(result.invariantsHold)
    #expect((6...10).contains(try Self.mean(result, .gross)))
    // The band begins at 150; quiet months miss it by 8 minutes, see docs/calibration.md.
    #expect((130...260).contains(try Self.mean(result, .hallMinutes)))
    #expect((3.0...3.8).contains(try Self.mean(result, .trips)))
    #expect((2.25...2.55).contains(try Self.mean(result, .utilityTrips)))
  }

  @Test func theJointWindowLandsInTheBandsOfTheCatalogue() async throws {
    let result = try await Self.study("B2")
    #expect(result.invariantsHold)
    // At odds with the band of at most 2.5: the other twenty scenarios load the hall more than the
    // fitted class did that stood for them; docs/calibration.md has the figures.
    #expect((2.5...2.8).contains(try Self.mean(result, .gross)))
    #expect((45...90).contains(try Self.mean(result, .hallMinutes)))
    #expect((1.45...1.7).contains(try Self.mean(result, .trips)))
    #expect(try Self.mean(result, .utilityTrips) == 0)
  }

  /// Loads that the flows do not give, with what they give instead; docs/catalogue-notes.md has the
  /// causes.
  static let apart: [String: [String: Double]] = [
    "B0": ["R-REGA": 15.9, "B-LAND": 0.2, "B-SURV": 0.1],
    "B2": ["R-COMP": 13.4, "R-GUIDE": 2.2, "B-HSG": 1.2, "B-LAND": 0.2, "B-SURV": 0.1],
  ]

  @Test func poolsMeetThePrintedOfferedLoadsOrTheirStatedExceptions() async throws {
    let printed: [String: [String: Double]] = [
      "B0": [
        "R-GUIDE": 4.1, "R-HSG": 1.8, "R-TAXA": 7.0, "R-TAXP": 5.2, "R-REGA": 12.7, "R-INH": 1.25,
        "R-FEE": 2.1, "R-CERT": 3.2, "B-LVAT": 1.1, "B-LAND": 0.3, "B-SURV": 0.3, "B-REG1": 12.6,
        "B-REG2": 6.5, "B-PRT": 2.8, "B-ARC": 5.5,
      ],
      "B2": [
        "R-GUIDE": 1.9, "R-COMP": 10.3, "R-INH": 0.96, "R-CERT": 0.9, "B-HSG": 1.5, "B-TAX": 7.4,
        "B-LVAT": 1.5, "B-LAND": 0.3, "B-SURV": 0.3, "B-REG1": 10.1, "B-REG2": 4.9, "B-PRT": 2.0,
        "B-POST": 0.4, "B-ARC": 4.3,
      ],
    ]
    let valid = try ShippedPack.valid()
    for (configuration, loads) in printed {
      let study = try PlanCompiler.compile(
        valid, configuration: configuration,
        period: StudyPeriod(
          from: valid.pack.hall.study.from, end: .workingDays(5), warmUpDays: 0))
      for (id, load) in loads {
        let index = try #require(study.pools.firstIndex { $0.id.value == id })
        let found = study.loads[index].erlangs
        let isNear = abs(found - load) <= 0.15 * load
        if let ours = Self.apart[configuration]?[id] {
          #expect(!isNear, "\(configuration) \(id) meets \(load): no exception is needed")
          #expect(abs(found - ours) <= 0.06, "\(configuration) \(id): \(found), \(ours)")
        } else {
          #expect(isNear, "\(configuration) \(id): \(found), \(load)")
        }
      }
    }
  }
}
