// SPDX-License-Identifier: Apache-2.0

/// Why a diagram could not be laid out or drawn.
package struct DiagramError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is; match on this, not on the text.
  package struct Code: Sendable, Hashable {
    private enum Value: Sendable, Hashable {
      case badIdentifier, doesNotFit, paperTooSmall, fontMissing, renderingFailed
    }
    private let value: Value

    /// Two nodes have the same name, or a name has characters that are not allowed.
    package static let badIdentifier = Code(value: .badIdentifier)
    /// The content does not fit the largest paper in a legible size.
    package static let doesNotFit = Code(value: .doesNotFit)
    /// The content fits, but not the paper that was asked for.
    package static let paperTooSmall = Code(value: .paperTooSmall)
    /// The typeface of the drawings is not installed.
    package static let fontMissing = Code(value: .fontMissing)
    /// Graphviz reported an error or a warning, or produced nothing.
    package static let renderingFailed = Code(value: .renderingFailed)
  }

  /// What kind of failure it is.
  package var code: Code
  /// One sentence for the person at the terminal.
  package var message: String
  /// What Graphviz said, one message an element; empty for other failures.
  package var rendererMessages: [String]

  /// Creates an error.
  package init(_ code: Code, _ message: String, rendererMessages: [String] = []) {
    self.code = code
    self.message = message
    self.rendererMessages = rendererMessages
  }

  /// The message and whatever Graphviz said.
  package var description: String {
    rendererMessages.isEmpty
      ? message : message + ": " + rendererMessages.joined(separator: "; ")
  }
}
