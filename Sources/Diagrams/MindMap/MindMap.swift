// SPDX-License-Identifier: Apache-2.0

/// The content of one two-sided mind map: what stands on the sheet, in reading order, unplaced.
///
/// Every visible word comes from this value except the page furniture and the legend, which follow
/// `language`. Order is meaning: branches and items are drawn exactly in the order given here.
/// A forced line break inside any text is a newline or the two characters `\n`.
///
/// ## Topics
/// - Content: ``Root``, ``MindMapBranch``, ``MindMapItem``
/// - Around it: ``Footer``, ``SheetLanguage``
package struct MindMap: Sendable, Hashable {
  /// The short stable name of the scenario, for messages and file names, such as `S01`.
  package var scenario: String
  /// The heading at the top left of the page.
  package var title: String
  /// The line at the top right of the page: which scenario and which state of affairs.
  package var subtitle: String
  /// One sentence for people who cannot see the picture: what it is and its main finding.
  ///
  /// It becomes the `desc` of the SVG. When empty, title and subtitle are used instead.
  package var summary: String
  /// The card in the middle.
  package var root: Root
  /// The main branches in reading order; the first ones go right, the rest left.
  package var branches: [MindMapBranch]
  /// What stands at the foot of the page.
  package var footer: Footer
  /// The language of furniture and legend, and of the SVG as a whole.
  package var language: SheetLanguage

  /// Creates the content of a mind map.
  package init(
    scenario: String, title: String, subtitle: String, summary: String = "", root: Root,
    branches: [MindMapBranch], footer: Footer, language: SheetLanguage = .chinese
  ) {
    self.scenario = scenario
    self.title = title
    self.subtitle = subtitle
    self.summary = summary
    self.root = root
    self.branches = branches
    self.footer = footer
    self.language = language
  }
}

extension MindMap {
  /// The card in the middle of a mind map.
  package struct Root: Sendable, Hashable {
    /// The name, one element a line; lines are not wrapped further.
    package var lines: [String]
    /// The small line under the name; empty for none.
    package var subtitle: String

    /// Creates the card from its lines and the small line beneath them.
    package init(lines: [String], subtitle: String = "") {
      self.lines = lines
      self.subtitle = subtitle
    }
  }

  /// What stands at the foot of a mind map's page.
  package struct Footer: Sendable, Hashable {
    /// Legal basis and data note, at the left.
    package var source: String
    /// The code of the sheet, such as `BDC-ZY-01`.
    package var code: String
    /// The version of the sheet, such as `V1.0`.
    package var version: String
    /// The date of the sheet as the bureau writes it; empty for none.
    package var date: String
    /// The number of this page, from 1.
    package var page: Int
    /// How many pages the document has.
    package var pageCount: Int

    /// Creates a footer; page numbers default to a document of one page.
    package init(
      source: String, code: String, version: String, date: String = "", page: Int = 1,
      pageCount: Int = 1
    ) {
      self.source = source
      self.code = code
      self.version = version
      self.date = date
      self.page = page
      self.pageCount = pageCount
    }
  }
}

/// The language of a sheet's furniture and legend.
package enum SheetLanguage: String, Sendable, Hashable, CaseIterable {
  /// Simplified Chinese.
  case chinese = "zh-CN"
  /// British English.
  case english = "en-GB"
}
