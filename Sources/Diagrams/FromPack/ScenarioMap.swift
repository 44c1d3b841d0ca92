// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// Makes the mind map of a scenario from its pack: ten branches, the same for every scenario.
package struct ScenarioMap {
  let pack: Pack
  let scenario: Scenario
  let flow: Flow
  let language: Language
  let wording: SheetWording

  /// Prepares the map of a flow of a scenario; nil where it has no such flow.
  package init?(_ valid: ValidPack, scenario id: String, flow name: String, language: Language) {
    guard let scenario = valid.pack.scenarios.first(where: { $0.id == id }),
      let flow = scenario.flow(name)
    else { return nil }
    pack = valid.pack
    self.scenario = scenario
    self.flow = flow
    self.language = language
    wording = SheetWording(language: language)
  }

  /// Returns a text in the language of the sheet.
  func text(_ text: LocalizedText) -> String { text.text(language) }

  /// Returns a remark, nil where it is empty.
  func note(_ text: LocalizedText) -> String? {
    let note = text.text(language)
    return note.isEmpty ? nil : note
  }

  /// The number in the id, such as 01 of S01.
  private var number: String { String(scenario.id.drop { !$0.isNumber }) }

  /// The map.
  package var map: MindMap {
    let name = text(scenario.name)
    let branches = [
      (wording.applies, items(scenario.notes.applies)), (wording.legalBasis, legalBasis),
      (wording.applicants, items(scenario.notes.applicants)), (wording.materials, materials),
      (wording.process, process), (wording.taxes, taxes), (wording.limits, limits),
      (wording.visits, visits), (wording.reductions, reductions),
      (wording.risks, items(scenario.notes.risks)),
    ]
    let numbers = wording.branchNumbers
    return MindMap(
      scenario: scenario.id, title: wording.mindMapTitle(flow: flow.name),
      subtitle: wording.subtitle(number: number, name: name, flow: flow.name),
      summary: wording.summary(name: name, stages: figures.stages.after.count, limit: committed),
      root: MindMap.Root(
        lines: text(scenario.shortName).split(separator: "\n").map(String.init),
        subtitle: wording.rootSubtitle(number: number)),
      branches: branches.enumerated().map { index, branch in
        MindMapBranch(number: numbers[index], title: branch.0, items: branch.1)
      },
      footer: MindMap.Footer(
        source: wording.footer(basis: basisTitles), code: "BDC-ZY-\(number)", version: "V0.1"),
      language: language == .zh ? .chinese : .english)
  }

  var figures: ReformFigures {
    ReformFigures(scenario, before: Self.before, after: Self.after)
  }

  /// The flows between which reductions are counted.
  static let before = "as-is"
  static let after = "to-be"

  private var committed: Int? { scenario.committedLimits[flow.name]?.value }

  private func items(_ notes: [NoteItem]) -> [MindMapItem] {
    notes.map { MindMapItem(text($0.text), note: note($0.note)) }
  }

  // MARK: Legal basis

  private var rules: [LegalRule] {
    scenario.legalBasis.compactMap { reference in
      pack.legalRules.first { $0.id.value == reference.value }
    }
  }

  /// The instruments of the legal basis in order, each with its rules.
  private var instruments: [(title: String, rules: [LegalRule])] {
    var result: [(title: String, rules: [LegalRule])] = []
    for rule in rules {
      let title = text(rule.title)
      if let index = result.firstIndex(where: { $0.title == title }) {
        result[index].rules.append(rule)
      } else {
        result.append((title, [rule]))
      }
    }
    return result
  }

  private var legalBasis: [MindMapItem] {
    instruments.map { instrument in
      let articles = instrument.rules.map { text($0.article) }.joined(separator: wording.listMark)
      let gists = instrument.rules.map { text($0.gist) }.filter { !$0.isEmpty }
      return MindMapItem(
        wording.cited(instrument.title, articles),
        note: gists.isEmpty ? nil : gists.joined(separator: wording.clauseMark))
    }
  }

  private var basisTitles: [String] { instruments.map { wording.quoted($0.title) } }

  // MARK: Taxes

  private var taxes: [MindMapItem] {
    scenario.taxes.flatMap { use in
      use.rules.compactMap { reference in
        guard let rule = pack.taxRules.first(where: { $0.id.value == reference.value }) else {
          return nil
        }
        return MindMapItem(wording.payer(use.payer) + text(rule.name), note: note(rule.note))
      }
    }
  }

  // MARK: Limits, visits, reductions

  private var limits: [MindMapItem] {
    var result: [MindMapItem] = []
    if let statutory = scenario.statutoryLimit?.value {
      let rule = pack.legalRules.first { $0.id.value == scenario.statutoryRule?.value }
      result.append(
        MindMapItem(
          wording.statutory(statutory),
          note: rule.map { wording.cited(text($0.title), text($0.article)) }))
    }
    if let committed {
      let share = scenario.statutoryLimit.map { Double(committed) / Double(max(1, $0.value)) }
      let before = flow.name == Self.before ? nil : scenario.committedLimits[Self.before]?.value
      result.append(
        MindMapItem(
          wording.committed(committed), note: wording.committedNote(share, before: before),
          isConclusion: true))
    }
    let minutes = staffMinutes
    if minutes > 0 {
      result.append(MindMapItem(wording.staffTime(minutes), note: wording.staffTimeNote))
    }
    return result
  }

  private var visits: [MindMapItem] {
    let figures = figures
    var result: [MindMapItem] = []
    let before = figures.visits.before.count + figures.utilityTrips.before.count
    if before > 0 {
      result.append(
        MindMapItem(
          wording.visitsBefore(before),
          note: wording.visitsNote(
            hall: figures.visits.before.count, utility: figures.utilityTrips.before.count)))
    }
    let after = figures.visits.after.count + figures.utilityTrips.after.count
    if scenario.flow(Self.after) != nil {
      result.append(
        MindMapItem(
          wording.visitsAfter(after), note: hasOnlinePath ? wording.noVisitOnline : nil,
          isConclusion: true))
    }
    return result
  }

  /// Whether the flow after the reform has a route for cases that never come to the hall.
  private var hasOnlinePath: Bool {
    scenario.flow(Self.after).map { flow in
      OnlineDepth(
        flow, channels: pack.hall.channels.map(\.id.value), attributes: scenario.attributes
      ).level == .full
    } ?? false
  }

  private var reductions: [MindMapItem] {
    let figures = figures
    var result: [MindMapItem] = []
    if !figures.submissions.before.isEmpty {
      result.append(
        MindMapItem(
          wording.fewerPapers(figures.submissions.before.count, figures.submissions.after.count)))
    }
    if !figures.stages.before.isEmpty, !figures.stages.after.isEmpty {
      result.append(
        MindMapItem(wording.fewerStages(figures.stages.before.count, figures.stages.after.count)))
    }
    if let before = figures.limits.before, let after = figures.limits.after {
      result.append(MindMapItem(wording.shorterLimit(before, after)))
    }
    if !figures.visits.before.isEmpty {
      result.append(
        MindMapItem(
          wording.fewerTrips(
            figures.visits.before.count + figures.utilityTrips.before.count,
            figures.visits.after.count + figures.utilityTrips.after.count)))
    }
    return result
  }
}
