// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A test that follows a run event by event, worked out by hand, and what it proves.
struct ExactTrace: Sendable {
  /// The file below `Tests`.
  var file: String
  /// The function.
  var test: String
  /// What the trace proves.
  var proves: String

  init(_ file: String, _ test: String, _ proves: String) {
    self.file = file
    self.test = test
    self.proves = proves
  }

  /// The suite, which is the name of the file.
  var suite: String {
    String(file.split(separator: "/").last?.dropLast(".swift".count) ?? "")
  }

  /// Returns the traces whose test is not in its file.
  static func missing(_ traces: [ExactTrace]) -> [ExactTrace] {
    var texts: [String: String] = [:]
    return traces.filter { trace in
      let text =
        texts[trace.file]
        ?? Repository.text(Repository.root.appendingPathComponent("Tests/\(trace.file)"))
      texts[trace.file] = text
      return !declares(trace.test, in: text)
    }
  }

  /// Whether a text declares a function right after an attribute `@Test`.
  static func declares(_ test: String, in text: String) -> Bool {
    guard let declaration = text.range(of: "func \(test)(") else { return false }
    let before = text[..<declaration.lowerBound]
    guard let attribute = before.range(of: "@Test", options: .backwards) else { return false }
    return !before[attribute.upperBound...].contains("func ")
  }
}
