// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: mpmath with 40 digits; the t quantiles to three places are those of any printed
/// table.
struct DistributionTests {
  @Test(arguments: [
    (1, 0.75, 1.0), (1, 0.975, 12.706204736174693), (1, 0.9995, 636.61924876878973),
    (2, 0.75, 0.81649658092772603), (2, 0.9, 1.885618083164127), (2, 0.995, 9.9248432009182886),
    (2.5, 0.975, 3.5746548420036818), (3, 0.9995, 12.923978636687964),
    (5, 0.75, 0.72668684380042265), (5, 0.975, 2.5705818356363148),
    (9, 0.9, 1.3830287383966325), (9, 0.975, 2.262157162798205),
    (9, 0.995, 3.2498355415921257), (9, 0.9995, 4.7809125859312179),
    (19, 0.975, 2.0930240544083093), (29, 0.975, 2.0452296421327039),
    (29, 0.9995, 3.6594050194663742), (99, 0.995, 2.6264054572808272),
    (1000, 0.975, 1.9623390808264081), (1e6, 0.75, 0.67448999553108738),
    (1e6, 0.9995, 3.2905364612487221),
  ])
  func studentQuantileAgrees(freedom: Double, p: Double, expected: Double) {
    let student = StudentDistribution(degreesOfFreedom: freedom)
    #expect(agree(student.quantile(p), expected, within: 1e-12))
    #expect(agree(student.cumulative(expected), p, within: 1e-13))
    #expect(agree(student.cumulative(-expected), 1 - p, within: 1e-11))
  }

  @Test(arguments: [
    (1, 1000, 0.00031830978008055894), (9, 2, 0.038276411885350521),
    (9, 15, 5.6405110542452913e-8), (29, 0.01, 0.49604488240161248),
    (4.5, 40, 3.2247826064604991e-7), (1e6, 5, 2.8669989354453708e-7),
  ])
  func studentTailAgrees(freedom: Double, t: Double, expected: Double) {
    let student = StudentDistribution(degreesOfFreedom: freedom)
    #expect(agree(student.upperTail(t), expected, within: 1e-11))
  }

  @Test func studentQuantileNearTheMedianKeepsItsDigits() {
    // With one degree of freedom the quantile is tan(π (p - 1/2)), which is π d for small d.
    let p = 0.5 + 0x1p-40
    let expected = Elementary.pi * 0x1p-40
    #expect(agree(StudentDistribution(degreesOfFreedom: 1).quantile(p), expected, within: 1e-13))
    #expect(StudentDistribution(degreesOfFreedom: 1).quantile(0.5) == 0)
  }

  @Test(arguments: [
    (1e-300, -37.047096299361199), (1e-20, -9.2623400897984076), (1e-5, -4.2648907939228246),
    (0.025, -1.9599639845400542), (0.2, -0.84162123357291417), (0.4, -0.25334710313579974),
    (0.49999, -2.5066282748960009e-5), (0.6, 0.25334710313579974), (0.95, 1.6448536269514723),
    (0.99, 2.3263478740408408),
  ])
  func normalQuantileAgrees(p: Double, expected: Double) {
    #expect(agree(NormalDistribution.quantile(p), expected, within: 1e-12))
  }

  @Test(arguments: [
    (0.1, 0.46017216272297102), (1, 0.15865525393145705), (1.96, 0.024997895148220436),
    (5, 2.8665157187919391e-7), (10, 7.6198530241605261e-24), (30, 4.9067139271481871e-198),
  ])
  func normalTailAgrees(z: Double, expected: Double) {
    #expect(agree(NormalDistribution.upperTail(z), expected, within: 1e-12))
    #expect(agree(NormalDistribution.cumulative(-z), expected, within: 1e-12))
    #expect(agree(NormalDistribution.cumulative(z), 1 - expected, within: 1e-15))
  }

  @Test(arguments: [
    (1, 0.001, 1.5707971492624899e-6), (1, 0.5, 0.45493642311957275),
    (1, 0.95, 3.8414588206941245), (2, 0.5, 1.3862943611198906), (5, 0.025, 0.83121161348666244),
    (5, 0.999, 20.515005652432876), (19, 0.95, 30.143527205646156),
    (100, 0.025, 74.221927474923726), (1000, 0.5, 999.33341240338097),
    (1000, 0.999, 1143.9170926196792),
  ])
  func chiSquareQuantileAgrees(freedom: Double, p: Double, expected: Double) {
    let chiSquare = ChiSquareDistribution(degreesOfFreedom: freedom)
    #expect(agree(chiSquare.quantile(p), expected, within: 1e-11))
    #expect(agree(chiSquare.cumulative(expected), p, within: 1e-11))
  }

  @Test(arguments: [
    (0.5, 0, 0.60653065971263342, 1.0), (3.2, 5, 0.11397938346351823, 0.21938748893269566),
    (50, 30, 0.00067719845715021053, 0.99908317113854392),
    (50, 80, 2.2291974070294274e-5, 5.6650355286474506e-5),
    (1000, 1010, 0.011941828905649423, 0.3801048747670573),
  ])
  func poissonProbabilitiesAgree(mean: Double, count: Int, exactly: Double, atLeast: Double) {
    let poisson = PoissonDistribution(mean: mean)
    #expect(agree(poisson.probability(of: count), exactly, within: 1e-12))
    #expect(agree(poisson.probability(ofAtLeast: count), atLeast, within: 1e-12))
  }

  @Test func poissonQuantilesAreThoseOfTheTable() {
    let quantiles = [0.5, 3.2, 50, 1000].map { PoissonDistribution(mean: $0).quantile(0.95) }
    #expect(quantiles == [2, 6, 62, 1052])
    #expect(PoissonDistribution(mean: 0).quantile(0.99) == 0)
    #expect(PoissonDistribution(mean: 3).quantile(1) == nil)
  }

  @Test func ordersOutsideTheUnitIntervalAreNaN() {
    for p in [-0.1, 1.1, .nan] {
      #expect(NormalDistribution.quantile(p).isNaN)
      #expect(StudentDistribution(degreesOfFreedom: 3).quantile(p).isNaN)
      #expect(ChiSquareDistribution(degreesOfFreedom: 3).quantile(p).isNaN)
    }
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(StudentDistribution(degreesOfFreedom: 3).quantile(1) == .infinity)
    #expect(StudentDistribution(degreesOfFreedom: 0).quantile(0.9).isNaN)
    #expect(StudentDistribution(degreesOfFreedom: 0.001).quantile(0.975).isNaN)
    #expect(ChiSquareDistribution(degreesOfFreedom: -1).quantile(0.9).isNaN)
    #expect(PoissonDistribution(mean: -1).probability(of: 0).isNaN)
  }
}
