// SPDX-License-Identifier: Apache-2.0

package import TransferModel
import Yams

/// Reads the text of one YAML file into a ``DocumentNode``, refusing what a pack must not hold.
///
/// Refused with a finding: invalid UTF-8, more than 16 MB, nesting deeper than 64, anchors and
/// aliases, merge keys, explicit tags, duplicate keys, several documents in one file.
package struct DocumentReader {
  /// The largest file read, in bytes.
  package static let maximumSize = 16 * 1024 * 1024
  /// The longest key read, in bytes.
  package static let maximumKeyLength = 200
  /// The deepest nesting read.
  package static let maximumDepth = 64

  private let file: String
  private var lines: [[Unicode.Scalar]] = []

  private init(file: String) { self.file = file }

  /// Reads bytes; nil when they do not hold a document that can be used, with findings saying why.
  package static func read(_ bytes: [UInt8], file: String, findings: inout Findings)
    -> DocumentNode?
  {
    let start = SourcePlace.start(of: file)
    guard bytes.count <= maximumSize else {
      reportSize(bytes.count, file: file, findings: &findings)
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      findings.error("not-utf8", at: start, "the file is not valid UTF-8 text; save it as UTF-8")
      return nil
    }
    var reader = DocumentReader(file: file)
    return reader.read(text, findings: &findings)
  }

  /// Reports a file that is too large to be read.
  static func reportSize(_ size: Int, file: String, findings: inout Findings) {
    findings.error(
      "file-too-large", at: .start(of: file),
      "the file has \(size) bytes; at most \(maximumSize) (16 MB) are read; split it")
  }

  private mutating func read(_ text: String, findings: inout Findings) -> DocumentNode? {
    lines = Self.lines(of: text)
    if let line = NestingScan.firstLineDeeper(than: Self.maximumDepth, in: lines) {
      findings.error(
        "too-deep", at: SourcePlace(file: file, line: line, column: 1),
        "values are nested deeper than \(Self.maximumDepth) levels here; flatten the structure")
      return nil
    }
    let aliases = AliasScan.places(in: lines)
    guard aliases.isEmpty else {
      for (line, column) in aliases {
        reportAlias(at: SourcePlace(file: file, line: line, column: column), in: &findings)
      }
      return nil
    }
    let root: Node?
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      report(error, in: &findings)
      return nil
    }
    guard let root else {
      findings.error("empty-file", at: .start(of: file), "the file holds nothing")
      return nil
    }
    guard var converted = convert(root, depth: 0, findings: &findings) else { return nil }
    var comments = CommentScan(lines)
    comments.attach(to: &converted)
    return converted
  }

  /// Splits a text where the parser does, so that its marks point into these lines.
  private static func lines(of text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = []
    var current: [Unicode.Scalar] = []
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(current)
        current.removeAll(keepingCapacity: true)
      default: current.append(scalar)
      }
      previous = scalar
    }
    lines.append(current)
    return lines
  }

  private func reportAlias(at place: SourcePlace, in findings: inout Findings) {
    findings.error(
      "alias", at: place,
      "anchors (&) and aliases (*) are not used in packs; write the value where it is needed, or "
        + "make it a template, step or wait")
  }

  // MARK: Conversion

  private func scalar(at place: SourcePlace) -> Unicode.Scalar? {
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = lines[place.line - 1]
    return line.indices.contains(place.column - 1) ? line[place.column - 1] : nil
  }

  private func place(of node: Node) -> SourcePlace {
    SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// Converts a node; nil when it, or anything in it, is refused.
  private func convert(_ node: Node, depth: Int, findings: inout Findings) -> DocumentNode? {
    let place = place(of: node)
    let first = scalar(at: place)
    // The mark of a node with properties stands on the property, so one look at the source tells
    // an anchor or a tag; an alias is delivered as the anchored node.
    if first == "&" || first == "*" {
      reportAlias(at: place, in: &findings)
      return nil
    }
    if first == "!" {
      findings.error(
        "tag", at: place, "explicit tags (!) are not used in packs; write the plain value")
      return nil
    }
    guard depth < Self.maximumDepth else {
      findings.error(
        "too-deep", at: place, "values are nested deeper than \(Self.maximumDepth) levels here")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      return DocumentNode(.scalar(scalar.string), at: place)
    case .sequence(let sequence):
      var items: [DocumentNode] = []
      var isComplete = true
      for item in sequence {
        if let item = convert(item, depth: depth + 1, findings: &findings) {
          items.append(item)
        } else {
          isComplete = false
        }
      }
      return isComplete ? DocumentNode(.list(items), at: place, isFlow: first == "[") : nil
    case .mapping(let mapping):
      return convert(mapping, at: place, isFlow: first == "{", depth: depth, findings: &findings)
    case .alias:
      reportAlias(at: place, in: &findings)
      return nil
    }
  }

  private func convert(
    _ mapping: Node.Mapping, at place: SourcePlace, isFlow: Bool, depth: Int,
    findings: inout Findings
  ) -> DocumentNode? {
    var entries: [DocumentEntry] = []
    var isComplete = true
    for (key, value) in mapping {
      let keyPlace = self.place(of: key)
      guard case .scalar(let name) = key else {
        findings.error("key-not-text", at: keyPlace, "a key must be plain text, not a list or map")
        isComplete = false
        continue
      }
      if scalar(at: keyPlace) == "&" || scalar(at: keyPlace) == "!" {
        _ = convert(key, depth: depth + 1, findings: &findings)
        isComplete = false
        continue
      }
      guard !name.string.isEmpty, name.string.utf8.count <= Self.maximumKeyLength else {
        findings.error(
          "key-not-text", at: keyPlace,
          name.string.isEmpty
            ? "a key is missing before ':'"
            : "a key has at most \(Self.maximumKeyLength) bytes; this one has "
              + "\(name.string.utf8.count)")
        isComplete = false
        continue
      }
      if name.string == "<<" {
        findings.error(
          "merge-key", at: keyPlace,
          "merge keys (<<) are not used in packs; make what is shared a template")
        isComplete = false
        continue
      }
      if let value = convert(value, depth: depth + 1, findings: &findings) {
        entries.append(DocumentEntry(key: name.string, place: keyPlace, value: value))
      } else {
        isComplete = false
      }
    }
    return isComplete ? DocumentNode(.map(entries), at: place, isFlow: isFlow) : nil
  }

  // MARK: Errors of the parser

  private func report(_ error: any Error, in findings: inout Findings) {
    guard let error = error as? YamlError else {
      findings.error("yaml-syntax", at: .start(of: file), "not readable as YAML: \(error)")
      return
    }
    func place(_ mark: Mark) -> SourcePlace {
      SourcePlace(file: file, line: max(1, mark.line), column: max(1, mark.column))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      findings.error("yaml-syntax", at: place(mark), "not readable as YAML: \(problem)")
    case .composer(_, let problem, let mark, _):
      if problem.contains("alias") {
        reportAlias(at: place(mark), in: &findings)
      } else if problem.contains("another document") {
        findings.error(
          "several-documents", at: place(mark), "a file holds one document; split it in two files")
      } else {
        findings.error("yaml-syntax", at: place(mark), "not readable as YAML: \(problem)")
      }
    case .reader(let problem, let offset, _, let yaml):
      var line = 1
      if let offset {
        for byte in yaml.utf8.prefix(max(0, offset)) where byte == UInt8(ascii: "\n") { line += 1 }
      }
      findings.error(
        "yaml-syntax", at: SourcePlace(file: file, line: line, column: 1),
        "not readable as YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      findings.error(
        "duplicate-key", at: place(context.mark),
        "\(duplicates.count == 1 ? "key" : "keys") \(names) written more than once in one map; "
          + "keep one")
    default:
      findings.error("yaml-syntax", at: .start(of: file), "not readable as YAML: \(error)")
    }
  }
}
