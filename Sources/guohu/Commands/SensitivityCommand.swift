// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import HallEngine
import Planning
import ScenarioFiles
import TransferModel

/// `guohu sensitivity`: what each number of the pack does to a headline.
struct SensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Change numbers of the pack one at a time and sort them by what they do.")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(help: "The configuration, such as B2.")
  var config: String

  @Option(
    help: ArgumentHelp("The number that is watched. Default: waitMinutes.", valueName: "NAME"))
  var headline: String?

  @Option(
    help: ArgumentHelp("The relative change of each number, such as '10 %'.", valueName: "SHARE"))
  var by = "10 %"

  @Option(
    name: .customLong("vary"), parsing: .singleValue,
    help: ArgumentHelp(
      "The numbers that are changed, by path, such as 'steps.*.time'; * is any text without a dot, "
        + "** any text. May be repeated. Default: arrivals, servers, step times and waits.",
      valueName: "PATTERN"))
  var varied: [String] = []

  @Option(help: "The most numbers that are simulated.")
  var limit = 20

  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    let by = try relativeChange()
    guard (1...10_000).contains(limit) else {
      throw ProgramExit(.badInput, "error: --limit is from 1 to 10000")
    }
    let headline = try PrecisionOptions.headlines(headline.map { [$0] } ?? [])[0]
    let opened = try packOptions.open(pack)
    let base = try PackOptions.valid(opened.read())
    let settings = try study.settings(base.pack.hall.study)
    let cancel = CancelSignal()
    let compiled = try await CompiledCandidates(
      [StudyCandidate(valid: base, configuration: config)], study, settings, cancel)
    let baseStudy = compiled.studies[0]
    let read = try StudyCandidate.usable { () throws(CompileError) in
      try headline.reader(in: baseStudy)
    }
    let variation = ParameterVariation(
      opened: opened, base: base, study: baseStudy, period: compiled.period,
      only: study.scenarios, by: by)
    let entries = try entries(variation)
    let line = ProgressLine(isOn: Terminal.showsProgress && !shared.quiet, total: 0)
    let outcome = await SensitivityStudy(
      variation: variation, settings: settings, read: read, limit: limit, cancel: cancel,
      line: line
    ).run(entries)
    await line.clear()
    guard outcome.metrics.count == settings.replications else {
      throw ProgramExit(.cancelled, "cancelled before anything was compared")
    }
    let result = SensitivityResult(
      headline: headline, base: outcome.metrics.map(read), parameters: outcome.values)
    guard let result else {
      throw ProgramExit(.badInput, "error: \(config) observed no \(headline)")
    }
    var baseResult = StudyResult(
      study: baseStudy, pack: base.pack, period: compiled.period, settings: settings,
      changes: base.pack.changes, metrics: outcome.metrics)
    baseResult.warmUp = compiled.warmUps?.first
    try write(
      SensitivityReport(
        result, base: baseResult, by: by, withoutEffect: outcome.rest.withoutEffect,
        leftOut: outcome.rest.leftOut, refused: outcome.rest.refused))
    try StudyRunner.finish(
      .init(results: [baseResult], studies: [baseStudy], isCancelled: cancel.isSet))
  }

  private func write(_ report: SensitivityReport) throws(ProgramExit) {
    if let path = study.json { try Terminal.write(report.json.text, to: path) }
    let table = SensitivityTable(report, language: shared.language)
    switch shared.format {
    case .json: try Terminal.write(report.json.text, to: shared.out)
    case .csv: try Terminal.write(table.csv, to: shared.out)
    case .table: try Terminal.write(table.text, to: shared.out)
    }
  }

  private func relativeChange() throws(ProgramExit) -> Double {
    let text = by.filter { $0 != " " }
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? text.dropLast() : text[...]),
      case let share = isPercent ? number / 100 : number, share > 0, share < 1
    else {
      throw ProgramExit(
        .badInput, "error: --by is a share above 0 and below 100 %, such as '10 %', not '\(by)'")
    }
    return share
  }

  private func entries(_ variation: ParameterVariation) throws(ProgramExit) -> [LedgerEntry] {
    for text in varied where variation.entries([PathPattern(text)]).isEmpty {
      throw ProgramExit(
        .badInput,
        "error: --vary '\(text)' is none of the \(variation.base.pack.ledger.count) numbers of the "
          + "pack; 'guohu check --sources --format json' lists them")
    }
    let usual = [
      "streams.*.rate", "pools.*.servers", "pools.*.servers.\(config)", "steps.*.time", "waits.*",
    ]
    return variation.entries((varied.isEmpty ? usual : varied).map { PathPattern($0) })
  }
}
