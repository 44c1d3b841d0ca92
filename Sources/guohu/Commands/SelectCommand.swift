// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import HallEngine
import Planning
import ScenarioFiles
import Statistics
import TransferModel

extension Goal: ExpressibleByArgument {
  /// Reads `min` or `max`.
  public init?(argument: String) {
    switch argument {
    case "min", "minimum": self = .minimum
    case "max", "maximum": self = .maximum
    default: return nil
    }
  }
}

/// `guohu select`: the best of several configurations or staffings.
struct SelectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    abstract: "Select the best of several alternatives with a stated probability of being right.",
    discussion: """
      guohu select [PACK] B0 B1 … --indifference 0.5
      guohu select [PACK] B2 --vary hall.pools.R-COMP.servers=12..18 --indifference 0.5
      """)

  /// How the best is looked for.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case kn, ocba
  }

  @Argument(help: "The pack folder, if given, then one or more configurations.")
  var arguments: [String]

  @Option(
    name: .customLong("vary"), parsing: .singleValue,
    help: ArgumentHelp(
      "Values of one place of the pack: a range 10..20 or 0.8..1.2/0.1, or a list 10,12,14. "
        + "Repeated, every combination is an alternative.", valueName: "PATH=VALUES"))
  var varied: [String] = []

  @Option(
    help: ArgumentHelp(
      "The number by which alternatives are held against each other. Default: waitMinutes.",
      valueName: "NAME"))
  var headline: String?

  @Option(help: ArgumentHelp("Whether small or large is good: min or max.", valueName: "min|max"))
  var goal: Goal = .minimum

  @Option(
    help: ArgumentHelp(
      "The smallest difference of the headline worth detecting, in its unit; needed by kn.",
      valueName: "DELTA"))
  var indifference: Double?

  @Option(help: "The probability of selecting the best that kn promises.")
  var confidence = 0.95

  @Option(help: "Replications of every alternative before any is eliminated.")
  var firstStage = 10

  @Option(help: "With kn: the most replications of an alternative.")
  var maxReplications = 5000

  @Option(help: "kn (Kim and Nelson 2001) promises; ocba (Chen et al. 2000) spends a budget.")
  var method: Method = .kn

  @Option(help: "With ocba: the replications of all alternatives together.")
  var budget: Int?

  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    guard study.replications == nil else {
      throw ProgramExit(
        .badInput, "error: select decides on replications; leave out --replications")
    }
    let how = try howToSelect()
    let headline = try PrecisionOptions.headlines(headline.map { [$0] } ?? [])[0]
    let (folder, names) = PackArguments.split(arguments)
    let opened = try packOptions.open(folder)
    let base = try PackOptions.valid(opened.read())
    let (alternatives, candidates) = try self.alternatives(names, opened, base)
    let cancel = CancelSignal()
    var settings = try study.settings(base.pack.hall.study)
    settings.replications = 1
    let compiled = try await CompiledCandidates(candidates, study, settings, cancel)
    let line = ProgressLine(isOn: Terminal.showsProgress && !shared.quiet, total: 0)
    let (stream, continuation) = AsyncStream.makeStream(of: SelectionRun.Progress.self)
    let reader = Task {
      for await now in stream {
        await line.say("\(now.survivors) left, \(now.replications) replications")
      }
    }
    let found: SelectionResult?
    do throws(CompileError) {
      found = try await SelectionRun(
        compiled.studies, headline: headline, settings: settings, cancellation: cancel.flag,
        progress: continuation
      ).run(how)
    } catch {
      throw ProgramExit(.badInput, "error: \(error.description)")
    }
    continuation.finish()
    await reader.value
    await line.clear()
    guard let found else { throw ProgramExit(.cancelled, "cancelled; nothing was selected") }
    let warnings = zip(alternatives, compiled.studies).flatMap { alternative, study in
      study.warnings.map { "\(alternative.label): \($0)" }
    }
    let report = SelectionReport(
      found, alternatives: alternatives, pack: base.pack, period: compiled.period,
      warmUp: compiled.warmUps?.max { $0.truncation < $1.truncation }, seed: settings.seed,
      warnings: warnings)
    if let path = study.json { try Terminal.write(report.json.text, to: path) }
    let table = SelectionTable(report, language: shared.language)
    switch shared.format {
    case .json: try Terminal.write(report.json.text, to: shared.out)
    case .csv: try Terminal.write(table.csv, to: shared.out)
    case .table: try Terminal.write(table.text, to: shared.out)
    }
    guard found.selected != nil else {
      throw ProgramExit(
        .checkFailed,
        "error: \(found.survivors.count) alternatives are left after \(maxReplications) "
          + "replications each; give more --max-replications or a larger --indifference")
    }
  }

  private func howToSelect() throws(ProgramExit) -> SelectionRun.Method {
    guard (2...100_000).contains(firstStage) else {
      throw ProgramExit(.badInput, "error: --first-stage is from 2 to 100000")
    }
    switch method {
    case .kn:
      guard let indifference else {
        throw ProgramExit(
          .badInput,
          "error: kn needs --indifference, the smallest difference worth detecting, such as 0.5")
      }
      guard budget == nil else { throw ProgramExit(.badInput, "error: --budget is of ocba") }
      guard (firstStage...1_000_000).contains(maxReplications) else {
        throw ProgramExit(
          .badInput, "error: --max-replications is from --first-stage to 1000000")
      }
      return .sequential(
        SequentialSelection.Settings(
          count: 2, indifference: indifference, confidence: confidence, firstStage: firstStage,
          goal: goal), maximum: maxReplications)
    case .ocba:
      guard indifference == nil else {
        throw ProgramExit(.badInput, "error: ocba promises nothing; --indifference is of kn")
      }
      guard let budget, (2...100_000_000).contains(budget) else {
        throw ProgramExit(.badInput, "error: ocba needs --budget, a number of replications in all")
      }
      return .budget(first: firstStage, total: budget, goal: goal)
    }
  }

  /// Every configuration with every combination of the varied values.
  private func alternatives(
    _ names: [String], _ opened: OpenedPack, _ base: ValidPack
  ) throws(ProgramExit) -> ([SelectionAlternative], [StudyCandidate]) {
    var places: [VariedValues] = []
    for text in varied { places.append(try VariedValues(text)) }
    let combinations = try places.combinations()
    guard names.count * combinations.count >= 2, Set(names).count == names.count else {
      throw ProgramExit(
        .badInput,
        "error: select needs two alternatives at least: configurations, each once, or one with "
          + "--vary")
    }
    var alternatives: [SelectionAlternative] = []
    var candidates: [StudyCandidate] = []
    for changes in combinations {
      let valid = changes.isEmpty ? base : try PackOptions.valid(opened.read(with: changes))
      for name in names {
        alternatives.append(
          SelectionAlternative(configuration: name, changes: changes.map(\.text)))
        candidates.append(StudyCandidate(valid: valid, configuration: name))
      }
    }
    return (alternatives, candidates)
  }
}
