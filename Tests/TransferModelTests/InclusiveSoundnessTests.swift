// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

/// Inclusive splits by hand: their join waits for the branches that are taken, whichever they are.
struct InclusiveSoundnessTests {
  private typealias Make = SoundnessCheckTests

  private static func findings(_ nodes: [(String, FlowNodeKind)]) -> [String] {
    Make.findings(nodes)
  }

  @Test func acceptsAnyBranchesThatMeet() {
    #expect(
      Self.findings([
        ("s", Make.any("a", "b", rest: "j")), ("a", Make.choose("j", "a2")), ("a2", Make.go("j")),
        ("b", Make.go("j")), ("j", Make.join("s", "v")), ("v", Make.choose("s", "out")),
        ("out", Make.end()),
      ]) == [])
  }

  @Test func acceptsOneInAnother() {
    #expect(
      Self.findings([
        ("s", Make.any("t", "b")), ("t", Make.any("c", "d", rest: "e")), ("c", Make.go("k")),
        ("d", Make.go("k")), ("e", Make.go("k")), ("k", Make.join("t", "j")),
        ("b", Make.all("x", "y")),
        ("x", Make.go("z")), ("y", Make.go("z")), ("z", Make.join("b", "j")),
        ("j", Make.join("s", "out")), ("out", Make.end()),
      ]) == [])
  }

  /// The branch that is taken when no other is never meets them.
  @Test func theRestMayShareNodesWithTheOthers() {
    #expect(
      Self.findings([
        ("s", Make.any("a", rest: "m")), ("a", Make.go("m")), ("m", Make.go("j")),
        ("j", Make.join("s", "out")), ("out", Make.end()),
      ]) == [])
    #expect(
      Self.findings([
        ("s", Make.any("a", "m")), ("a", Make.go("m")), ("m", Make.go("j")),
        ("j", Make.join("s", "out")), ("out", Make.end()),
      ]).contains("3 lack-of-synchronisation"))
  }

  /// Without a join two branches would meet the end; one branch alone would not.
  @Test func asksForAJoin() {
    #expect(
      Self.findings([
        ("s", Make.any("a", "b")), ("a", Make.go("out")), ("b", Make.go("out")),
        ("out", Make.end()),
      ]).contains("4 lack-of-synchronisation"))
    #expect(
      Self.findings([("s", Make.any("a")), ("a", Make.go("out")), ("out", Make.end())]) == [])
  }

  @Test func namesABranchThatEndsTheCase() {
    #expect(
      Self.findings([
        ("s", Make.any("a", "b")), ("a", Make.choose("j", "no")), ("b", Make.go("j")),
        ("j", Make.join("s", "out")), ("out", Make.end()), ("no", Make.end(.withdrawn)),
      ]) == ["6 improper-completion"])
  }

  /// The join of the outer split waits for a branch that has gone to the join of the inner one.
  @Test func namesADeadlock() {
    var findings = Findings()
    SoundnessCheck.check(
      Make.flow([
        ("s", Make.any("a", "b")), ("a", Make.go("j")), ("b", Make.choose("j", "k")),
        ("j", Make.join("s", "out")), ("k", Make.join("s", "out")), ("out", Make.end()),
      ]), scenario: "S", findings: &findings)
    #expect(
      findings.sorted.map(\.message).contains(
        "S test can stop for ever at 'j': a branch that 's' started can no longer come"))
  }

  @Test func refusesMoreBranchesThanItTriesTogether() {
    let names = (0..<11).map { "b\($0)" }
    let branches = names.map {
      InclusiveBranch(
        target: Located($0, at: .start(of: "")), condition: .share(Located(0.5, at: .start(of: "")))
      )
    }
    var nodes: [(String, FlowNodeKind)] = [("s", .inclusive(branches))]
    nodes += names.map { ($0, Make.go("j")) }
    nodes += [("j", Make.join("s", "out")), ("out", Make.end())]
    #expect(Self.findings(nodes) == ["1 too-many-branches"])
    nodes[0].1 = .inclusive(Array(branches.dropLast()))
    #expect(Self.findings(nodes) == ["12 dead-node"])
  }
}
