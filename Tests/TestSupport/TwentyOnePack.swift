// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A pack of twenty-one small scenarios with the limits, shares and counts of the domain catalogue
/// (sections 1 and 7.22): as many hand-ins, stages and trips as it prints, in flows of one line.
package enum TwentyOnePack {
  /// One row of the catalogue.
  package struct Row: Sendable {
    /// The number of the scenario.
    package var number: Int
    /// The share of all transfers in per cent.
    package var share: Double
    /// Committed limits in working days.
    package var days: (before: Int, after: Int)
    /// Hand-ins of papers.
    package var submissions: (before: Int, after: Int)
    /// Stages.
    package var steps: (before: Int, after: Int)
    /// Trips to the hall and to utility companies together.
    package var trips: (before: Int, after: Int)

    /// The id, such as `S01`.
    package var id: String { number < 10 ? "S0\(number)" : "S\(number)" }

    init(
      _ number: Int, _ share: Double, _ days: (Int, Int), _ submissions: (Int, Int),
      _ steps: (Int, Int), _ trips: (Int, Int)
    ) {
      self.number = number
      self.share = share
      self.days = days
      self.submissions = submissions
      self.steps = steps
      self.trips = trips
    }
  }

  /// The rows.
  package static let rows = [
    Row(1, 26, (10, 3), (26, 2), (8, 4), (6, 1)), Row(2, 0.6, (10, 5), (27, 2), (8, 4), (6, 1)),
    Row(3, 1.8, (10, 5), (31, 3), (8, 5), (7, 1)), Row(4, 1.2, (10, 5), (23, 3), (8, 5), (4, 1)),
    Row(5, 44, (10, 3), (19, 2), (7, 4), (5, 1)), Row(6, 4.2, (10, 3), (19, 3), (7, 4), (5, 1)),
    Row(7, 0.5, (10, 5), (19, 4), (7, 4), (5, 1)), Row(8, 3, (5, 1), (14, 3), (7, 2), (2, 1)),
    Row(9, 1.8, (10, 3), (17, 2), (7, 4), (5, 1)), Row(10, 2, (10, 5), (15, 2), (8, 4), (7, 1)),
    Row(11, 1.6, (30, 20), (20, 5), (10, 6), (8, 2)),
    Row(12, 0.2, (30, 10), (19, 4), (10, 6), (4, 1)),
    Row(13, 1.2, (10, 5), (16, 3), (7, 4), (2, 1)), Row(14, 0.1, (10, 5), (25, 3), (8, 4), (6, 1)),
    Row(15, 0.15, (10, 5), (23, 5), (7, 5), (4, 1)),
    Row(16, 0.15, (10, 5), (16, 4), (8, 5), (4, 1)),
    Row(17, 0.2, (30, 10), (17, 3), (11, 6), (5, 1)), Row(18, 1, (10, 5), (17, 1), (8, 4), (6, 1)),
    Row(19, 1.8, (10, 5), (21, 1), (9, 4), (7, 1)), Row(20, 2, (10, 5), (17, 2), (7, 4), (6, 1)),
    Row(21, 1.5, (15, 5), (27, 2), (11, 5), (8, 1)),
  ]

  /// The files of the pack by path.
  package static var files: [String: String] {
    var files = ["hall/hall.yaml": hall, "shared/materials.yaml": materials]
    for row in rows { files["\(row.id).yaml"] = scenario(row) }
    return files
  }

  /// The files with the parties of each scenario named and the routing of the catalogue.
  package static var routedFiles: [String: String] {
    var files = files
    for row in rows {
      files["\(row.id).yaml"]? += "parties: {from: a, to: b, application: joint}\n"
    }
    files["shared/routing.yaml"] = Repository.text(routing)
    return files
  }

  /// The routing of the catalogue.
  package static let routing = Repository.scenarios.appendingPathComponent("shared/routing.yaml")

  private static let hall = """
    calendar: always
    pools: {DESK: {servers: 50}}
    streams: {all: {rate: 9 per h}}
    configurations: {B0: {flows: as-is}, B2: {flows: to-be}}
    source: assumed:test

    """

  private static var materials: String {
    "source: assumed:test\nmaterials:\n"
      + (1...31).map { "  M\($0): {name: {en: Paper \($0)}}\n" }.joined()
  }

  private static func scenario(_ row: Row) -> String {
    // One letter a paper; the first ones stay, the others are shared.
    let papers = (1...row.submissions.before).map { number in
      "  M\(number): {as-is: R, to-be: \(number <= row.submissions.after ? "keep" : "shared")}\n"
    }
    return """
      scenario: \(row.id)
      source: assumed:test
      share: \(row.share) %
      limits:
        statutory: 30 wd
        committed: {as-is: \(row.days.before) wd, to-be: \(row.days.after) wd}
      materials:
      \(papers.joined())flows:
        as-is:
      \(flow(stages: row.steps.before, visits: row.trips.before))
        to-be:
      \(flow(stages: row.steps.after, visits: row.trips.after))

      """
  }

  /// A line of window tasks, each with a stage or a visit of its own as long as there are any.
  private static func flow(stages: Int, visits: Int) -> String {
    let count = max(stages, visits)
    var lines = ["    stages:"]
    for number in 1...stages { lines.append("      g\(number): {name: {en: Stage \(number)}}") }
    lines.append("    flow:")
    for number in 1...count {
      let marks =
        (number <= stages ? ", stage: g\(number)" : "")
        + (number <= visits ? ", visit: v\(number)" : "")
      let next = number < count ? "n\(number + 1)" : "out"
      lines.append(
        "      n\(number): {task: window, pool: DESK, time: 10 min\(marks), next: \(next)}")
    }
    lines.append("      out: {end: done}")
    return lines.joined(separator: "\n")
  }
}
