// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Packs that are wrong, each with every finding word for word.
struct MalformedPackTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Malformed", isDirectory: true)

  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()

  static func outcome(_ name: String) -> PackOutcome {
    let pack = folder.appendingPathComponent(name)
    func lines(_ file: String) -> [String] {
      Repository.text(pack.appendingPathComponent(file)).split(separator: "\n").map(String.init)
    }
    return PackOutcome(
      folder: pack.path, changes: lines("changes.txt"),
      asOf: lines("as-of.txt").first.flatMap { CivilDate(text: $0) })
  }

  @Test func thereAreManyOfThem() { #expect(Self.names.count >= 100) }

  @Test(arguments: names)
  func reportsWordForWord(name: String) {
    let outcome = Self.outcome(name)
    #expect(!outcome.findings.isEmpty, "\(name) has nothing wrong with it")
    #expect((outcome.valid == nil) == outcome.hasErrors, "a valid pack with errors, or the reverse")
    for line in outcome.findings { #expect(!line.contains("\n")) }
    let text = outcome.findings.map { $0 + "\n" }.joined()
    let path = Self.folder.appendingPathComponent(name).appendingPathComponent("expected.txt").path
    let difference = GoldenText.difference(text, at: path)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func refusesAFileOfMoreThanSixteenMegabytesUnread() throws {
    let pack = try SmallPack(flow: "out: {end: done}")
    let text = String(repeating: "# padding\n", count: 1_700_000)
    try Data(text.utf8).write(to: pack.folder.appendingPathComponent("hall/large.yaml"))
    #expect(
      pack.read().findings == [
        "hall/large.yaml:1:1: error[file-too-large]: the file has 17000000 bytes; at most 16777216 "
          + "(16 MB) are read; split it"
      ])
  }

  @Test func doesNotWaitForAPipe() throws {
    let pack = try SmallPack(flow: "out: {end: done}")
    try #require(mkfifo(pack.folder.appendingPathComponent("hall/pipe.yaml").path, 0o600) == 0)
    #expect(pack.read().rules == ["not-readable"])
  }

  @Test func namesAFolderThatIsNotThere() {
    #expect(
      PackOutcome(folder: "/nowhere/at all").findings == [
        ".:1:1: error[no-pack]: there is no folder '.'; name a scenario pack folder"
      ])
  }
}
