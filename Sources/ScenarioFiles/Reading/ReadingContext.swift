// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// What all readers of one pack share: the findings so far and the libraries read so far.
final class ReadingContext {
  var findings = Findings()
  var steps: [String: Step] = [:]
  var waits: [String: WaitEntry] = [:]
  var templates: [String: Template] = [:]
  /// Names that some flow has used, to report what nobody uses.
  var usedNames: Set<String> = []

  /// An entry of the `waits` section: a duration, a rule, or a probability used by name.
  struct WaitEntry {
    var id: Located<String>
    var name: LocalizedText
    var time: Located<TimeLaw>?
    var share: Located<Double>?
    var rounds: Located<String>?
    var untilOpen: Located<String>?
    var appointment: Located<String>?
    var isStopped: Bool
    var lapse: Located<TimeLaw>?
  }

  /// A template as written, before its parameters are known.
  struct Template {
    var id: Located<String>
    var parameters: [Parameter]
    var stages: [FlowStage]
    var nodes: [DocumentEntry]

    struct Parameter {
      var name: Located<String>
      var kind: String
      var fallback: DocumentNode?
    }
  }

  func error(_ rule: String, at place: SourcePlace, _ message: String) {
    findings.error(rule, at: place, message)
  }

  func warning(_ rule: String, at place: SourcePlace, _ message: String) {
    findings.warning(rule, at: place, message)
  }

  // MARK: Values

  /// Reads a duration law.
  func timeLaw(_ node: DocumentNode, allowsNegative: Bool = false) -> Located<TimeLaw>? {
    guard let text = node.text else {
      error("bad-duration", at: node.place, "a duration is expected here, not \(node.shape)")
      return nil
    }
    do {
      return Located(
        try TimeLawParser.parse(text, allowsNegative: allowsNegative), at: node.place)
    } catch {
      self.error("bad-duration", at: node.place, error.message)
      return nil
    }
  }

  /// Reads a share.
  func share(_ node: DocumentNode) -> Located<Double>? {
    guard let text = node.text else {
      error(
        "bad-share", at: node.place, "a share such as '12 %' is expected here, not \(node.shape)")
      return nil
    }
    switch PlainQuantity.share(text) {
    case .success(let value): return Located(value, at: node.place)
    case .failure(let problem):
      error("bad-share", at: node.place, problem.message)
      return nil
    }
  }

  /// Reads whole working days.
  func workingDays(_ node: DocumentNode) -> Located<Int>? {
    guard let text = node.text, let days = PlainQuantity.workingDays(text) else {
      error(
        "bad-working-days", at: node.place,
        "whole working days such as '30 wd' are expected here, not \(node.shape)")
      return nil
    }
    return Located(days, at: node.place)
  }

  /// Reads a whole number within a range.
  func count(_ node: DocumentNode, in range: ClosedRange<Int>) -> Located<Int>? {
    guard let text = node.text, let value = PlainQuantity.count(text) else {
      error(
        "bad-count", at: node.place,
        "a whole number from \(range.lowerBound) to \(range.upperBound) is expected here, not "
          + "\(node.shape)")
      return nil
    }
    guard range.contains(value) else {
      let nearest = value < range.lowerBound ? range.lowerBound : range.upperBound
      error(
        "bad-count", at: node.place,
        "\(value) lies outside \(range.lowerBound) … \(range.upperBound); the nearest legal value "
          + "is \(nearest)")
      return nil
    }
    return Located(value, at: node.place)
  }

  /// Reads a plain number of at least zero.
  func number(_ node: DocumentNode) -> Located<Double>? {
    guard let text = node.text, let value = PlainQuantity.number(text) else {
      error(
        "bad-number", at: node.place,
        "a plain number of at least 0 is expected here, not \(node.shape)")
      return nil
    }
    return Located(value, at: node.place)
  }

  /// Reads minutes.
  func minutes(_ node: DocumentNode) -> Located<Double>? {
    guard let text = node.text, let value = PlainQuantity.minutes(text) else {
      error(
        "bad-duration", at: node.place,
        "a fixed time such as '20 min' is expected here, not \(node.shape)")
      return nil
    }
    return Located(value, at: node.place)
  }

  /// Reads a text that must not be empty.
  func name(_ node: DocumentNode) -> Located<String>? {
    guard let text = node.text, !text.isEmpty else {
      error("bad-name", at: node.place, "a name is expected here, not \(node.shape)")
      return nil
    }
    return Located(text, at: node.place)
  }

  /// Reads one name or a list of names.
  func names(_ node: DocumentNode) -> [Located<String>] {
    if let items = node.items { return items.compactMap { name($0) } }
    return name(node).map { [$0] } ?? []
  }

  /// Reads a word of a closed set.
  func word<Value: RawRepresentable & CaseIterable>(
    _ node: DocumentNode, as type: Value.Type
  ) -> Located<Value>? where Value.RawValue == String, Value: Sendable {
    guard let text = node.text else {
      error("bad-word", at: node.place, "one word is expected here, not \(node.shape)")
      return nil
    }
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue)
      error(
        "bad-word", at: node.place,
        "'\(text)' is not allowed here\(NearestName.hint(for: text, in: known))")
      return nil
    }
    return Located(value, at: node.place)
  }

  /// Reads a label: `{zh: …, en: …}`.
  func label(_ node: DocumentNode) -> LocalizedText? {
    guard node.entries != nil else {
      error(
        "bad-label", at: node.place,
        "a label is written {zh: 中文, en: English}, not \(node.shape)")
      return nil
    }
    let fields = Fields(node, of: "label", context: self)
    let zh = fields.take("zh")?.text ?? ""
    let en = fields.take("en")?.text ?? ""
    fields.finish()
    if zh.isEmpty, en.isEmpty {
      error("bad-label", at: node.place, "a label needs zh or en")
    }
    return LocalizedText(zh: zh, en: en)
  }

  /// Reads a date.
  func date(_ node: DocumentNode) -> CivilDate? {
    guard let text = node.text, let date = CivilDate(text: text) else {
      error(
        "bad-date", at: node.place, "a date such as 2021-03-01 is expected here, not \(node.shape)")
      return nil
    }
    return date
  }
}
