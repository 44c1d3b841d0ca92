// SPDX-License-Identifier: Apache-2.0

/// A look at the nesting of a YAML text before it is parsed.
///
/// The parser builds its tree by recursion, so a file made of ten thousand brackets would exhaust
/// the stack; this scan counts levels without recursion and may only err on the high side for text
/// that is not written as packs are.
enum NestingScan {
  /// Returns the first line (from 1) on which nesting passes a limit, or nil.
  static func firstLineDeeper(than limit: Int, in lines: [[Unicode.Scalar]]) -> Int? {
    var indents: [Int] = []
    var flow = 0
    for (number, line) in lines.enumerated() {
      var index = 0
      if flow == 0 {
        while index < line.count, line[index] == " " { index += 1 }
        guard index < line.count, line[index] != "#" else { continue }
        while let last = indents.last, last >= index { indents.removeLast() }
        indents.append(index)
        // "- - - x" and "? ? x" open several levels on one line.
        while index + 1 < line.count, line[index] == "-" || line[index] == "?",
          line[index + 1] == " "
        {
          index += 2
          indents.append(index)
          if indents.count > limit { return number + 1 }
        }
      }
      var quote: Unicode.Scalar?
      var previous: Unicode.Scalar = " "
      while index < line.count {
        let scalar = line[index]
        if let open = quote {
          if scalar == open { quote = nil }
          if open == "\"", scalar == "\\" { index += 1 }
        } else {
          switch scalar {
          case "\"", "'":
            if " ,:[{(".unicodeScalars.contains(previous) { quote = scalar }
          case "[", "{": flow += 1
          case "]", "}": flow = max(0, flow - 1)
          case "#" where previous == " ": index = line.count
          default: break
          }
        }
        previous = scalar
        if indents.count + flow > limit { return number + 1 }
        index += 1
      }
    }
    return nil
  }
}
