// SPDX-License-Identifier: Apache-2.0

/// Cuts Chinese text into lines of a limited width.
///
/// A line may end between any two ideographs and at a space, but not inside a run of ASCII. No
/// line starts with a closing mark and none ends with an opening one (the rules that JLREQ calls
/// kinsoku and GB/T 15834 prescribes for marks at line ends). A closing mark that would start a
/// line hangs over the limit instead. A number keeps the word it counts (`30 个`). When the last
/// line would hold one or two characters, the text is cut again two ems narrower.
struct LineBreaker {
  /// The size of the type, in points.
  var size: Double
  /// The weight of the type.
  var weight: Typography.Weight
  /// The width that a line may take, in points; hanging marks may exceed it.
  var limit: Double

  /// The marks that may not begin a line.
  static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "）", "》", "」", "』", "！", "？", "”", "’", "…", "%", "％", "】",
    "〉", "〕", "·", ",", ".", ";", ":", ")", "]", "}", "!", "?",
  ]

  /// The marks that may not end a line.
  static let opening: Set<Character> = [
    "（", "《", "「", "『", "“", "‘", "【", "〈", "〔", "(", "[", "{",
  ]

  /// Returns the lines of a text; at least one, possibly empty.
  func lines(of text: String) -> [String] {
    PlainText.paragraphs(of: text).flatMap(wrap)
  }

  /// Cuts one paragraph, once more and narrower if it would leave an orphan.
  private func wrap(_ paragraph: String) -> [String] {
    let units = LineUnit.units(of: paragraph, breaker: self)
    let first = fill(units, limit: limit)
    guard first.count > 1, let last = first.last, last.count <= 2 else { return first }
    // Two ems narrower as a rule; where that only moves the orphan, a little less or more.
    for ems in [2.0, 1.0, 3.0] {
      let retried = fill(units, limit: limit - ems * size)
      if retried.count == first.count, let end = retried.last, end.count > 2 { return retried }
    }
    return first
  }

  /// Sets units one after another and starts a line whenever the next one does not fit.
  private func fill(_ units: [LineUnit], limit: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0.0
    for unit in units {
      let solid = unit.widthWithoutTail
      if !line.isEmpty, width + solid > limit + 0.001 {
        lines.append(trimmed(line))
        line = ""
        width = 0
      }
      line += unit.text
      width += unit.width
    }
    lines.append(trimmed(line))
    return lines
  }

  /// Returns a line without the spaces at its end.
  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " || line.last == "\u{3000}" { line.removeLast() }
    return line
  }
}
