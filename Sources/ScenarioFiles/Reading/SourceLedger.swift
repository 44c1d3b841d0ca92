// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Collects every number of a pack with its source.
///
/// A source stands beside the number, or at a map that encloses it, up to the file as a whole.
struct SourceLedger {
  private(set) var entries: [LedgerEntry] = []

  /// Keys under which digits are no quantities: dates, articles, labels, names.
  private static let exempt: Set<String> = [
    "zh", "en", "source", "from", "until", "article", "scenario", "template", "step", "materials",
    "daysOff", "makeUpDays", "localClosures", "legalBasis", "year", "note", "gist", "next", "open",
    "at", "days", "study", "priority", "class", "classes", "fit",
  ]

  /// Walks one file.
  mutating func add(_ file: PackTree.File, findings: inout Findings) {
    let prefix =
      file.root["scenario"]?.text ?? file.root["template"]?.text.map { "templates.\($0)" } ?? ""
    walk(file.root, path: prefix, source: nil, findings: &findings)
  }

  private mutating func walk(
    _ node: DocumentNode, path: String, source: ParameterSource?, findings: inout Findings
  ) {
    switch node.content {
    case .scalar(let text):
      guard Self.isQuantity(text) else { return }
      // A number changed on the command line no longer is what its source says.
      let isChanged = node.place.file.hasPrefix("--set ")
      let source = isChanged ? ParameterSource(ground: .assumed, detail: "set by command") : source
      guard let source else {
        findings.warning(
          "missing-source", at: node.place,
          "the number '\(text)' has no source; add 'source: cited:KEY', 'assumed:reason' or "
            + "'measured:what' beside it")
        return
      }
      entries.append(LedgerEntry(path: path, text: text, source: source, place: node.place))
    case .list(let items):
      for (index, item) in items.enumerated() {
        walk(item, path: "\(path)[\(index)]", source: source, findings: &findings)
      }
    case .map(let pairs):
      var source = source
      if let node = node["source"], let text = node.text {
        if let read = ParameterSource(text: text) {
          source = read
        } else {
          findings.error(
            "bad-source", at: node.place,
            "'\(text)' is not a source; write cited:KEY, assumed:reason or measured:what")
          source = ParameterSource(ground: .assumed, detail: "unreadable source")
        }
      }
      if node["source"] != nil, node["source"]?.text == nil, let odd = node["source"] {
        findings.error(
          "bad-source", at: odd.place,
          "a source is one text, cited:KEY, assumed:reason or measured:what, not \(odd.shape)")
      }
      for pair in pairs where !Self.exempt.contains(pair.key) {
        let next = path.isEmpty ? pair.key : "\(path).\(pair.key)"
        walk(pair.value, path: next, source: source, findings: &findings)
      }
    }
  }

  private static func isQuantity(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    let isNumeric = ("0"..."9").contains(first) || first == "-" || first == "." || first == "+"
    if isNumeric {
      if case .success = PlainQuantity.share(text) { return true }
      if PlainQuantity.number(text) != nil || PlainQuantity.ratePerDay(text) != nil
        || PlainQuantity.eventsPerYear(text) != nil
      {
        return true
      }
    }
    if text.hasPrefix("x ") || text.hasPrefix("+") { return PlainQuantity.change(text) != nil }
    // Most texts are names; only what has a number in front or a bracket can be a law.
    guard isNumeric || text.utf8.contains(UInt8(ascii: "(")) else { return false }
    return (try? TimeLawParser.parse(text, allowsNegative: true)) != nil
      || (try? CountLawParser.parse(text, limit: DemandWaves.maximumCases)) != nil
  }
}
