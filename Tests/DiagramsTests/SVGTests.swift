// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Testing

struct SVGTests {
  private func picture(_ map: MindMap) throws -> (sheet: MindMapSheet, svg: SVGReader) {
    let sheet = try MindMapSheet(map)
    let svg = SVGReader(try Renderer.shared.render(sheet, as: .svg))
    #expect(svg.error == nil)
    return (sheet, svg)
  }

  @Test func pictureSaysWhatItIs() throws {
    let (sheet, svg) = try picture(ResaleMap.map)
    #expect(svg.root["role"] == "img")
    #expect(svg.root["lang"] == "zh-CN")
    #expect(svg.root["width"] == "1191pt")
    #expect(svg.root["height"] == "842pt")
    #expect(svg.titles[""] == sheet.title)
    #expect(svg.descriptions[""] == ResaleMap.map.summary)
    let extent = try #require(svg.root["viewBox"]).split(separator: " ").compactMap { Double($0) }
    #expect(extent.count == 4)
    #expect((extent[2] / extent[3] - 1191.0 / 842).magnitude < 0.0001)
  }

  @Test func everyNodeIsTitledInWordsAndKeepsItsName() throws {
    let (sheet, svg) = try picture(ResaleMap.map)
    for node in sheet.layout.nodes where node.isVisible {
      #expect(svg.titles[node.id] == node.words, "\(node.id)")
    }
    #expect(svg.titles["b4.d3"] == "买卖合同（网签备案）（取消）：住建·数据共享")
    #expect(svg.titles["b5.1"] == "1 一窗 综合受理：一套材料，一次签署 · 24 分钟")
    #expect(svg.titles["b4--b4.k"] == "从四 申请材料到提交 2 件")
  }

  @Test func everyTextIsDrawnAsText() throws {
    let (sheet, svg) = try picture(ResaleMap.map)
    for node in sheet.layout.nodes where node.isVisible {
      let expected = node.runs.map(\.text).joined()
      #expect(squeezed(svg.texts[node.id] ?? "") == squeezed(expected), "\(node.id)")
    }
  }

  @Test func nothingPointsOutsideAndNothingIsUnknown() throws {
    let (sheet, svg) = try picture(ResaleMap.map)
    #expect(svg.elements == ["svg", "title", "desc", "g", "polygon", "path", "polyline", "text"])
    for (name, value) in svg.attributes {
      #expect(value != "transparent", "\(name)")
      #expect(!name.hasSuffix("href"), "\(value)")
      if name == "font-family" { #expect(value == Typography.webFamilies) }
      let isNamespace = name.hasPrefix("xmlns")
      #expect(isNamespace || !value.contains("://"), "\(name)=\(value)")
    }
    let text = String(decoding: try Renderer.shared.render(sheet, as: .svg), as: UTF8.self)
    #expect(!text.contains("<!"))
  }

  @Test func typeSizesAreDrawnAsNamed() throws {
    let (sheet, svg) = try picture(ResaleMap.map)
    let named = Set(sheet.layout.nodes.flatMap(\.runs).map(\.size))
    let drawn = Set(
      svg.attributes.filter { $0.name == "font-size" }.compactMap { Double($0.value) })
    #expect(drawn == named)
  }

  @Test func englishSheetSpeaksEnglish() throws {
    let (_, svg) = try picture(EnglishMap.map)
    #expect(svg.root["lang"] == "en-GB")
    #expect(svg.titles["b1--b1.2"] == "from 1 Process to 2 Review")
    #expect(svg.descriptions[""]?.hasPrefix("Transfer of title: scenario map Scenario 01") == true)
  }

  static let hostile = [
    "& < > \" ' \\ end\\", "a\\nb", "&lt;b&gt; &amp; &#38; &copy;", "\\N \\G \\L \\E \\T",
    "]]> <!-- x --> <?xml?>", "</FONT></TD></TABLE>", "%s %d %n", "\u{1}\u{8}\u{1B}[0m\u{7F}",
    "emoji 😀👨‍👩‍👧🇨🇳 end", "עברית مرحبا 中文", "\u{202E}reversed", "", " ", "   two  spaces ",
    "\"", "\\", "&", "<", "{}[]|;", "\u{FFFF}", "𠀀𫝀 rare", "e\u{301}\u{302}",
    String(repeating: "登", count: 300), String(repeating: "a", count: 300),
    String(repeating: "<&\">", count: 75), "\u{200B}\u{2060}\u{FEFF}\u{AD}", "\u{200D}\u{FE0F}",
    "one\ttab\r\nline",
  ]

  @Test(arguments: hostile)
  func hostileTextIsDrawnAndNothingBreaks(text: String) throws {
    var map = EnglishMap.map
    map.branches = [
      MindMapBranch(
        number: "一", title: text,
        items: [
          MindMapItem(text, note: text, step: "1"),
          MindMapItem(text, cancellation: text, children: [MindMapItem(text)]),
        ]),
      MindMapBranch(number: text.count > 9 ? "" : text, title: "b", items: [MindMapItem("c")]),
    ]
    map.summary = text
    if text.count < 50 {
      map.title = text
      map.subtitle = text
      map.footer.source = text
      map.root = MindMap.Root(lines: [text, text], subtitle: text)
      map.branches[0].items[0].department = DepartmentChip(
        id: "x", label: text, colour: .other)
    }
    let (sheet, svg) = try picture(map)
    for node in sheet.layout.nodes where node.isVisible {
      let expected = node.runs.map(\.text).joined()
      #expect(squeezed(svg.texts[node.id] ?? "") == squeezed(expected), "\(node.id)")
    }
    let dot = sheet.dot()
    for scalar in dot.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control)
    }
    let pdf = try Renderer.shared.render(sheet, as: .pdf)
    #expect(pdf.starts(with: Array("%PDF".utf8)))
  }
}
