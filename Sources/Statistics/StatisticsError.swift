// SPDX-License-Identifier: Apache-2.0

/// The error that every throwing operation of this library throws.
package struct StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it was; new codes may be added.
  package struct Code: Hashable, Sendable {
    enum Value: Hashable, Sendable {
      case parameterOutOfRange
      case unstable
      case singular
      case noConvergence
    }

    let value: Value

    /// A parameter lies outside the range the formula is valid for.
    package static let parameterOutOfRange = Self(value: .parameterOutOfRange)

    /// The load is not below the capacity, so no steady state exists.
    package static let unstable = Self(value: .unstable)

    /// A system of linear equations has no unique solution.
    package static let singular = Self(value: .singular)

    /// The numerical method would need more states or terms than it may take.
    package static let noConvergence = Self(value: .noConvergence)
  }

  /// The kind of failure.
  package let code: Code

  /// What was found and what was expected, for the person at the terminal.
  package let message: String

  /// The message.
  package var description: String { message }

  /// Creates an error from its code and its message.
  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Returns an error for a parameter outside its range.
  static func outOfRange(_ message: String) -> Self {
    Self(.parameterOutOfRange, message)
  }

  /// Returns an error for a load that the servers cannot carry.
  static func unstable(load: Double, servers: Int) -> Self {
    Self(
      .unstable,
      "the offered load of \(load) servers is not below the \(servers) at work; "
        + "there is no steady state")
  }
}
