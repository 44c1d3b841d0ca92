// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The assumption ledger of a pack: every number with what it rests on.
struct SourceReport {
  /// The numbers on one ground.
  struct Group {
    var ground: ParameterSource.Ground
    var count: Int
    /// Of all numbers, in [0, 1].
    var share: Double
    /// The keys or reasons with their numbers, most first, then by text.
    var details: [(detail: String, count: Int)]
  }

  private let entries: [LedgerEntry]
  /// All three grounds, also those without numbers, in a fixed order.
  let groups: [Group]

  /// Groups the numbers of a pack.
  ///
  /// - Complexity: O(n log n) in the number of entries.
  init(_ entries: [LedgerEntry]) {
    self.entries = entries
    groups = ParameterSource.Ground.allCases.map { ground in
      var counts: [String: Int] = [:]
      for entry in entries where entry.source.ground == ground {
        counts[entry.source.detail, default: 0] += 1
      }
      let details = counts.map { (detail: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.detail) < ($0.count, $1.detail) }
      let count = details.reduce(0) { $0 + $1.count }
      return Group(
        ground: ground, count: count,
        share: entries.isEmpty ? 0 : Double(count) / Double(entries.count), details: details)
    }
  }

  /// The totals by ground, then each key or reason with its numbers.
  func table(_ language: Language) -> String {
    let isChinese = language == .zh
    var totals = TextTable([
      (isChinese ? "依据" : "ground", .left), (isChinese ? "数值" : "numbers", .right),
      (isChinese ? "占比" : "share", .right),
    ])
    for group in groups {
      totals.add([
        Self.name(group.ground, language), String(group.count), NumberText.percent(group.share),
      ])
    }
    totals.add([
      isChinese ? "合计" : "total", String(entries.count),
      NumberText.percent(entries.isEmpty ? 0 : 1),
    ])
    var lines = totals.lines()
    for group in groups where !group.details.isEmpty {
      var table = TextTable([
        (Self.name(group.ground, language), .left), (isChinese ? "数值" : "numbers", .right),
      ])
      for detail in group.details { table.add([detail.detail, String(detail.count)]) }
      lines += [""] + table.lines()
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The totals and every number: path, text as written, ground, detail and place.
  var json: JSONValue {
    .map([
      "numbers": .int(entries.count),
      "grounds": .object(
        groups.map {
          JSONValue.Member(
            key: $0.ground.rawValue,
            value: .map(["numbers": .int($0.count), "share": .number($0.share)]))
        }),
      "ledger": .array(
        entries.map {
          .map([
            "path": .text($0.path), "value": .text($0.text),
            "ground": .text($0.source.ground.rawValue), "detail": .text($0.source.detail),
            "file": .text($0.place.file), "line": .int($0.place.line),
            "column": .int($0.place.column),
          ])
        }),
    ])
  }

  /// Every number as a row.
  var csv: String {
    var table = CSVTable(
      header: ["path", "value", "ground", "detail", "file", "line", "column"])
    for entry in entries {
      table.add([
        entry.path, entry.text, entry.source.ground.rawValue, entry.source.detail,
        entry.place.file, String(entry.place.line), String(entry.place.column),
      ])
    }
    return table.text
  }

  private static func name(_ ground: ParameterSource.Ground, _ language: Language) -> String {
    switch (ground, language) {
    case (.cited, .zh): "引用"
    case (.assumed, .zh): "假定"
    case (.measured, .zh): "实测"
    case (_, .en): ground.rawValue
    }
  }
}
