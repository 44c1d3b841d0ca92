// SPDX-License-Identifier: Apache-2.0

/// Checks event-based gateways.
extension FlowValidator {
  /// The most branches that one case can wait for at once.
  static let mostWaits = 64

  func check(_ branches: [WaitBranch], _ node: FlowNode, _ findings: inout Findings) {
    for branch in branches {
      unknown("rounds", branch.wait.rounds, names.rounds, &findings)
    }
    if branches.count > Self.mostWaits {
      findings.error(
        "too-many-branches", at: node.place,
        "\(scenario.id) \(flow.name): '\(node.id)' waits for \(branches.count) events; at most "
          + "\(Self.mostWaits)")
    }
  }
}
