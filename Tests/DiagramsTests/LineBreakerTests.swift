// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Diagrams

struct LineBreakerTests {
  /// A breaker for a count of ideographs at 10 points.
  private func breaker(_ ems: Double) -> LineBreaker {
    LineBreaker(size: 10, weight: .regular, limit: ems * 10)
  }

  @Test(arguments: [
    ("", 5, [""]),
    ("登记", 5, ["登记"]),
    ("不动产转移登记", 4, ["不动产转", "移登记"]),
    ("不动产\\n登记", 9, ["不动产", "登记"]),
    ("不动产\n登记", 9, ["不动产", "登记"]),
    ("一\\n\\n二", 9, ["一", "", "二"]),
    ("反斜杠\\在", 9, ["反斜杠\\在"]),
  ])
  func textIsCutBetweenIdeographsAndAtForcedBreaks(
    text: String, ems: Int, expected: [String]
  ) {
    #expect(breaker(Double(ems)).lines(of: text) == expected)
  }

  @Test func closingMarkHangsOverTheLimit() {
    #expect(breaker(4).lines(of: "产权清晰，无争议") == ["产权清晰，", "无争议"])
  }

  @Test func twoClosingMarksTakeTheirIdeographAlong() {
    #expect(breaker(5).lines(of: "依照《条例》。办理") == ["依照《条", "例》。办理"])
    #expect(breaker(6).lines(of: "按照条例规定》。办理") == ["按照条例规", "定》。办理"])
  }

  @Test func openingMarkGoesToTheNextLine() {
    #expect(breaker(4).lines(of: "自然人（含共有）") == ["自然人", "（含共有）"])
  }

  @Test func runOfLatinAndDigitsStaysWhole() {
    let lines = breaker(5).lines(of: "编号BDC-ZY-01版本")
    #expect(lines == ["编号", "BDC-ZY-01", "版本"])
  }

  @Test func numberStaysWithWhatItCounts() {
    let lines = breaker(6).lines(of: "法定时限 30 个工作日")
    #expect(lines == ["法定时限", "30 个工作日"])
  }

  @Test func spacesDisappearAtTheEndOfALine() {
    let lines = breaker(6).lines(of: "joint window takes cases")
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") && !$0.hasPrefix(" ") })
    #expect(lines.joined(separator: " ") == "joint window takes cases")
  }

  @Test func orphanIsAvoidedByANarrowerCut() {
    let lines = breaker(9).lines(of: "不动产转移登记一窗办理")
    #expect(lines == ["不动产转移登记", "一窗办理"])
  }

  @Test func wordWiderThanALineIsCutAfterAll() {
    let lines = breaker(5).lines(of: String(repeating: "a", count: 300))
    #expect(lines.count > 20)
    #expect(lines.joined().count == 300)
    #expect(lines.allSatisfy { TextMeasure.advances(of: $0, size: 10, weight: .regular) <= 50 })
  }

  @Test func runOfMarksAloneIsCutAfterAll() {
    let lines = breaker(5).lines(of: String(repeating: "，", count: 100))
    #expect(lines.joined().count == 100)
    #expect(lines.allSatisfy { $0.count <= 7 })
  }

  /// The seeds are fixed, so a failure is a fault and never chance.
  @Test(arguments: 1...200)
  func nothingIsLostAndNoLineIsMuchTooWide(seed: Int) {
    var random = RandomMap(seed: UInt64(seed))
    let text = random.text(1...120)
    let lines = breaker(12).lines(of: text)
    #expect(squeezed(lines.joined()) == squeezed(text))
    for line in lines {
      let width = TextMeasure.advances(of: line, size: 10, weight: .regular)
      #expect(width <= 130, "\(line)")
    }
  }
}

struct TextMeasureTests {
  @Test func ideographsAndMarksAreOneEm() {
    #expect(TextMeasure.advances(of: "登记，（", size: 10.5, weight: .regular) == 42)
    #expect(TextMeasure.advances(of: "登记", size: 9, weight: .bold) == 18)
  }

  @Test func latinFollowsTheTableOfTheWeight() {
    #expect(TextMeasure.advances(of: "A1 ", size: 1000, weight: .regular) == 608 + 555 + 224)
    #expect(TextMeasure.advances(of: "A1 ", size: 1000, weight: .bold) == 641 + 590 + 227)
    #expect(FontAdvances.regular.count == 95)
    #expect(FontAdvances.bold.count == 95)
  }

  @Test func roundedGlyphsCountWhenTheyAreWider() {
    // At 9 pt a digit is 6.66 pixels wide and drawn with 7, at 10 pt 7.4 and drawn with 7.
    #expect(TextMeasure.hintedAdvances(of: "0", size: 9, weight: .regular) == 5.25)
    #expect(TextMeasure.hintedAdvances(of: "0", size: 10, weight: .regular) == 5.25)
    #expect(TextMeasure.cellWidth(of: "0000000000", size: 9, weight: .regular) == 57)
    #expect(TextMeasure.cellWidth(of: "0000000000", size: 10, weight: .regular) == 60)
  }
}
