// SPDX-License-Identifier: Apache-2.0

/// Type sizes, weights and the pitch of lines, in points at native page size.
///
/// Graphviz 2.42 cuts the sizes inside a label to whole points. A size with a fraction is therefore
/// the size of a whole label; within items only the body has one.
package enum Typography {
  /// The one typeface of all sheets, named as fontconfig knows it.
  package static let family = "Noto Sans CJK SC"

  /// What an SVG asks for: the same typeface, then others whose ideographs are also one em wide.
  package static let webFamilies =
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"

  /// The two weights in use.
  package enum Weight: Sendable, Hashable {
    /// Running text.
    case regular
    /// Titles, headings, conclusions, numbers and chips.
    case bold
  }

  /// Titles and the root card.
  package static let title = 18.0
  /// The page's second heading.
  package static let subtitle = 12.0
  /// Main branches.
  package static let branch = 14.0
  /// Step numbers and gateway symbols.
  package static let marker = 11.0
  /// Everything from the second level on: the size of a label that names none.
  package static let body = 10.5
  /// Notes, tags and the word in a chip.
  package static let note = 9.0
  /// Legend and footer.
  package static let furniture = 9.5

  /// The smallest body text that may be printed, in points on paper.
  package static let smallestBody = 7.0
  /// The smallest note that may be printed, in points on paper.
  package static let smallestNote = 6.0

  /// Returns the height of a row of text: 1.42 times the size, in whole points.
  ///
  /// Chinese has no descenders to separate lines, so the usual pitch of 1.2 is too tight.
  static func rowHeight(at size: Double) -> Double {
    (1.42 * size).rounded()
  }
}
