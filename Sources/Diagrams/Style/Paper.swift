// SPDX-License-Identifier: Apache-2.0

/// A sheet of paper on its long side.
package enum Paper: String, Sendable, Hashable, CaseIterable {
  /// 297 × 210 mm.
  case a4 = "A4"
  /// 420 × 297 mm, the native size of all sheets.
  case a3 = "A3"

  /// The width in whole points.
  package var width: Double { self == .a4 ? 842 : 1191 }
  /// The height in whole points.
  package var height: Double { self == .a4 ? 595 : 842 }
}

/// The page of a drawing, in points of the drawing.
///
/// It is as wide as content needs, always in the ratio of A3, and scaled down to the paper when
/// drawn.
package struct Page: Sendable, Hashable {
  /// The width in whole points.
  package var width: Double
  /// The height in points.
  package var height: Double
  /// The ratio of the drawing's width to that of A3; furniture is enlarged by it.
  package var scale: Double

  /// Creates a page at least as large as A3 and at least `scale` times as wide.
  init(scale: Double) {
    width = (max(1, scale) * Paper.a3.width).rounded(.up)
    height = width * Paper.a3.height / Paper.a3.width
    self.scale = width / Paper.a3.width
  }

  /// Returns the size in points on paper of type that has a size in the drawing.
  package func printedSize(of size: Double, on paper: Paper) -> Double {
    size * paper.width / width
  }

  /// The smallest paper on which body text and notes stay legible; `nil` if A3 is too small.
  package var smallestPaper: Paper? {
    Paper.allCases.first { paper in
      printedSize(of: Typography.body, on: paper) >= Typography.smallestBody
        && printedSize(of: Typography.note, on: paper) >= Typography.smallestNote
    }
  }
}
