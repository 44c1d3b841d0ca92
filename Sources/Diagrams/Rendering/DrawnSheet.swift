// SPDX-License-Identifier: Apache-2.0

/// A sheet that the renderer can draw, with what a picture needs besides the drawing itself.
package protocol DrawnSheet: Sendable {
  /// The short name of the sheet, for messages.
  var name: String { get }
  /// The name of the whole picture.
  var title: String { get }
  /// One sentence that says what the picture shows.
  var summary: String { get }
  /// The language of the words on the sheet.
  var language: SheetLanguage { get }
  /// The smallest paper on which everything is legible.
  var smallestPaper: Paper { get }
  /// What each visible node says to a screen reader, by its name in the drawing.
  var nodeWords: [String: String] { get }
  /// Returns the drawing as DOT text with positions.
  func dot() -> String
}
