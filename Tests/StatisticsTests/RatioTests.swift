// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: the textbook sums worked out in NumPy.
struct RatioTests {
  private let waits = [120.0, 90, 200, 150, 80]
  private let cases = [10.0, 9, 14, 13, 6]

  @Test func deltaIntervalAgrees() throws {
    let ratio = try #require(Estimate.makeRatio(numerators: waits, denominators: cases))
    #expect(agree(ratio.mean, 12.307692307692308, within: 1e-14))
    #expect(agree(ratio.low, 10.117951903193273, within: 1e-12))
    #expect(agree(ratio.high, 14.497432712191344, within: 1e-12))
    #expect(ratio.kind == .ratio)
    #expect(ratio.n == 5)
  }

  @Test func jackknifeIntervalAgrees() throws {
    let ratio = try #require(
      Estimate.makeRatio(numerators: waits, denominators: cases, method: .jackknife))
    #expect(agree(ratio.mean, 12.307692307692308, within: 1e-14))
    #expect(agree(ratio.low, 10.014306237424892, within: 1e-12))
    #expect(agree(ratio.high, 14.601078377959725, within: 1e-12))
  }

  @Test func equalDenominatorsGiveTheMeanOfTheRatios() throws {
    let plain = try #require(Estimate.make(from: [12, 9, 20, 15, 8]))
    for method in Estimate.RatioMethod.allCases {
      let ratio = try #require(
        Estimate.makeRatio(
          numerators: waits, denominators: [10, 10, 10, 10, 10], method: method))
      #expect(agree(ratio.mean, plain.mean, within: 1e-14))
      #expect(agree(ratio.low, plain.low ?? .nan, within: 1e-12))
    }
  }

  @Test func pairsWithoutObservationAreLeftOut() throws {
    let ratio = try #require(
      Estimate.makeRatio(numerators: [1, .nan, 3], denominators: [1, 5, 1]))
    #expect(ratio.mean == 2)
    #expect(ratio.n == 2)
    #expect(ratio.missing == 1)
  }

  @Test func replicationThatCarriesAllDenominatorsHasNoJackknife() throws {
    let ratio = try #require(
      Estimate.makeRatio(numerators: [4, 0], denominators: [2, 0], method: .jackknife))
    #expect(ratio.mean == 2)
    #expect(ratio.low == nil)
  }

  @Test func emptyOrUnevenInputHasNoRatio() {
    #expect(Estimate.makeRatio(numerators: [], denominators: []) == nil)
    #expect(Estimate.makeRatio(numerators: [1], denominators: [0]) == nil)
    #expect(Estimate.makeRatio(numerators: [1, 2], denominators: [1]) == nil)
    #expect(Estimate.makeRatio(numerators: [.nan], denominators: [1]) == nil)
  }
}
