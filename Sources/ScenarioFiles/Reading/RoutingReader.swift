// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the sections that lead a transfer to its scenario.
struct RoutingReader {
  static let sections = ["questions", "routing", "leftOut", "admits", "impossible"]

  let context: ReadingContext
  private(set) var routing = Routing()

  init(context: ReadingContext) { self.context = context }

  /// Reads one section of one file.
  mutating func read(section: String, _ node: DocumentNode) {
    switch section {
    case "questions":
      routing.questions += SectionReader.read(node, of: "question", context: context, question)
    case "routing":
      routing.steps += SectionReader.read(node, of: "routingStep", context: context, step)
    case "leftOut":
      routing.leftOut += SectionReader.read(node, of: "leftOutGroup", context: context, group)
    case "admits":
      routing.admissions += context.entries(node, of: "'admits'").compactMap { admission($0) }
    case "impossible":
      routing.impossibilities += SectionReader.read(
        node, of: "impossibility", context: context, impossibility)
    default: break
    }
  }

  private func question(_ id: Located<String>, _ fields: Fields) -> RoutingQuestion? {
    let name = fields.label("name", or: id.value)
    let isEmpty = fields.need("answers")?.entries?.isEmpty ?? false
    let answers = fields.entries("answers").map { entry in
      let id = Located(entry.key, at: entry.place)
      context.checkName(id)
      return (id, context.label(entry.value) ?? LocalizedText(zh: entry.key, en: entry.key))
    }
    guard !answers.isEmpty else {
      if isEmpty {
        context.error("missing-key", at: id.place, "question '\(id.value)' needs an answer")
      }
      return nil
    }
    return RoutingQuestion(id: id, name: name, answers: answers)
  }

  private func step(_ id: Located<String>, _ fields: Fields) -> RoutingStep? {
    let question = fields.need("ask").flatMap { context.name($0) }
    let isGiven = fields.need("to") != nil
    let entries = fields.entries("to")
    guard let question, isGiven else { return nil }
    var targets: [(Located<String>, Located<String>)] = []
    var rest: Located<String>?
    for entry in entries {
      guard let target = context.name(entry.value) else { continue }
      if entry.key == "rest" {
        rest = target
      } else {
        targets.append((Located(entry.key, at: entry.place), target))
      }
    }
    return RoutingStep(id: id, question: question, targets: targets, rest: rest)
  }

  private func group(_ id: Located<String>, _ fields: Fields) -> LeftOutGroup? {
    let name = fields.label("name", or: id.value)
    let share = fields.need("share").flatMap { context.shareOrEntry($0) }
    let reason = fields.need("why").flatMap { context.label($0) }
    guard let share, let reason else { return nil }
    return LeftOutGroup(id: id, name: name, share: share, reason: reason)
  }

  private func admission(_ entry: DocumentEntry) -> Admission? {
    let conditions = (entry.value.items ?? [entry.value]).map { condition($0) }
    return Admission(target: Located(entry.key, at: entry.place), conditions: conditions)
  }

  private func impossibility(_ id: Located<String>, _ fields: Fields) -> Impossibility? {
    let condition = fields.need("when").map { self.condition($0) }
    let reason = fields.need("why").flatMap { context.label($0) }
    guard let condition, let reason else { return nil }
    return Impossibility(id: id, condition: condition, reason: reason)
  }

  private func condition(_ node: DocumentNode) -> FactCondition {
    FactCondition(
      context.entries(node, of: "a condition").map { entry in
        (Located(entry.key, at: entry.place), context.names(entry.value))
      })
  }
}
