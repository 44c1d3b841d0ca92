// SPDX-License-Identifier: Apache-2.0

/// The limits of one scenario in working days: what the law allows and what was committed to.
package struct LimitFigure: Sendable, Hashable {
  /// The statutory limit L; above 0.
  package var statutory: Int
  /// The committed limit before the reform C₀.
  package var before: Int
  /// The committed limit after the reform C₁.
  package var after: Int
  /// The weight by volume v, any non-negative number; weights of a list need not sum to 1.
  package var weight: Double

  /// Creates a figure.
  package init(statutory: Int, before: Int, after: Int, weight: Double) {
    self.statutory = statutory
    self.before = before
    self.after = after
    self.weight = weight
  }

  /// The time reduction Δ = C₀ − C₁ in working days.
  package var reduction: Reduction { Reduction(before: Double(before), after: Double(after)) }

  /// The compression ρ = 1 − C₁ / L.
  package var compression: Double { 1 - Double(after) / Double(statutory) }
}

/// The committed limits of a list of scenarios as a part of the statutory ones, in three readings.
package struct CommitmentRatio: Sendable, Hashable {
  /// R = (1/n) Σ C / L, the mean over scenarios, which the target is stated in.
  package var mean: Double
  /// R_sum = Σ C / Σ L.
  package var ofSums: Double
  /// R_vol = Σ v C / L with Σ v = 1; nil where no scenario has a volume.
  package var byVolume: Double?
  /// The mean commitment (1/n) Σ C in working days.
  package var meanWorkingDays: Double

  /// Takes the ratios of one list of commitments; nil of an empty list.
  ///
  /// - Parameters:
  ///   - figures: The limits.
  ///   - commitment: Which of the two commitments is meant.
  package init?(_ figures: [LimitFigure], _ commitment: (LimitFigure) -> Int) {
    guard !figures.isEmpty else { return nil }
    let count = Double(figures.count)
    func ratio(_ figure: LimitFigure) -> Double {
      Double(commitment(figure)) / Double(figure.statutory)
    }
    let days = figures.reduce(0) { $0 + commitment($1) }
    mean = figures.reduce(0) { $0 + ratio($1) } / count
    ofSums = Double(days) / Double(figures.reduce(0) { $0 + $1.statutory })
    let volume = figures.reduce(0) { $0 + $1.weight }
    byVolume =
      volume > 0 ? figures.reduce(0) { $0 + $1.weight * ratio($1) } / volume : nil
    meanWorkingDays = Double(days) / count
  }
}

/// The two readings of the target "40% of the statutory limit" (低至法定办结时限40%).
package enum CommitmentTarget: String, Sendable, Hashable, CaseIterable {
  /// Down to 40%: R ≤ 0.40, the usual reading.
  case downTo = "down-to"
  /// By 40%: R ≤ 0.60.
  case by

  /// The largest ratio that meets the target.
  package var limit: Double {
    switch self {
    case .downTo: 0.40
    case .by: 0.60
    }
  }

  /// Whether a ratio meets the target; a ratio of exactly the limit does.
  package func isMet(by ratio: Double) -> Bool { ratio <= limit + 1e-12 }
}
