// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import validate

/// The table of textbook cases, its packs and its page; the runs themselves are `make validate`.
struct CaseTableTests {
  private static let groups = Result { try CaseGroup.all() }

  private func cases() throws -> [ValidationCase] { try Self.groups.get().flatMap(\.cases) }

  @Test func casesAreNumberedByTheirPlace() throws {
    for (index, group) in try Self.groups.get().enumerated() {
      #expect(group.cases.map(\.number.group) == group.cases.map { _ in index + 1 })
      #expect(group.cases.map(\.number.place) == Array(1...group.cases.count))
    }
    let all = try cases()
    #expect(all.count >= 40)
    #expect(Set(all.map(\.seed)).count == all.count)
    #expect(all.allSatisfy { $0.replications >= 30 && !$0.quantities.isEmpty })
  }

  @Test func everyTheoryIsANumber() throws {
    for item in try cases() {
      for quantity in item.quantities {
        #expect(quantity.theory.isFinite && quantity.theory > 0, "\(item.name) \(quantity.name)")
      }
    }
  }

  @Test func everySourceIsCited() throws {
    let cited = Set(try cases().flatMap(\.quantities).map(\.source))
    #expect(cited == Set(Source.allCases))
  }

  @Test func packsAreValidWithTheirChangesAndAllAreUsed() throws {
    let folder = Repository.root.appendingPathComponent("Tests/Validation/Packs")
    let all = try cases()
    for item in all {
      let outcome = PackOutcome(
        folder: folder.appendingPathComponent(item.pack).path, changes: item.changes)
      #expect(outcome.findings == [], "\(item.name)")
    }
    let used = Set(all.map(\.pack))
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == used)
  }

  /// A row of the page for each number and a command for each case.
  @Test func pageHasEveryCase() throws {
    let page = Repository.text(Repository.root.appendingPathComponent(Page.path))
    for item in try cases() {
      #expect(page.contains("| \(item.name) | \(item.model) | \(item.parameters) |"))
      #expect(page.contains("\n# \(item.name)\n\(item.command)\n"))
      for quantity in item.quantities {
        #expect(page.contains("| \(quantity.name) |"), "\(item.name)")
      }
    }
  }

  @Test func pageListsTheTracesAndTheirTestsExist() {
    let page = Repository.text(Repository.root.appendingPathComponent(Page.path))
    let traces = ExactTrace.table.flatMap(\.traces)
    #expect(ExactTrace.missing(traces).map(\.test) == [])
    for trace in traces {
      #expect(page.contains("| `\(trace.suite).\(trace.test)` | \(trace.proves) |"))
    }
  }

  @Test func removedTestIsNoticed() {
    let text = "@Test func holds() throws {}\nfunc helps() {}\n/* func gone() */\n"
    #expect(ExactTrace.declares("holds", in: text))
    #expect(!ExactTrace.declares("helps", in: text))
    #expect(!ExactTrace.declares("hold", in: text))
    let trace = ExactTrace("PlanningTests/FlowTraceTests.swift", "neverWritten", "nothing")
    #expect(ExactTrace.missing([trace]).count == 1)
  }
}
