// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// The sizes of the batches in which cases of a scenario arrive.
///
/// The pack states the share s of the *cases* that come together; one in 1 / (1 − s + s / E[N]) of
/// the cases is then an arrival, and of these s / E[N] bring a batch.
package struct BatchTable: Sendable {
  /// The share of the cases that come together.
  package var together: Double
  /// The probability of each size; a size of 0 counts as 1.
  package let sizes: [Double]
  /// The mean size of a batch.
  package let meanSize: Double

  /// Creates the table of an attribute; nil for one that is no batch.
  package init?(_ attribute: CaseAttribute) {
    guard let together = attribute.together?.value, let law = attribute.count?.value else {
      return nil
    }
    var sizes = CountTable.probabilities(of: law)
    if sizes.count < 2 { sizes.append(0) }
    sizes[1] += sizes[0]
    sizes[0] = 0
    self.together = together
    self.sizes = sizes
    meanSize = sizes.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  /// Arrivals per case.
  package var arrivalsPerCase: Double { 1 - together + together / meanSize }

  /// The probability that an arrival is of a case alone (0), or of a batch of each size.
  package var arrivals: [Double] {
    let batches = together / meanSize / arrivalsPerCase
    var weights = sizes.map { $0 * batches }
    weights[0] = (1 - together) / arrivalsPerCase
    return weights
  }
}

extension Scenario {
  /// The sizes of its batches; nil where no cases come together.
  var batchTable: BatchTable? { attributes.lazy.compactMap { BatchTable($0) }.first }

  /// Arrivals per case: below 1 where cases come together.
  var arrivalsPerCase: Double { batchTable?.arrivalsPerCase ?? 1 }
}
