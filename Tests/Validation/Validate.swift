// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import TestSupport

/// Compares the simulator with theory and keeps `docs/validation.md`.
///
/// Exit codes: 0 all agree, 1 a number, a trace or the page does not, 2 bad usage, 3 the page cannot be
/// written.
@main
struct Validate {
  static let usage = """
    usage: validate [--write] [CASE ...]
      without arguments  run all cases and compare the page with docs/validation.md
      --write            write the page anew
      CASE               run some cases, such as 1.03, and print them
    """

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      let groups = try CaseGroup.all()
      if let word = arguments.first(where: { $0.hasPrefix("-") && $0 != "--write" }) {
        leave(2, word == "--help" ? usage : "error: unknown option '\(word)'\n\(usage)")
      }
      let chosen = arguments.filter { $0 != "--write" }
      let names = Set(groups.flatMap(\.cases).map(\.name))
      if let word = chosen.first(where: { !names.contains($0) }) {
        leave(2, "error: there is no case '\(word)'; the first is 1.01\n\(usage)")
      }
      guard chosen.isEmpty else {
        for item in groups.flatMap(\.cases) where chosen.contains(item.name) {
          print(Self.lines(try await CaseRun(item)))
        }
        return
      }
      let failures = try await page(groups, writes: arguments.contains("--write"))
      if !failures.isEmpty { leave(1, failures.map { "error: \($0)" }.joined(separator: "\n")) }
    } catch { leave(1, "error: \(error)") }
  }

  /// Runs everything, writes or compares the page and returns what is wrong.
  private static func page(_ groups: [CaseGroup], writes: Bool) async throws -> [String] {
    var failures = ExactTrace.missing(ExactTrace.table.flatMap(\.traces)).map {
      "Tests/\($0.file) has no test '\($0.test)'; take it out of the table of exact traces"
    }
    var done: [(group: CaseGroup, runs: [CaseRun])] = []
    for group in groups {
      var runs: [CaseRun] = []
      for item in group.cases { runs.append(try await CaseRun(item)) }
      done.append((group, runs))
    }
    let page = Page(groups: done, benefit: try await CommonRandomNumbers())
    failures += page.verdict.failures
    let url = Repository.root.appendingPathComponent(Page.path)
    if writes {
      do { try Data(page.text.utf8).write(to: url) } catch { leave(3, "error: \(error)") }
    } else if let difference = difference(Repository.text(url), page.text) {
      failures.append(
        "\(Page.path) is not what the runs give; 'make validation-page' writes it anew\n"
          + difference)
    }
    let verdict = page.verdict
    print(
      "\(verdict.count) numbers, \(verdict.beyondTwo) beyond two standard errors "
        + "(\(PageText.fixed(verdict.expectedBeyondTwo, 1)) expected), least corrected p "
        + PageText.fixed(verdict.leastPValue, 3))
    return failures
  }

  /// Returns the first line in which two texts differ.
  static func difference(_ kept: String, _ found: String) -> String? {
    if kept == found { return nil }
    let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(old.count, new.count) {
      let left = line < old.count ? String(old[line]) : "(no line)"
      let right = line < new.count ? String(new[line]) : "(no line)"
      if left != right { return "  line \(line + 1)\n  kept  \(left)\n  found \(right)" }
    }
    return "  the ends of lines differ"
  }

  private static func lines(_ run: CaseRun) -> String {
    let head = "\(run.item.name) \(run.item.model), \(run.item.parameters)\n  \(run.item.command)"
    return
      ([head]
      + run.numbers.map { number in
        "  \(number.quantity.name): \(number.quantity.theory), found "
          + PageText.estimate(number.estimate.mean, halfWidth: number.estimate.halfWidth ?? 0)
          + ", z \(PageText.fixed(number.z, 2))"
      }).joined(separator: "\n")
  }

  private static func leave(_ code: Int32, _ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(code)
  }
}
