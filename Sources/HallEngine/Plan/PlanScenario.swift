// SPDX-License-Identifier: Apache-2.0

/// A kind of case: where it starts and what is drawn for it.
package struct PlanScenario: Sendable, Hashable {
  /// An attribute drawn when a case is created.
  package struct Attribute: Sendable, Hashable {
    /// The slot it is kept in, 0...7.
    package var slot: Int
    /// The weight of each value 0..<count, at most 256 values; weights need not sum to 1.
    package var weights: [Double]
    /// The priority each value gives the case; `nil` or a missing entry leaves it.
    package var priorities: [Int?]
    /// The key of the attribute's random stream, a ``StreamKey/hash(_:)``.
    package var streamKey: UInt64

    /// Creates an attribute.
    package init(slot: Int, weights: [Double], priorities: [Int?] = [], streamKey: UInt64) {
      self.slot = slot
      self.weights = weights
      self.priorities = priorities
      self.streamKey = streamKey
    }
  }

  /// Cases that arrive together as one token until a node ``PlanNode/Action/each(next:)``.
  package struct Batch: Sendable, Hashable {
    /// The slot of the attribute that holds the number of cases; 0 is a case that came alone.
    package var slot: Int
    /// The slots whose values all cases of a batch share with the first, that of the number
    /// among them.
    package var sharedSlots: [Int]
    /// A Boolean value that says whether batches come by streams with
    /// ``PlanStream/Poisson/waves`` and nothing else does; who comes otherwise then comes alone.
    package var comesInWaves: Bool

    /// Creates a batch.
    package init(slot: Int, sharedSlots: [Int], comesInWaves: Bool = false) {
      self.slot = slot
      self.sharedSlots = sharedSlots
      self.comesInWaves = comesInWaves
    }
  }

  /// The index of the first node.
  package var start: Int
  /// The priority of a new case, from 0 (first) to 7.
  package var priority: Int
  /// The attributes, drawn in order; later ones override the priority of earlier ones.
  package var attributes: [Attribute]
  /// The committed limit in working days; `nil` judges no case.
  package var commitment: Int?
  /// How cases arrive together; `nil` is each alone.
  package var batch: Batch?

  /// Creates a scenario.
  package init(
    start: Int, priority: Int = 0, attributes: [Attribute] = [], commitment: Int? = nil
  ) {
    self.start = start
    self.priority = priority
    self.attributes = attributes
    self.commitment = commitment
  }
}
