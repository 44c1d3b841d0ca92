// SPDX-License-Identifier: Apache-2.0

/// One thing that the legend of a mind map explains.
package enum LegendEntry: Sendable, Hashable {
  /// A department's chip.
  case department(DepartmentChip)
  /// A gateway symbol.
  case gateway(Gateway)
  /// Struck text: a material that is no longer asked for.
  case cancellation
  /// Bold text: a conclusion.
  case conclusion

  /// Returns what a map uses and nothing else, in the fixed order of all legends.
  ///
  /// Departments come in the order of `DepartmentColour`, within one colour in the order of their
  /// first use; the same label is listed once.
  package static func used(in map: MindMap) -> [LegendEntry] {
    var chips: [DepartmentChip] = []
    var gateways: Set<Gateway> = []
    var cancels = false
    var concludes = false
    func visit(_ item: MindMapItem) {
      if let chip = item.department,
        !chips.contains(where: { $0.label == chip.label && $0.colour == chip.colour })
      {
        chips.append(chip)
      }
      if let gateway = item.gateway { gateways.insert(gateway) }
      if item.cancellation != nil { cancels = true }
      if item.isConclusion { concludes = true }
      item.children.forEach(visit)
    }
    for branch in map.branches { branch.items.forEach(visit) }

    var entries: [LegendEntry] = []
    for colour in DepartmentColour.allCases {
      entries += chips.filter { $0.colour == colour }.map(LegendEntry.department)
    }
    entries += Gateway.allCases.filter(gateways.contains).map(LegendEntry.gateway)
    if cancels { entries.append(.cancellation) }
    if concludes { entries.append(.conclusion) }
    return entries
  }
}
