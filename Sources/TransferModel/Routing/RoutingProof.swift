// SPDX-License-Identifier: Apache-2.0

/// The proof that every combination of answers leads to exactly one scenario or left-out group.
///
/// All questions count as independent. Every combination that can occur must be admitted by exactly
/// one scenario or group, and the tree must lead it there; and every scenario with parties and every
/// group must be reached. The proof looks at each combination, but not one by one: it follows the
/// tree, then splits by the questions on which the conditions still depend, and counts the
/// combinations of all other questions by multiplying.
package struct RoutingProof: Sendable {
  /// What tree and conditions say of a class of combinations.
  package struct Verdict: Sendable, Hashable {
    /// Where the tree leads.
    package let leads: String
    /// Which scenarios and groups admit it, in the order of the pack.
    package let admitted: [String]

    /// Whether both agree on one.
    package var isProved: Bool { admitted == [leads] }
  }

  /// Combinations for which the proof fails, described by as few answers as tell them apart.
  package struct Failure: Sendable, Hashable {
    /// The answers, in the order of the questions; no one of them can be left out.
    package let facts: [RoutingFact]
    /// What is said of all combinations with these answers that can occur.
    package let verdict: Verdict
  }

  /// A scenario or left-out group with the combinations that lead to it.
  package struct Reached: Sendable, Hashable {
    /// The id.
    package let target: String
    /// How many combinations that can occur lead to it.
    package internal(set) var count: RunCount
    /// The answers by which one of them is led there, in the order of asking; nil where there is none.
    package internal(set) var example: [RoutingFact]?
  }

  /// The most failures that are described.
  package static let failureLimit = 20
  /// The most classes that are looked at.
  package static let classLimit = 1_000_000

  /// The number of combinations of answers to all questions.
  package let combinations: RunCount
  /// How many of them cannot occur.
  package private(set) var impossible = RunCount(0)
  /// How many of those that can occur the proof fails for.
  package private(set) var failing = RunCount(0)
  /// The scenarios and left-out groups, in the order of the pack.
  package private(set) var reached: [Reached]
  /// What fails, at most ``failureLimit`` of them.
  package private(set) var failures: [Failure] = []
  /// The number of classes that were told apart.
  package private(set) var classes = 0

  /// Whether every combination leads to one target, and every target is reached.
  package var holds: Bool { failing.value == 0 && unreached.isEmpty }

  /// The scenarios with parties and left-out groups that nothing leads to.
  package var unreached: [String] { reached.filter { $0.count.value == 0 }.map(\.target) }

  /// Looks at every combination.
  ///
  /// - Complexity: O(classes × conditions × questions). The classes are at most the combinations of
  ///   answers to the questions that occur together on a path or in the conditions that meet it.
  /// - Throws: ``RoutingError`` where the pack asks no questions, or there are more classes than the
  ///   limit.
  package init(_ pack: ValidPack, classLimit: Int = classLimit) throws(RoutingError) {
    guard !pack.pack.routing.isEmpty else { throw .noQuestions }
    let space = AnswerSpace(pack)
    let needed = Set(pack.pack.routedTargets.map(\.value))
    combinations = space.combinations([Int?](repeating: nil, count: space.questions.count))
    reached = space.targets.map { Reached(target: $0, count: RunCount(0)) }
    var walk = CombinationWalk(space, limit: classLimit)
    var failing: [(answers: [Int?], verdict: CombinationWalk.Verdict)] = []
    var sums = (impossible: RunCount(0), failing: RunCount(0))
    var reached = reached
    try walk.visit { answers, verdict in
      let count = space.combinations(answers)
      guard let verdict else {
        sums.impossible = sums.impossible + count
        return true
      }
      reached[verdict.leads].count = reached[verdict.leads].count + count
      if reached[verdict.leads].example == nil {
        reached[verdict.leads].example = space.path(answers)
      }
      if !verdict.isProved {
        sums.failing = sums.failing + count
        // More are kept than are told, as several may be parts of one.
        if failing.count < 50 * Self.failureLimit { failing.append((answers, verdict)) }
      }
      return true
    }
    classes = walk.classes
    impossible = sums.impossible
    self.failing = sums.failing
    self.reached = reached.filter { needed.contains($0.target) || $0.count.value > 0 }
    for (answers, verdict) in failing where failures.count < Self.failureLimit {
      let facts = Set(space.facts(answers))
      if failures.contains(where: { facts.isSuperset(of: $0.facts) }) { continue }
      let fewest = try Self.fewest(answers, verdict, in: space)
      failures.append(
        Failure(
          facts: space.facts(fewest),
          verdict: Verdict(
            leads: space.targets[verdict.leads],
            admitted: verdict.admitted.map { space.targets[$0] })))
    }
  }

  /// Drops answers one by one as long as the verdict stays that of all combinations that can occur.
  private static func fewest(
    _ answers: [Int?], _ verdict: CombinationWalk.Verdict, in space: AnswerSpace
  ) throws(RoutingError) -> [Int?] {
    var answers = answers
    for question in answers.indices where answers[question] != nil {
      var fewer = answers
      fewer[question] = nil
      var isSame = true
      var walk = CombinationWalk(space, limit: classLimit)
      try walk.visit(from: fewer) { _, found in
        if let found, found != verdict { isSame = false }
        return isSame
      }
      if isSame { answers = fewer }
    }
    return answers
  }
}

/// A routing that cannot be proved or followed.
package struct RoutingError: Error, CustomStringConvertible {
  /// What is wrong and what would be right.
  package let description: String

  /// Creates an error.
  init(_ description: String) { self.description = description }

  /// There is nothing to prove or to follow.
  static let noQuestions = RoutingError(
    "the pack asks no questions; write the sections 'questions', 'routing' and 'admits' "
      + "(scenarios/README.md)")
}
