// SPDX-License-Identifier: Apache-2.0

/// Checks the names and the shape of the routing.
///
/// Whether tree and conditions agree is proved by ``RoutingProof``.
struct RoutingValidator {
  let pack: Pack
  private var routing: Routing { pack.routing }

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    let before = findings.errorCount
    questions(&findings)
    targets(&findings)
    conditions(&findings)
    guard findings.errorCount == before, !routing.isEmpty else { return }
    let asked = order(&findings)
    if findings.errorCount == before { reached(asked, &findings) }
  }

  private func questions(_ findings: inout Findings) {
    let limit = RoutingQuestion.limit
    for question in routing.questions.dropFirst(limit).prefix(1) {
      findings.error(
        "too-many-answers", at: question.id.place,
        "the pack has \(routing.questions.count) questions; at most \(limit)")
    }
    for question in routing.questions where question.answers.count > limit {
      findings.error(
        "too-many-answers", at: question.id.place,
        "question '\(question.id.value)' has \(question.answers.count) answers; at most \(limit)")
    }
  }

  /// Checks that every answer of every step leads to something known by one name only.
  private func targets(_ findings: inout Findings) {
    let groups = routing.leftOut.map(\.id.value)
    let ends = Set(pack.scenarios.map(\.id) + groups)
    for name in (routing.steps.map(\.id) + routing.leftOut.map(\.id)).sorted(by: {
      $0.place < $1.place
    }) {
      let isStep = routing.step(name.value)?.id.place == name.place
      let others = isStep ? ends : Set(pack.scenarios.map(\.id))
      guard others.contains(name.value) else { continue }
      findings.error(
        "duplicate-name", at: name.place,
        "'\(name.value)' is a scenario or left-out group already; choose another name")
    }
    let known = ends.union(routing.steps.map(\.id.value))
    for step in routing.steps {
      for target in step.allTargets where !known.contains(target.value) {
        unknownTarget(target, "step of the routing, scenario or left-out group", known, &findings)
      }
      guard let question = question(step.question, &findings) else { continue }
      for (answer, _) in step.targets { self.answer(answer, of: question, &findings) }
      guard step.rest == nil else { continue }
      for answer in question.answers where step.target(of: answer.id.value) == nil {
        findings.error(
          "answer-without-target", at: step.id.place,
          "the answer '\(answer.id.value)' to '\(question.id.value)' leads nowhere; name where to, "
            + "or let 'rest' take it")
      }
    }
    for admission in routing.admissions where !ends.contains(admission.target.value) {
      unknownTarget(admission.target, "scenario or left-out group", ends, &findings)
    }
  }

  private func unknownTarget(
    _ name: Located<String>, _ what: String, _ known: Set<String>, _ findings: inout Findings
  ) {
    findings.error(
      "unknown-scenario", at: name.place,
      "'\(name.value)' is no \(what)\(NearestName.hint(for: name.value, in: known))")
  }

  private func question(_ name: Located<String>, _ findings: inout Findings) -> RoutingQuestion? {
    if let question = routing.question(name.value) { return question }
    findings.error(
      "unknown-question", at: name.place,
      "question '\(name.value)' does not exist"
        + NearestName.hint(for: name.value, in: routing.questions.map(\.id.value)))
    return nil
  }

  private func answer(
    _ name: Located<String>, of question: RoutingQuestion, _ findings: inout Findings
  ) {
    guard question.position(of: name.value) == nil else { return }
    findings.error(
      "unknown-answer", at: name.place,
      "'\(name.value)' is no answer to '\(question.id.value)'"
        + NearestName.hint(for: name.value, in: question.answers.map(\.id.value)))
  }

  private func conditions(_ findings: inout Findings) {
    for condition in routing.admissions.flatMap(\.conditions)
      + routing.impossibilities.map(\.condition)
    {
      for clause in condition.clauses {
        guard let question = question(clause.question, &findings) else { continue }
        for answer in clause.answers { self.answer(answer, of: question, &findings) }
      }
    }
  }

  /// Visits the steps so that each comes after all that lead to it, and reports circles and questions
  /// that are asked again.
  ///
  /// - Returns: The ids of the steps, scenarios and groups that are reached.
  /// - Complexity: O(steps × questions + answers).
  private func order(_ findings: inout Findings) -> Set<String> {
    guard let start = routing.steps.first else { return [] }
    let steps = Dictionary(
      routing.steps.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    var reached: Set<String> = [start.id.value]
    var finished: [RoutingStep] = []
    var onPath: Set<String> = [start.id.value]
    var stack = [(step: start, next: 0)]
    while let (step, next) = stack.last {
      let targets = step.allTargets
      guard next < targets.count else {
        finished.append(step)
        onPath.remove(step.id.value)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = targets[next]
      if onPath.contains(target.value) {
        findings.error(
          "routing-circle", at: target.place,
          "'\(target.value)' leads back to itself by way of '\(step.id.value)'; every answer must "
            + "come nearer to a scenario")
      } else if reached.insert(target.value).inserted, let found = steps[target.value] {
        onPath.insert(target.value)
        stack.append((found, 0))
      }
    }
    // Which questions some path has asked before it comes to a step.
    var before: [String: Set<String>] = [:]
    for step in finished.reversed() {
      var asked = before[step.id.value, default: []]
      if !asked.insert(step.question.value).inserted {
        findings.error(
          "asked-again", at: step.id.place,
          "'\(step.question.value)' has an answer already on some way to '\(step.id.value)'; give "
            + "that way a step of its own")
      }
      for target in step.allTargets { before[target.value, default: []].formUnion(asked) }
    }
    return reached
  }

  /// Warns of what no path leads to.
  private func reached(_ reached: Set<String>, _ findings: inout Findings) {
    let asked = Set(
      routing.steps.filter { reached.contains($0.id.value) }.map(\.question.value))
    for question in routing.questions where !asked.contains(question.id.value) {
      findings.warning(
        "question-never-asked", at: question.id.place,
        "no step that is reached asks '\(question.id.value)'")
    }
    for step in routing.steps where !reached.contains(step.id.value) {
      findings.warning(
        "never-reached", at: step.id.place, "no answer leads to the step '\(step.id.value)'")
    }
    for target in pack.routedTargets where !reached.contains(target.value) {
      findings.warning(
        "never-reached", at: target.place,
        "no answer of the routing leads to '\(target.value)'")
    }
  }
}

extension Pack {
  /// The scenarios and left-out groups the routing must lead to, in the order of the pack; a
  /// scenario without parties is the class of all others, which no transfer is led to.
  package var routedTargets: [Located<String>] {
    scenarios.filter { $0.parties != nil }.map { Located($0.id, at: $0.place) }
      + routing.leftOut.map(\.id)
  }
}
