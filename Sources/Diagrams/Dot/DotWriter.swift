// SPDX-License-Identifier: Apache-2.0

/// Writes a placed drawing as DOT for the layout `nop2`, the same bytes every time.
enum DotWriter {
  /// Returns a drawing as DOT text; `name` names the graph and `title` is its tooltip.
  static func text(name: String, title: String, nodes: [PlacedNode], edges: [PlacedEdge]) -> String
  {
    var dot = "// \(PlainText.singleLine(title))\n"
    dot += "// The layout is in the file: neato -n2 -Tsvg|-Tpdf|-Tpng\n"
    dot += "digraph \(DotEscaping.quoted(name)) {\n"
    let font = DotEscaping.quoted(Typography.family)
    dot += "  graph [outputorder=edgesfirst, splines=true, bgcolor=\"\(Palette.white)\", pad=\"0\","
    dot += " margin=\"0\", fontname=\(font), charset=\"UTF-8\","
    dot += " tooltip=\(DotEscaping.quoted(title))];\n"
    dot += "  node [shape=plain, margin=0, fontname=\(font),"
    dot += " fontsize=\(DecimalText.text(Typography.body)), fontcolor=\"\(Palette.ink)\"];\n"
    dot += "  edge [arrowhead=none, fontname=\(font),"
    dot += " fontsize=\(DecimalText.text(Typography.note)), tooltip=\" \"];\n\n"
    for node in nodes { dot += "  " + line(for: node) + "\n" }
    dot += "\n"
    for edge in edges { dot += "  " + line(for: edge) + "\n" }
    return dot + "}\n"
  }

  private static func line(for node: PlacedNode) -> String {
    var attributes = ["pos=\"\(text(node.box.centre))\""]
    switch node.content {
    case .page:
      attributes += [
        "label=\"\"", "shape=box", "style=invis", "fixedsize=true",
        "width=\(DecimalText.text(node.box.width / 72, decimals: 4))",
        "height=\(DecimalText.text(node.box.height / 72, decimals: 4))",
      ]
    case .point:
      attributes += ["label=\"\"", "shape=point", "width=0.01", "height=0.01", "style=invis"]
    case .text(let run, let isFlushRight):
      attributes.append("fontsize=\(DecimalText.text(run.size))")
      attributes.append("label=<\(LabelMarkup.line(run, isFlushRight: isFlushRight))>")
    case .chip(let marker):
      attributes.append("fontsize=\(DecimalText.text(marker.run.size))")
      attributes.append("label=<\(LabelMarkup.chip(marker, height: node.box.height))>")
    case .filled(let rows, let rowHeights, let above, let below, let fill):
      let markup = LabelMarkup.filled(
        rows: rows, rowHeights: rowHeights, above: above, below: below, fill: fill,
        width: node.box.width)
      attributes.append("label=<\(markup)>")
    case .card(let card, let colour):
      attributes.append("label=<\(LabelMarkup.card(card, colour: colour))>")
    }
    if node.isVisible { attributes.append("tooltip=\(DotEscaping.quoted(node.words))") }
    return "\(DotEscaping.quoted(node.id)) [\(attributes.joined(separator: ", "))];"
  }

  private static func line(for edge: PlacedEdge) -> String {
    var attributes = ["pos=\"\(edge.points.map(text).joined(separator: " "))\""]
    switch edge.style {
    case .plain(let width): attributes.append("penwidth=\(DecimalText.text(width))")
    case .tapered(let width):
      attributes += ["style=tapered", "penwidth=\(DecimalText.text(width))"]
    }
    attributes.append("color=\"\(edge.colour)\"")
    return "\(DotEscaping.quoted(edge.start)) -> \(DotEscaping.quoted(edge.end))"
      + " [\(attributes.joined(separator: ", "))];"
  }

  private static func text(_ point: Point) -> String {
    "\(DecimalText.text(point.x)),\(DecimalText.text(point.y))"
  }
}
