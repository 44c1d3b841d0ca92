// SPDX-License-Identifier: Apache-2.0

/// The width of text in points, from the font's advances alone.
enum TextMeasure {
  /// The pixels of a point at the resolution at which Pango measures text for Graphviz.
  private static let pixelsPerPoint = 96.0 / 72

  /// Returns the advances of a text in points: what a browser that draws true ems needs.
  static func advances(
    of text: some StringProtocol, size: Double, weight: Typography.Weight
  ) -> Double {
    var total = 0
    for scalar in text.unicodeScalars {
      total += FontAdvances.advance(of: scalar, weight: weight)
    }
    return Double(total) * size / 1000
  }

  /// Returns the advances of a text in points as Graphviz measures them.
  ///
  /// Pango rounds the advance of each glyph to whole pixels, so that the error depends on the size:
  /// an ideograph at 14 pt is 1.8 per cent too wide, a digit at 9 pt 5.1 per cent.
  static func hintedAdvances(
    of text: some StringProtocol, size: Double, weight: Typography.Weight
  ) -> Double {
    let pixels = size * pixelsPerPoint
    var total = 0.0
    for scalar in text.unicodeScalars {
      let advance = Double(FontAdvances.advance(of: scalar, weight: weight))
      total += (advance * pixels / 1000).rounded()
    }
    return total / pixelsPerPoint
  }

  /// Returns the width of a cell that holds a line in a browser and in Graphviz alike, in points.
  ///
  /// The larger of true and hinted advances, 1.2 per cent for unequal rounding and 3 points so
  /// that neighbours never touch, in whole points. An empty line needs 4 points.
  static func cellWidth(
    of line: some StringProtocol, size: Double, weight: Typography.Weight
  ) -> Double {
    let needed = max(
      advances(of: line, size: size, weight: weight),
      hintedAdvances(of: line, size: size, weight: weight))
    return max(4, (needed * 1.012 + 3).rounded(.up))
  }
}
