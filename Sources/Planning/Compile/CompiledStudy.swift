// SPDX-License-Identifier: Apache-2.0

package import HallEngine
package import TransferModel

/// A configuration of a pack, turned into arrays for the engine, with the names left behind.
package struct CompiledStudy: Sendable {
  /// The configuration.
  package var configuration: Configuration
  /// The arrays.
  package var plan: EnginePlan
  /// The pools of the plan, in its order.
  package var pools: [Pool]
  /// The scenarios of the plan, in its order.
  package var scenarios: [Scenario]
  /// Scenario and node id of every node of the plan.
  package var nodeNames: [(scenario: String, node: String)]
  /// The end of the warm-up in microseconds.
  package var warmUpEnd: Int64
  /// The end of the run in microseconds, or never.
  package var horizon: Int64
  /// The midnights of the working days laid out; empty where every instant is a working one.
  package var dayStarts: [Int64] = []
  /// When the run is expected to end, in microseconds: the horizon, or when the last of so many
  /// cases comes on average.
  package var expectedEnd: Int64 = 0
  /// The number of arrivals after which streams stop.
  package var caseLimit: Int
  /// Microseconds of opening time that make a working day.
  package var workingDay: Int64
  /// The load each pool is offered, in the order of `pools`.
  package var loads: [OfferedLoad]
  /// How cases are rated, if the pack says so.
  package var rating: RatingLaw?
  /// The ids of the outages of the plan, in its order.
  package var outages: [String] = []
  /// Remarks for the person at the terminal.
  package var warnings: [String]
}

/// Why a study cannot be compiled.
package struct CompileError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what would be right.
  package let description: String

  /// Creates an error.
  package init(_ description: String) { self.description = description }
}
