// SPDX-License-Identifier: Apache-2.0

/// A position in a file of the pack, or in a `--set` change given on the command line.
///
/// Lines and columns count from 1; a column counts Unicode scalars, as YAML marks do.
package struct SourcePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The file, as a path relative to the folder the command was given, or `--set`.
  package let file: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1.
  package let column: Int

  /// Creates a place.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place of a pack as a whole, where no single file can be named.
  package static func start(of file: String) -> SourcePlace {
    SourcePlace(file: file, line: 1, column: 1)
  }

  /// The form that terminals and editors turn into a link: `file:line:column`.
  package var description: String { "\(file):\(line):\(column)" }

  /// Orders places by file, then line, then column, so that findings list top to bottom.
  package static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value together with the place it was read from.
package struct Located<Value: Sendable>: Sendable {
  /// The value.
  package var value: Value
  /// Where it stands.
  package var place: SourcePlace

  /// Creates a located value.
  package init(_ value: Value, at place: SourcePlace) {
    self.value = value
    self.place = place
  }
}
