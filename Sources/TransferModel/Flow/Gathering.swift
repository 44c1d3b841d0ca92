// SPDX-License-Identifier: Apache-2.0

/// When cases that are gathered go on together.
package struct GatherRule: Sendable {
  /// How many go on as soon as they are there; nil is any number.
  package var size: Located<Int>?
  /// How long the first of them waits at most, a constant; nil is for ever.
  package var limit: Located<TimeLaw>?
  /// The rounds with one of which they then leave, if any.
  package var rounds: Located<String>?

  /// Creates a rule.
  package init(size: Located<Int>?, limit: Located<TimeLaw>?, rounds: Located<String>?) {
    self.size = size
    self.limit = limit
    self.rounds = rounds
  }
}

/// An entry of `gatherings`: a place where cases of several flows are gathered.
package struct Gathering: Sendable {
  /// The id, such as `courier-bag`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// When the cases go on.
  package var rule: GatherRule

  /// Creates an entry.
  package init(id: Located<String>, name: LocalizedText, rule: GatherRule) {
    self.id = id
    self.name = name
    self.rule = rule
  }
}

/// A node at which cases are gathered.
package struct FlowGather: Sendable {
  /// The entry of the library; nil gathers the cases of this node alone.
  package var gathering: Located<String>?
  /// When the cases go on.
  package var rule: GatherRule
  /// Where they go then.
  package var next: Located<String>

  /// Creates a node.
  package init(gathering: Located<String>?, rule: GatherRule, next: Located<String>) {
    self.gathering = gathering
    self.rule = rule
    self.next = next
  }
}
