// SPDX-License-Identifier: Apache-2.0

/// A node of an expanded flow.
package struct FlowNode: Sendable {
  /// The id, unique in its flow; nodes of a sub-flow carry the id of the node that uses it.
  package let id: String
  /// Where the node is written.
  package let place: SourcePlace
  /// The label shown to people.
  package let label: LocalizedText
  /// What the node does.
  package let kind: FlowNodeKind
  /// The stage it belongs to.
  package let stage: Located<String>?
  /// The visit it belongs to: nodes of one planned trip carry the same name.
  package let visit: Located<String>?
  /// What it does to the case clocks.
  package let clock: [ClockMark]
  /// What it counts when a token enters.
  package let counts: CountMark?
  /// The rules it rests on, ids of `legal`.
  package let legalBasis: [Located<String>]

  /// Creates a node.
  package init(
    id: String, place: SourcePlace, label: LocalizedText, kind: FlowNodeKind,
    stage: Located<String>? = nil, visit: Located<String>? = nil, clock: [ClockMark] = [],
    counts: CountMark? = nil, legalBasis: [Located<String>] = []
  ) {
    self.id = id
    self.place = place
    self.label = label
    self.kind = kind
    self.stage = stage
    self.visit = visit
    self.clock = clock
    self.counts = counts
    self.legalBasis = legalBasis
  }

  /// Every edge that leaves the node, in reading order, with the place it is named at.
  package var targets: [Located<String>] {
    switch kind {
    case .end: []
    case .event(let next): [next]
    case .task(let task): [task.next] + (task.leave.map { [$0] } ?? [])
    case .wait(let wait): [wait.next] + (wait.lapse.map { [$0.target] } ?? [])
    case .choose(let branches): branches.map(\.target)
    case .route(_, let branches): branches.map(\.target)
    case .split(let targets): targets
    case .inclusive(let branches): branches.map(\.target)
    case .first(let branches): branches.map(\.wait.next)
    case .gather(let gather): [gather.next]
    case .join(_, let next): [next]
    case .each(_, let next): [next]
    }
  }
}

extension FlowNode {
  /// The edges that some case can take, as far as the shares of the node say.
  package var possibleTargets: [Located<String>] {
    switch kind {
    case .choose(let branches): branches.filter { $0.share.value > 0 }.map(\.target)
    case .inclusive(let branches): branches.filter(\.isPossible).map(\.target)
    default: targets
    }
  }
}

/// What a node does.
package enum FlowNodeKind: Sendable {
  /// Takes the last token of a case.
  case end(Outcome)
  /// Marks a moment; takes no time (BPMN: intermediate event).
  case event(next: Located<String>)
  /// Work.
  case task(FlowTask)
  /// Time that passes without holding anybody.
  case wait(FlowWait)
  /// Waits until enough cases are there, or the first has waited long enough; all go on together.
  case gather(FlowGather)
  /// The first of several waits to be over decides (event-based gateway); of those over at one instant
  /// the first in order.
  case first([WaitBranch])
  /// Exclusive choice by probability (XOR).
  case choose([ShareBranch])
  /// Exclusive choice by a case attribute (XOR).
  case route(attribute: Located<String>, [RouteBranch])
  /// Parallel split (AND): one token to each target.
  case split([Located<String>])
  /// Inclusive split (OR): one token to each branch that is taken, at least one.
  case inclusive([InclusiveBranch])
  /// Join of a split: waits for the tokens that the named split made for the case.
  case join(split: Located<String>, next: Located<String>)
  /// Lets the cases of a batch, a count with ``CaseAttribute/together``, go on one by one.
  case each(batch: Located<String>, next: Located<String>)

  /// The word that stands for the kind in the pack.
  package var keyword: String {
    switch self {
    case .end: "end"
    case .event: "event"
    case .task: "task"
    case .wait: "wait"
    case .choose: "choose"
    case .route: "route"
    case .split: "all"
    case .inclusive: "any"
    case .first: "first"
    case .gather: "gather"
    case .join: "join"
    case .each: "each"
    }
  }
}

/// How a case can end.
package enum Outcome: String, Sendable, Hashable, CaseIterable {
  /// Registered, result handed over.
  case done
  /// Refused by the registry.
  case refused
  /// Withdrawn by the applicant.
  case withdrawn
  /// A supplement was not handed in within its time limit.
  case lapsed
  /// Stopped by an objection and referred to court.
  case dispute
  /// The applicant did not come back.
  case lost
  /// The applicant left the queue for good.
  case abandoned
}

/// What a node does to the clocks of its case.
package enum ClockMark: String, Sendable, Hashable, CaseIterable {
  /// The applicant acts for the first time: the gross clock starts on entry (first time only).
  case grossStart = "gross-start"
  /// The result is in hand: the gross clock ends on completion.
  case grossEnd = "gross-end"
  /// The case is accepted (受理): the legal clock starts on completion.
  case start
  /// Book entry (登簿): the legal clock ends on completion.
  case end
  /// The legal clock stands still from entry to exit.
  case stopped
}

/// What a node counts in its case when a token enters.
package enum CountMark: String, Sendable, Hashable, CaseIterable {
  /// A supplement (补正) was asked for.
  case supplement
  /// A one-time notice was handed out at the counter before acceptance.
  case notice
  /// A trip to a water, power or gas company.
  case utilityTrip = "utility-trip"
}

/// A branch of a choice by probability.
package struct ShareBranch: Sendable {
  /// Where the token goes.
  package var target: Located<String>
  /// The probability; `rest` is resolved to what the others leave over.
  package var share: Located<Double>
  /// Whether it was written as `rest`.
  package var isRest: Bool
  /// What diagrams say of the branch, with `{share}` where the share goes; nil shows nothing.
  package var label: LocalizedText?

  /// Creates a branch.
  package init(
    target: Located<String>, share: Located<Double>, isRest: Bool, label: LocalizedText? = nil
  ) {
    self.target = target
    self.share = share
    self.isRest = isRest
    self.label = label
  }
}

/// A branch of a choice by case attribute; `value` nil is the branch of all other values.
package struct RouteBranch: Sendable {
  /// The attribute value, nil for `rest`.
  package var value: Located<String>?
  /// Where the token goes.
  package var target: Located<String>

  /// Creates a branch.
  package init(value: Located<String>?, target: Located<String>) {
    self.value = value
    self.target = target
  }
}
