// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Testing

struct MindMapSnapshotTests {
  @Test func dotOfTheFullSheetIsUnchanged() throws {
    let dot = try MindMapSheet(ResaleMap.map).dot()
    try Snapshot.expect(dot, matches: "resale-mindmap.dot", file: Self.file)
  }

  @Test func dotOfAnEnglishSheetIsUnchanged() throws {
    let dot = try MindMapSheet(EnglishMap.map).dot()
    try Snapshot.expect(dot, matches: "english-mindmap.dot", file: Self.file)
  }

  @Test func dotIsTheSameEveryTime() throws {
    let first = try MindMapSheet(ResaleMap.map).dot()
    for _ in 0..<3 { #expect(try MindMapSheet(ResaleMap.map).dot() == first) }
  }

  private static let file = #filePath
}
