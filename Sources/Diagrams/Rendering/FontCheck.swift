// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Looks for the typeface of the drawings before anything is drawn.
///
/// The question is put to `fc-match`, which belongs to the fontconfig package that Pango, and so
/// Graphviz's own drawing of text, needs anyway. It answers from the same configuration, and
/// anyone can repeat the check by hand with the command in the message.
package enum FontCheck {
  /// The package that installs the typeface on Debian and Ubuntu.
  private static let package = "fonts-noto-cjk"

  /// The least weight that fontconfig calls bold: demi-bold.
  private static let boldWeight = 180

  /// Makes sure that a family is installed in regular and bold.
  ///
  /// - Parameters:
  ///   - family: the family as fontconfig names it.
  ///   - environment: the environment for the question; `nil` takes that of this process.
  /// - Throws: ``DiagramError`` with code `fontMissing`, naming what was looked for and what
  ///   would have been used instead.
  package static func require(
    _ family: String, environment: [String: String]? = nil
  ) throws(DiagramError) {
    for (style, leastWeight) in [("regular", 0), ("bold", boldWeight)] {
      let pattern = "\(family):\(style)"
      let answer: [Substring]
      do {
        answer = try match(pattern, environment: environment)
          .split(separator: "|", omittingEmptySubsequences: false)
      } catch {
        throw DiagramError(
          .fontMissing,
          "cannot look for the font '\(family)': fc-match does not run; "
            + "install the packages fontconfig and \(package)")
      }
      let names = answer.first?.split(separator: ",").map(String.init) ?? []
      // A family without the weight is answered with the family's nearest weight.
      let weight = answer.count > 1 ? Double(answer[1]) ?? Double(leastWeight) : 0
      guard names.contains(family), weight >= Double(leastWeight) else {
        let instead = names.first.map { "'\($0)' in weight \(answer.last ?? "")" } ?? "no font"
        throw DiagramError(
          .fontMissing,
          "the font '\(family)' (\(style)) is not installed: fc-match '\(pattern)' gives "
            + "\(instead); install the package \(package)")
      }
    }
  }

  /// Returns the family names and the weight of the font that fontconfig picks for a pattern.
  private static func match(
    _ pattern: String, environment: [String: String]?
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["fc-match", "--format=%{family}|%{weight}", pattern]
    if let environment { process.environment = environment }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus != 127 else { throw CocoaError(.fileNoSuchFile) }
    return String(decoding: data, as: UTF8.self)
  }
}
