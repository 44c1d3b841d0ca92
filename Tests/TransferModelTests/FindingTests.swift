// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

struct NearestNameTests {
  @Test(arguments: [
    ("revew", "review"), ("REVIEW", "review"), ("reveiw", "review"), ("acept", "accept"),
    ("T3", "T03"), ("enter1", "enter"),
  ])
  func findsWhatWasMeant(name: String, nearest: String) {
    #expect(NearestName.nearest(to: name, in: ["accept", "review", "enter", "T03"]) == nearest)
  }

  @Test func saysNothingWhereNothingIsNear() {
    #expect(NearestName.nearest(to: "archive", in: ["accept", "review"]) == nil)
    #expect(NearestName.nearest(to: "", in: ["a"]) == nil)
    #expect(NearestName.nearest(to: "a", in: [String]()) == nil)
  }

  @Test func takesTheFirstInOrderOfEquallyNear() {
    #expect(NearestName.nearest(to: "B3", in: ["B2", "B1", "B0"]) == "B0")
  }

  @Test func listsWhatIsKnown() {
    #expect(NearestName.hint(for: "revew", in: ["review"]) == "; did you mean 'review'?")
    #expect(NearestName.hint(for: "x1y2z3", in: ["b", "a", "b"]) == "; known are a, b")
    #expect(NearestName.hint(for: "x", in: [String]()) == "; none is defined")
    let many = (10..<30).map { "name-\($0)" }
    #expect(NearestName.hint(for: "quite different", in: many).hasSuffix("… (20 in all)"))
  }

  @Test func hugeNamesTakeNoTime() {
    let name = String(repeating: "a", count: 1_000_000)
    let started = ContinuousClock.now
    #expect(NearestName.nearest(to: name, in: [name + "b", "a"]) == nil)
    #expect(ContinuousClock.now - started < .seconds(1))
  }
}

struct FindingTests {
  private let place = SourcePlace(file: "S01.yaml", line: 4, column: 9)

  @Test func readsAsOneLine() {
    #expect(
      Finding(.error, "unknown-step", at: place, "no step 'T10'").description
        == "S01.yaml:4:9: error[unknown-step]: no step 'T10'")
    #expect(Finding(.error, "x", at: place, "a\nb\tc\u{7}\r").message == "a\\nb\\tc\u{FFFD}\\r")
  }

  @Test func cutsOffWhatNobodyReads() {
    let message = Finding(.warning, "x", at: place, String(repeating: "a", count: 5000)).message
    #expect(message.count == Finding.messageLength + 1)
    #expect(message.hasSuffix("a…"))
  }

  @Test func listsFromTopToBottomWithoutRepetition() {
    var findings = Findings()
    findings.error("b", at: SourcePlace(file: "b", line: 1, column: 1), "second file")
    findings.warning("a", at: SourcePlace(file: "a", line: 10, column: 1), "tenth line")
    findings.error("a", at: SourcePlace(file: "a", line: 9, column: 2), "later column")
    findings.error("a", at: SourcePlace(file: "a", line: 9, column: 1), "first")
    findings.error("a", at: SourcePlace(file: "a", line: 9, column: 1), "first")
    #expect(
      findings.sorted.map(\.message) == ["first", "later column", "tenth line", "second file"])
    #expect(findings.errorCount == 3)
    #expect(findings.hasErrors)
  }

  @Test(arguments: [
    ("cited:C-REG", "cited", "C-REG"), ("assumed: two rooms", "assumed", "two rooms"),
    ("measured:hall, May 2021", "measured", "hall, May 2021"), ("cited:a:b", "cited", "a:b"),
  ])
  func readsSources(text: String, ground: String, detail: String) {
    let source = ParameterSource(text: text)
    #expect(source?.ground.rawValue == ground)
    #expect(source?.detail == detail)
  }

  @Test(arguments: ["", "cited", "cited:", "cited: ", "guessed:x", ":x"])
  func refusesOtherSources(text: String) { #expect(ParameterSource(text: text) == nil) }
}
