// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// One number of a pack with a smaller and a larger value in its place.
package struct SensitivityParameter: Sendable {
  /// One of the two values.
  package struct Level: Sendable {
    /// The value as a pack writes it.
    package var text: String
    /// The value by the one that is written.
    package var ratio: Double
    /// The changes of the pack it takes, as `PATH=VALUE`; more than one where shares that add up to
    /// 100 % make room for it.
    package var changes: [String]
    /// What is compiled with it; nil where the configuration takes no notice of it.
    package var study: CompiledStudy?

    /// Creates a value.
    package init(text: String, ratio: Double, changes: [String], study: CompiledStudy?) {
      self.text = text
      self.ratio = ratio
      self.changes = changes
      self.study = study
    }
  }

  /// The path by which `--set` reaches it.
  package var path: String
  /// The value as written.
  package var text: String
  /// What it rests on.
  package var ground: ParameterSource.Ground
  /// The smaller value; nil where the pack refuses it.
  package var low: Level?
  /// The larger value; nil where the pack refuses it.
  package var high: Level?

  /// Creates a parameter.
  package init(
    path: String, text: String, ground: ParameterSource.Ground, low: Level?, high: Level?
  ) {
    self.path = path
    self.text = text
    self.ground = ground
    self.low = low
    self.high = high
  }

  /// Whether the configuration takes notice of either value.
  package var hasEffect: Bool { low?.study != nil || high?.study != nil }
}

extension CompiledStudy {
  /// Whether a run of another study measures the same in every replication.
  package func measuresSame(as other: CompiledStudy) -> Bool {
    plan == other.plan && rating == other.rating && workingDay == other.workingDay
      && pools.map(\.usableShare) == other.pools.map(\.usableShare)
  }
}
