// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Folders of the working copy the tests are part of.
package enum Repository {
  /// The root.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The shipped pack.
  package static let scenarios = root.appendingPathComponent("scenarios", isDirectory: true)

  /// The paths of all files below a folder with an ending, in order, relative to the folder.
  package static func files(under folder: URL, ending: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (all ?? []).filter { $0.hasSuffix(ending) }.sorted()
  }

  /// The text of a file; empty where it cannot be read.
  package static func text(_ url: URL) -> String {
    (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
