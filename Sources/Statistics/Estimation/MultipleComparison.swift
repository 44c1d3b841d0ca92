// SPDX-License-Identifier: Apache-2.0

/// Several configurations against one base, with the chance of any false claim held down.
package struct MultipleComparison: Hashable, Sendable {
  /// How the p-values are corrected for the number of configurations.
  package enum Correction: Hashable, Sendable, CaseIterable {
    /// Each p-value times the number of configurations.
    case bonferroni
    /// The step-down procedure of Holm, Scandinavian Journal of Statistics 6 (1979) 65: never
    /// weaker than Bonferroni's.
    case holm
  }

  /// One configuration against the base.
  package struct Member: Hashable, Sendable {
    /// The comparison; its interval is at the simultaneous level.
    package let comparison: PairedComparison

    /// The p-value corrected for the number of configurations, nil below two pairs.
    package let adjustedPValue: Double?

    /// Whether the configuration differs from the base at the family's level.
    package let isDifferent: Bool
  }

  /// The members in the order given; nil where a configuration cannot be compared.
  package let members: [Member?]

  /// The chance at which all intervals hold at once.
  package let familyLevel: Double

  /// The level of each single interval, `1 - (1 - familyLevel) / count`.
  package let intervalLevel: Double

  /// Compares `others` with `base` under common random numbers.
  ///
  /// The intervals are Bonferroni's under both corrections, since Holm's procedure has no simple
  /// intervals; so with Holm a member may differ though its interval still reaches zero. Nothing
  /// is assumed about the dependence between configurations. A configuration that cannot be
  /// compared still counts, which errs on the careful side.
  package init(
    base: [Double], others: [[Double]], level: Double = 0.95, correction: Correction = .holm
  ) {
    let count = max(1, others.count)
    let each = 1 - (1 - level) / Double(count)
    let comparisons = others.map { PairedComparison(base: base, other: $0, level: each) }
    let pValues = comparisons.map { $0?.pValue }
    let adjusted = Self.adjust(pValues, correction: correction)
    members = zip(comparisons, adjusted).map { comparison, pValue in
      comparison.map {
        Member(
          comparison: $0, adjustedPValue: pValue,
          isDifferent: pValue.map { $0 <= 1 - level } ?? false)
      }
    }
    familyLevel = level
    intervalLevel = each
  }

  /// Returns p-values corrected for their number; nil entries stay nil and still count.
  ///
  /// - Complexity: O(n log n)
  package static func adjust(_ pValues: [Double?], correction: Correction) -> [Double?] {
    let count = Double(pValues.count)
    switch correction {
    case .bonferroni:
      return pValues.map { $0.map { min(1, $0 * count) } }
    case .holm:
      let known = pValues.indices.compactMap { index in pValues[index].map { (index, $0) } }
      let ascending = known.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      var adjusted = [Double?](repeating: nil, count: pValues.count)
      var largest = 0.0
      for (rank, (index, pValue)) in ascending.enumerated() {
        largest = max(largest, min(1, pValue * (count - Double(rank))))
        adjusted[index] = largest
      }
      return adjusted
    }
  }
}
