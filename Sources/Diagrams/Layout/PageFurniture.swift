// SPDX-License-Identifier: Apache-2.0

/// Title, rules, legend and footer of a mind map's page.
///
/// All distances and type sizes are given for A3 and grow with the page, so that furniture prints
/// in the same size on every sheet.
struct PageFurniture {
  /// The map whose furniture it is.
  private let map: MindMap
  /// The fixed words in the language of the map.
  private let words: Furniture
  /// The lines of the source note at the foot.
  private let sourceLines: [String]
  /// The sheet's code, version, date and page number.
  private let sheetLine: String

  /// The room left and right of everything, in points.
  private static let margin = 26.0
  /// From the top of the page to the highest content, in points.
  private static let head = 62.0
  /// From the lowest content to the bottom of the page with one line of source note, in points.
  private static let foot = 70.0
  /// The pitch of the source note's lines, in points.
  private static let sourcePitch = 14.0
  /// The least size to which a long heading shrinks, in points.
  private static let smallestTitle = 12.0

  /// Measures the furniture of a map.
  ///
  /// - Throws: ``DiagramError`` with code `doesNotFit` if headings, legend or footer are longer
  ///   than the page is wide.
  init(_ map: MindMap) throws(DiagramError) {
    self.map = map
    words = Furniture(map.language)
    let footer = map.footer
    let parts = [
      footer.code, footer.version, footer.date, words.page(footer.page, of: footer.pageCount),
    ].map(PlainText.singleLine).filter { !$0.isEmpty }
    sheetLine = parts.joined(separator: words.footerGap)
    // At native size; on a larger page everything grows alike but for rounding, hence 2 per cent.
    let width = 0.98 * (Paper.a3.width - 2 * PageFurniture.margin)
    let sheetWidth = TextRun(sheetLine, size: Typography.furniture, colour: Palette.secondary).width
    let room = width - sheetWidth - 24
    sourceLines =
      room > 200
      ? LineBreaker(size: Typography.furniture, weight: .regular, limit: room)
        .lines(of: footer.source) : []
    func check(_ fits: Bool, _ what: String, _ count: Int) throws(DiagramError) {
      guard !fits else { return }
      throw DiagramError(
        .doesNotFit,
        "\(map.scenario): \(what) of \(count) characters is wider than the page; shorten it")
    }
    try check(room > 200, "the sheet line at the foot", sheetLine.count)
    try check(sourceLines.count <= 4, "the source note", footer.source.count)
    let title = PageFurniture.titleSize(map, width: width)
    try check(title != nil, "the heading", map.title.count + map.subtitle.count)
    let legend = LegendRow(map, scale: 1)
    try check(legend.width <= width, "the legend", legend.characterCount)
  }

  /// The height of everything but content at native size, in points.
  private var fixedHeight: Double {
    PageFurniture.head + footHeight
  }

  /// The height of everything below content at native size, in points.
  private var footHeight: Double {
    PageFurniture.foot + PageFurniture.sourcePitch * Double(max(0, sourceLines.count - 1))
  }

  /// Returns the smallest page that holds content of a size in points.
  func page(forContentWidth width: Double, height: Double) -> Page {
    let room = Paper.a3.height - fixedHeight - 1
    let wide = width / (Paper.a3.width - 2 * PageFurniture.margin)
    return Page(scale: max(1, wide, height / room))
  }

  /// Returns the room for content on a page, and how far its middle lies above the page's.
  func contentArea(on page: Page) -> (width: Double, height: Double, rise: Double) {
    let bottom = footHeight * page.scale
    let top = PageFurniture.head * page.scale
    return (
      page.width - 2 * PageFurniture.margin * page.scale, page.height - top - bottom,
      (bottom - top) / 2
    )
  }

