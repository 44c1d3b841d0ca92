// SPDX-License-Identifier: Apache-2.0

/// The legend of a mind map, one row of samples with their meanings.
struct LegendRow {
  /// A sample or a meaning, and the room before it.
  private struct Part {
    var id: String
    var content: PlacedNode.Content
    var width: Double
    var height: Double
    var gap: Double
    var words: String
  }

  private var parts: [Part] = []
  private let scale: Double

  /// Measures the legend of a map at a multiple of the native size; it may be empty.
  init(_ map: MindMap, scale: Double) {
    self.scale = scale
    let words = Furniture(map.language)
    let entries = LegendEntry.used(in: map)
    guard !entries.isEmpty else { return }
    add(words.legend, id: "lg.title", gap: 0, weight: .bold)
    var chips = 0
    for entry in entries {
      switch entry {
      case .department(let department):
        chips += 1
        add(department, id: "lg.d\(chips)", gap: chips == 1 ? 12 : 8, lead: words.department)
      case .gateway(.parallel):
        add(Gateway.parallel.symbol, id: "lg.and", gap: 20, weight: .bold)
        add(words.parallel, id: "lg.and.text", gap: 3)
      case .gateway(.inclusive):
        add(Gateway.inclusive.symbol, id: "lg.or", gap: 20, weight: .bold)
        add(words.inclusive, id: "lg.or.text", gap: 3)
      case .gateway(.first):
        add(Gateway.first.symbol, id: "lg.first", gap: 20, weight: .bold)
        add(words.first, id: "lg.first.text", gap: 3)
      case .gateway(.exclusive):
        add(Gateway.exclusive.symbol, id: "lg.xor", gap: 20, weight: .bold)
        add(words.exclusive, id: "lg.xor.text", gap: 3)
      case .cancellation:
        add(words.cancelledSample, id: "lg.cut", gap: 20, isStruck: true)
        add(words.cancelledMeaning, id: "lg.cut.text", gap: 3)
      case .conclusion:
        add(words.conclusionSample, id: "lg.bold", gap: 20, weight: .bold)
        add(words.conclusionMeaning, id: "lg.bold.text", gap: 3)
      }
    }
  }

  /// The width of the row in points.
  var width: Double { parts.reduce(0) { $0 + $1.gap + $1.width } }

  /// How many characters the row has.
  var characterCount: Int { parts.reduce(0) { $0 + $1.words.count } }

  /// Returns the row as nodes from a place to the right.
  func nodes(left: Double, middle: Double) -> [PlacedNode] {
    var x = left
    return parts.map { part in
      x += part.gap
      defer { x += part.width }
      // Text sits high in its row and bold text higher, white text in the middle of its chip.
      let rise: Double =
        switch part.content {
        case .chip: scale
        case .text(let run, _) where run.weight == .bold: -scale
        default: 0
        }
      return PlacedNode(
        id: part.id, content: part.content,
        box: Box(
          centre: Point(x + part.width / 2, middle + rise), width: part.width,
          height: part.height),
        words: part.words)
    }
  }

  private mutating func add(
    _ text: String, id: String, gap: Double, weight: Typography.Weight = .regular,
    isStruck: Bool = false
  ) {
    let run = TextRun(
      text, size: DecimalText.tenths(Typography.furniture * scale), weight: weight,
      colour: isStruck ? Palette.secondary : Palette.ink, isStruck: isStruck)
    parts.append(
      Part(
        id: id, content: .text(run, isFlushRight: false), width: run.width,
        height: Typography.rowHeight(at: run.size), gap: gap * scale, words: text))
  }

  private mutating func add(_ department: DepartmentChip, id: String, gap: Double, lead: String) {
    let chip = Marker.chip(department, scale: scale)
    parts.append(
      Part(
        id: id, content: .chip(chip), width: chip.bodyWidth,
        height: (Marker.chipHeight * scale).rounded(), gap: gap * scale,
        words: lead + PlainText.singleLine(department.label)))
  }
}

extension Marker {
  /// The text of the sign or chip.
  var run: TextRun {
    switch self {
    case .sign(let run, _), .chip(let run, _, _): run
    }
  }

  /// The width of the sign or chip alone, in points.
  var bodyWidth: Double {
    switch self {
    case .sign(_, let width), .chip(_, _, let width): width
    }
  }
}
