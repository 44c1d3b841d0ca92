// SPDX-License-Identifier: Apache-2.0

/// The answers to every question of a routing as numbers, and its conditions over them.
struct AnswerSpace {
  /// A condition: by question, a bit for each answer that is allowed.
  struct Cube {
    /// The questions it restricts, ascending, with the answers allowed.
    let literals: [(question: Int, answers: UInt64)]
    /// The target that admits it, a position in ``AnswerSpace/targets``; nil for what cannot occur.
    let target: Int?
  }

  /// A step of the tree with its targets by answer.
  struct Step {
    let question: Int
    /// By answer, the position of a step, or −1 − the position of a target.
    let next: [Int]
  }

  let questions: [RoutingQuestion]
  let steps: [Step]
  /// The ids of the scenarios and left-out groups that tree or conditions name, in order.
  let targets: [String]
  let cubes: [Cube]

  /// Translates the routing of a valid pack.
  init(_ pack: ValidPack) {
    let routing = pack.pack.routing
    questions = routing.questions
    let ids = pack.pack.scenarios.map(\.id) + routing.leftOut.map(\.id.value)
    let named = Set(
      routing.steps.flatMap(\.allTargets).map(\.value) + routing.admissions.map(\.target.value)
        + pack.pack.routedTargets.map(\.value))
    targets = ids.filter { named.contains($0) }
    let questionIndex = Self.index(routing.questions.map(\.id.value))
    let stepIndex = Self.index(routing.steps.map(\.id.value))
    let targetIndex = Self.index(targets)
    steps = routing.steps.map { step in
      let question = questionIndex[step.question.value] ?? 0
      return Step(
        question: question,
        next: routing.questions[question].answers.map { answer in
          let name = step.target(of: answer.id.value) ?? ""
          return stepIndex[name] ?? (-1 - (targetIndex[name] ?? 0))
        })
    }
    func cube(_ condition: FactCondition, _ target: Int?) -> Cube {
      var masks: [Int: UInt64] = [:]
      for clause in condition.clauses {
        guard let question = questionIndex[clause.question.value] else { continue }
        masks[question] = clause.answers.reduce(0) { mask, answer in
          let position = routing.questions[question].position(of: answer.value)
          return mask | (position.map { 1 << UInt64($0) } ?? 0)
        }
      }
      return Cube(
        literals: masks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, target: target)
    }
    cubes =
      routing.impossibilities.map { cube($0.condition, nil) }
      + routing.admissions.flatMap { admission in
        admission.conditions.map { cube($0, targetIndex[admission.target.value]) }
      }
  }

  private static func index(_ names: [String]) -> [String: Int] {
    Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The number of combinations of answers to the questions that have none yet.
  func combinations(_ answers: [Int?]) -> RunCount {
    answers.indices.reduce(RunCount(1)) { count, question in
      answers[question] == nil
        ? count * RunCount(UInt128(questions[question].answers.count)) : count
    }
  }

  /// The answers the tree asks for, in the order of asking.
  func path(_ answers: [Int?]) -> [RoutingFact] {
    var facts: [RoutingFact] = []
    var position = 0
    while position >= 0, let answer = answers[steps[position].question] {
      facts.append(fact(steps[position].question, answer))
      position = steps[position].next[answer]
    }
    return facts
  }

  /// The answers given, with the ids of question and answer, in the order of the questions.
  func facts(_ answers: [Int?]) -> [RoutingFact] {
    answers.enumerated().compactMap { question, answer in
      answer.map { fact(question, $0) }
    }
  }

  private func fact(_ question: Int, _ answer: Int) -> RoutingFact {
    RoutingFact(
      question: questions[question].id.value, answer: questions[question].answers[answer].id.value)
  }
}
