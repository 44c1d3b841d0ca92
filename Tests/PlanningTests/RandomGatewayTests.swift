// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Random flows with all gateways, one inside the other: what is proved, planned, expected and printed
/// of them is what the engine does.
struct RandomGatewayTests {
  private static let cases = 2_000

  private static func valid(_ seed: UInt64) throws -> ValidPack {
    let outcome = try RandomFlowText.pack(seed: seed).read()
    #expect(outcome.findings == [], "seed \(seed)")
    return try #require(outcome.valid)
  }

  /// The mean of all visits of a node lies within five standard errors of the traffic equations, which
  /// fails in one of two thousand sets of forty flows with twenty nodes although both are right.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func visitsAreThoseOfTheTrafficEquations(seed: UInt64) throws {
    let valid = try Self.valid(seed)
    let expected = try #require(CaseExpectation.all(valid, flow: "only")["S01"])
    let study = try PlanCompiler.compile(
      valid, configuration: "B0",
      period: StudyPeriod(
        from: valid.pack.hall.study.from, end: .cases(Self.cases), warmUpDays: 0))
    let result = Replication(seed: seed, caseLimit: Self.cases, recordsVisits: true)
      .run(study.plan)
    #expect(result.stop == .exhausted)
    #expect(result.inside == 0)
    #expect(result.invariants.hold)
    let record = try #require(result.record)
    var visits = study.nodeNames.map { _ in [Int](repeating: 0, count: Self.cases) }
    record.visits.forEach { visits[Int($0.node)][Int($0.caseNumber)] += 1 }
    let count = Double(Self.cases)
    for (index, name) in study.nodeNames.enumerated() {
      let mean = Double(visits[index].reduce(0, +)) / count
      let squares = visits[index].reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      let theory = expected.parts.first { $0.node == name.node }?.visits ?? 0
      // Who never came has no spread; three visits would have come with a chance of 95 %.
      let error = max((squares / count / count).squareRoot(), 0.6 / count)
      #expect(abs(mean - theory) <= 5 * error, "seed \(seed) \(name.node): \(mean), not \(theory)")
    }
  }

  /// One case along each planned run goes exactly there, and the record of it reads back.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func plannedRunsAreDriven(seed: UInt64) throws {
    let valid = try Self.valid(seed)
    var report = try CoverageReport(valid.pack, loops: 1)
    try report.drive(valid)
    #expect(report.differences == [], "seed \(seed)")
    #expect(report.edgeShare == 1)
  }

  /// What is printed of a flow reads back and is printed alike.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func printedFlowsReadBack(seed: UInt64) throws {
    func text(_ valid: ValidPack) throws -> String {
      let flow = try #require(valid.pack.scenarios.first?.flows.first)
      return DocumentWriter.write(ExpandedFlowDocument(flow).root)
    }
    let first = try Self.valid(seed)
    let written = try text(first)
    let pack = try RandomFlowText.pack(seed: seed)
    let url = pack.folder.appendingPathComponent("S01.yaml")
    let head = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "flow:\n")[0]
    try Data("\(head)\(written)source: assumed:test\n".utf8).write(to: url)
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let second = try #require(outcome.valid)
    #expect(try text(second) == written)
    let changes = PackComparison(from: first, to: second).differences
    #expect(changes.map { "\($0.uses)" } == [])
  }

  /// The flows have what they are to show.
  @Test func everyGatewayIsInSomeFlow() {
    let all = (1...40 as ClosedRange<UInt64>).map { RandomFlowText.text(seed: $0) }
    for (key, most) in [
      ("any: {", 15), ("all: [", 8), ("{kind: a}", 4), ("{kind: [b, c]}", 4), ("80 %}", 4),
      (": rest", 15), ("100 %", 4), ("choose", 15), ("route", 5),
      ("gather: BAG", 3), ("gather: {size: 2", 3), ("gather: {limit", 3),
      ("first: {", 8), ("exponential(mean 4 min), next", 3), ("uniform(2, 9)", 2), ("mixture", 1),
    ] {
      #expect(all.count { $0.contains(key) } >= most, "\(key)")
    }
  }
}
