// SPDX-License-Identifier: Apache-2.0

package import Statistics

/// A JSON value whose objects keep the order of their keys (RFC 8259).
///
/// Numbers are written in the shortest form that reads back to the same value, so that equal
/// results are equal bytes.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([Member])

  /// A key with its value.
  package struct Member: Sendable, Hashable {
    /// The key.
    package var key: String
    /// The value.
    package var value: JSONValue

    /// Creates a member.
    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Returns an object with keys in the order given.
  package static func map(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// Returns an object without the keys whose value is missing.
  package static func present(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { pair in pair.value.map { Member(key: pair.key, value: $0) } })
  }

  /// Returns the value of a key of an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, indented by two blanks, ending in a line feed.
  package var text: String {
    var output = ""
    write(to: &output, indent: 0)
    return output + "\n"
  }

  private func write(to output: inout String, indent: Int) {
    let inner = String(repeating: " ", count: indent + 2)
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .number(let value): output += Self.number(value)
    case .text(let value): Self.write(value, to: &output)
    case .array(let items):
      guard !items.isEmpty else {
        output += "[]"
        return
      }
      output += "["
      for (index, item) in items.enumerated() {
        output += (index == 0 ? "\n" : ",\n") + inner
        item.write(to: &output, indent: indent + 2)
      }
      output += "\n" + margin + "]"
    case .object(let members):
      guard !members.isEmpty else {
        output += "{}"
        return
      }
      let isLeaf = members.allSatisfy { member in
        switch member.value {
        case .array, .object: false
        default: true
        }
      }
      // Estimates and other small records stand on one line.
      output += "{"
      for (index, member) in members.enumerated() {
        if isLeaf {
          output += index == 0 ? "" : ", "
        } else {
          output += (index == 0 ? "\n" : ",\n") + inner
        }
        Self.write(member.key, to: &output)
        output += ": "
        member.value.write(to: &output, indent: indent + 2)
      }
      output += isLeaf ? "}" : "\n" + margin + "}"
    }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }
}

extension JSONValue {
  /// Returns the shape of every estimate: `{"mean", "low", "high", "n"}`, without bounds for n = 1.
  package static func estimate(_ estimate: Estimate?) -> JSONValue {
    guard let estimate else { return .null }
    return .present([
      "mean": .number(estimate.mean), "low": estimate.low.map { .number($0) },
      "high": estimate.high.map { .number($0) }, "n": .int(estimate.n),
    ])
  }
}
