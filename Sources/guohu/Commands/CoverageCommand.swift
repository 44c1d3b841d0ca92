// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Planning
import TransferModel

/// `guohu coverage`: the fewest runs that cover every flow, and what records reached of them.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Find the fewest runs that cover every flow, and say what records reached.")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Hold a record of visits (CSV) against the flows. May be repeated.", valueName: "RECORD"))
  var against: [String] = []

  @Flag(help: "Drive one case along each run through the hall and hold it against its plan.")
  var drive = false

  @Option(
    help: ArgumentHelp(
      "End with 1 where less of all edges was reached, in per cent.", valueName: "PCT"))
  var failUnder: Double?

  @Option(help: "How often a run takes each loop at most, from 1 to 8.")
  var loops = 1

  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    guard (1...8).contains(loops) else {
      throw ProgramExit(.badInput, "error: --loops is from 1 to 8")
    }
    if let failUnder {
      guard (0...100).contains(failUnder) else {
        throw ProgramExit(.badInput, "error: --fail-under is from 0 to 100")
      }
      guard drive || !against.isEmpty else {
        throw ProgramExit(
          .badInput, "error: --fail-under needs something measured; give --against or --drive")
      }
    }
    let valid = try packOptions.valid(pack)
    var report = try Self.report(valid, loops: loops)
    try hold(&report)
    if drive {
      do { try report.drive(valid) } catch {
        throw ProgramExit(.badInput, "error: \(error.description)")
      }
    }
    switch shared.format {
    case .json: try Terminal.write(report.json.text, to: shared.out)
    case .csv: try Terminal.write(CoverageTable(report, .en).csv, to: shared.out)
    case .table:
      try Terminal.write(CoverageTable(report, shared.language).text, to: shared.out)
    }
    for difference in report.differences { Terminal.printError("error: \(difference)") }
    if !report.differences.isEmpty {
      throw ProgramExit(.checkFailed, "error: driven cases differ from their plans")
    }
    if let failUnder, let share = report.edgeShare, share * 100 < failUnder {
      throw ProgramExit(
        .checkFailed,
        "error: \(NumberText.percent(share)) of all edges were reached; wanted are \(failUnder)%")
    }
  }

  private static func report(_ valid: ValidPack, loops: Int) throws(ProgramExit) -> CoverageReport {
    do { return try CoverageReport(valid.pack, loops: loops) } catch {
      throw ProgramExit(.badInput, "error: \(error.description)")
    }
  }

  private func hold(_ report: inout CoverageReport) throws(ProgramExit) {
    var findings = Findings()
    var texts: [(file: String, text: String)] = []
    for path in against {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ProgramExit(.inputOutput, "error: cannot read '\(path)'")
      }
      texts.append((path, String(decoding: data, as: UTF8.self)))
    }
    report.hold(texts, findings: &findings)
    let errors = findings.sorted
    for finding in errors.prefix(FindingList.limit) { Terminal.printError(finding.description) }
    guard errors.isEmpty else {
      throw ProgramExit(
        .badInput, "\(errors.count) error\(errors.count == 1 ? "" : "s"); nothing was compared")
    }
  }
}
