// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `simulate --record` as users run it.
struct RecordCommandTests {
  private static let pack = "Tests/PlanningTests/Packs/patience"
  private static let short = [
    "simulate", pack, "--config", "base", "--days", "1", "--warm-up", "0", "--replications", "3",
    "--quiet",
  ]

  /// A path in a folder of its own.
  private static func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-record-\(UUID().uuidString)").appendingPathComponent(name).path
  }

  private static func remove(_ path: String) {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }

  @Test func eachReplicationHasARecordThatDependsOnNoThread() throws {
    var texts: [String] = []
    for (number, threads) in [("1", "1"), ("1", "2"), ("3", "2")] {
      let path = Self.path("run.csv")
      defer { Self.remove(path) }
      let run = try Program.run(
        Self.short + ["--record", path, "--record-replication", number, "--threads", threads])
      #expect(run.status == 0, "\(run.errors)")
      // Nothing else is left in the folder.
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["run.csv"])
      texts.append(try String(contentsOfFile: path, encoding: .utf8))
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0] != texts[2])
    #expect(texts.allSatisfy { $0.split(separator: "\n").count > 1000 })
  }

  /// The result is that of the run without a record, to the last byte.
  @Test(arguments: ["run.xes", "run.json"])
  func recordingChangesNoResult(_ name: String) throws {
    let path = Self.path(name)
    defer { Self.remove(path) }
    let plain = try Program.run(Self.short + ["--format", "json"])
    let recorded = try Program.run(Self.short + ["--format", "json", "--record", path])
    #expect(recorded.status == 0, "\(recorded.errors)")
    #expect(recorded.output == plain.output)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect((size ?? 0) > 100_000)
  }

  @Test(arguments: [
    (
      ["--record", "run.txt"],
      "error: --record writes .csv, .xes or .json (OCEL 2.0) files; 'run.txt'"
    ),
    (
      ["--record", "run.csv", "--record-replication", "4"],
      "error: --record-replication is from 1 to 3, the number of replications"
    ),
    (["--record-replication", "2"], "error: --record-replication says which replication --record"),
  ])
  func badUsageIsExplained(_ more: [String], _ message: String) throws {
    let outcome = try Program.run(Self.short + more)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func aRunThatIsRefusedLeavesNothingBehind() throws {
    let path = Self.path("run.csv")
    let outcome = try Program.run(
      ["simulate", Self.pack, "--config", "none", "--record", path])
    #expect(outcome.status == 2)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func aFileThatCannotBeWrittenEndsWithThree() throws {
    let outcome = try Program.run(Self.short + ["--record", "/dev/null/run.csv"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("error: cannot write '/dev/null/run.csv'"), "\(outcome.errors)")
  }
}
