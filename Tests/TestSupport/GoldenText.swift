// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Text kept beside the tests and compared byte for byte.
package enum GoldenText {
  /// Whether files are written anew; tests that write fail all the same.
  package static var isRecording: Bool {
    ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
  }

  /// Compares a text with the file `Snapshots/<name>` beside the test.
  ///
  /// - Returns: nil where they are equal; what is different, or that the file was written, else.
  package static func difference(_ text: String, name: String, file: String = #filePath)
    -> String?
  {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    return difference(text, at: folder.appendingPathComponent("Snapshots/\(name)").path)
  }

  /// Compares a text with a file; see ``difference(_:name:file:)``.
  package static func difference(_ text: String, at path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let known = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    if known == text { return nil }
    if isRecording {
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return "wrote \(url.lastPathComponent) anew"
      } catch { return "cannot write \(path): \(error)" }
    }
    guard let known else { return "there is no \(path); run once with RECORD_SNAPSHOTS=1" }
    let old = known.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(old.count, new.count) {
      let left = line < old.count ? String(old[line]) : "(no line)"
      let right = line < new.count ? String(new[line]) : "(no line)"
      if left != right {
        return "\(url.lastPathComponent) line \(line + 1)\n  expected \(left)\n  found    \(right)"
      }
    }
    return "\(url.lastPathComponent) differs"
  }
}
