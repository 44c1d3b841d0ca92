// SPDX-License-Identifier: Apache-2.0

/// One thing a pack says: that an entry is there, or what a field of an entry is.
struct PackFact {
  /// The way to it, such as `steps`, `T03`, `time`; no two facts of a pack share one.
  let path: [String]
  /// The number of parts of the path that name the entry; the others name the field.
  let entryDepth: Int
  /// What the field is; for an entry, what kind of thing or which label it has.
  let value: FactValue
  /// Where it is written, or the entry it is part of.
  let place: SourcePlace
  /// Whether the place is that of the value alone, so that one place is one thing written.
  let isWrittenThere: Bool
  /// The rules of law it rests on.
  let basis: [String]

  /// Whether it says that an entry is there.
  var isEntry: Bool { path.count == entryDepth }
  /// The name of the field; empty for an entry.
  var field: String { path[entryDepth...].joined(separator: ".") }
}

/// Collects the facts of a pack.
struct FactList {
  private(set) var facts: [PackFact] = []
  private var entry: [String] = []
  private var place = SourcePlace.start(of: "")
  private var basis: [String] = []
  /// The configurations whose resolved values are compared.
  let configurations: [String]
  /// The scenarios whose resolved values are compared.
  let scenarios: [String]

  init(configurations: [String], scenarios: [String]) {
    self.configurations = configurations
    self.scenarios = scenarios
  }

  /// Begins an entry; the fields that follow are its own.
  mutating func begin(
    _ path: [String], _ value: FactValue, at place: SourcePlace, basis: [String] = []
  ) {
    entry = path
    self.place = place
    self.basis = basis
    facts.append(
      PackFact(
        path: path, entryDepth: path.count, value: value, place: place, isWrittenThere: true,
        basis: basis))
  }

  /// Adds a field of the entry; without a value it says nothing.
  mutating func add(_ field: String..., value: FactValue?, at written: SourcePlace? = nil) {
    guard let value else { return }
    facts.append(
      PackFact(
        path: entry + field, entryDepth: entry.count, value: value, place: written ?? place,
        isWrittenThere: written != nil, basis: basis))
  }

  /// Adds a label, unless it is empty.
  mutating func add(_ field: String, label: LocalizedText) {
    guard !label.zh.isEmpty || !label.en.isEmpty else { return }
    add(field, value: .label(label))
  }

  /// Adds a name with the place it is written at.
  mutating func add(_ field: String..., name: Located<String>?) {
    guard let name else { return }
    facts.append(
      PackFact(
        path: entry + field, entryDepth: entry.count, value: .text(name.value), place: name.place,
        isWrittenThere: true, basis: basis))
  }

  /// Adds a time with the place it is written at.
  mutating func add(_ field: String, time: Located<TimeLaw>?) {
    guard let time else { return }
    add(field, value: .time(time.value), at: time.place)
  }

  /// Adds words whose order means nothing, unless there are none.
  mutating func add(_ field: String, names: [String]) {
    guard !names.isEmpty else { return }
    add(field, value: .names(Set(names).sorted()))
  }
}

extension Pack {
  /// What the pack says, section by section.
  func facts(configurations: [String], scenarios: [String]) -> [PackFact] {
    var list = FactList(configurations: configurations, scenarios: scenarios)
    let labels = LibraryLabels(self)
    for scenario in self.scenarios { list.add(scenario, labels) }
    list.addLibraries(of: self)
    list.add(hall)
    list.add(routing)
    return list.facts
  }
}

/// The labels of the entries of the libraries.
struct LibraryLabels {
  private var labels: [[String]: LocalizedText] = [:]

  init(_ pack: Pack) {
    for step in pack.steps { labels[["steps", step.id.value]] = step.name }
    for wait in pack.waits { labels[["waits", wait.id.value]] = wait.name }
    for one in pack.gatherings { labels[["gatherings", one.id.value]] = one.name }
    for material in pack.materials { labels[["materials", material.id.value]] = material.name }
    for rule in pack.taxRules { labels[["taxes", rule.id.value]] = rule.name }
    for rule in pack.legalRules {
      let (title, article) = (rule.title, rule.article)
      labels[["legal", rule.id.value]] = LocalizedText(
        zh: title.zh + article.zh,
        en: [title.en, article.en].filter { !$0.isEmpty }.joined(separator: ", "))
    }
  }

  /// Returns the label of an entry, or its id.
  func label(_ section: String, _ id: String) -> FactValue {
    labels[[section, id]].map { .label($0) } ?? .text(id)
  }

  /// Returns the label of a node, nil where it is that of its step or wait.
  func ownLabel(of node: FlowNode) -> LocalizedText? {
    let inherited: LocalizedText? =
      switch node.kind {
      case .task(let task): task.step.flatMap { labels[["steps", $0.value]] }
      case .wait(let wait): wait.wait.flatMap { labels[["waits", $0.value]] }
      case .gather(let gather): gather.gathering.flatMap { labels[["gatherings", $0.value]] }
      default: nil
      }
    return node.label == inherited ? nil : node.label
  }
}
