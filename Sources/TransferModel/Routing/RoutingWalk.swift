// SPDX-License-Identifier: Apache-2.0

/// What answers lead to: a scenario, a left-out group, or a question.
package struct RoutingTarget: Sendable {
  /// The id.
  package let id: String
  /// The label.
  package let name: LocalizedText
  /// The share of all transfers, if stated.
  package let share: Double?
  /// Why it is left out; nil for a scenario.
  package let reason: LocalizedText?

  /// Whether it is a group that is left out.
  package var isLeftOut: Bool { reason != nil }
}

extension Pack {
  /// Returns a scenario or left-out group as a target of the routing.
  package func routingTarget(_ id: String) -> RoutingTarget {
    if let group = routing.leftOut.first(where: { $0.id.value == id }) {
      return RoutingTarget(
        id: id, name: group.name, share: group.share.value, reason: group.reason)
    }
    let scenario = scenarios.first { $0.id == id }
    return RoutingTarget(
      id: id, name: scenario?.name ?? LocalizedText(zh: id, en: id), share: scenario?.share?.value,
      reason: nil)
  }
}

/// Given answers, followed through the tree as far as they go.
package struct RoutingWalk: Sendable {
  /// The answers that were asked for, in the order of asking.
  package private(set) var walked: [RoutingFact] = []
  /// The answers that were given and not asked for, in the order of the questions.
  package let notAsked: [RoutingFact]
  /// Why these answers cannot occur together; nil where they can.
  package let cannotOccur: LocalizedText?
  /// The question that comes next; nil where the walk has come to an end.
  package let asks: RoutingQuestion?
  /// Where the answers lead; nil where a question is open.
  package let leads: RoutingTarget?

  /// Follows answers.
  ///
  /// - Throws: ``RoutingError`` where the pack asks no questions, a question or answer does not exist,
  ///   or one is answered twice.
  package init(_ pack: ValidPack, answers facts: [RoutingFact]) throws(RoutingError) {
    let routing = pack.pack.routing
    guard !routing.isEmpty else { throw .noQuestions }
    var answers: [String: String] = [:]
    for fact in facts {
      guard let question = routing.question(fact.question) else {
        throw RoutingError(
          "question '\(fact.question)' does not exist"
            + NearestName.hint(for: fact.question, in: routing.questions.map(\.id.value)))
      }
      guard question.position(of: fact.answer) != nil else {
        throw RoutingError(
          "'\(fact.answer)' is no answer to '\(fact.question)'"
            + NearestName.hint(for: fact.answer, in: question.answers.map(\.id.value)))
      }
      guard answers.updateValue(fact.answer, forKey: fact.question) == nil else {
        throw RoutingError("'\(fact.question)' is answered twice; answer it once")
      }
    }
    var next = routing.steps.first
    var target: String?
    while let step = next, let answer = answers[step.question.value] {
      walked.append(RoutingFact(question: step.question.value, answer: answer))
      target = step.target(of: answer)
      next = target.flatMap { routing.step($0) }
    }
    asks = next.flatMap { routing.question($0.question.value) }
    leads = next == nil ? target.map { pack.pack.routingTarget($0) } : nil
    let asked = Set(walked.map(\.question))
    notAsked = routing.questions.compactMap { question in
      let id = question.id.value
      guard !asked.contains(id), let answer = answers[id] else { return nil }
      return RoutingFact(question: id, answer: answer)
    }
    cannotOccur =
      routing.impossibilities.first { impossibility in
        impossibility.condition.clauses.allSatisfy { clause in
          clause.answers.contains { $0.value == answers[clause.question.value] }
        }
      }?.reason
  }
}
