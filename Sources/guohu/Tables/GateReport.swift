// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// What a gate found, as a table, JSON or CSV.
struct GateReport {
  private let check: GateCheck
  private let language: Language

  init(_ check: GateCheck, language: Language) {
    self.check = check
    self.language = language
  }

  /// The numbers that changed, the surest first, or one line that nothing did.
  var table: String {
    let isChinese = language == .zh
    var lines: [String] = []
    if !check.alarms.isEmpty {
      var table = TextTable([
        (isChinese ? "数值" : "number", .left), (isChinese ? "参考" : "reference", .right),
        (isChinese ? "本次" : "now", .right), (isChinese ? "变化" : "change", .right),
        (isChinese ? "校正p值" : "corrected p", .right),
      ])
      for alarm in check.alarms {
        table.add([
          alarm.name, NumberText.decimal(alarm.before, 3), NumberText.decimal(alarm.after, 3),
          alarm.relativeChange.map { NumberText.percent($0) } ?? "–",
          alarm.pValue < 1e-6 ? "<1e-6" : NumberText.decimal(alarm.pValue, 6),
        ])
      }
      lines += table.lines()
    }
    for name in check.missing { lines.append((isChinese ? "已不存在：" : "no longer there: ") + name) }
    for name in check.added { lines.append((isChinese ? "新增：" : "new: ") + name) }
    let count = check.alarms.count
    lines.append(
      isChinese
        ? "检验 \(check.tested) 个数值，\(count) 个有变化"
        : "\(check.tested) numbers tested, \(count) changed")
    return lines.joined(separator: "\n") + "\n"
  }

  /// All findings of the gate.
  var json: JSONValue {
    .map([
      "passes": .bool(check.passes), "tested": .int(check.tested),
      "changed": .array(
        check.alarms.map {
          .present([
            "number": .text($0.name), "reference": .number($0.before), "now": .number($0.after),
            "relativeChange": $0.relativeChange.map { .number($0) }, "pValue": .number($0.pValue),
          ])
        }),
      "missing": .texts(check.missing),
      "added": .texts(check.added),
    ])
  }

  /// A row per number that changed.
  var csv: String {
    var table = CSVTable(header: ["number", "reference", "now", "relativeChange", "pValue"])
    for alarm in check.alarms {
      table.add([
        alarm.name, "\(alarm.before)", "\(alarm.after)",
        alarm.relativeChange.map { "\($0)" } ?? "", "\(alarm.pValue)",
      ])
    }
    return table.text
  }
}
