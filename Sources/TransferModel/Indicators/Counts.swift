// SPDX-License-Identifier: Apache-2.0

/// A quantity before and after the reform, and what the reform took off it.
package struct Reduction: Sendable, Hashable {
  /// The quantity before.
  package var before: Double
  /// The quantity after.
  package var after: Double

  /// Creates a reduction.
  package init(before: Double, after: Double) {
    self.before = before
    self.after = after
  }

  /// What was taken off; negative where it grew.
  package var change: Double { before - after }

  /// What was taken off as a share of what there was; nil where there was nothing.
  package var rate: Double? { before > 0 ? change / before : nil }
}

/// How many of a whole: passed of reviewed, positive of rated, on the spot of all.
package struct Rate: Sendable, Hashable {
  /// The number that counts.
  package var part: Int
  /// The number it is counted among.
  package var whole: Int

  /// Creates a rate.
  package init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// The number that a published percentage of a whole stands for, rounded to the nearest.
  package init(share: Double, of whole: Int) {
    self.init(Int((share * Double(whole)).rounded()), of: whole)
  }

  /// The share, 0 to 1; nil of nothing.
  package var value: Double? { whole > 0 ? Double(part) / Double(whole) : nil }

  /// The difference from another rate in percentage points, such as 7 from 68% to 75%.
  ///
  /// - Returns: The difference; nil where either is a rate of nothing.
  package func points(above other: Rate) -> Double? {
    guard let value, let base = other.value else { return nil }
    return (value - base) * 100
  }
}

/// A whole divided into named parts, such as the papers of a scenario by what became of them.
package struct Breakdown<Key: Hashable & Sendable>: Sendable, Hashable {
  /// What belongs to each part, in the order it was added.
  package private(set) var parts: [Key: Int]

  /// Counts the members of each part.
  package init(_ members: [Key: [String]]) { parts = members.mapValues(\.count) }

  /// Takes counts as they are.
  package init(counts: [Key: Int]) { parts = counts }

  /// The size of a part; 0 where there is none.
  package subscript(key: Key) -> Int { parts[key] ?? 0 }

  /// The sum of all parts.
  package var total: Int { parts.values.reduce(0, +) }

  /// Adds the parts of another breakdown.
  package mutating func add(_ other: Breakdown) {
    parts.merge(other.parts) { $0 + $1 }
  }
}

/// What a list of items loses, as the reform letters count it: the sum over the items, not weighted
/// by volume, and the mean over those items that lose anything.
package struct ItemReduction: Sendable, Hashable {
  /// The sum over all items.
  package var total: Double
  /// The number of items that lose something.
  package var items: Int

  /// Takes published figures, such as 1,197 working days over 96 items.
  package init(total: Double, items: Int) {
    self.total = total
    self.items = items
  }

  /// Sums the changes of items.
  package init(_ reductions: [Reduction]) {
    total = reductions.reduce(0) { $0 + $1.change }
    items = reductions.count { $0.change > 0 }
  }

  /// The mean per item that loses something; nil where none does.
  package var average: Double? { items > 0 ? total / Double(items) : nil }
}
