// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension ScenarioMap {
  /// The branch of materials: what is handed in, shown, committed to, and no longer asked for.
  var materials: [MindMapItem] {
    if flow.name == Self.before { return materialsBefore }
    let groups: [(title: (Int) -> String, dispositions: [MaterialUse.Disposition])] = [
      (wording.handIn, [.keep, .signed]), (wording.verify, [.eLicence]),
      (wording.commit, [.committed]), (wording.dropped, [.shared, .generated, .abolished, .joined]),
    ]
    return groups.compactMap { group in
      let uses = scenario.materials.filter { group.dispositions.contains($0.toBe.value) }
      guard !uses.isEmpty else { return nil }
      return MindMapItem(group.title(uses.count), children: uses.map { item($0) })
    }
  }

  private func material(_ use: MaterialUse) -> Material? {
    pack.materials.first { $0.id.value == use.material.value }
  }

  private func item(_ use: MaterialUse) -> MindMapItem {
    let material = material(use)
    let name = material.map { text($0.shortName) } ?? use.material.value
    let remark = material.flatMap { note($0.note) }
    switch use.toBe.value {
    case .keep, .eLicence: return MindMapItem(name, note: remark)
    case .signed: return MindMapItem(name, note: wording.disposition(.signed))
    case .committed: return MindMapItem(name, note: wording.disposition(.committed))
    case .shared, .generated, .abolished, .joined:
      // What the library says of the material outranks the general word for the disposition.
      let source = material.flatMap { note($0.holder) }
      let word = remark ?? wording.disposition(use.toBe.value)
      let parts: [String]
      switch use.toBe.value {
      case .shared: parts = [source, word].compactMap { $0 }
      case .generated: parts = [wording.disposition(.generated), remark].compactMap { $0 }
      default: parts = [wording.disposition(use.toBe.value)]
      }
      return MindMapItem(name, cancellation: parts.joined(separator: "·"))
    }
  }

  /// Before the reform: every paper with the windows that asked for it.
  private var materialsBefore: [MindMapItem] {
    let uses = scenario.materials
    guard !uses.isEmpty else { return [] }
    let submissions = uses.reduce(0) { $0 + $1.asIs.value.count }
    return [
      MindMapItem(
        wording.papers(uses.count, submissions: submissions),
        children: uses.map { use in
          MindMapItem(
            material(use).map { text($0.shortName) } ?? use.material.value,
            note: wording.windows(use.asIs.value))
        })
    ]
  }
}
