// SPDX-License-Identifier: Apache-2.0

import CGraphviz
import Synchronization

/// Draws DOT with positions through Graphviz, in this process.
///
/// Graphviz keeps global state and is not safe to use from two threads, so there is one renderer
/// with one context for the life of the process, behind one lock. Before the first drawing the
/// typeface is looked for; without it Graphviz would draw boxes of the wrong width and say nothing.
/// Whatever Graphviz warns of is an error here: its warnings mean text outside its cell.
package final class Renderer: Sendable {
  /// The one renderer of the process.
  package static let shared = Renderer()

  private struct State {
    var context: OpaquePointer?
    var hasFont = false
  }

  private let state = Mutex(State())

  private init() {}

  /// Draws a sheet on paper.
  ///
  /// - Parameters:
  ///   - sheet: the sheet.
  ///   - format: what to write.
  ///   - paper: the size of the picture. DOT has none.
  /// - Returns: the bytes of the file.
  /// - Throws: ``DiagramError`` with code `paperTooSmall` if the sheet needs A3 and A4 was asked
  ///   for, `fontMissing`, or `renderingFailed` with what Graphviz said.
  package func render(
    _ sheet: some DrawnSheet, as format: OutputFormat, paper: Paper = .a3
  ) throws(DiagramError) -> [UInt8] {
    if format != .dot, paper == .a4, sheet.smallestPaper == .a3 {
      throw DiagramError(
        .paperTooSmall,
        "\(sheet.name): the sheet is not legible on A4 (body text under "
          + "\(DecimalText.text(Typography.smallestBody, decimals: 0)) pt); it needs A3")
    }
    let dot = sheet.dot()
    guard format == .svg else { return try render(dot: dot, format: format, paper: paper) }
    // Graphviz writes scales with two decimals, which is too coarse for the edge of a page. So
    // the drawing keeps its own size and only the picture is declared as large as the paper.
    let bytes = try render(dot: dot, format: .svg)
    return SVGPostprocessor(sheet, paper: paper).process(bytes)
  }

  /// Draws DOT text with positions.
  ///
  /// - Parameters:
  ///   - dot: the text; `dot` as format returns it unchanged once Graphviz has read it.
  ///   - format: what to write; SVG comes as Graphviz writes it.
  ///   - paper: the size to fit the drawing to, in SVG only to one per cent; `nil` leaves it as
  ///     it is.
  /// - Returns: the bytes of the file.
  /// - Throws: ``DiagramError`` with code `fontMissing` or `renderingFailed`.
  package func render(
    dot: String, format: OutputFormat, paper: Paper? = nil
  ) throws(DiagramError) -> [UInt8] {
    try state.withLock { state throws(DiagramError) in
      if !state.hasFont {
        try FontCheck.require(Typography.family)
        state.hasFont = true
      }
      if state.context == nil {
        RendererLog.install()
        state.context = gvContext()
      }
      guard let context = state.context else {
        throw DiagramError(.renderingFailed, "Graphviz could not be started")
      }
      var created: locale_t?
      let previous = guohu_enter_c_numeric(&created)
      defer { guohu_leave_c_numeric(previous, created) }
      let drawing = Drawing(context: context, format: format, paper: paper)
      return try drawing.render(dot)
    }
  }
}

/// One pass through Graphviz: read, lay out, draw, free in the opposite order.
private struct Drawing {
  let context: OpaquePointer
  let format: OutputFormat
  let paper: Paper?

  func render(_ dot: String) throws(DiagramError) -> [UInt8] {
    _ = RendererLog.take()
    guard let graph = agmemread(dot) else {
      throw failure("Graphviz cannot read the drawing")
    }
    defer { agclose(graph) }
    try check("Graphviz cannot read the drawing")
    if format == .dot { return Array(dot.utf8) }
    if let paper {
      let width = DecimalText.text(paper.width / 72, decimals: 4)
      // One point more, so that the width decides: A4 in whole points is a trace too wide for its
      // height, and the page would come out 841 points wide.
      let height = DecimalText.text((paper.height + 1) / 72, decimals: 4)
      try set("size", "\(width),\(height)!", of: graph)
    }
    if format == .png { try set("dpi", String(OutputFormat.dotsPerInch), of: graph) }

    let status = gvLayout(context, graph, "nop2")
    defer { gvFreeLayout(context, graph) }
    guard status == 0 else { throw failure("Graphviz cannot lay out the drawing") }
    try check("Graphviz warns of the layout")

    var data: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    let drawn = gvRenderData(context, graph, format.rawValue, &data, &length)
    defer { if let data { gvFreeRenderData(data) } }
    guard drawn == 0, let data, length > 0 else {
      throw failure("Graphviz cannot draw \(format.rawValue)")
    }
    try check("Graphviz warns of the drawing")
    return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  private func set(
    _ name: String, _ value: String, of graph: UnsafeMutablePointer<Agraph_t>
  ) throws(DiagramError) {
    guard guohu_set_graph_attribute(graph, name, value) != 0 else {
      throw failure("Graphviz does not take \(name)")
    }
  }

  /// Throws if Graphviz has said anything since the last look.
  private func check(_ message: String) throws(DiagramError) {
    let messages = RendererLog.take()
    guard messages.isEmpty else {
      throw DiagramError(.renderingFailed, message, rendererMessages: messages)
    }
  }

  private func failure(_ message: String) -> DiagramError {
    DiagramError(.renderingFailed, message, rendererMessages: RendererLog.take())
  }
}
