// SPDX-License-Identifier: Apache-2.0

/// What a drawing can be written as.
package enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// Scalable Vector Graphics 1.1 with text as text.
  case svg
  /// Portable Document Format with embedded fonts.
  case pdf
  /// A picture of 120 dots an inch.
  case png
  /// Graphviz source with positions.
  case dot

  /// The usual ending of file names, without a full stop.
  package var fileExtension: String { rawValue }

  /// The resolution of pictures, in dots an inch.
  package static let dotsPerInch = 120
}
