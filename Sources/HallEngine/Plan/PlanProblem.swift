// SPDX-License-Identifier: Apache-2.0

/// A fault of a plan or of the settings that a correct compiler would not produce.
package struct PlanProblem: Sendable, Hashable, Error, CustomStringConvertible {
  /// The part at fault, such as `nodes[3].time`.
  package var place: String
  /// What was found and what is expected.
  package var message: String

  /// Creates a problem.
  package init(_ place: String, _ message: String) {
    self.place = place
    self.message = message
  }

  /// The place and the message.
  package var description: String { "\(place): \(message)" }
}
