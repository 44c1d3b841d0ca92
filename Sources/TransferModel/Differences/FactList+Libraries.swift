// SPDX-License-Identifier: Apache-2.0

extension FactList {
  /// Adds the libraries, entry by entry.
  mutating func addLibraries(of pack: Pack) {
    for department in pack.departments {
      begin(["departments", department.id.value], .label(department.name), at: department.id.place)
      add("name", label: department.name)
    }
    for step in pack.steps {
      begin(["steps", step.id.value], .label(step.name), at: step.id.place)
      add("name", label: step.name)
      add("note", label: step.note)
      add("department", name: step.department)
      add("pool", name: step.pool)
      add("time", time: step.time)
      add("payment", value: .flag(step.isPayment))
      add("electronic", value: .flag(step.isElectronic))
    }
    for wait in pack.waits { add(wait) }
    for gathering in pack.gatherings {
      begin(["gatherings", gathering.id.value], .label(gathering.name), at: gathering.id.place)
      add("name", label: gathering.name)
      add(gathering.rule)
    }
    for preset in pack.presets {
      begin(["presets", preset.id.value], .label(preset.name), at: preset.id.place)
      add("name", label: preset.name)
      add("note", label: preset.note)
      for (number, change) in preset.changes.enumerated() {
        add("set[\(number)]", value: .text(change))
      }
    }
    for material in pack.materials {
      begin(["materials", material.id.value], .label(material.name), at: material.id.place)
      add("name", label: material.name)
      if material.shortName != material.name { add("short", label: material.shortName) }
      add("note", label: material.note)
      add("holder", label: material.holder)
    }
    for rule in pack.legalRules {
      begin(
        ["legal", rule.id.value], .label(rule.title), at: rule.id.place, basis: [rule.id.value])
      add("title", label: rule.title)
      add("article", label: rule.article)
      add("gist", label: rule.gist)
      add("from", value: .text("\(rule.from)"))
      add("until", value: rule.until.map { .text("\($0)") })
    }
    for rule in pack.taxRules {
      begin(["taxes", rule.id.value], .label(rule.name), at: rule.id.place)
      add("name", label: rule.name)
      add("note", label: rule.note)
      add("exemption", value: .flag(rule.isExemption))
      add("yuan", value: rule.yuan.map { .count($0) })
    }
  }

  private mutating func add(_ wait: LibraryWait) {
    begin(["waits", wait.id.value], .label(wait.name), at: wait.id.place)
    add("name", label: wait.name)
    add("time", time: wait.time)
    add("value", value: wait.share.map { .share($0.value) }, at: wait.share?.place)
    add("rounds", name: wait.rounds)
    add("until-open", name: wait.untilOpen)
    add("appointment", name: wait.appointment)
    add("stopped", value: .flag(wait.isStopped))
    add("limit", time: wait.lapse)
  }

  /// Adds questions, steps, left-out groups and conditions.
  mutating func add(_ routing: Routing) {
    for question in routing.questions {
      let id = question.id.value
      begin(["questions", id], .label(question.name), at: question.id.place)
      add("name", label: question.name)
      for answer in question.answers {
        begin(["questions", id, answer.id.value], .label(answer.name), at: answer.id.place)
        add("name", label: answer.name)
      }
    }
    for (position, step) in routing.steps.enumerated() {
      begin(["routing", step.id.value], .text(step.question.value), at: step.id.place)
      add("start", value: .flag(position == 0))
      add("ask", name: step.question)
      for (answer, target) in step.targets { add("to", answer.value, name: target) }
      add("to", "rest", name: step.rest)
    }
    for group in routing.leftOut {
      begin(["leftOut", group.id.value], .label(group.name), at: group.id.place)
      add("name", label: group.name)
      add("share", value: .share(group.share.value), at: group.share.place)
      add("why", label: group.reason)
    }
    for admission in routing.admissions {
      begin(
        ["admits", admission.target.value], .text(admission.target.value),
        at: admission.target.place)
      add("any", names: admission.conditions.map { Self.text($0) })
    }
    for impossibility in routing.impossibilities {
      begin(
        ["impossible", impossibility.id.value], .label(impossibility.reason),
        at: impossibility.id.place)
      add("when", value: .text(Self.text(impossibility.condition)))
      add("why", label: impossibility.reason)
    }
  }

  /// A condition in one form whatever the order it is written in.
  private static func text(_ condition: FactCondition) -> String {
    let clauses = condition.clauses.map { clause in
      "\(clause.question.value): "
        + Set(clause.answers.map(\.value)).sorted().joined(separator: " or ")
    }
    return clauses.sorted().joined(separator: ", ")
  }
}
