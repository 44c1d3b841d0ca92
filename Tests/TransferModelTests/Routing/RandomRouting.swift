// SPDX-License-Identifier: Apache-2.0

import TestSupport
import TransferModel

/// A small random routing as a pack, and what it says of every combination, one by one.
struct RandomRouting {
  /// What one combination comes to.
  struct Case {
    var answers: [String: String]
    var leads: String
    /// nil where the combination cannot occur.
    var admitted: [String]?
  }

  let pack: ValidPack
  /// Every combination.
  let cases: [Case]

  /// Builds one; nil where the random tree asks a question twice or has no path.
  init?(seed: UInt64) throws {
    var random = RepeatableGenerator(seed: seed)
    let sizes = (0..<(2 + random.below(4))).map { _ in 2 + random.below(3) }
    let ends = (0..<(2 + random.below(4))).map { "S0\($0 + 1)" }
    // A step asks a question later than the one before it, so that no path asks twice.
    var steps = ""
    for (question, size) in sizes.enumerated() {
      let targets = (0..<size).map { answer in
        let later = question + 1 + random.below(sizes.count - question + 1)
        return "a\(answer): \(later < sizes.count ? "s\(later)" : random.pick(ends))"
      }
      steps += "  s\(question): {ask: q\(question), to: {\(targets.joined(separator: ", "))}}\n"
    }
    func condition() -> String {
      let clauses = sizes.indices.filter { _ in random.below(2) == 0 }.map { question in
        let answers = (0..<sizes[question]).filter { _ in random.below(2) == 0 }.map { "a\($0)" }
        return "q\(question): [\((answers.isEmpty ? ["a0"] : answers).joined(separator: ", "))]"
      }
      return "{\(clauses.joined(separator: ", "))}"
    }
    var text = "source: assumed:test\nquestions:\n"
    for (question, size) in sizes.enumerated() {
      let answers = (0..<size).map { "a\($0): {en: \($0)}" }.joined(separator: ", ")
      text += "  q\(question): {answers: {\(answers)}}\n"
    }
    text += "routing:\n\(steps)admits:\n"
    for end in ends {
      let conditions = (0...random.below(3)).map { _ in condition() }
      text += "  \(end): [\(conditions.joined(separator: ", "))]\n"
    }
    text += "impossible:\n"
    for number in 0...random.below(2) {
      text += "  i\(number): {when: \(condition()), why: {en: test}}\n"
    }
    var files = ["hall/hall.yaml": SmallPack.hall, "shared/routing.yaml": text]
    for end in ends {
      files["\(end).yaml"] =
        "scenario: \(end)\nshare: 10 %\nparties: {from: a, to: b}\n"
        + "flow: {out: {end: done}}\nsource: assumed:test\n"
    }
    guard let pack = try SmallPack(files).read().valid else { return nil }
    self.pack = pack
    cases = try Self.cases(of: pack)
  }

  private static func cases(of pack: ValidPack) throws -> [Case] {
    let routing = pack.pack.routing
    var all: [[String: String]] = [[:]]
    for question in routing.questions {
      all = all.flatMap { known in
        question.answers.map { answer in
          known.merging([question.id.value: answer.id.value]) { _, new in new }
        }
      }
    }
    return try all.map { answers in
      func holds(_ condition: FactCondition) -> Bool {
        condition.clauses.allSatisfy { clause in
          clause.answers.contains { $0.value == answers[clause.question.value] }
        }
      }
      let facts = answers.map { RoutingFact(question: $0.key, answer: $0.value) }
      let target = try RoutingWalk(pack, answers: facts).leads?.id ?? ""
      if routing.impossibilities.contains(where: { holds($0.condition) }) {
        return Case(answers: answers, leads: target, admitted: nil)
      }
      let admitted = routing.admissions.filter { $0.conditions.contains(where: holds) }
        .map(\.target.value)
      return Case(answers: answers, leads: target, admitted: admitted.sorted())
    }
  }
}
