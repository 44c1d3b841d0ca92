// SPDX-License-Identifier: Apache-2.0

/// A pattern of paths of a pack, such as `steps.*.time` or `pools.R-*.servers`.
///
/// An asterisk stands for any text without a dot, two for any text at all. An entry with a main value
/// (`value`, `time` or `servers`) is matched without naming it too, as in `--set`; `hall`, `shared`
/// and `scenarios` in front may be left out.
package struct PathPattern: Sendable, Hashable {
  /// The pattern as given.
  package let text: String
  private let pieces: [Substring]

  /// Creates a pattern.
  package init(_ text: String) {
    self.text = text
    var rest = Substring(text)
    for section in ["hall.", "shared.", "scenarios."] where rest.hasPrefix(section) {
      rest = rest.dropFirst(section.count)
    }
    pieces = rest.split(separator: ".", omittingEmptySubsequences: false)
  }

  /// Returns whether a path is meant.
  ///
  /// - Complexity: O(pieces × parts) for each `**` that has to be tried.
  package func matches(_ path: String) -> Bool {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    if Self.matches(pieces[...], parts[...]) { return true }
    guard let last = parts.last, ["value", "time", "servers"].contains(last) else { return false }
    return Self.matches(pieces[...], parts.dropLast())
  }

  private static func matches(
    _ pieces: ArraySlice<Substring>, _ parts: ArraySlice<Substring>
  ) -> Bool {
    guard let first = pieces.first else { return parts.isEmpty }
    if first == "**" {
      return (0...parts.count).contains {
        matches(pieces.dropFirst(), parts.dropFirst($0))
      }
    }
    guard let part = parts.first, matches(Array(first), Array(part)) else { return false }
    return matches(pieces.dropFirst(), parts.dropFirst())
  }

  /// Matches one part of a path; on a failure only the last asterisk has to give more away.
  private static func matches(_ piece: [Character], _ part: [Character]) -> Bool {
    var (i, j) = (0, 0)
    var star: (piece: Int, part: Int)?
    while j < part.count {
      if i < piece.count, piece[i] == "*" {
        star = (i, j)
        i += 1
      } else if i < piece.count, piece[i] == part[j] {
        i += 1
        j += 1
      } else if let last = star {
        star = (last.piece, last.part + 1)
        i = last.piece + 1
        j = last.part + 1
      } else {
        return false
      }
    }
    return piece[i...].allSatisfy { $0 == "*" }
  }
}
