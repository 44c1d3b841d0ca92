// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Diagrams

struct DotTextTests {
  @Test(arguments: [
    ("a&b", "a&amp;b", "\"a&amp;b\""),
    ("<B>", "&lt;B&gt;", "\"<B>\""),
    ("\"", "&quot;", "\"\\\"\""),
    ("\\N", "\\\\N", "\"\\\\N\""),
    ("end\\", "end\\\\", "\"end\\\\\""),
    ("a\u{0}\u{7}\u{1B}b\u{85}", "ab", "\"ab\""),
    ("\u{202E}abc\u{FFFF}", "abc", "\"abc\""),
    ("", "", "\"\""),
    ("登记", "登记", "\"登记\""),
  ])
  func textIsEscapedForMarkupAndForStrings(text: String, markup: String, quoted: String) {
    #expect(DotEscaping.markup(text) == markup)
    #expect(DotEscaping.quoted(text) == quoted)
  }

  @Test func textThatLooksLikeAnEntityIsCutAfterItsAmpersand() {
    #expect(DotEscaping.runs(of: "a&lt;b&c;d") == ["a&", "lt;b&", "c;d"])
    #expect(DotEscaping.runs(of: "R&D; a & b; &;") == ["R&", "D; a & b; &;"])
    #expect(DotEscaping.runs(of: "&#38;") == ["&", "#38;"])
  }

  @Test(arguments: [
    (0.0, "0.0"), (-0.04, "0.0"), (-0.05, "-0.1"), (1.25, "1.3"), (-12.34, "-12.3"),
    (1000.96, "1001.0"), (.infinity, "0"), (.nan, "0"), (1e300, "0"),
  ])
  func numbersHaveOneDecimalAndAFullStop(value: Double, text: String) {
    #expect(DecimalText.text(value) == text)
  }

  @Test func numbersHaveAsManyDecimalsAsAsked() {
    #expect(DecimalText.text(16.54166, decimals: 4) == "16.5417")
    #expect(DecimalText.text(0.00051, decimals: 4) == "0.0005")
    #expect(DecimalText.text(7.5, decimals: 0) == "8")
  }

  @Test func coordinatesHaveExactlyOneDecimal() throws {
    let dot = try MindMapSheet(ResaleMap.map).dot()
    for line in dot.split(separator: "\n") {
      guard let start = line.firstRange(of: "[pos=\"") else { continue }
      let values = line[start.upperBound...].prefix { $0 != "\"" }
        .split { $0 == "," || $0 == " " }
      #expect(!values.isEmpty)
      for value in values {
        let parts = value.split(separator: ".")
        #expect(parts.count == 2 && parts[1].count == 1 && value != "-0.0", "\(line)")
      }
    }
  }
}
