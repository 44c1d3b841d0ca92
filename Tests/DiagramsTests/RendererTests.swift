// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Foundation
import Testing

struct RendererTests {
  @Test(arguments: [(Paper.a3, "1191 x 842 pts (A3)"), (.a4, "842 x 595 pts (A4)")])
  func pdfHasThePaperAndEveryText(paper: Paper, size: String) throws {
    let sheet = try MindMapSheet(ResaleMap.map)
    let bytes = try Renderer.shared.render(sheet, as: .pdf, paper: paper)
    try Command.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("map.pdf")
      try Data(bytes).write(to: file)
      let facts = try Command.run(["pdfinfo", file.path], package: "poppler-utils")
      let found = facts.split(separator: "\n").first { $0.hasPrefix("Page size:") }
      #expect(found?.hasSuffix(" " + size) == true, "\(found ?? "no size")")
      #expect(facts.contains("Pages:           1\n"))

      let text = squeezed(
        try Command.run(["pdftotext", "-raw", file.path, "-"], package: "poppler-utils"))
      for node in sheet.layout.nodes {
        for run in node.runs {
          #expect(text.contains(squeezed(run.text)), "\(node.id) '\(run.text)' is not in the PDF")
        }
      }
      let fonts = try Command.run(["pdffonts", file.path], package: "poppler-utils")
        .split(separator: "\n").dropFirst(2)
      #expect(fonts.count == 2)
      #expect(fonts.allSatisfy { $0.contains("+NotoSansCJKsc-") })
    }
  }

  @Test func pictureHas120DotsAnInch() throws {
    let bytes = try Renderer.shared.render(try MindMapSheet(ResaleMap.map), as: .png)
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    func number(_ offset: Int) -> Double {
      Double(bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) })
    }
    #expect(abs(number(16) - 1191 / 72 * 120) <= 2)
    #expect(abs(number(20) - 842 / 72 * 120) <= 2)
  }

  @Test func dotIsReturnedAsItIs() throws {
    let sheet = try MindMapSheet(ResaleMap.map)
    #expect(try Renderer.shared.render(sheet, as: .dot) == Array(sheet.dot().utf8))
  }

  @Test func boxesAreDrawnWhereTheLayoutPutsThem() throws {
    let sheet = try MindMapSheet(ResaleMap.map)
    let svg = SVGReader(try Renderer.shared.render(sheet, as: .svg))
    let page = sheet.layout.pageBox
    var count = 0
    for node in sheet.layout.nodes {
      guard case .card = node.content else { continue }
      count += 1
      let line = try #require(svg.lines[node.id]?.first)
      // In SVG the page starts at 0, 0 and its lower edge is at nought, upwards negative.
      let expected = [
        node.box.minX - page.minX, -(node.box.minY - page.minY),
        node.box.maxX - page.minX, -(node.box.minY - page.minY),
      ]
      for (found, wanted) in zip(line, expected) {
        #expect(abs(found - wanted) <= 0.6, "\(node.id): \(line) for \(expected)")
      }
    }
    #expect(count == 56)
  }

  @Test func unreadableTextIsAnErrorWithWhatGraphvizSaid() throws {
    for dot in ["digraph {", "nonsense", "", "digraph { a [label=<<B>&nbsp</B>>] }"] {
      #expect {
        _ = try Renderer.shared.render(dot: dot, format: .svg)
      } throws: {
        ($0 as? DiagramError)?.code == .renderingFailed
      }
    }
    // Graphviz still works afterwards.
    let after = try Renderer.shared.render(dot: "digraph { a [pos=\"0,0\"] }", format: .svg)
    #expect(!after.isEmpty)
  }

  @Test func warningIsAnError() {
    let cell = "<TABLE><TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"9\" HEIGHT=\"9\">不动产</TD></TR></TABLE>"
    #expect {
      _ = try Renderer.shared.render(
        dot: "digraph { a [shape=plain, pos=\"0,0\", label=<\(cell)>] }", format: .svg)
    } throws: { error in
      guard let error = error as? DiagramError else { return false }
      return error.code == .renderingFailed
        && error.rendererMessages.contains { $0.contains("cell size too small for content") }
    }
  }

  @Test func drawingFromManyTasksAtOnceIsSafe() async throws {
    let sheet = try MindMapSheet(EnglishMap.map)
    let pictures = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<12 {
        group.addTask { try Renderer.shared.render(sheet, as: .svg) }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(pictures.count == 1)
  }

  @Test func missingFontIsNamed() throws {
    #expect {
      try FontCheck.require("No Such Family")
    } throws: { error in
      guard let error = error as? DiagramError else { return false }
      return error.code == .fontMissing && error.message.contains("'No Such Family' (regular)")
        && error.message.contains("fonts-noto-cjk")
    }
    try FontCheck.require(Typography.family)
  }

  @Test func familyWithoutBoldIsRefused() throws {
    try Command.withTemporaryFolder { folder in
      let regular = try Command.run(
        ["fc-match", "--format=%{file}", "Noto Sans CJK SC:regular"], package: "fonts-noto-cjk")
      try FileManager.default.createSymbolicLink(
        at: folder.appendingPathComponent("regular.ttc"),
        withDestinationURL: URL(fileURLWithPath: regular))
      let environment = try fontEnvironment(in: folder)
      #expect {
        try FontCheck.require(Typography.family, environment: environment)
      } throws: {
        ($0 as? DiagramError)?.message.contains("'Noto Sans CJK SC' (bold) is not installed")
          == true
      }
    }
  }

  @Test func machineWithoutFontsIsRefused() throws {
    try Command.withTemporaryFolder { folder in
      var environment = try fontEnvironment(in: folder)
      #expect {
        try FontCheck.require(Typography.family, environment: environment)
      } throws: {
        ($0 as? DiagramError)?.message.contains("'Noto Sans CJK SC' (regular) is not installed")
          == true
      }
      environment["PATH"] = folder.path
      #expect {
        try FontCheck.require(Typography.family, environment: environment)
      } throws: {
        ($0 as? DiagramError)?.message.contains("fc-match does not run") == true
      }
    }
  }

  /// Returns an environment in which the only fonts are those in a folder.
  private func fontEnvironment(in folder: URL) throws -> [String: String] {
    let file = folder.appendingPathComponent("fonts.conf")
    let cache = folder.appendingPathComponent("cache").path
    let text = "<fontconfig><dir>\(folder.path)</dir><cachedir>\(cache)</cachedir></fontconfig>"
    try Data(text.utf8).write(to: file)
    var environment = ProcessInfo.processInfo.environment
    environment["FONTCONFIG_FILE"] = file.path
    return environment
  }
}
