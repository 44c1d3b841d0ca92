// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Testing

struct LegendTests {
  private func map(_ items: [MindMapItem], language: SheetLanguage = .chinese) -> MindMap {
    var map = ResaleMap.map
    map.branches = [MindMapBranch(number: "一", title: "支", items: items)]
    map.language = language
    return map
  }

  private func words(_ map: MindMap) throws -> [String] {
    try MindMapLayout(map).nodes.filter { $0.id.hasPrefix("lg.") }.map(\.words)
  }

  @Test func fullSheetExplainsEverythingItUses() throws {
    #expect(
      try words(ResaleMap.map) == [
        "图例", "部门：一窗", "部门：登记", "部门：税务", "部门：住建", "＋", "并联，全部完成后汇合",
        "×", "判断，择一执行", "材料名称", "已取消，后附共享来源", "粗体", "关键结论",
      ])
  }

  @Test func mapWithoutMarksHasNoLegend() throws {
    #expect(try words(map([MindMapItem("一"), MindMapItem("二", note: "注")])).isEmpty)
  }

  @Test func eachMarkBringsItsOwnEntryAndNoOther() throws {
    func entries(_ item: MindMapItem) -> [LegendEntry] {
      LegendEntry.used(in: map([MindMapItem("父", children: [item])]))
    }
    #expect(entries(MindMapItem("甲", gateway: .parallel)) == [.gateway(.parallel)])
    #expect(entries(MindMapItem("甲", gateway: .inclusive)) == [.gateway(.inclusive)])
    #expect(entries(MindMapItem("甲", gateway: .first)) == [.gateway(.first)])
    #expect(entries(MindMapItem("甲", gateway: .exclusive)) == [.gateway(.exclusive)])
    #expect(entries(MindMapItem("甲", cancellation: "共享")) == [.cancellation])
    #expect(entries(MindMapItem("甲", isConclusion: true)) == [.conclusion])
    #expect(entries(MindMapItem("甲", department: ResaleMap.tax)) == [.department(ResaleMap.tax)])
    #expect(entries(MindMapItem("甲", step: "1")).isEmpty)
  }

  @Test func departmentsComeOnceInTheirFixedOrder() {
    let items = [ResaleMap.housing, ResaleMap.tax, ResaleMap.window, ResaleMap.tax].map {
      MindMapItem("甲", department: $0)
    }
    #expect(
      LegendEntry.used(in: map(items)) == [
        .department(ResaleMap.window), .department(ResaleMap.tax), .department(ResaleMap.housing),
      ])
  }

  @Test func legendAndPageNumberFollowTheLanguage() throws {
    let english = map([MindMapItem("a", cancellation: "shared")], language: .english)
    #expect(
      try words(english) == [
        "Legend", "material", "no longer asked for, why or source",
      ])
    let layout = try MindMapLayout(english)
    let footer = try #require(layout.nodes.first { $0.id == "ft.sheet" })
    #expect(footer.words.hasSuffix("page 1 of 1"))
  }

  @Test func headingsTooLongForThePageAreRefused() {
    var map = ResaleMap.map
    map.title = String(repeating: "长", count: 300)
    #expect {
      try MindMapLayout(map)
    } throws: {
      ($0 as? DiagramError)?.message.hasPrefix("S01: the heading of 3") == true
    }
    map = ResaleMap.map
    map.footer.source = String(repeating: "长", count: 900)
    #expect {
      try MindMapLayout(map)
    } throws: {
      ($0 as? DiagramError)?.message.hasPrefix("S01: the source note of 900") == true
    }
  }

  @Test func longSourceNoteTakesMoreLines() throws {
    var map = ResaleMap.map
    map.footer.source = String(repeating: "依据条例办理，", count: 30)
    let layout = try MindMapLayout(map)
    LayoutRules.check(map, layout)
    #expect(layout.nodes.count { $0.id.hasPrefix("ft.source") } == 3)
  }
}
