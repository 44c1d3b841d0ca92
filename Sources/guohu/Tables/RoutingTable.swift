// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The tree of questions and its proof, for a terminal and as rows.
struct RoutingTable {
  private let proof: RoutingProof
  private let pack: Pack
  private let language: Language
  private var routing: Routing { pack.routing }

  init(_ proof: RoutingProof, _ pack: Pack, _ language: Language) {
    self.proof = proof
    self.pack = pack
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The questions with their answers, then what the proof found.
  var text: String {
    var seen: Set<String> = []
    var lines: [String] = []
    if let start = routing.steps.first { tree(start, depth: 0, &seen, &lines) }
    lines += [""] + counts() + [""] + reached() + failures()
    return lines.map { TextTable.cut($0, to: 100) }.joined(separator: "\n") + "\n"
  }

  /// Adds a step with all that follows; a step that several ways lead to is written out once.
  private func tree(
    _ step: RoutingStep, depth: Int, _ seen: inout Set<String>, _ lines: inout [String]
  ) {
    guard let question = routing.question(step.question.value) else { return }
    let margin = String(repeating: "  ", count: depth)
    seen.insert(step.id.value)
    lines.append("\(margin)\(question.name.text(language)) [\(question.id.value)]")
    for answer in question.answers {
      let target = step.target(of: answer.id.value) ?? ""
      let label = answer.name.text(language)
      let id = answer.id.value
      let head = "\(margin)  \(label == id ? id : "\(label) [\(id)]")"
      guard let next = routing.step(target) else {
        lines.append("\(head) → \(target) \(pack.routingTarget(target).name.text(language))")
        continue
      }
      if seen.contains(target) {
        lines.append("\(head) → " + say("见上文 \(target)", "\(target) above"))
      } else {
        lines.append(head)
        tree(next, depth: depth + 2, &seen, &lines)
      }
    }
  }

  private func counts() -> [String] {
    [
      say("答案组合：", "combinations of answers: ") + proof.combinations.description
        + say("，分 ", ", in ") + String(proof.classes)
        + say(" 类逐一核对", " classes that were looked at"),
      say("不可能发生：", "cannot occur: ") + proof.impossible.description
        + say(
          "（\(routing.impossibilities.count) 条理由）", " (\(routing.impossibilities.count) reasons)"),
      proof.holds
        ? say(
          "结论：每个可能的组合都恰好归入一个情形或一个不纳入类别",
          "proved: every other combination belongs to exactly one scenario or left-out group")
        : say("结论：不成立，未唯一归类的组合：", "not proved; combinations that fail: ")
          + proof.failing.description,
    ]
  }

  private func reached() -> [String] {
    var table = TextTable([
      (say("归入", "leads to"), .left), (say("编号", "id"), .left), (say("占比", "share"), .right),
      (say("组合", "combinations"), .right),
    ])
    for row in proof.reached {
      let target = pack.routingTarget(row.target)
      table.add([
        target.name.text(language), row.target,
        target.share.map { NumberText.decimal($0 * 100, 2) + "%" } ?? "–", row.count.description,
      ])
    }
    let rows = table.lines()
    var lines = Array(rows.prefix(2))
    for (row, line) in zip(proof.reached, rows.dropFirst(2)) {
      lines.append(line)
      if let example = row.example {
        lines.append("  " + example.map(\.description).joined(separator: " "))
      }
    }
    let leftOut = routing.leftOut.reduce(0) { $0 + $1.share.value }
    if !routing.leftOut.isEmpty {
      lines.append(
        say("不纳入合计：", "left out in all: ") + NumberText.decimal(leftOut * 100, 2) + "%")
    }
    return lines
  }

  private func failures() -> [String] {
    var lines: [String] = []
    if !proof.failures.isEmpty { lines += ["", say("未唯一归类：", "not led to exactly one:")] }
    for failure in proof.failures {
      let admitted = failure.verdict.admitted
      let facts = failure.facts.map(\.description).joined(separator: " ")
      lines.append("  " + (facts.isEmpty ? say("（全部）", "(all)") : facts))
      lines.append(
        say(
          "    问题树归入 \(failure.verdict.leads)；条件符合的："
            + (admitted.isEmpty ? "无" : admitted.joined(separator: "、")),
          "    the questions lead to \(failure.verdict.leads); admitted by "
            + (admitted.isEmpty ? "none" : admitted.joined(separator: ", "))))
    }
    if proof.failures.count == RoutingProof.failureLimit {
      lines.append(say("  （最多列出 20 类）", "  (20 classes are listed at most)"))
    }
    if !proof.unreached.isEmpty {
      lines += [
        "", say("没有答案通向：", "nothing leads to: ") + proof.unreached.joined(separator: ", "),
      ]
    }
    return lines
  }

  /// One row for each scenario and left-out group.
  var csv: String {
    var table = CSVTable(header: [
      "id", "kind", "zh", "en", "share", "combinations", "example",
    ])
    for row in proof.reached {
      let target = pack.routingTarget(row.target)
      table.add([
        row.target, target.isLeftOut ? "leftOut" : "scenario", target.name.zh, target.name.en,
        target.share.map { "\($0)" } ?? "", row.count.description,
        (row.example ?? []).map(\.description).joined(separator: " "),
      ])
    }
    return table.text
  }
}
