// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Rule names are stable: documented in `scenarios/README.md` and shown by a malformed pack.
struct RuleNameTests {
  /// The rules named in the sources, as string literals of findings.
  static let inSources: Set<String> = {
    var found: Set<String> = []
    for target in ["TransferModel", "ScenarioFiles"] {
      let folder = Repository.root.appendingPathComponent("Sources/\(target)")
      for path in Repository.files(under: folder, ending: ".swift") {
        let text = Repository.text(folder.appendingPathComponent(path))
        for match in text.matches(of: /(?:error|warning)\(\s*"([a-z0-9-]+)"/) {
          found.insert(String(match.1))
        }
        // Names of other things: `unknown("pool", …)` reports `unknown-pool`.
        for match in text.matches(of: /\bunknown\(\s*"([a-z]+)"/) {
          found.insert("unknown-\(match.1)")
        }
        for match in text.matches(of: /"(unread-[a-z]+)"/) { found.insert(String(match.1)) }
      }
    }
    return found
  }()

  static let documented: Set<String> = {
    let table = Guide.text.components(separatedBy: "\n## Findings")[1]
    return Set(
      table.matches(of: /`([a-z0-9]+(?:-[a-z0-9]+)+|alias|tag|deadlock|livelock)`/).map {
        String($0.1)
      })
  }()

  @Test func areAllDocumented() {
    #expect(Self.inSources.count > 110)
    #expect(Self.inSources.subtracting(Self.documented).sorted() == [])
    #expect(Self.documented.subtracting(Self.inSources).sorted() == [])
  }

  @Test func areAllShownByAMalformedPack() {
    var shown: Set<String> = []
    for name in MalformedPackTests.names {
      let text = Repository.text(
        MalformedPackTests.folder.appendingPathComponent("\(name)/expected.txt"))
      for match in text.matches(of: /(?:error|warning)\[([a-z0-9-]+)\]/) {
        shown.insert(String(match.1))
      }
    }
    // Shown by tests that make what git cannot hold or the reader lets nobody write.
    let elsewhere: Set<String> = [
      "no-pack", "not-readable", "file-too-large", "too-many-pools", "duplicate-node",
      "unknown-preset",
    ]
    #expect(Self.inSources.subtracting(shown).subtracting(elsewhere).sorted() == [])
  }
}
