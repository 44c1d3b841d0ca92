// SPDX-License-Identifier: Apache-2.0

/// A two-sided mind map laid out on its page, ready to be written or drawn.
///
/// ```swift
/// let sheet = try MindMapSheet(map)
/// let dot = sheet.dot()
/// let svg = try Renderer.shared.render(sheet, as: .svg)
/// ```
package struct MindMapSheet: Sendable, DrawnSheet {
  /// What the sheet shows.
  package let map: MindMap
  /// Where everything stands.
  package let layout: MindMapLayout

  /// Lays out a map.
  ///
  /// - Throws: ``DiagramError`` with code `badIdentifier` or `doesNotFit`.
  package init(_ map: MindMap) throws(DiagramError) {
    self.map = map
    layout = try MindMapLayout(map)
  }

  /// The smallest paper on which everything is legible.
  ///
  /// A map is never laid out larger than A3 allows, so that A3 is always enough.
  package var smallestPaper: Paper { layout.page.smallestPaper ?? .a3 }

  /// Title and subtitle, the name of the whole picture.
  package var title: String {
    [map.title, map.subtitle].map(PlainText.singleLine).filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// One sentence that says what the picture shows.
  package var summary: String {
    let summary = PlainText.singleLine(map.summary)
    return summary.isEmpty ? title : summary
  }

  /// The scenario, for messages.
  package var name: String { map.scenario }

  /// The language of the sheet.
  package var language: SheetLanguage { map.language }

  /// The nodes with what they say, by name.
  package var nodeWords: [String: String] {
    var words: [String: String] = [:]
    for node in layout.nodes where node.isVisible { words[node.id] = node.words }
    return words
  }

  /// Returns the sheet as DOT text, the same bytes for the same map.
  package func dot() -> String {
    DotWriter.text(
      name: PlainText.singleLine(map.scenario) + "-mindmap", title: title, nodes: layout.nodes,
      edges: layout.edges)
  }
}
