// SPDX-License-Identifier: Apache-2.0

import Foundation
package import ScenarioFiles
package import TransferModel

/// The shipped pack, read and proved once for all tests of a process that only look at it.
package enum ShippedPack {
  /// What reading it gave.
  package static let outcome = PackOutcome(folder: Repository.scenarios.path)

  /// The documents before they are given a meaning.
  package static let tree: PackTree = {
    var findings = Findings()
    return PackTree.read(folder: Repository.scenarios.path, findings: &findings)
  }()

  /// The paths of its files in order.
  package static let paths = Repository.files(under: Repository.scenarios, ending: ".yaml")

  /// The files by path.
  package static var files: [String: String] {
    Dictionary(
      uniqueKeysWithValues: paths.map {
        ($0, Repository.text(Repository.scenarios.appendingPathComponent($0)))
      })
  }

  /// Returns the pack.
  ///
  /// - Throws: ``Refused`` for any finding, warnings among them.
  package static func valid() throws -> ValidPack {
    guard let valid = outcome.valid, outcome.findings.isEmpty else {
      throw Refused(description: outcome.findings.joined(separator: "\n"))
    }
    return valid
  }

  /// Why a pack cannot be used.
  package struct Refused: Error, CustomStringConvertible {
    /// The findings.
    package let description: String

    /// Creates a refusal.
    package init(description: String) { self.description = description }
  }
}
