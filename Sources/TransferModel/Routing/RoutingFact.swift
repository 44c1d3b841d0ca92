// SPDX-License-Identifier: Apache-2.0

/// An answer to a question.
package struct RoutingFact: Sendable, Hashable, CustomStringConvertible {
  /// The id of the question.
  package let question: String
  /// The id of the answer.
  package let answer: String

  /// Creates a fact.
  package init(question: String, answer: String) {
    self.question = question
    self.answer = answer
  }

  /// The form in which a fact is given on the command line, `question=answer`.
  package var description: String { "\(question)=\(answer)" }
}

extension RoutingFact {
  /// Reads `question=answer`; nil without an equals sign or with an empty side.
  package init?(text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(question: String(parts[0]), answer: String(parts[1]))
  }
}
