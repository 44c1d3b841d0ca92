// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationXML

/// Reads an SVG with a real XML parser and keeps what the tests ask about.
final class SVGReader: NSObject, XMLParserDelegate {
  /// Why the text is not well-formed; `nil` if it is.
  private(set) var error: String?
  /// The attributes of the root.
  private(set) var root: [String: String] = [:]
  /// The names of all elements.
  private(set) var elements: Set<String> = []
  /// All attribute values with their names.
  private(set) var attributes: [(name: String, value: String)] = []
  /// The titles and descriptions of groups by id; the root's are under the empty id.
  private(set) var titles: [String: String] = [:]
  /// The descriptions by id.
  private(set) var descriptions: [String: String] = [:]
  /// The text drawn in each group by id, without anything between runs.
  private(set) var texts: [String: String] = [:]
  /// The points of lines drawn in each group by id.
  private(set) var lines: [String: [[Double]]] = [:]

  private var groups: [String] = [""]
  private var current = ""

  /// Reads a whole SVG.
  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() {
      error = "\(parser.lineNumber): \(parser.parserError.map(String.init(describing:)) ?? "?")"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes values: [String: String]
  ) {
    if name == "svg" { root = values }
    elements.insert(name)
    for (key, value) in values { attributes.append((key, value)) }
    if name == "g" {
      let id = values["id"] ?? ""
      // The inner group that Graphviz adds for links belongs to the one around it.
      groups.append(id.hasPrefix("a_") ? groups.last ?? "" : id)
    }
    if name == "polyline", let points = values["points"], let id = groups.last {
      lines[id, default: []].append(
        points.split { $0 == " " || $0 == "," }.compactMap { Double($0) })
    }
    current = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    current += string
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    let id = groups.last ?? ""
    switch name {
    case "title": titles[id] = current
    case "desc": descriptions[id] = current
    case "text": texts[id, default: ""] += current
    case "g": groups.removeLast()
    default: break
    }
    current = ""
  }
}
