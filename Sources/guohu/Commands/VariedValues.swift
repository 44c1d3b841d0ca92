// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles

/// Several values of one place of a pack: `hall.pools.R-COMP.servers=10..20`.
struct VariedValues {
  /// The most values of one place.
  static let limit = 500

  /// The changes, one per value.
  let changes: [PackChange]

  /// Reads `PATH=VALUES`, where values are a range `10..20` or `0.8..1.2/0.1` (from, to and step, 1
  /// if left out), or a list `10,12,14` with the commas of brackets left alone.
  init(_ text: String) throws(ProgramExit) {
    guard let whole = PackChange(text: text) else {
      throw ProgramExit(
        .badInput,
        "error: --vary needs PATH=VALUES, such as hall.pools.R-COMP.servers=10..20; '\(text)' has "
          + "no '='")
    }
    let values = try Self.range(whole.value) ?? Self.list(whole.value)
    guard (1...Self.limit).contains(values.count) else {
      throw ProgramExit(
        .badInput, "error: '\(text)' is \(values.count) values; at most \(Self.limit)")
    }
    changes = values.compactMap { PackChange(text: "\(whole.path)=\($0)") }
  }

  private static func range(_ text: String) throws(ProgramExit) -> [String]? {
    guard let dots = text.range(of: "..") else { return nil }
    let parts = text[dots.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let from = Double(text[..<dots.lowerBound]), let to = Double(parts[0]),
      let step = parts.count == 2 ? Double(parts[1]) : 1, step > 0, from <= to, to.isFinite,
      from.isFinite, (to - from) / step <= 1e6
    else {
      throw ProgramExit(
        .badInput, "error: '\(text)' is no range; write for example 10..20 or 0.8..1.2/0.1")
    }
    // A step such as 0.1 is not exact; a billionth of it does not lose the last value.
    let count = Int(((to - from) / step + 1e-9).rounded(.down))
    return (0...count).map { PlainNumber.decimal(from + Double($0) * step, places: 9) }
  }

  private static func list(_ text: String) -> [String] {
    var values: [String] = []
    var depth = 0
    var value = ""
    for character in text {
      if character == "," && depth == 0 {
        values.append(value)
        value = ""
        continue
      }
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      value.append(character)
    }
    return (values + [value]).map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

extension [VariedValues] {
  /// Every combination of one value of each place, the last place changing fastest.
  func combinations() throws(ProgramExit) -> [[PackChange]] {
    var all: [[PackChange]] = [[]]
    for varied in self {
      guard all.count * varied.changes.count <= VariedValues.limit else {
        throw ProgramExit(
          .badInput, "error: --vary gives more than \(VariedValues.limit) combinations")
      }
      all = all.flatMap { head in varied.changes.map { head + [$0] } }
    }
    return all
  }
}
