// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Compares text with a file beside the tests, byte for byte.
enum Snapshot {
  /// Records a failure if the text differs from the file `Snapshots/<name>`.
  ///
  /// With `RECORD_SNAPSHOTS` in the environment the file is written anew and the test fails all
  /// the same, so that a recording run can never pass for a check.
  static func expect(
    _ text: String, matches name: String, file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Snapshots").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      Issue.record("wrote the snapshot \(name) anew", sourceLocation: sourceLocation)
      return
    }
    guard let data = try? Data(contentsOf: url) else {
      Issue.record(
        "there is no snapshot \(name); run once with RECORD_SNAPSHOTS=1",
        sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text else { return }
    let pairs = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    for (number, pair) in pairs.enumerated() where pair.0 != pair.1 {
      Issue.record(
        "\(name) line \(number + 1)\n  expected \(pair.0)\n  found    \(pair.1)",
        sourceLocation: sourceLocation)
      return
    }
    Issue.record("\(name) has another number of lines", sourceLocation: sourceLocation)
  }
}
