// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// What all readers of one pack share: the findings so far and the libraries read so far.
final class ReadingContext {
  var findings = Findings()
  var steps: [String: Step] = [:]
  var waits: [String: LibraryWait] = [:]
  var gatherings: [String: Gathering] = [:]
  var templates: [String: Template] = [:]
  /// Attributes that scenarios take by name, as written.
  var attributes: [String: DocumentNode] = [:]
  /// Names that some flow has used, to report what nobody uses.
  var usedNames: Set<String> = []
  /// Where the arguments stand that some template has taken.
  var usedParameters: Set<SourcePlace> = []
  /// The keys that were asked for, by kind of map.
  var knownKeys: [String: Set<String>] = [:]

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

  /// Entries that are written but could not be read: what names them is not at fault.
  var unreadable: Set<String> = []
  /// How many errors were reported, repeated ones included.
  private(set) var errorTally = 0

  func error(_ rule: String, at place: SourcePlace, _ message: String) {
    errorTally += 1
    findings.error(rule, at: place, message)
  }

  /// Whether an entry of a kind is written but could not be read.
  func isUnreadable(_ kind: String, _ name: String) -> Bool {
    unreadable.contains("\(kind) \(name)")
  }

  func warning(_ rule: String, at place: SourcePlace, _ message: String) {
    findings.warning(rule, at: place, message)
  }

  // MARK: Names and maps

  /// Words that mean something of their own where names stand.
  static let reservedNames = ["rest", "return", "source", "value"]

  /// Reports a name that `--set`, a share list or a target could not tell from something else.
  func checkName(_ name: Located<String>, reserved: [String] = []) {
    if let odd = name.value.unicodeScalars.first(where: Self.isOdd) {
      error(
        "bad-name", at: name.place,
        "a name has no blank and none of . , : = * # quotes and brackets; here is "
          + (odd == " " ? "a blank" : "'\(odd)'") + " in '\(name.value)'")
    } else if name.value.isEmpty || (name.value.utf8.count > 60 && name.value.count > 60) {
      error(
        "bad-name", at: name.place,
        "a name has 1 to 60 characters; this one has \(name.value.count)")
    } else if Self.reservedNames.contains(name.value) || reserved.contains(name.value) {
      error(
        "bad-name", at: name.place,
        "'\(name.value)' means something of its own here; choose another name")
    }
  }

  private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\0"..." ", "\u{7F}", ".", ",", ":", "=", "*", "#", "\"", "'", "[", "]", "{", "}": true
    default: false
    }
  }

  /// Returns the entries of a map with free keys, without its source; anything else is reported.
  func entries(_ node: DocumentNode, of what: String) -> [DocumentEntry] {
    guard let entries = node.entries else {
      error(
        "not-a-map", at: node.place,
        "\(what) is written as a map of keys and values, not \(node.shape)")
      return []
    }
    return entries.filter { $0.key != "source" }
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

  /// Reads a share, alone or as `{value: 26 %, source: …}`.
  func shareOrEntry(_ node: DocumentNode) -> Located<Double>? {
    guard node.entries != nil else { return share(node) }
    let fields = Fields(node, of: "share", context: self)
    let value = fields.need("value").flatMap { share($0) }
    fields.finish()
    return value
  }

  /// Reads whole working days.
  func workingDays(_ node: DocumentNode) -> Located<Int>? {
    guard let text = node.text, let days = PlainQuantity.workingDays(text) else {
      error(
        "bad-working-days", at: node.place,
        "whole working days such as '30 wd' are expected here, at most "
          + "\(PlainQuantity.maximumWorkingDays) wd, not \(node.shape)")
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
        "a plain number from 0 to 1000000 is expected here, without a unit, not \(node.shape)")
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
    let zh = text(fields.take("zh"))
    let en = text(fields.take("en"))
    fields.finish()
    if zh.isEmpty, en.isEmpty {
      error("bad-label", at: node.place, "a label needs zh or en")
    }
    return LocalizedText(zh: zh, en: en)
  }

  /// Reads one language of a label; empty where it is missing.
  func text(_ node: DocumentNode?) -> String {
    guard let node else { return "" }
    if node.text == nil {
      error("bad-label", at: node.place, "the text of a label is expected, not \(node.shape)")
    }
    return node.text ?? ""
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
