// SPDX-License-Identifier: Apache-2.0

/// How a transfer is led to its scenario: questions, the order in which they are asked, the groups
/// that are left out, and what each scenario and group admits.
///
/// The order (``steps``) and the conditions (``admissions``) are written apart, so that one proves
/// the other; see ``RoutingProof``.
package struct Routing: Sendable {
  /// The questions, in the order of the pack; their answers are independent of each other.
  package var questions: [RoutingQuestion] = []
  /// The tree; the first step is the start.
  package var steps: [RoutingStep] = []
  /// The groups of transfers that are left out.
  package var leftOut: [LeftOutGroup] = []
  /// What scenarios and left-out groups admit.
  package var admissions: [Admission] = []
  /// Combinations of answers that cannot occur.
  package var impossibilities: [Impossibility] = []

  /// Creates an empty routing.
  package init() {}

  /// Whether the pack asks nothing.
  package var isEmpty: Bool { steps.isEmpty }

  /// Returns a question by id.
  package func question(_ id: String) -> RoutingQuestion? { questions.first { $0.id.value == id } }

  /// Returns a step by id.
  package func step(_ id: String) -> RoutingStep? { steps.first { $0.id.value == id } }
}

/// A question on the facts of a transfer, with its possible answers.
package struct RoutingQuestion: Sendable {
  /// The most questions of a pack, and the most answers of a question.
  package static let limit = 64

  /// The id, such as `basis`.
  package var id: Located<String>
  /// The question as it is asked.
  package var name: LocalizedText
  /// The answers in the order they are offered.
  package var answers: [(id: Located<String>, name: LocalizedText)]

  /// Creates a question.
  package init(
    id: Located<String>, name: LocalizedText, answers: [(id: Located<String>, name: LocalizedText)]
  ) {
    self.id = id
    self.name = name
    self.answers = answers
  }

  /// Returns the position of an answer.
  package func position(of answer: String) -> Int? {
    answers.firstIndex { $0.id.value == answer }
  }
}

/// A place in the tree where a question is asked; several may ask the same one.
package struct RoutingStep: Sendable {
  /// The id, such as `seller?`.
  package var id: Located<String>
  /// The question, an id of `questions`.
  package var question: Located<String>
  /// By answer, the id of a step, a scenario or a left-out group, in the order of the file.
  package var targets: [(answer: Located<String>, target: Located<String>)]
  /// The target of all answers that are not named.
  package var rest: Located<String>?

  /// Creates a step.
  package init(
    id: Located<String>, question: Located<String>,
    targets: [(answer: Located<String>, target: Located<String>)], rest: Located<String>?
  ) {
    self.id = id
    self.question = question
    self.targets = targets
    self.rest = rest
  }

  /// Returns where an answer leads; nil where it leads nowhere.
  package func target(of answer: String) -> String? {
    (targets.first { $0.answer.value == answer }?.target ?? rest)?.value
  }

  /// All targets in the order of the file, the rest last.
  package var allTargets: [Located<String>] { targets.map(\.target) + (rest.map { [$0] } ?? []) }
}

/// A group of transfers that has no scenario, with the reason.
package struct LeftOutGroup: Sendable {
  /// The id, such as `X01`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// The estimated share of all transfers, from 0 to 1.
  package var share: Located<Double>
  /// Why it is left out.
  package var reason: LocalizedText

  /// Creates a group.
  package init(
    id: Located<String>, name: LocalizedText, share: Located<Double>, reason: LocalizedText
  ) {
    self.id = id
    self.name = name
    self.share = share
    self.reason = reason
  }
}

/// Answers that hold together: by question, the ones that are allowed; other questions are free.
package struct FactCondition: Sendable {
  /// A question with the answers allowed.
  package typealias Clause = (question: Located<String>, answers: [Located<String>])
  /// The clauses, all of which must hold.
  package var clauses: [Clause]

  /// Creates a condition.
  package init(_ clauses: [Clause]) { self.clauses = clauses }
}

/// What a scenario or left-out group admits: any of some conditions.
package struct Admission: Sendable {
  /// The scenario or left-out group.
  package var target: Located<String>
  /// The conditions, of which one is enough.
  package var conditions: [FactCondition]

  /// Creates an admission.
  package init(target: Located<String>, conditions: [FactCondition]) {
    self.target = target
    self.conditions = conditions
  }
}

/// Combinations of answers that cannot occur, with the reason.
package struct Impossibility: Sendable {
  /// The id.
  package var id: Located<String>
  /// The combinations.
  package var condition: FactCondition
  /// Why they cannot occur.
  package var reason: LocalizedText

  /// Creates an impossibility.
  package init(id: Located<String>, condition: FactCondition, reason: LocalizedText) {
    self.id = id
    self.condition = condition
    self.reason = reason
  }
}
