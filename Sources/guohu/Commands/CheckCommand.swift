// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import ScenarioFiles
import TransferModel

/// `guohu check`: reads, validates, proves soundness; all findings of all files at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read and validate a pack and prove every flow sound.")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(help: "The day on which the legal basis must be in force, e.g. 2020-09-01.")
  var asOf: String?

  @Flag(help: "Print the assumption ledger: what every number rests on.")
  var sources = false

  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    var date: CivilDate?
    if let asOf {
      guard let read = CivilDate(text: asOf) else {
        throw ProgramExit(.badInput, "error: '\(asOf)' is not a date; write for example 2020-09-01")
      }
      date = read
    }
    var result = try packOptions.read(pack)
    let valid = result.pack.flatMap { $0.validated(asOf: date, findings: &result.findings) }
    let findings = result.findings.sorted
    if sources, let valid {
      let report = SourceReport(valid.pack.ledger)
      let unsourced = findings.filter { $0.rule == "missing-source" }
      for finding in unsourced { Terminal.printError(finding.description) }
      switch shared.format {
      case .json: try Terminal.write(report.json.text, to: shared.out)
      case .csv: try Terminal.write(report.csv, to: shared.out)
      case .table: try Terminal.write(report.table(shared.language), to: shared.out)
      }
      return
    }
    switch shared.format {
    case .json: try Terminal.write(Self.json(findings).text, to: shared.out)
    case .csv: try Terminal.write(Self.csv(findings), to: shared.out)
    case .table: try Terminal.write(text(findings, valid), to: shared.out)
    }
    if valid == nil { throw ProgramExit(.badInput) }
  }

  private func text(_ findings: [Finding], _ valid: ValidPack?) -> String {
    var lines = findings.prefix(FindingList.limit).map(\.description)
    if findings.count > FindingList.limit {
      lines.append("… and \(findings.count - FindingList.limit) more findings")
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    if let pack = valid?.pack {
      let flows = pack.scenarios.reduce(0) { $0 + $1.flows.count }
      let nodes = pack.scenarios.flatMap(\.flows).reduce(0) { $0 + $1.nodes.count }
      lines.append(
        shared.language == .zh
          ? "通过：\(pack.scenarios.count) 个情形、\(flows) 个流程（\(nodes) 个节点）均已证明完备，"
            + "\(pack.hall.configurations.count) 个方案，\(pack.ledger.count) 个带来源的数值；"
            + "警告 \(warnings) 条"
          : "ok: \(pack.scenarios.count) scenarios, \(flows) flows (\(nodes) nodes) proved sound, "
            + "\(pack.hall.configurations.count) configurations, \(pack.ledger.count) numbers with "
            + "their source; \(warnings) warnings")
      lines += fourEyes(pack)
    } else {
      lines.append(
        shared.language == .zh
          ? "未通过：错误 \(errors) 条，警告 \(warnings) 条"
          : "failed: \(errors) errors, \(warnings) warnings")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Says how the pack sees to it that one person does not do two tasks of a case; no line without
  /// such a rule.
  private func fourEyes(_ pack: Pack) -> [String] {
    let rules = pack.scenarios.flatMap(\.flows).map(\.notByRules)
    let separate = rules.reduce(0) { $0 + $1.separate }
    let shared = rules.reduce(0) { $0 + $1.shared }
    guard separate + shared > 0 else { return [] }
    return [
      self.shared.language == .zh
        ? "四眼规则：\(separate) 条由岗位分设保证，\(shared) 条由区分办理人保证"
        : "four eyes: \(separate) rules held by separate pools, \(shared) by telling servers apart"
    ]
  }

  private static func json(_ findings: [Finding]) -> JSONValue {
    .map([
      "findings": .array(
        findings.map { finding in
          .map([
            "file": .text(finding.place.file), "line": .int(finding.place.line),
            "column": .int(finding.place.column),
            "severity": .text(finding.severity.rawValue), "rule": .text(finding.rule),
            "message": .text(finding.message),
          ])
        }),
      "errors": .int(findings.count { $0.severity == .error }),
      "warnings": .int(findings.count { $0.severity == .warning }),
    ])
  }

  private static func csv(_ findings: [Finding]) -> String {
    var table = CSVTable(header: ["file", "line", "column", "severity", "rule", "message"])
    for finding in findings {
      table.add([
        finding.place.file, String(finding.place.line), String(finding.place.column),
        finding.severity.rawValue, finding.rule, finding.message,
      ])
    }
    return table.text
  }
}
