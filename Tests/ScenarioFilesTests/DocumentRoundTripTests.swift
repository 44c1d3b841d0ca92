// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// What is written is read back, and what is read is written back.
struct DocumentRoundTripTests {
  static func read(_ text: String) -> (node: DocumentNode?, findings: [Finding]) {
    var findings = Findings()
    let node = DocumentReader.read([UInt8](text.utf8), file: "x.yaml", findings: &findings)
    return (node, findings.sorted)
  }

  static func rewritten(_ text: String) -> String? { read(text).node.map(DocumentWriter.write) }

  @Test(arguments: [
    "a: 1\n", "# head\na: 1\n", "a: 1  # behind\n", "a: 1\n# below\n", "a: 1\n\n# below\n",
    "# head\n\n# of a\na: 1\n\n# of b\n\nb: 2\n",
    "a:\n  # inside\n  b: 1\n  c:  # of c\n    d: 2\n",
    "a:\n  - b\n  # of c\n  - c  # behind c\n", "a:\n  - b: 1  # behind b\n    c: 2\n",
    "a: {b: [c, d], e: \"f, g\"}  # behind\n", "a: []\nb: {}\nc: \"\"\n", "{}\n", "[]\n", "text\n",
    "a: \"x: y\"\nb: \"# no comment\"\nc: it's\n",
    "a: \"line\\nbreak\"\n", "\"---\": 1\n", "a: \"--- b\"\n", "a: \"~\"\nb: NO\nc: 010\nd: 1e3\n",
    "- - a\n  - b\n- - - c\n", "姓名: 张三\n", "a: \"\\u2028\\u0007\"\n",
    "complete?: {choose: {a?: rest}}\n",
  ])
  func canonicalTextStays(text: String) { #expect(Self.rewritten(text) == text) }

  @Test(arguments: [
    ("a:   1\n", "a: 1\n"), ("a: 'x'\n", "a: x\n"), ("a:\n    b: 1\n", "a:\n  b: 1\n"),
    ("a: |\n  # no comment\n  text\nb: 1\n", "a: \"# no comment\\ntext\\n\"\nb: 1\n"),
    ("a: >\n  two\n  lines\n", "a: \"two lines\\n\"\n"), ("a:\r\n  - b\r\n", "a:\n  - b\n"),
    ("a: 1\n\n\n\nb: 2\n", "a: 1\n\nb: 2\n"), ("a: 1 # near\n", "a: 1  # near\n"),
    ("\u{FEFF}a: 1\n", "a: 1\n"), ("---\na: 1\n...\n", "a: 1\n"),
  ])
  func otherTextIsMadeCanonical(text: String, canonical: String) {
    #expect(Self.rewritten(text) == canonical)
    #expect(Self.rewritten(canonical) == canonical)
  }

  @Test func flowStyleBecomesBlockStyleWhereItDoesNotFit() {
    let items = (0..<20).map { "item-\($0)" }
    let text = "a: [\(items.joined(separator: ", "))]\n"
    let block = "a:\n" + items.map { "  - \($0)\n" }.joined()
    #expect(Self.rewritten(text) == block)
    #expect(Self.rewritten(block) == block)
  }

  @Test(arguments: 0..<300)
  func randomDocumentsSurvive(seed: Int) throws {
    var random = RandomDocument(seed: UInt64(seed))
    let document = random.document()
    let text = DocumentWriter.write(document)
    let result = Self.read(text)
    let node = try #require(result.node, "seed \(seed): \(result.findings)\n\(text)")
    #expect(RandomDocument.same(node, document), "seed \(seed)\n\(text)")
    #expect(DocumentWriter.write(node) == text, "seed \(seed)")
  }

  @Test func aHundredThousandBracketsAreRefusedAtOnce() {
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
      "a: 'x\n" + String(repeating: "[", count: 100_000),
      "[b 'c, " + String(repeating: "[", count: 100_000),
      "[x \"y, " + String(repeating: "[", count: 100_000),
      "[" + String(repeating: "\n[", count: 100_000),
      "a: \"b\n \", " + String(repeating: "[", count: 100_000),
    ] {
      let started = ContinuousClock.now
      let result = Self.read(text)
      #expect(result.node == nil)
      #expect(!result.findings.isEmpty)
      #expect(ContinuousClock.now - started < .seconds(2))
    }
  }

