// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Room tasks and the rule of four eyes as they are read and written.
struct RoomReadingTests {
  private static func flow(_ files: [String: String]) throws -> Flow {
    let pack = try SmallPack(
      files.merging(
        [
          "hall/hall.yaml": SmallPack.hall.replacing(
            "{DESK: {servers: 1}}", with: "{DESK: {servers: 3}, ROOM: {servers: 2, kind: machine}}")
        ]
      ) { own, _ in own })
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return try #require(outcome.pack?.scenarios.first?.flows.first)
  }

  private static func task(_ id: String, _ flow: Flow) throws -> FlowTask {
    guard case .task(let task)? = flow[id]?.kind else { throw Missing(id: id) }
    return task
  }

  private struct Missing: Error { let id: String }

  @Test func aRoomTaskNamesItsPoolsInOrder() throws {
    let flow = try Self.flow([
      "S01.yaml": SmallPack.scenario(
        flow: "meet: {task: room, holds: {ROOM: 1, DESK: 2}, time: 45 min, place: hall, "
          + "reserve: yes, next: away}\n"
          + "away: {task: room, holds: {ROOM: 2}, time: 5 min, next: out}\nout: {end: done}")
    ]).nodes
    guard case .task(let meet) = flow[0].kind, case .task(let away) = flow[1].kind else {
      throw Missing(id: "meet")
    }
    #expect(meet.servers.map(\.pool.value) == ["ROOM", "DESK"])
    #expect(meet.servers.map(\.servers.value) == [1, 2])
    #expect(meet.pool?.value == "ROOM")
    #expect(meet.reserves && meet.isInHall && meet.isAtCounter)
    #expect(!away.reserves && !away.isInHall && away.isBehindCounter)
  }

  @Test func theExpandedFlowStandsForRoomsAndFourEyes() throws {
    let lines =
      "meet: {task: room, holds: {ROOM: 1, DESK: 2}, reserve: yes, time: 45 min, place: hall, "
      + "next: one}\none: {task: window, pool: DESK, time: 5 min, next: two}\n"
      + "two: {task: window, pool: DESK, notBy: one, time: 5 min, next: three}\n"
      + "three: {task: window, pool: DESK, notBy: [one, two], time: 5 min, next: out}\n"
      + "out: {end: done}"
    let flow = try Self.flow(["S01.yaml": SmallPack.scenario(flow: lines)])
    let written = DocumentWriter.write(ExpandedFlowDocument(flow).root)
    let indented = lines.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(written == "flow:\n" + indented)
    #expect(flow.keptServers == ["one", "two"])
    #expect(flow.notByRules == (separate: 0, shared: 3))
  }

  @Test func aTemplateMayNameATaskOfTheFlowAroundIt() throws {
    let flow = try Self.flow([
      "S01.yaml": "scenario: S01\nshare: 100 %\nflow:\n"
        + "  check: {use: T-ONE, next: enter}\n  enter: {use: T-TWO, next: out}\n"
        + "  out: {end: done}\nsource: assumed:test\n",
      "shared/one.yaml": """
      template: T-ONE
      flow:
        review: {task: window, pool: DESK, time: 5 min, next: return}
      source: assumed:test

      """,
      "shared/two.yaml": """
      template: T-TWO
      flow:
        review: {task: window, pool: DESK, time: 5 min, next: entry}
        entry: {task: window, pool: DESK, time: 5 min, notBy: [review, check/review], next: return}
      source: assumed:test

      """,
    ])
    let entry = try Self.task("enter/entry", flow)
    #expect(entry.notBy.map(\.value) == ["enter/review", "check/review"])
  }

  /// A rule in a template means a task of the template; with the task it is switched off.
  @Test(arguments: ["yes", "no"])
  func fourEyesGoWithTheTemplate(first: String) throws {
    let flow = try Self.flow([
      "S01.yaml": "scenario: S01\nshare: 100 %\nflow:\n"
        + "  check: {use: T-TWO, with: {first: \(first)}, next: out}\n  out: {end: done}\n"
        + "source: assumed:test\n",
      "shared/two.yaml": """
      template: T-TWO
      parameters: {first: switch}
      flow:
        one: {when: first, task: window, pool: DESK, time: 5 min, next: two}
        two: {task: window, pool: DESK, time: 5 min, notBy: one, next: return}
      source: assumed:test

      """,
    ])
    let two = try Self.task("check/two", flow)
    #expect(two.notBy.map(\.value) == (first == "yes" ? ["check/one"] : []))
  }
}
