// SPDX-License-Identifier: Apache-2.0

package import Foundation
import ScenarioFiles
package import TransferModel

/// A pack written from strings to a folder of its own, which is deleted with it.
package final class SmallPack {
  /// The folder.
  package let folder: URL

  /// A hall with one desk around the clock, where one case an hour arrives.
  package static let hall = """
    calendar: always
    pools: {DESK: {servers: 1}}
    streams: {all: {rate: 1 per h}}
    configurations: {B0: {flows: only}}
    source: assumed:test

    """

  /// Returns a scenario `S01` with the lines of a flow.
  package static func scenario(flow: String, extra: String = "") -> String {
    let nodes = flow.split(separator: "\n").map { "  \($0)\n" }.joined()
    return "scenario: S01\nshare: 100 %\n\(extra)flow:\n\(nodes)source: assumed:test\n"
  }

  /// Writes files by their path in the pack.
  package init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-tests-\(UUID().uuidString)", isDirectory: true)
    for (path, text) in files {
      let url = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  /// Writes the smallest hall and a scenario with the lines of a flow.
  package convenience init(flow: String, extra: String = "", hall: String = "") throws {
    try self.init([
      "S01.yaml": Self.scenario(flow: flow, extra: extra), "hall/hall.yaml": Self.hall + hall,
    ])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Reads and validates the pack.
  package func read(_ changes: [String] = [], asOf date: CivilDate? = nil) -> PackOutcome {
    PackOutcome(folder: folder.path, changes: changes, asOf: date)
  }
}

/// What reading and validating a pack gave.
package struct PackOutcome {
  /// The pack, also where it is not valid.
  package let pack: Pack?
  /// The valid pack.
  package let valid: ValidPack?
  /// All findings in order, with paths relative to the pack.
  package let findings: [String]
  /// The rules of the findings.
  package let rules: Set<String>
  /// Whether there is an error among the findings.
  package let hasErrors: Bool
  /// The keys the readers asked for.
  package let keys: [String: Set<String>]

  /// Reads a folder.
  package init(folder: String, changes: [String] = [], asOf date: CivilDate? = nil) {
    var result = PackReader.read(
      folder: folder, changes: changes.compactMap { PackChange(text: $0) })
    pack = result.pack
    keys = result.keys
    valid = result.pack.flatMap { $0.validated(asOf: date, findings: &result.findings) }
    let sorted = result.findings.sorted
    findings = sorted.map { finding in
      finding.description.replacingOccurrences(of: folder + "/", with: "")
        .replacingOccurrences(of: folder, with: ".")
    }
    rules = Set(sorted.map(\.rule))
    hasErrors = result.findings.hasErrors
  }
}
