// SPDX-License-Identifier: Apache-2.0

import Planning
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
    ("mg1", ["7e0b5c1c6c7935c5", "4391989ce449e2d"]),
    ("jackson", ["8f3d621bc8a90fe1", "2aa64d2e474d531f"]),
    ("patience", ["6f1529617d1255bf", "fc2e598f22714897"]),
    ("priorities", ["4ab22a0f0f0ad390", "322162780ede7881"]),
    ("day", ["20a8d5eed4f78fc4", "9cac6d18e0a5aed7"]),
    ("supplement", ["e435446bb86eb49c", "7906faa7dd5e9f7"]),
    ("laws", ["d8517dc7df56a0f5", "7e91b53cf94b673a"]),
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
}
