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

  /// Returns a list of texts.
  package static func texts(_ items: [String]) -> JSONValue { .array(items.map { .text($0) }) }

  /// The program and its version, as every result begins.
  package static var tool: JSONValue {
    .map(["name": .text("guohu"), "version": .text(ToolVersion.current)])
  }

  /// Returns the value of a key of an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, indented by two blanks, ending in a line feed.
  package var text: String {
    // Bytes, as a result has thousands of short pieces and appending to a string is slow.
    var output: [UInt8] = []
    write(to: &output, indent: 0)
    output.append(UInt8(ascii: "\n"))
    return String(decoding: output, as: UTF8.self)
  }

  /// The text as a part of a line of a longer document, without a line feed at its end.
  var line: String {
    var output: [UInt8] = []
    write(to: &output, indent: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private func write(to output: inout [UInt8], indent: Int) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .int(let value): output += String(value).utf8
    case .number(let value): output += Self.number(value).utf8
    case .text(let value): Self.write(value, to: &output)
    case .array(let items):
      guard !items.isEmpty else {
        output += "[]".utf8
        return
      }
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.breakLine(in: &output, indent: indent + 2)
        item.write(to: &output, indent: indent + 2)
      }
      Self.breakLine(in: &output, indent: indent)
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      guard !members.isEmpty else {
        output += "{}".utf8
        return
      }
      let isLeaf = members.allSatisfy { member in
        switch member.value {
        case .array, .object: false
        default: true
        }
      }
      // Estimates and other small records stand on one line.
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        if !isLeaf {
          Self.breakLine(in: &output, indent: indent + 2)
        } else if index > 0 {
          output.append(UInt8(ascii: " "))
        }
        Self.write(member.key, to: &output)
        output += ": ".utf8
        member.value.write(to: &output, indent: indent + 2)
      }
      if !isLeaf { Self.breakLine(in: &output, indent: indent) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func breakLine(in output: inout [UInt8], indent: Int) {
    output.append(UInt8(ascii: "\n"))
    for _ in 0..<indent { output.append(UInt8(ascii: " ")) }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output += "\\\"".utf8
      case UInt8(ascii: "\\"): output += "\\\\".utf8
      case UInt8(ascii: "\n"): output += "\\n".utf8
      case UInt8(ascii: "\r"): output += "\\r".utf8
      case UInt8(ascii: "\t"): output += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
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
