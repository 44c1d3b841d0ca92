// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// One number of a result by its name, such as `waitMinutes`, `pools.R-COMP.utilisation` or
/// `scenarios.S01.grossWorkingDays`.
///
/// The last part is a name of the column `number` of CSV output; a number of the hall may have
/// `hall.` in front.
package struct Headline: Sendable, Hashable, CustomStringConvertible {
  /// What the number is of.
  package enum Part: Sendable, Hashable {
    /// The hall.
    case hall
    /// A pool, by its id.
    case pool(String)
    /// A scenario, by its id.
    case scenario(String)
  }

  /// What the number is of.
  package var part: Part
  /// The number.
  package var name: MetricName

  /// The mean wait at a window, which is meant where nothing is said.
  package static let wait = Headline(part: .hall, name: .waitMinutes)

  /// Creates a headline.
  package init(part: Part, name: MetricName) {
    self.part = part
    self.name = name
  }

  /// Reads a name.
  ///
  /// - Throws: ``CompileError`` that says which name is near.
  package init(text: String) throws(CompileError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let last = parts.last ?? ""
    switch (parts.count, parts[0]) {
    case (1, _), (2, "hall"): part = .hall
    case (3, "pools"): part = .pool(parts[1])
    case (3, "scenarios"): part = .scenario(parts[1])
    default:
      throw CompileError(
        "'\(text)' is not a headline; write for example waitMinutes, pools.R-COMP.utilisation or "
          + "scenarios.S01.grossWorkingDays")
    }
    guard let found = MetricName.allCases.first(where: { $0.resultKey == last }) else {
      throw CompileError(
        "'\(last)' is not a number of a result"
          + NearestName.hint(for: last, in: MetricName.allCases.map(\.resultKey)))
    }
    name = found
  }

  /// The name.
  package var description: String {
    switch part {
    case .hall: name.resultKey
    case .pool(let id): "pools.\(id).\(name.resultKey)"
    case .scenario(let id): "scenarios.\(id).\(name.resultKey)"
    }
  }

  /// Returns how the number is taken out of a replication of a study; not a number where it was not
  /// observed.
  ///
  /// - Throws: ``CompileError`` where the study has no such pool, scenario or number of it.
  package func reader(in study: CompiledStudy) throws(CompileError)
    -> @Sendable (ReplicationMetrics) -> Double
  {
    let name = name
    switch part {
    case .hall:
      return { $0.hall[name] ?? .nan }
    case .pool(let id):
      let index = try Self.index(of: id, in: study.pools.map(\.id.value), what: "pool", study)
      return { $0.pools[index][name] ?? .nan }
    case .scenario(let id):
      let index = try Self.index(of: id, in: study.scenarios.map(\.id), what: "scenario", study)
      return { $0.scenarios[index][name] ?? .nan }
    }
  }

  private static func index(
    of id: String, in known: [String], what: String, _ study: CompiledStudy
  ) throws(CompileError) -> Int {
    if let index = known.firstIndex(of: id) { return index }
    throw CompileError(
      "\(study.configuration.id.value) has no \(what) '\(id)'"
        + NearestName.hint(for: id, in: known))
  }
}