  @Test func commentsInsideABracketThatSpansLinesAreTheOnlyOnesLost() {
    #expect(
      Self.rewritten("a: [b,  # lost\n    c]\n# kept\nd: 1\n")
        == "a: [b, c]  # lost\n# kept\nd: 1\n")
    #expect(Self.rewritten("a: [b,\n    # lost\n    c]\nd: 1\n") == "a: [b, c]\nd: 1\n")
  }
}

/// Makes documents of every shape from a seed.
struct RandomDocument {
  private var random: RepeatableGenerator

  init(seed: UInt64) { random = RepeatableGenerator(seed: seed) }

  private static let place = SourcePlace.start(of: "x.yaml")
  static let words = [
    "a", "T-CORE", "24 min", "12 %", "NO", "~", "null", "010", "1e3", "-", "- a", "?", "? b", ":",
    "a: b", "a:b", "a:", "#", "a #b", "a#b", "", " ", " a", "a ", "'", "\"", "it's", "'a'", "\\",
    "[",
    "]", "{x}", "a, b", "a,b", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "---", "--- a", "...",
    "<<",
    "=", "中文：标题", "é", "e\u{301}", "😀", "\n", "a\nb", "\ta", "a\tb", "\r", "\u{85}", "\u{2028}",
    "\u{FFFE}", "\u{7F}", "\u{0}", "yes", "2021-03-01", "08:30-12:00", "complete?",
    "triangular(15, 24, 50) min", "x 0.5", "+ 6 min", "a  b", "[a", "a]", "?a", "-a", ":a", "a: ",
  ]

  mutating func document() -> DocumentNode {
    var node = value(depth: 0)
    if case .scalar(let text) = node.content, text.isEmpty { node.content = .scalar("x") }
    return node
  }

  private mutating func text() -> String {
    random.below(4) > 0
      ? random.pick(Self.words) : random.pick(Self.words) + random.pick(Self.words)
  }

  private mutating func comments() -> [String] {
    random.below(4) > 0 ? [] : ["a comment: with [signs] # and 'quotes", ""]
  }

  private mutating func value(depth: Int, inFlow: Bool = false) -> DocumentNode {
    let kind = depth > 4 ? 0 : depth == 0 ? 1 + random.below(5) : random.below(5)
    let isFlow = inFlow || random.below(3) == 0
    switch kind {
    case 0,
      1 where depth > 0:
      return DocumentNode(.scalar(text()), at: Self.place)
    case 2:
      let items = (0..<random.below(4)).map { _ in
        var item = value(depth: depth + 1, inFlow: isFlow)
        if !isFlow {
          item.comments = comments()
          item.hasBlankAbove = random.below(5) == 0
        }
        return item
      }
      return DocumentNode(.list(items), at: Self.place, isFlow: isFlow)
    default:
      var keys: Set<String> = []
      var entries: [DocumentEntry] = []
      for _ in 0..<random.below(5) {
        let key = text()
        guard !key.isEmpty, key != "<<", keys.insert(key).inserted else { continue }
        var entry = DocumentEntry(
          key: key, place: Self.place, value: value(depth: depth + 1, inFlow: isFlow))
        if !isFlow {
          entry.comments = comments()
          entry.hasBlankAbove = random.below(5) == 0
        }
        entries.append(entry)
      }
      return DocumentNode(.map(entries), at: Self.place, isFlow: isFlow)
    }
  }

  /// Whether two documents hold the same values; style and comments may differ.
  static func same(_ left: DocumentNode, _ right: DocumentNode) -> Bool {
    switch (left.content, right.content) {
    case (.scalar(let a), .scalar(let b)): Array(a.unicodeScalars) == Array(b.unicodeScalars)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && same($0.value, $1.value) }
    default: false
    }
  }
}
