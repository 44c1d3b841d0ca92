// SPDX-License-Identifier: Apache-2.0

import Diagrams

extension PlacedNode {
  /// Every run of text on the node.
  var runs: [TextRun] {
    switch content {
    case .page, .point: []
    case .text(let run, _): [run]
    case .chip(let marker): [marker.textRun]
    case .filled(let rows, _, _, _, _): rows
    case .card(let card, _): card.markers.map(\.textRun) + card.rows.flatMap { $0 }
    }
  }

  /// The colour behind the text.
  func background(of run: TextRun) -> String {
    switch content {
    case .filled(_, _, _, _, let fill): return fill
    case .chip(let marker): return marker.fill ?? "#FFFFFF"
    case .card(let card, _):
      return card.markers.first { $0.textRun == run && $0.fill != nil }?.fill ?? "#FFFFFF"
    default: return "#FFFFFF"
    }
  }
}

extension Marker {
  /// The text of a sign or chip.
  var textRun: TextRun {
    switch self {
    case .sign(let run, _), .chip(let run, _, _): run
    }
  }

  /// The fill of a chip.
  var fill: String? {
    if case .chip(_, let fill, _) = self { fill } else { nil }
  }
}

/// Returns text without spaces and invisible scalars, to compare what is drawn with what is meant.
func squeezed(_ text: some StringProtocol) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars
  where !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
    result.append(scalar)
  }
  return String(result)
}
