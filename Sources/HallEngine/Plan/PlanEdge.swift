// SPDX-License-Identifier: Apache-2.0

/// A directed edge of the compiled flow: where a token goes next.
package struct PlanEdge: Sendable, Hashable {
  /// The index of the node the edge leads to, in ``EnginePlan/nodes``.
  package var target: Int
  /// A Boolean value that says whether the edge closes a loop.
  ///
  /// Taking a back edge increments the case's attempt counter, so that a repeated task draws new
  /// random numbers. The compiler marks the back edges of a depth-first search; every cycle of the
  /// graph must contain at least one, and so each visit of a node has its own (node, attempt).
  package var isBackEdge: Bool

  /// Creates an edge to a node.
  package init(_ target: Int, isBackEdge: Bool = false) {
    self.target = target
    self.isBackEdge = isBackEdge
  }
}

/// One branch of a choice: an edge and the probability of taking it.
package struct PlanBranch: Sendable, Hashable {
  /// The probability of the branch, in 0...1; a list of branches sums to 1 within 1e-9.
  package var probability: Double
  /// The edge taken.
  package var edge: PlanEdge

  /// Creates a branch.
  package init(_ probability: Double, _ edge: PlanEdge) {
    self.probability = probability
    self.edge = edge
  }
}

/// How a case leaves the system.
package enum Outcome: UInt8, Sendable, CaseIterable, Hashable, BitwiseCopyable {
  /// The applicant has the result.
  case done
  /// The office refused.
  case refused
  /// The applicant withdrew.
  case withdrawn
  /// A period ran out.
  case lapsed
  /// A dispute ended the case.
  case dispute
  /// The case was lost to the day or for good.
  case lost
  /// The applicant gave up waiting (balked or reneged and did not come back).
  case abandoned
}
