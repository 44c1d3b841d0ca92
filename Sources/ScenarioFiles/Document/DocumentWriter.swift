// SPDX-License-Identifier: Apache-2.0

/// Writes a ``DocumentNode`` in the canonical form of packs.
///
/// Two blanks of indentation, lines up to 100 columns, plain scalars wherever plain is safe, flow
/// style kept where it fits on its line and turned into block style where it does not, comments
/// and single empty lines kept. Writing what was read gives back a canonical file byte for byte.
package struct DocumentWriter {
  /// The longest line of a flow collection.
  package static let lineLength = 100

  private var output = ""

  private init() {}

  /// Returns the canonical text of a document.
  package static func write(_ root: DocumentNode) -> String {
    var writer = DocumentWriter()
    switch root.content {
    case .scalar(let text): writer.output = quoted(text, inFlow: false) + "\n"
    default:
      let isEmpty = root.entries?.isEmpty ?? root.items?.isEmpty ?? false
      if isEmpty || (root.isFlow && width(oneLine(root)) <= lineLength) {
        writer.output = oneLine(root) + "\n"
      } else {
        writer.writeBlock(root, indent: 0)
      }
    }
    writer.writeAbove(root.footer, blank: false, margin: "")
    return writer.output
  }

  private mutating func writeBlock(_ node: DocumentNode, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch node.content {
    case .scalar(let text): output += Self.quoted(text, inFlow: false) + "\n"
    case .list(let items):
      for item in items {
        writeAbove(item.comments, blank: item.hasBlankAbove, margin: margin)
        output += margin + "-"
        writeValue(
          item, lead: indent + 1, indent: indent + 2, isItem: true, remark: item.remark)
      }
    case .map(let entries):
      for entry in entries {
        writeAbove(entry.comments, blank: entry.hasBlankAbove, margin: margin)
        let key = Self.quoted(entry.key, inFlow: false) + ":"
        output += margin + key
        writeValue(
          entry.value, lead: indent + Self.width(key), indent: indent + 2, isItem: false,
          remark: entry.remark)
      }
    }
  }

  private mutating func writeAbove(_ comments: [String], blank: Bool, margin: String) {
    if blank, !output.isEmpty { output += "\n" }
    for comment in comments {
      switch comment {
      case "\n": output += "\n"
      case "": output += margin + "#\n"
      default: output += margin + "# \(comment)\n"
      }
    }
  }

  private mutating func writeValue(
    _ node: DocumentNode, lead: Int, indent: Int, isItem: Bool, remark: String?
  ) {
    let end = remark.map { $0.isEmpty ? "  #\n" : "  # \($0)\n" } ?? "\n"
    switch node.content {
    case .scalar(let text): output += " " + Self.quoted(text, inFlow: false) + end
    case .list(let items) where items.isEmpty: output += " []" + end
    case .map(let entries) where entries.isEmpty: output += " {}" + end
    default:
      let line = node.isFlow ? Self.oneLine(node) : ""
      if node.isFlow, lead + 1 + Self.width(line) <= Self.lineLength {
        output += " " + line + end
      } else if isItem {
        // The first line of a block inside an item stands on the line of the dash.
        var inner = DocumentWriter()
        inner.writeBlock(Self.withoutLead(node, remark: remark), indent: indent)
        output += " " + inner.output.dropFirst(indent)
      } else {
        output += end
        writeBlock(node, indent: indent)
      }
    }
  }

  /// Comments above the first line of an item belong to the item itself, and a remark on it to what
  /// stands on that line.
  private static func withoutLead(_ node: DocumentNode, remark: String?) -> DocumentNode {
    var node = node
    switch node.content {
    case .map(var entries) where !entries.isEmpty:
      entries[0].comments = []
      entries[0].hasBlankAbove = false
      entries[0].remark = entries[0].remark ?? remark
      node.content = .map(entries)
    case .list(var items) where !items.isEmpty:
      items[0].comments = []
      items[0].hasBlankAbove = false
      items[0].remark = items[0].remark ?? remark
      node.content = .list(items)
    default: break
    }
    return node
  }

  /// Returns a collection in flow style on one line.
  private static func oneLine(_ node: DocumentNode) -> String {
    switch node.content {
    case .scalar(let text): quoted(text, inFlow: true)
    case .list(let items): "[" + items.map { oneLine($0) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.map { quoted($0.key, inFlow: true) + ": " + oneLine($0.value) }
        .joined(separator: ", ") + "}"
    }
  }

  /// Columns on a terminal and in a review: ideographs take two.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  /// Returns a scalar plain where that is safe, in double quotes where not.
  static func quoted(_ text: String, inFlow: Bool) -> String {
    if isPlain(text, inFlow: inFlow) { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if isSpecial(scalar) {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Control characters, marks of line and byte order, and what YAML does not let stand plain.
  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Whether a text reads back as itself without quotes.
  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard let first = bytes.next(), !isIndicator(first) else { return false }
    let second = bytes.next()
    switch first {
    // The parser takes '?' and ':' for signs of its own inside brackets, whatever follows.
    case UInt8(ascii: "?") where inFlow, UInt8(ascii: ":") where inFlow: return false
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      if second == nil || second == UInt8(ascii: " ") { return false }
    default: break
    }
    // At the start of a line these end or begin a document.
    if text.hasPrefix("---") || text.hasPrefix("...") || text == "~" || text == "<<" {
      return false
    }
    var previous = UInt8(ascii: " ")
    var isASCII = true
    for byte in text.utf8 {
      switch byte {
      case 0..<0x20, 0x7F: return false
      case 0x80...: isASCII = false
      case UInt8(ascii: " ") where previous == UInt8(ascii: ":"): return false
      case UInt8(ascii: "#") where previous == UInt8(ascii: " "): return false
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        if inFlow { return false }
      default: break
      }
      previous = byte
    }
    if previous == UInt8(ascii: " ") || previous == UInt8(ascii: ":") { return false }
    return isASCII || !text.unicodeScalars.contains(where: isSpecial)
  }

  /// Whether a byte means something to YAML at the start of a value; a blank does too.
  private static func isIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: "`"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "%"), UInt8(ascii: "#"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: ","):
      true
    default: false
    }
  }
}
