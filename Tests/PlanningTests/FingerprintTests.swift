// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Trajectories that every build on every machine must reproduce to the microsecond.
///
/// Debug and release builds run the same test. A number here changes only with a decision to let
/// the same seed give another trajectory, in a commit that says why; the command is
/// `guohu simulate Tests/PlanningTests/Packs/NAME --config base --days 3 --warm-up 0
/// --replications 2 --seed 1 --format json`.
struct FingerprintTests {
  @Test(arguments: [
    ("mg1", ["a225b51d91a5c2ec", "4c00d4d36dda33cb"]),
    ("jackson", ["bbd9417b3cf22eeb", "94a1ae9fc7bd544d"]),
    ("patience", ["15f50a2b5fb14ce2", "3e4060b83a5ca78c"]),
    ("priorities", ["25acf51fe13a4e77", "53ac26e8e2b055bf"]),
    ("day", ["16153887a1b2c902", "337f4398b1a3cb36"]),
    ("supplement", ["a311d556b817f4d", "61bf033651c234b3"]),
    ("laws", ["5b2dcb26aa2c007c", "818234eee1b4b6a9"]),
    ("people", ["3d0bedfb1c73fe37", "4b1dc4c555fba13"]),
  ])
  func trajectoryIsReproduced(name: String, fingerprints: [String]) async throws {
    let valid = try TestPack.valid(TestPack.folder(name))
    let period = StudyPeriod(
      from: valid.pack.hall.study.from, end: .workingDays(3), warmUpDays: 0)
    let study = try PlanCompiler.compile(valid, configuration: "base", period: period)
    let settings = StudySettings(seed: 1, replications: 2, threads: 2)
    let metrics = await Study(study, settings: settings).run()
    let result = StudyResult(
      study: study, pack: valid.pack, period: period, settings: settings, changes: [],
      metrics: metrics)
    #expect(result.json["fingerprints"] == .array(fingerprints.map { .text($0) }))
  }
  /// A line for each configuration of a pack: its path, the configuration, how far it runs, and the
  /// fingerprint of replication 1.
  private static func lines(_ path: String, days: Int? = nil, cases: Int? = nil) throws -> [String]
  {
    let outcome = PackOutcome(folder: Repository.root.appendingPathComponent(path).path)
    let valid = try #require(outcome.valid, "\(outcome.findings)")
    let hall = valid.pack.hall
    let end = cases.map { StudyPeriod.End.cases($0) } ?? .workingDays(days ?? hall.study.days)
    return try hall.configurations.map { configuration in
      let study = try PlanCompiler.compile(
        valid, configuration: configuration.id.value,
        period: StudyPeriod(from: hall.study.from, end: end, warmUpDays: 0))
      let result = Replication(
        seed: 1, index: 1, horizon: study.horizon, caseLimit: study.caseLimit
      ).run(study.plan)
      let length = cases.map { "\($0) cases" } ?? "\(days ?? hall.study.days) days"
      return "\(path) \(configuration.id.value), \(length): \(result.events) events, "
        + String(result.fingerprint, radix: 16)
    }
  }

  /// Every configuration that is shipped, those the speed is measured with and the textbook cases, so
  /// that a change of the order of events is seen at once.
  ///
  /// `RECORD_SNAPSHOTS=1` writes them anew.
  @Test func everyShippedConfigurationIsReproduced() throws {
    var lines = try Self.lines("scenarios", days: 2)
    for name in ["hall-21", "mm1", "mm20"] {
      lines += try Self.lines("Benchmarks/packs/\(name)", cases: 300)
    }
    let folder = "Tests/Validation/Packs"
    let packs = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appendingPathComponent(folder).path)
    for name in packs.sorted() { lines += try Self.lines("\(folder)/\(name)", days: 1) }
    #expect(
      GoldenText.difference(lines.joined(separator: "\n") + "\n", name: "fingerprints.txt") == nil)
  }
}
