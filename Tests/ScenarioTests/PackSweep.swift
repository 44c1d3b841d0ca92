// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Planning
import TransferModel

/// What every flow of a pack must be able to do, whatever scenarios lie in its folder.
struct PackSweep {
  /// A flow of a scenario.
  struct Part {
    var scenario: Scenario
    var flow: Flow

    /// The name in messages, such as `S01 as-is`.
    var name: String { "\(scenario.id) \(flow.name)" }
  }

  private let valid: ValidPack
  /// The flows, in the order of the pack.
  let parts: [Part]

  /// Prepares the sweep of a pack, or of some scenarios of it.
  init(_ valid: ValidPack, only ids: [String]? = nil) {
    self.valid = valid
    parts = valid.pack.scenarios.filter { ids?.contains($0.id) ?? true }.flatMap { scenario in
      scenario.flows.map { Part(scenario: scenario, flow: $0) }
    }
  }

  /// Returns what is wrong with a flow; empty where it passes all.
  func problems(_ part: Part) -> [String] {
    (soundness(part) + simulation(part) + cover(part) + drawing(part) + figures(part))
      .map { "\(part.name): \($0)" }
  }

  private func soundness(_ part: Part) -> [String] {
    var findings = Findings()
    SoundnessCheck.check(part.flow, scenario: part.scenario.id, findings: &findings)
    return findings.sorted.map(\.description)
  }

  /// A hall in which this scenario alone arrives, until twenty cases have come and gone: the rarest
  /// would not come at all within a few days.
  private func simulation(_ part: Part) -> [String] {
    let configuration = valid.pack.hall.configurations.first {
      $0.flow(of: part.scenario)?.name == part.flow.name
    }
    guard let configuration else { return ["no configuration follows the flow"] }
    let period = StudyPeriod(from: valid.pack.hall.study.from, end: .cases(20), warmUpDays: 0)
    let study: CompiledStudy
    do {
      study = try PlanCompiler.compile(
        valid, configuration: configuration.id.value, period: period, only: [part.scenario.id])
    } catch { return [error.description] }
    let settings = StudySettings(seed: 1, replications: 1, threads: 1)
    let metrics = Study(study, settings: settings).replicate(0)
    var problems = [metrics.problem].compactMap { $0 }
    if !metrics.invariantsHold { problems.append("a balance of cases or time is broken") }
    if metrics.created < 20 { problems.append("\(metrics.created) of 20 cases came") }
    let ended: [MetricName] = [
      .finished, .refused, .withdrawn, .lapsed, .dispute, .lost, .abandoned,
    ]
    let count = ended.reduce(0) { $0 + (metrics.hall[$1] ?? 0) }
    if Int(count) != metrics.created { problems.append("\(count) of \(metrics.created) ended") }
    return problems
  }

  private func cover(_ part: Part) -> [String] {
    do {
      let cover = try FlowCover(of: part.flow, covering: .edges, loops: 1)
      var problems: [String] = []
      if !cover.isProvedMinimal { problems.append("its cover of the edges is not proved minimal") }
      if Set(cover.runs.flatMap(\.edges)) != Set(part.flow.edges) {
        problems.append("its cover leaves edges out")
      }
      return problems
    } catch { return ["\(error)"] }
  }

  /// The class of all others has no parties and no drawing.
  private func drawing(_ part: Part) -> [String] {
    guard part.scenario.parties != nil else { return [] }
    return Language.allCases.compactMap { language in
      do {
        let map = ScenarioMap(
          valid, scenario: part.scenario.id, flow: part.flow.name, language: language)
        let dot = try map.map { try MindMapSheet($0.map).dot() }
        return dot?.contains("digraph") == true ? nil : "nothing is drawn"
      } catch { return "\(error)" }
    }
  }

  private func figures(_ part: Part) -> [String] {
    guard part.scenario.parties != nil else { return [] }
    var problems: [String] = []
    if part.scenario.materials.isEmpty { problems.append("no materials") }
    if part.flow.stages.isEmpty { problems.append("no stages to count") }
    if part.scenario.statutoryLimit == nil { problems.append("no statutory limit") }
    if part.scenario.committedLimits[part.flow.name] == nil {
      problems.append("no committed limit")
    }
    return problems
  }
}
