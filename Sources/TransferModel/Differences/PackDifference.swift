// SPDX-License-Identifier: Apache-2.0

/// One difference of meaning between two packs, with everything it touches.
package struct PackDifference: Sendable {
  /// Whether something is there on one side only, or is not the same.
  package enum Kind: String, Sendable, Hashable {
    /// Only the second pack has it.
    case added
    /// Only the first pack has it.
    case removed
    /// Both have it, with other values.
    case changed
  }

  /// One thing that is different.
  package struct Use: Sendable, Hashable, Comparable {
    /// The section of the pack: `scenarios`, `flows`, or a section of `hall` or `shared`.
    package let section: String
    /// The scenario, for scenarios and flows, or a configuration's flow of it.
    package let scenario: String?
    /// The flow.
    package let flow: String?
    /// The entry within: a node, a pool, a material of a scenario; empty for the whole.
    package let entry: String
    /// The field of the entry; empty where the entry itself was added or removed.
    package let field: String

    /// Orders by section, libraries before scenarios and flows, then by name.
    package static func < (left: Use, right: Use) -> Bool {
      left.order < right.order
    }

    private var order: (Int, String, String, String, String) {
      let rank = Self.sections.firstIndex(of: section) ?? Self.sections.count
      return (rank, scenario ?? "", flow ?? "", entry, field)
    }

    private static let sections = [
      "legal", "departments", "steps", "waits", "gatherings", "materials", "taxes", "questions",
      "routing",
      "leftOut", "admits", "impossible", "scenarios", "flows", "calendar", "hours", "rounds",
      "pools", "configurations", "channels", "audiences", "patience", "appointments", "patterns",
      "streams", "closures", "outages", "study", "rating", "presets", "sources",
    ]
  }

  /// Whether it was added, removed or changed.
  package let kind: Kind
  /// What it is, ascending, so that a library comes before what uses it.
  ///
  /// Several where one written value has effect in several places, or several scenarios changed
  /// alike; never none.
  package let uses: [Use]
  /// What the first pack says; nil where it says nothing.
  package let from: FactValue?
  /// What the second pack says; nil where it says nothing.
  package let to: FactValue?
  /// Where the first pack says it; for what was added nil.
  package let fromPlace: SourcePlace?
  /// Where the second pack says it; for what was removed nil.
  package let toPlace: SourcePlace?
  /// The rules of law it rests on, by either pack, ascending.
  package let legalBasis: [String]

  /// The scenarios it touches, ascending.
  package var scenarios: [String] { Set(uses.compactMap(\.scenario)).sorted() }
  /// The flows it touches by name, ascending.
  package var flows: [String] { Set(uses.compactMap(\.flow)).sorted() }
}

extension PackFact {
  /// Says which thing of the pack it is about.
  var use: PackDifference.Use {
    let entry = path[..<entryDepth]
    guard path[0] == "scenarios" else {
      // The flow a configuration gives a scenario is one thing said of several scenarios.
      let isFlow = path[0] == "configurations" && path.count == 4 && path[2] == "flow"
      return .init(
        section: path[0], scenario: isFlow ? path[3] : nil, flow: nil,
        entry: entry.dropFirst().joined(separator: " "), field: isFlow ? "flow" : field)
    }
    guard entry.count > 3, path[2] == "flows" else {
      return .init(
        section: "scenarios", scenario: path[1], flow: nil,
        entry: entry.dropFirst(2).joined(separator: " "), field: field)
    }
    let inner = entry.dropFirst(4)
    return .init(
      section: "flows", scenario: path[1], flow: path[3],
      entry: (inner.first == "nodes" ? inner.dropFirst() : inner).joined(separator: " "),
      field: field)
  }
}
