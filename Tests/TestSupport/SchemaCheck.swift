// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import ScenarioFiles
import TransferModel

/// Checks documents against the part of JSON Schema (2020-12) that `scenarios/schema.json` uses.
///
/// Nothing changes after it is made, so that tests share one of a schema, which JSON as Foundation
/// reads it cannot say for itself.
package struct SchemaCheck: @unchecked Sendable {
  private let root: [String: Any]
  /// The patterns of the schema and of numbers, compiled once.
  private let expressions: [String: NSRegularExpression]
  /// Keywords that are understood; any other one in the schema is a problem.
  private static let keywords: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "propertyNames", "minProperties", "items", "minItems", "enum", "const",
    "pattern", "minimum", "maximum", "anyOf", "oneOf", "if", "then", "else",
  ]

  /// Reads a schema; nil where it is no JSON object.
  package init?(_ url: URL) {
    guard let data = try? Data(contentsOf: url),
      let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return nil }
    self.root = root
    var patterns: Set = [Self.whole, Self.number]
    Self.visit(root) { if let pattern = $0["pattern"] as? String { patterns.insert(pattern) } }
    var expressions: [String: NSRegularExpression] = [:]
    for pattern in patterns { expressions[pattern] = try? NSRegularExpression(pattern: pattern) }
    self.expressions = expressions
  }

  /// Shows each schema within a schema, itself first.
  private static func visit(_ schema: Any, _ show: ([String: Any]) -> Void) {
    guard let map = schema as? [String: Any] else { return }
    show(map)
    for key in ["$defs", "properties"] {
      for value in (map[key] as? [String: Any] ?? [:]).values { visit(value, show) }
    }
    for key in ["anyOf", "oneOf"] {
      for value in map[key] as? [Any] ?? [] { visit(value, show) }
    }
    for key in ["items", "additionalProperties", "propertyNames", "if", "then", "else"] {
      if let value = map[key] { visit(value, show) }
    }
  }

  /// The keys of each definition that lists properties.
  package var propertiesByDefinition: [String: Set<String>] {
    let definitions = root["$defs"] as? [String: Any] ?? [:]
    return definitions.compactMapValues { value in
      ((value as? [String: Any])?["properties"] as? [String: Any]).map { Set($0.keys) }
    }
  }

  /// The keywords of the schema that this checker does not understand.
  package var unknownKeywords: [String] {
    var found: Set<String> = []
    Self.visit(root) { found.formUnion(Set($0.keys).subtracting(Self.keywords)) }
    return found.sorted()
  }

  /// Returns what is wrong with a document, with the places.
  package func problems(of node: DocumentNode) -> [String] { check(node, root, "") }

  /// Returns what is wrong with a JSON document, read as the YAML that it is.
  package func problems(ofJSON data: Data) -> [String] {
    var findings = Findings()
    guard let node = DocumentReader.read(Array(data), file: "json", findings: &findings) else {
      return findings.sorted.map(\.description)
    }
    return problems(of: node)
  }

  private func check(_ node: DocumentNode, _ schema: [String: Any], _ path: String) -> [String] {
    var problems: [String] = []
    func require(_ condition: Bool, _ what: String) {
      if !condition { problems.append("\(node.place) \(path): \(what)") }
    }
    if let reference = schema["$ref"] as? String {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return ["no definition \(reference)"]
      }
      problems += check(node, target, path)
    }
    if let type = schema["type"] {
      let types = type as? [String] ?? [type as? String ?? ""]
      require(types.contains { self.is(node, $0) }, "is no \(types.joined(separator: " or "))")
    }
    if let values = schema["enum"] as? [String] {
      require(node.text.map(values.contains) ?? false, "is none of \(values)")
    }
    if let value = schema["const"] as? String { require(node.text == value, "is not '\(value)'") }
    if let pattern = schema["pattern"] as? String, let text = node.text {
      require(matches(text, pattern), "'\(text)' does not match \(pattern)")
    }
    if let least = schema["minimum"] as? Double, let value = node.text.flatMap({ Double($0) }) {
      require(value >= least, "is below \(least)")
    }
    if let most = schema["maximum"] as? Double, let value = node.text.flatMap({ Double($0) }) {
      require(value <= most, "is above \(most)")
    }
    if let items = node.items {
      if let least = schema["minItems"] as? Int { require(items.count >= least, "is too short") }
      if let schema = schema["items"] as? [String: Any] {
        for (index, item) in items.enumerated() {
          problems += check(item, schema, "\(path)[\(index)]")
        }
      }
    }
    if node.entries != nil { problems += checkMap(node, schema, path) }
    for key in ["anyOf", "oneOf"] {
      guard let choices = schema[key] as? [[String: Any]] else { continue }
      let results = choices.map { check(node, $0, path) }
      let fitting = results.count { $0.isEmpty }
      require(
        key == "anyOf" ? fitting >= 1 : fitting == 1,
        "fits \(fitting) of \(choices.count) choices, as in "
          + (results.min { $0.count < $1.count }?.first ?? "none"))
    }
    if let condition = schema["if"] as? [String: Any] {
      let branch = check(node, condition, path).isEmpty ? "then" : "else"
      if let schema = schema[branch] as? [String: Any] { problems += check(node, schema, path) }
    }
    return problems
  }

  private func checkMap(_ node: DocumentNode, _ schema: [String: Any], _ path: String)
    -> [String]
  {
    var problems: [String] = []
    let entries = node.entries ?? []
    for key in schema["required"] as? [String] ?? [] where node[key] == nil {
      problems.append("\(node.place) \(path): lacks '\(key)'")
    }
    if let least = schema["minProperties"] as? Int, entries.count < least {
      problems.append("\(node.place) \(path): has too few keys")
    }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for entry in entries {
      let inner = "\(path).\(entry.key)"
      if let names = schema["propertyNames"] as? [String: Any], let pattern = names["pattern"],
        !matches(entry.key, pattern as? String ?? "")
      {
        problems.append("\(entry.place) \(inner): is no allowed key")
      }
      if let known = properties[entry.key] as? [String: Any] {
        problems += check(entry.value, known, inner)
      } else if let more = schema["additionalProperties"] as? [String: Any] {
        problems += check(entry.value, more, inner)
      } else if schema["additionalProperties"] as? Bool == false {
        problems.append("\(entry.place) \(inner): is an unknown key")
      }
    }
    return problems
  }

  /// Whether a node is of a type, as an editor with the core schema of YAML 1.2 sees it.
  private func `is`(_ node: DocumentNode, _ type: String) -> Bool {
    switch node.content {
    case .map: return type == "object"
    case .list: return type == "array"
    case .scalar(let text):
      switch type {
      case "integer": return matches(text, Self.whole)
      case "number": return matches(text, Self.number)
      case "boolean": return text == "true" || text == "false"
      case "null": return text == "null"
      case "string": return !matches(text, Self.number)
      default: return false
      }
    }
  }

  private static let whole = "^[-+]?[0-9]+$"
  private static let number = "^[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?$"

  private func matches(_ text: String, _ pattern: String) -> Bool {
    let range = NSRange(text.startIndex..., in: text)
    return expressions[pattern]?.firstMatch(in: text, range: range) != nil
  }
}
