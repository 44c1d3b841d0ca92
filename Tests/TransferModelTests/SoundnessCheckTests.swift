// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

/// Flows built by hand, so that the proof is tested apart from the reader and the validators.
struct SoundnessCheckTests {
  private static func place(_ line: Int) -> SourcePlace {
    SourcePlace(file: "flow", line: line, column: 1)
  }

  private static func to(_ name: String) -> Located<String> { Located(name, at: place(0)) }

  static func end(_ outcome: Outcome = .done) -> FlowNodeKind { .end(outcome) }
  static func go(_ next: String) -> FlowNodeKind { .event(next: to(next)) }
  static func all(_ targets: String...) -> FlowNodeKind { .split(targets.map(to)) }
  static func any(_ targets: String..., rest: String? = nil) -> FlowNodeKind {
    .inclusive(
      targets.map {
        InclusiveBranch(target: to($0), condition: .share(Located(0.5, at: place(0))))
      } + (rest.map { [InclusiveBranch(target: to($0), condition: .rest)] } ?? []))
  }
  static func join(_ split: String, _ next: String) -> FlowNodeKind {
    .join(split: to(split), next: to(next))
  }
  static func choose(_ targets: String...) -> FlowNodeKind {
    .choose(
      targets.map {
        ShareBranch(
          target: to($0), share: Located(1 / Double(targets.count), at: place(0)), isRest: false)
      })
  }

  static func flow(_ nodes: [(String, FlowNodeKind)]) -> Flow {
    Flow(
      name: "test", place: place(0), template: nil,
      nodes: nodes.enumerated().map { index, node in
        FlowNode(
          id: node.0, place: place(index + 1), label: LocalizedText(zh: "", en: node.0),
          kind: node.1)
      }, stages: [])
  }

  static func findings(_ nodes: [(String, FlowNodeKind)]) -> [String] {
    var findings = Findings()
    SoundnessCheck.check(flow(nodes), scenario: "S", findings: &findings)
    return findings.sorted.map { "\($0.place.line) \($0.rule)" }
  }

  @Test func acceptsSoundFlows() {
    #expect(Self.findings([("out", Self.end())]) == [])
    #expect(Self.findings([("a", Self.go("out")), ("out", Self.end())]) == [])
    #expect(
      Self.findings([
        ("s", Self.all("a", "b")), ("a", Self.choose("j", "t")), ("t", Self.all("c", "d")),
        ("c", Self.go("k")), ("d", Self.go("k")), ("k", Self.join("t", "j")), ("b", Self.go("j")),
        ("j", Self.join("s", "v")), ("v", Self.choose("s", "out", "no")), ("out", Self.end()),
        ("no", Self.end(.refused)),
      ]) == [])
  }

  @Test func acceptsLoopsThatCanBeLeft() {
    #expect(
      Self.findings([
        ("a", Self.choose("a2", "out")), ("a2", Self.go("a")), ("out", Self.end()),
      ]) == [])
  }

  @Test func namesADeadlock() {
    // The join waits for a branch that went to another join.
    #expect(
      Self.findings([
        ("s", Self.all("a", "b")), ("a", Self.go("j")), ("b", Self.choose("j", "k")),
        ("k", Self.join("s", "out")), ("j", Self.join("s", "out")), ("out", Self.end()),
      ]) == ["4 deadlock"])
  }

  @Test func namesALackOfSynchronisation() {
    #expect(
      Self.findings([
        ("s", Self.all("a", "b")), ("a", Self.go("m")), ("b", Self.go("m")), ("m", Self.go("out")),
        ("out", Self.end()),
      ]).contains("4 lack-of-synchronisation"))
  }

  @Test func namesADeadNode() {
    #expect(
      Self.findings([("a", Self.go("out")), ("b", Self.go("out")), ("out", Self.end())]) == [
        "2 dead-node"
      ])
  }

  @Test func namesALivelock() {
    #expect(
      Self.findings([
        ("a", Self.choose("out", "b")), ("b", Self.go("c")), ("c", Self.go("b")),
        ("out", Self.end()),
      ]) == ["2 livelock"])
  }

  @Test func namesAnImproperCompletion() {
    #expect(
      Self.findings([
        ("s", Self.all("a", "b")), ("a", Self.choose("j", "out2")), ("b", Self.go("j")),
        ("j", Self.join("s", "out")), ("out", Self.end()), ("out2", Self.end(.withdrawn)),
      ]) == ["6 improper-completion"])
  }

  @Test func asksForAnEnd() {
    #expect(Self.findings([("a", Self.go("a"))]) == ["0 no-end"])
    #expect(Self.findings([]) == ["0 no-end"])
  }

  @Test func givesUpBeyondTheStateLimit() {
    var nodes: [(String, FlowNodeKind)] = [
      ("s", .split((0..<6).map { Self.to("b\($0)-0") }))
    ]
    for branch in 0..<6 {
      for step in 0..<9 {
        nodes.append(
          ("b\(branch)-\(step)", Self.go(step == 8 ? "j" : "b\(branch)-\(step + 1)")))
      }
    }
    nodes += [("j", Self.join("s", "out")), ("out", Self.end())]
    #expect(Self.findings(nodes) == ["0 too-many-states"])
  }

  @Test func refusesMoreBranchesThanItCounts() {
    let wide = (0..<300).map { _ in Self.to("a") }
    #expect(
      Self.findings([
        ("s", .split(wide)), ("a", Self.go("j")), ("j", Self.join("s", "out")), ("out", Self.end()),
      ]) == ["1 too-many-branches", "3 too-many-branches"])
  }

  @Test func aJoinThatNamesNoSplitIsAPlainNode() {
    #expect(
      Self.findings([("j", Self.join("nowhere", "out")), ("out", Self.end())]) == [])
  }

  @Test func twoNodesOfOneIdAreReported() {
    let flow = Self.flow([("a", Self.go("out")), ("a", Self.go("out")), ("out", Self.end())])
    #expect(flow.position(of: "a") == 0)
    #expect(flow["out"]?.kind.keyword == "end")
    #expect(ValidatorTests.findings(of: flow).contains("2 duplicate-node"))
  }
}
