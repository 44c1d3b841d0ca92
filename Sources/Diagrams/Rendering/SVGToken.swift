// SPDX-License-Identifier: Apache-2.0

/// A piece of an SVG as Graphviz writes it: no CDATA, no `>` inside attribute values.
enum SVGToken {
  /// A comment or a document type.
  case dropped
  /// A tag with its angle brackets.
  case tag(Range<Int>)
  /// The text of a `title` element; it comes between the element's two tags.
  case title(Range<Int>)
  /// Any other text.
  case text(Range<Int>)

  /// Returns the pieces in order.
  static func tokens(of bytes: [UInt8]) -> [SVGToken] {
    var tokens: [SVGToken] = []
    var index = 0
    var isInTitle = false
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        tokens.append(isInTitle ? .title(index..<end) : .text(index..<end))
        index = end
        continue
      }
      let end: Int
      if bytes[index...].starts(with: Array("<!--".utf8)) {
        end = endOfComment(in: bytes, from: index)
        tokens.append(.dropped)
      } else {
        end = (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
        let isDocumentType = bytes[index...].starts(with: Array("<!".utf8))
        tokens.append(isDocumentType ? .dropped : .tag(index..<end))
        isInTitle = bytes[index..<end].elementsEqual(Array("<title>".utf8))
      }
      index = end
    }
    return tokens
  }

  /// Returns the index after the comment that starts at an index.
  private static func endOfComment(in bytes: [UInt8], from start: Int) -> Int {
    var index = start + 4
    while index + 2 < bytes.count {
      if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"),
        bytes[index + 2] == UInt8(ascii: ">")
      {
        return index + 3
      }
      index += 1
    }
    return bytes.count
  }
}