  /// Adds the furniture to a drawing whose page covers a rectangle.
  func place(
    on page: Page, in box: Box, nodes: inout [PlacedNode], edges: inout [PlacedEdge]
  ) {
    let scale = page.scale
    let left = box.minX + PageFurniture.margin * scale
    let right = box.maxX - PageFurniture.margin * scale
    nodes.append(PlacedNode(id: NodeName.page, content: .page, box: box, words: ""))

    let width = 0.98 * (Paper.a3.width - 2 * PageFurniture.margin)
    let size = PageFurniture.titleSize(map, width: width) ?? PageFurniture.smallestTitle
    let title = TextRun(
      PlainText.singleLine(map.title), size: DecimalText.tenths(size * scale), weight: .bold,
      colour: Palette.navy)
    nodes.append(text(title, id: "hd.title", left: left, middle: box.maxY - 26 * scale))
    let subtitle = TextRun(
      PlainText.singleLine(map.subtitle),
      size: DecimalText.tenths(min(size, Typography.subtitle) * scale), colour: Palette.secondary)
    nodes.append(text(subtitle, id: "hd.sub", right: right, middle: box.maxY - 28 * scale))
    rule(
      "hd.rule", from: left, to: right, at: box.maxY - 41.5 * scale, width: 1.2,
      colour: Palette.navy, nodes: &nodes, edges: &edges)

    let lift = footHeight * scale - PageFurniture.foot * scale
    let legend = LegendRow(map, scale: scale)
    nodes += legend.nodes(left: left, middle: box.minY + 42 * scale + lift)
    rule(
      "ft.rule", from: left, to: right, at: box.minY + 29 * scale + lift, width: 0.8,
      colour: Palette.hairline, nodes: &nodes, edges: &edges)
    let small = DecimalText.tenths(Typography.furniture * scale)
    let first = box.minY + 17.5 * scale + lift
    for (index, line) in sourceLines.enumerated() {
      let run = TextRun(line, size: small, colour: Palette.secondary)
      let id = index == 0 ? "ft.source" : "ft.source.\(index + 1)"
      let drop = Double(index) * PageFurniture.sourcePitch * scale
      nodes.append(text(run, id: id, left: left, middle: first - drop))
    }
    let sheet = TextRun(sheetLine, size: small, colour: Palette.secondary)
    nodes.append(text(sheet, id: "ft.sheet", right: right, middle: first))
  }

  /// Returns the size at which title and subtitle stand side by side; `nil` if none is legible.
  private static func titleSize(_ map: MindMap, width: Double) -> Double? {
    for size in stride(from: Typography.title, through: smallestTitle, by: -1) {
      let title = TextRun(
        PlainText.singleLine(map.title), size: size, weight: .bold, colour: Palette.navy)
      let subtitle = TextRun(
        PlainText.singleLine(map.subtitle), size: min(size, Typography.subtitle),
        colour: Palette.secondary)
      if title.width + 24 + subtitle.width <= width { return size }
    }
    return nil
  }

  /// Returns a line of text that starts at a place.
  private func text(_ run: TextRun, id: String, left: Double, middle: Double) -> PlacedNode {
    PlacedNode.furniture(run, id: id, left: left, middle: middle)
  }

  /// Returns a line of text that ends at a place.
  private func text(_ run: TextRun, id: String, right: Double, middle: Double) -> PlacedNode {
    PlacedNode.furniture(
      run, id: id, left: right - run.width, middle: middle, isFlushRight: true)
  }

  /// Adds a level line between two invisible points.
  private func rule(
    _ id: String, from left: Double, to right: Double, at y: Double, width: Double, colour: String,
    nodes: inout [PlacedNode], edges: inout [PlacedEdge]
  ) {
    let ends = [("\(id).a", left), ("\(id).b", right)]
    for (name, x) in ends {
      nodes.append(
        PlacedNode(
          id: name, content: .point, box: Box(centre: Point(x, y), width: 0, height: 0), words: ""))
    }
    let third = (right - left) / 3
    edges.append(
      PlacedEdge(
        start: "\(id).a", end: "\(id).b",
        points: (0...3).map { Point(left + Double($0) * third, y) }, colour: colour,
        style: .plain(width)))
  }
}

extension PlacedNode {
  /// Creates a line of furniture whose cell starts at a place.
  static func furniture(
    _ run: TextRun, id: String, left: Double, middle: Double, isFlushRight: Bool = false
  ) -> PlacedNode {
    PlacedNode(
      id: id, content: .text(run, isFlushRight: isFlushRight),
      box: Box(
        centre: Point(left + run.width / 2, middle), width: run.width,
        height: Typography.rowHeight(at: run.size)),
      words: run.text)
  }
}
