// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: mpmath with 40 digits.
struct ElementaryTests {
  @Test(arguments: [
    (0x1p-1040, -720.87306778234312), (1e-300, -690.77552789821371), (0.1, -2.3025850929940456),
    (0.5, -0.69314718055994531), (0.7071, -0.346583180371942), (0.99, -0.01005033585350145),
    (1.5, 0.40546510810816438), (10, 2.3025850929940457), (12345.678, 9.421061321291832),
    (1e300, 690.77552789821371),
  ])
  func logarithmAgreesToTheLastPlaces(x: Double, expected: Double) {
    #expect(agree(Elementary.log(x), expected, within: 4e-16))
  }

  @Test(arguments: [
    (-700.5, 5.9801961186397912e-305), (-20.25, 1.6052280551856116e-9),
    (-1, 0.36787944117144232), (0.3, 1.3498588075760031), (0.5, 1.6487212707001281),
    (10.75, 46630.028453524329), (100.1, 2.9708288895158074e43), (709.7, 1.6549840276802644e308),
  ])
  func exponentialAgreesToTheLastPlaces(x: Double, expected: Double) {
    #expect(agree(Elementary.exp(x), expected, within: 5e-16))
  }

  @Test func smallArgumentsKeepTheirDigits() {
    #expect(agree(Elementary.expm1(1e-10), 1.00000000005e-10, within: 4e-16))
    #expect(agree(Elementary.expm1(-1e-5), -9.9999500001666671e-6, within: 4e-16))
    #expect(agree(Elementary.expm1(0.5), 0.64872127070012815, within: 8e-16))
    #expect(agree(Elementary.log1p(1e-12), 9.9999999999949998e-13, within: 4e-16))
    #expect(agree(Elementary.log1p(-0.001), -0.0010005003335835335, within: 4e-16))
    #expect(agree(Elementary.log1p(-0.39), -0.49429632181478014, within: 4e-16))
    #expect(agree(Elementary.log1p(-0.9), -2.3025850929940459, within: 4e-16))
  }

  @Test func limitsAreThoseOfTheFunctions() {
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(-800) == 0)
    #expect(Elementary.exp(800) == .infinity)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.power(0, 2) == 0)
    #expect(Elementary.power(0, 0) == 1)
    #expect(agree(Elementary.power(2, 0.5), 2.0.squareRoot(), within: 1e-15))
    #expect(agree(Elementary.cubeRoot(-27), -3, within: 3e-16))
    #expect(agree(Elementary.cubeRoot(1e-12), 1e-4, within: 3e-16))
    #expect(Elementary.cubeRoot(0) == 0)
  }

  /// The bits are part of the promise that every machine prints the same report.
  @Test func bitsAreFixed() {
    #expect(Elementary.log(3).bitPattern == 0x3ff1_93ea_7aad_030b)
    #expect(Elementary.exp(1).bitPattern == 0x4005_bf0a_8b14_576a)
    #expect(NormalDistribution.quantile(0.975).bitPattern == 0x3fff_5c03_31ee_ff8b)
  }
}
