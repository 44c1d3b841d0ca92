// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// What changed between two packs, for a terminal, as rows and as JSON.
struct DifferenceTable {
  private let differences: [PackDifference]
  private let from: Pack
  private let to: Pack
  private let language: Language
  /// The widest line of a terminal.
  private static let width = 100

  init(_ comparison: PackComparison, from: Pack, to: Pack, _ language: Language) {
    differences = comparison.differences
    self.from = from
    self.to = to
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private func count(_ kind: PackDifference.Kind) -> Int { differences.count { $0.kind == kind } }

  /// A block for each difference: what, from and to, where, what it touches, on what basis.
  var text: String {
    var lines: [String] = []
    for difference in differences { lines += block(difference) + [""] }
    lines.append(
      differences.isEmpty
        ? say("两个情形包含义相同", "the packs mean the same")
        : say(
          "差异 \(differences.count) 处：新增 \(count(.added))，删除 \(count(.removed))，修改 \(count(.changed))",
          "\(differences.count) differences: \(count(.added)) added, \(count(.removed)) removed, "
            + "\(count(.changed)) changed"))
    return lines.map { TextTable.cut($0, to: Self.width) }.joined(separator: "\n") + "\n"
  }

  private func block(_ difference: PackDifference) -> [String] {
    var lines = [title(difference)]
    let sides = FactText.sides(difference, language)
    let change = [sides.from ?? "–", sides.to ?? "–"]
    if difference.kind == .changed || !difference.uses[0].field.isEmpty {
      let line = "    " + change.joined(separator: " → ")
      lines +=
        TextTable.width(line) <= Self.width
        ? [line] : ["    \(change[0])", "    → \(change[1])"]
    } else if let label = sides.from ?? sides.to, label != difference.uses[0].entry {
      lines.append("    \(label)")
    }
    let places = [difference.fromPlace, difference.toPlace].compactMap { $0 }
      .map { "\($0.file):\($0.line)" }
    lines.append("    " + places.joined(separator: " → "))
    if difference.uses.count > 1 { lines.append("    " + touched(difference)) }
    if !difference.legalBasis.isEmpty {
      lines.append(
        say("    法律依据：", "    legal basis: ") + difference.legalBasis.joined(separator: ", "))
    }
    return lines
  }

  private func title(_ difference: PackDifference) -> String {
    let sign =
      switch difference.kind {
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    let use = difference.uses[0]
    let isOne = difference.scenarios.count == 1 && use.scenario != nil
    let scenario = isOne ? use.scenario : nil
    let flow = use.flow != nil && difference.flows.count == 1 ? use.flow : nil
    let parts = [section(use.section), scenario, flow, use.entry, use.field]
    return "\(sign) " + parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func touched(_ difference: PackDifference) -> String {
    let scenarios = difference.scenarios.joined(separator: " ")
    let flows = difference.flows.joined(separator: " ")
    let number = difference.uses.count
    guard !scenarios.isEmpty else {
      return say("涉及 \(number) 处", "in \(number) places")
    }
    return say("涉及 \(number) 处：", "in \(number) places: ")
      + scenarios + (flows.isEmpty ? "" : " (\(flows))")
  }

  private func section(_ id: String) -> String {
    guard language == .zh, let name = Self.sections[id] else { return id }
    return name
  }

  private static let sections = [
    "legal": "法条", "departments": "部门", "steps": "步骤", "waits": "等候", "gatherings": "凑批",
    "materials": "材料",
    "taxes": "税费", "questions": "问题", "routing": "归类", "leftOut": "不纳入", "admits": "条件",
    "impossible": "不可能", "scenarios": "情形", "flows": "流程", "calendar": "日历", "hours": "时间",
    "rounds": "批次", "pools": "窗口与岗位", "configurations": "方案", "channels": "渠道",
    "audiences": "人群", "patience": "耐心", "appointments": "预约", "patterns": "规律",
    "streams": "来件", "study": "研究", "rating": "评价", "sources": "来源",
  ]

  /// One row a difference; lists are separated by blanks.
  var csv: String {
    var table = CSVTable(header: [
      "kind", "section", "scenarios", "flows", "entry", "field", "from", "to", "fromPlace",
      "toPlace", "legalBasis",
    ])
    for difference in differences {
      let sides = FactText.sides(difference, nil)
      let use = difference.uses[0]
      table.add([
        difference.kind.rawValue, use.section, difference.scenarios.joined(separator: " "),
        difference.flows.joined(separator: " "), use.entry, use.field, sides.from ?? "",
        sides.to ?? "", difference.fromPlace?.description ?? "",
        difference.toPlace?.description ?? "", difference.legalBasis.joined(separator: " "),
      ])
    }
    return table.text
  }

  /// All differences by `docs/diff.schema.json`.
  var json: JSONValue {
    func pack(_ pack: Pack) -> JSONValue {
      .map(["path": .text(pack.path), "hash": .text(pack.hash)])
    }
    return .map([
      "tool": .tool, "from": pack(from), "to": pack(to), "added": .int(count(.added)),
      "removed": .int(count(.removed)), "changed": .int(count(.changed)),
      "differences": .array(differences.map { json($0) }),
    ])
  }

  private func json(_ difference: PackDifference) -> JSONValue {
    let sides = FactText.sides(difference, nil)
    func place(_ place: SourcePlace?) -> JSONValue? {
      place.map {
        .map(["file": .text($0.file), "line": .int($0.line), "column": .int($0.column)])
      }
    }
    return .present([
      "kind": .text(difference.kind.rawValue), "section": .text(difference.uses[0].section),
      "entry": .text(difference.uses[0].entry), "field": .text(difference.uses[0].field),
      "from": sides.from.map { .text($0) }, "to": sides.to.map { .text($0) },
      "fromPlace": place(difference.fromPlace), "toPlace": place(difference.toPlace),
      "scenarios": .texts(difference.scenarios), "flows": .texts(difference.flows),
      "uses": .array(
        difference.uses.map {
          .present([
            "section": .text($0.section), "scenario": $0.scenario.map { .text($0) },
            "flow": $0.flow.map { .text($0) }, "entry": .text($0.entry), "field": .text($0.field),
          ])
        }),
      "legalBasis": .texts(difference.legalBasis),
    ])
  }
}
