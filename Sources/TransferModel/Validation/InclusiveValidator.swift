// SPDX-License-Identifier: Apache-2.0

/// Checks the conditions of inclusive splits: that attributes and values exist, and that every case
/// takes some branch.
extension FlowValidator {
  func check(
    _ branches: [InclusiveBranch], _ node: FlowNode, _ findings: inout Findings
  ) {
    guard !branches.isEmpty else {
      noBranch(node, &findings)
      return
    }
    var isReadable = true
    for branch in branches {
      guard case .attribute(let attribute, let shares) = branch.condition else { continue }
      if refuseCount(attribute, &findings) {
        isReadable = false
        continue
      }
      guard let values = values(of: attribute.value) else {
        isReadable = false
        unknownAttribute(attribute, &findings)
        continue
      }
      for share in shares where !values.contains(share.value.value) {
        isReadable = false
        unknownValue(share.value, of: attribute, values, &findings)
      }
    }
    // The shares of a template say nothing before all of them are known.
    guard isReadable, !branches.contains(where: \.isRest), !takesSome(branches) else { return }
    findings.error(
      "nothing-taken", at: node.place,
      "'\(node.id)' can take no branch at all; let one take the 'rest', which is taken when no other "
        + "is, or make one certain")
  }

  /// Whether some branch is certain: always, or for each value of some attribute.
  private func takesSome(_ branches: [InclusiveBranch]) -> Bool {
    if branches.contains(where: { ($0.share ?? 0) >= 1 }) { return true }
    return Set(branches.compactMap(\.attribute?.value)).contains { name in
      (values(of: name) ?? []).allSatisfy { value in
        branches.contains {
          $0.attribute?.value == name && ($0.share(for: [name: value]) ?? 0) >= 1
        }
      }
    }
  }
}
