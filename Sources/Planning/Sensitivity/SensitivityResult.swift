// SPDX-License-Identifier: Apache-2.0

package import Statistics

/// What one number of a result does when the numbers of a pack are changed one at a time, under
/// common random numbers.
package struct SensitivityResult: Sendable {
  /// One parameter.
  package struct Row: Sendable {
    /// The parameter.
    package var parameter: SensitivityParameter
    /// The change of the headline at the smaller value; nil where there is none.
    package var low: PairedComparison?
    /// The change of the headline at the larger value; nil where there is none.
    package var high: PairedComparison?
    /// The headline at the larger value less that at the smaller one.
    package var swing: PairedComparison
    /// The p-value of no swing, corrected for the number of parameters (Holm 1979).
    package var correctedPValue: Double?
    /// The swing as a share of the headline, by the relative change of the parameter: 1 where the
    /// headline goes up by as many per cent as the parameter; nil at a headline of 0.
    package var elasticity: Interval?
  }

  /// A number with the ends of its interval, where it has one.
  package struct Interval: Sendable, Hashable {
    package var mean: Double
    package var low: Double?
    package var high: Double?
  }

  /// The headline.
  package var headline: Headline
  /// The headline without any change.
  package var base: Estimate
  /// The parameters, the largest swing first.
  package var rows: [Row]

  /// Puts the values of the headline together; nil where it was never observed.
  ///
  /// The interval of an elasticity is that of the swing, with the headline taken as known. The
  /// values of `base` are those without any change, and nil is a level that is missing or of which
  /// the configuration takes no notice.
  package init?(
    headline: Headline, base values: [Double],
    parameters: [(parameter: SensitivityParameter, low: [Double]?, high: [Double]?)]
  ) {
    guard let base = Estimate.make(from: values, kind: headline.name.estimator.estimate) else {
      return nil
    }
    self.headline = headline
    self.base = base
    rows = parameters.compactMap { item in
      let swing = PairedComparison(base: item.low ?? values, other: item.high ?? values)
      guard let swing else { return nil }
      return Row(
        parameter: item.parameter,
        low: item.low.flatMap { PairedComparison(base: values, other: $0) },
        high: item.high.flatMap { PairedComparison(base: values, other: $0) }, swing: swing,
        elasticity: Self.elasticity(of: swing.difference, base.mean, item.parameter))
    }
    let adjusted = MultipleComparison.adjust(rows.map(\.swing.pValue), correction: .holm)
    for index in rows.indices { rows[index].correctedPValue = adjusted[index] }
    rows.sort { left, right in
      let (a, b) = (left.swing.difference.mean.magnitude, right.swing.difference.mean.magnitude)
      return a == b ? left.parameter.path < right.parameter.path : a > b
    }
  }

  private static func elasticity(
    of swing: Estimate, _ base: Double, _ parameter: SensitivityParameter
  ) -> Interval? {
    let change = (parameter.high?.ratio ?? 1) - (parameter.low?.ratio ?? 1)
    let scale = base * change
    guard scale != 0, scale.isFinite else { return nil }
    let ends = [swing.low, swing.high].map { $0.map { $0 / scale } }
    return Interval(
      mean: swing.mean / scale, low: scale > 0 ? ends[0] : ends[1],
      high: scale > 0 ? ends[1] : ends[0])
  }
}

/// Everything a report of a sensitivity study says beside the result itself.
package struct SensitivityReport: Sendable {
  /// A number that was not varied, and why.
  package struct Refused: Sendable, Hashable {
    package var path: String
    package var why: String

    /// Creates an entry.
    package init(path: String, why: String) {
      self.path = path
      self.why = why
    }
  }

  /// The result.
  package var result: SensitivityResult
  /// The study without any change, whose metrics the headline comes from.
  package var base: StudyResult
  /// The relative change of every parameter.
  package var by: Double
  /// Parameters that the configuration takes no notice of.
  package var withoutEffect: [String]
  /// Parameters that were matched and not simulated, as more were matched than may be.
  package var leftOut: [String]
  /// Numbers that cannot be varied.
  package var refused: [Refused]

  /// Creates a report.
  package init(
    _ result: SensitivityResult, base: StudyResult, by: Double, withoutEffect: [String],
    leftOut: [String], refused: [Refused]
  ) {
    self.result = result
    self.base = base
    self.by = by
    self.withoutEffect = withoutEffect
    self.leftOut = leftOut
    self.refused = refused
  }
}
