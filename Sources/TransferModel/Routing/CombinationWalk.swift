// SPDX-License-Identifier: Apache-2.0

/// Visits all combinations of answers in classes of which tree and conditions say the same.
struct CombinationWalk {
  /// What is said of a class, with positions in ``AnswerSpace/targets``.
  struct Verdict: Equatable {
    let leads: Int
    /// Ascending.
    let admitted: [Int]

    /// Whether tree and conditions agree on one target.
    var isProved: Bool { admitted == [leads] }
  }

  private let space: AnswerSpace
  private let limit: Int
  private(set) var classes = 0

  init(_ space: AnswerSpace, limit: Int) {
    self.space = space
    self.limit = limit
  }

  /// Calls a function with each class.
  ///
  /// - Parameters:
  ///   - answers: Answers all classes share; none where it is left out.
  ///   - body: Takes the answers of a class, nil for questions that do not matter, and the verdict,
  ///     nil where the class cannot occur; it returns whether to go on.
  /// - Throws: ``RoutingError`` where there are more classes than the limit.
  mutating func visit(
    from answers: [Int?]? = nil, _ body: ([Int?], Verdict?) -> Bool
  ) throws(RoutingError) {
    var start = [Int?](repeating: nil, count: space.questions.count)
    for (question, answer) in (answers ?? []).enumerated() { start[question] = answer }
    // A stack of its own: a tree may be as deep as a pack has questions.
    var stack = [(answers: start, position: 0)]
    while var (answers, position) = stack.popLast() {
      while position >= 0, let answer = answers[space.steps[position].question] {
        position = space.steps[position].next[answer]
      }
      let split: Int
      if position >= 0 {
        split = space.steps[position].question
      } else {
        switch condition(answers, leads: -1 - position) {
        case .open(let question): split = question
        case .decided(let verdict):
          classes += 1
          guard classes <= limit else {
            throw RoutingError(
              "the answers fall into more than \(limit) classes; let conditions name fewer "
                + "questions, or split the pack")
          }
          guard body(answers, verdict) else { return }
          continue
        }
      }
      for answer in space.questions[split].answers.indices.reversed() {
        answers[split] = answer
        stack.append((answers, position))
      }
    }
  }

  private enum State {
    /// The conditions depend on the answer to this question.
    case open(Int)
    /// They do not depend on any answer that is missing.
    case decided(Verdict?)
  }

  /// Holds the conditions against what is known at the end of the tree.
  private func condition(_ answers: [Int?], leads: Int) -> State {
    var admitted: Set<Int> = []
    var open: [(question: Int, target: Int?)] = []
    next: for cube in space.cubes {
      var missing: Int?
      for literal in cube.literals {
        guard let answer = answers[literal.question] else {
          // An answer that all are allowed for needs no asking.
          let all = space.questions[literal.question].answers.count
          if literal.answers.nonzeroBitCount < all { missing = missing ?? literal.question }
          continue
        }
        if literal.answers & (1 << UInt64(answer)) == 0 { continue next }
      }
      if let missing {
        open.append((missing, cube.target))
      } else if let target = cube.target {
        admitted.insert(target)
      } else {
        return .decided(nil)
      }
    }
    // Another condition of what admits the class already changes nothing.
    if let first = open.first(where: { $0.target.map { !admitted.contains($0) } ?? true }) {
      return .open(first.question)
    }
    return .decided(Verdict(leads: leads, admitted: admitted.sorted()))
  }
}
