// SPDX-License-Identifier: Apache-2.0

/// A branch of an event-based gateway: a wait that may be over before the others.
package struct WaitBranch: Sendable {
  /// The name, unique among the branches of its gateway.
  package var name: Located<String>
  /// What diagrams call it; nil shows nothing.
  package var label: LocalizedText?
  /// What is waited for, a time without a limit, and where the token goes then.
  package var wait: FlowWait

  /// Creates a branch.
  package init(name: Located<String>, label: LocalizedText?, wait: FlowWait) {
    self.name = name
    self.label = label
    self.wait = wait
  }
}
