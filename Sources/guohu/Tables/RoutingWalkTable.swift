// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Where given answers lead, for a terminal and as a row.
struct RoutingWalkTable {
  private let walk: RoutingWalk
  private let pack: Pack
  private let language: Language

  init(_ walk: RoutingWalk, _ pack: Pack, _ language: Language) {
    self.walk = walk
    self.pack = pack
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The answers in the order of asking, then the target or the next question.
  var text: String {
    var lines = walk.walked.map { fact in
      let question = pack.routing.question(fact.question)
      let answer = question?.answers.first { $0.id.value == fact.answer }?.name.text(language)
      return "\(question?.name.text(language) ?? fact.question) \(answer ?? fact.answer)"
    }
    if let target = walk.leads {
      lines.append("→ \(target.id) \(target.name.text(language))")
      if let reason = target.reason {
        lines.append(say("  不纳入：", "  left out: ") + reason.text(language))
      }
    }
    if let question = walk.asks {
      lines.append(say("下一问：", "next: ") + question.name.text(language))
      for answer in question.answers {
        lines.append(
          "  --answer \(question.id.value)=\(answer.id.value)  \(answer.name.text(language))")
      }
    }
    if let reason = walk.cannotOccur {
      lines.append(
        say("这些答案不可能同时成立：", "these answers cannot occur together: ") + reason.text(language))
    }
    if !walk.notAsked.isEmpty {
      lines.append(
        say("未问到：", "not asked: ") + walk.notAsked.map(\.description).joined(separator: " "))
    }
    return lines.map { TextTable.cut($0, to: 100) }.joined(separator: "\n") + "\n"
  }

  /// One row: what was answered, the target or the next question.
  var csv: String {
    var table = CSVTable(header: ["answers", "leads", "asks"])
    table.add([
      walk.walked.map(\.description).joined(separator: " "), walk.leads?.id ?? "",
      walk.asks?.id.value ?? "",
    ])
    return table.text
  }
}
