// SPDX-License-Identifier: Apache-2.0

/// The colours of all diagrams, as `#RRGGBB`.
///
/// Colour only repeats what words, numbers or line styles already say. Every colour that carries
/// white text, and every text colour on white, has a contrast of at least 4.5 to 1 (WCAG 2.1,
/// success criterion 1.4.3).
package enum Palette {
  /// Running text on white.
  package static let ink = "#1B2433"
  /// Notes, legend samples and footers on white.
  package static let secondary = "#5F6875"
  /// Thin separating lines.
  package static let hairline = "#C9CFD8"
  /// The root card, page titles and header rules.
  package static let navy = "#1F2E4A"
  /// The small line in the root card.
  package static let rootSubtitle = "#DCE4F0"
  /// The paper.
  package static let white = "#FFFFFF"

  /// The main branches in order; neighbours differ also for colour-blind readers.
  package static let branches = [
    "#0B5FA5", "#B23A00", "#00666B", "#5B3F9E", "#1E6B2E",
    "#9A2C5B", "#8A4B00", "#3D4A5C", "#006FA8", "#A3195B",
  ]

  /// Returns the colour of the main branch at a position from 0; past the tenth it starts again.
  package static func branch(at index: Int) -> String {
    branches[((index % branches.count) + branches.count) % branches.count]
  }
}

/// The fill of a department's chip, the same on every kind of sheet.
///
/// The declaration order is the order in legends and lanes.
package enum DepartmentColour: String, Sendable, Hashable, CaseIterable {
  /// 申请人, the applicant.
  case applicant = "#222B38"
  /// 一窗, the joint window of the reformed hall.
  case jointWindow = "#116BCE"
  /// 窗口, the separate windows before the reform.
  case separateWindow = "#3D4A5C"
  /// 登记, the registry.
  case registry = "#0A573C"
  /// 税务, the tax office.
  case tax = "#934910"
  /// 住建, the housing authority.
  case housing = "#5F1978"
  /// Anybody else.
  case other = "#5F6875"
}
