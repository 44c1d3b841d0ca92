// SPDX-License-Identifier: Apache-2.0

/// Turns the SVG of Graphviz into one that reads well without being seen.
///
/// - The root gets the role `img`, its language, a title and a description.
/// - Each node and edge is titled in words instead of names, and carries its name as `id`.
/// - The font becomes a list of families whose ideographs are equally wide.
/// - Comments, the document type and link elements that lead nowhere go: nothing points outside.
/// - `transparent`, which SVG 1.1 does not know, becomes `none`.
struct SVGPostprocessor {
  private let title: String
  private let summary: String
  private let furniture: Furniture
  private let words: [String: String]
  private let paper: Paper

  /// Prepares for the picture of a sheet on paper.
  init(_ sheet: some DrawnSheet, paper: Paper) {
    self.paper = paper
    title = sheet.title
    summary = sheet.summary
    furniture = Furniture(sheet.language)
    words = sheet.nodeWords
  }

  /// Returns the picture rewritten; it stays well-formed if it was.
  ///
  /// - Complexity: O(*n*) in the length of the picture.
  func process(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    var pending: String?
    var openLinks: [Bool] = []
    for token in SVGToken.tokens(of: bytes) {
      switch token {
      case .dropped:
        break
      case .text(let range):
        let isBreak = bytes[range].allSatisfy { $0 == UInt8(ascii: "\n") }
        if !isBreak {
          output += bytes[range]
        } else if output.last != UInt8(ascii: "\n") {
          output.append(UInt8(ascii: "\n"))
        }
      case .tag(let range):
        let tag = String(decoding: bytes[range], as: UTF8.self)
        if tag.hasPrefix("<svg") {
          output += rootTag(tag).utf8
        } else if tag.hasPrefix("<a ") {
          let leadsSomewhere = tag.contains("xlink:href=")
          openLinks.append(leadsSomewhere)
          if leadsSomewhere { output += tag.utf8 }
        } else if tag == "</a>" {
          if openLinks.popLast() == true { output += tag.utf8 }
        } else if tag.hasPrefix("<g "), tag.contains("class=\"") {
          // The group's name is in the title that follows it.
          pending = tag
        } else if tag == "</title>" {
          if let nameless = pending { output += cleaned(nameless).utf8 }
          pending = nil
        } else if tag != "<title>" {
          output += cleaned(tag).utf8
        }
      case .title(let range):
        let name = decoded(String(decoding: bytes[range], as: UTF8.self))
        output += group(pending ?? "", name: name).utf8
        pending = nil
      }
    }
    return output
  }

  /// Returns the opening tag of the picture with the paper's size, role, language, title and
  /// description.
  private func rootTag(_ tag: String) -> String {
    var opening = String(tag.dropLast())
    for (name, value) in [("width", paper.width), ("height", paper.height)] {
      opening = replacing(name, with: DecimalText.text(value, decimals: 0) + "pt", in: opening)
    }
    // Graphviz rounds the drawing to whole points; the picture keeps the ratio of the paper.
    if let extent = value(of: "viewBox", in: opening)?.split(separator: " "), extent.count == 4,
      let width = Double(extent[2])
    {
      let height = DecimalText.text(width * paper.height / paper.width, decimals: 2)
      opening = replacing("viewBox", with: "0 0 \(extent[2]) \(height)", in: opening)
    }
    return "\(opening) role=\"img\" lang=\"\(furniture.language.rawValue)\""
      + " xml:lang=\"\(furniture.language.rawValue)\">\n<title>\(escaped(title))</title>\n"
      + "<desc>\(escaped(summary))</desc>"
  }

  /// Returns the opening tag of a group with its name as id, and its title in words.
  private func group(_ tag: String, name: String) -> String {
    let tag = cleaned(tag)
    if tag.contains("class=\"graph\"") { return tag }
    if let arrow = name.firstRange(of: "->") {
      let start = String(name[..<arrow.lowerBound])
      let end = String(name[arrow.upperBound...])
      // Lines of the page's furniture join nothing that has a name.
      guard let from = words[start], let to = words[end] else {
        return identified(tag, "\(start)--\(end)")
      }
      return identified(tag, "\(start)--\(end)")
        + "\n<title>\(escaped(furniture.edge(from: from, to: to)))</title>"
    }
    guard let sentence = words[name] else { return identified(tag, name) }
    return identified(tag, name) + "\n<title>\(escaped(sentence))</title>"
  }

  /// Returns an opening tag whose id is a name instead of a running number.
  private func identified(_ tag: String, _ name: String) -> String {
    replacing("id", with: escaped(name), in: tag)
  }

  /// Returns a tag in which an attribute has another value; unchanged if it has none.
  private func replacing(_ attribute: String, with value: String, in tag: String) -> String {
    guard let old = self.value(of: attribute, in: tag) else { return tag }
    return String(tag[..<old.startIndex]) + value + String(tag[old.endIndex...])
  }

  /// Returns the value of an attribute as it is written in a tag.
  private func value(of attribute: String, in tag: String) -> Substring? {
    for lead in [" ", "\n"] {
      if let start = tag.firstRange(of: "\(lead)\(attribute)=\""),
        let end = tag[start.upperBound...].firstIndex(of: "\"")
      {
        return tag[start.upperBound..<end]
      }
    }
    return nil
  }

  /// Returns a tag with known fonts and without unknown colours.
  private func cleaned(_ tag: String) -> String {
    var tag = tag
    let replacements = [
      ("font-family=\"\(Typography.family)\"", "font-family=\"\(Typography.webFamilies)\""),
      ("stroke=\"transparent\"", "stroke=\"none\""),
      ("fill=\"transparent\"", "fill=\"none\""),
    ]
    for (old, new) in replacements {
      guard let range = tag.firstRange(of: old) else { continue }
      tag.replaceSubrange(range, with: new)
    }
    return tag
  }

  /// Returns text with the characters escaped that XML reserves.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where PlainText.isDrawable(scalar) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns a name as it stands in DOT; Graphviz writes its hyphens and arrows as entities.
  private func decoded(_ text: String) -> String {
    text.split(separator: "&#45;", omittingEmptySubsequences: false).joined(separator: "-")
      .split(separator: "&gt;", omittingEmptySubsequences: false).joined(separator: ">")
  }
}
