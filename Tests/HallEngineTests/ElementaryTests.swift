// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// The expected values are those of 50-digit arithmetic, rounded to the nearest double.
struct ElementaryTests {
  @Test(arguments: [
    (1e-300, -0x1.5963447f87fb5p+9),
    (1e-17, -0x1.3926cd770aa67p+5),
    (0.1, -0x1.26bb1bbb55515p+1),
    (0.4999, -0x1.62fe677e610fbp-1),
    (0.7071, -0x1.62e6b3842a25ep-2),
    (0.70711, -0x1.62e2fe73833b5p-2),
    (0.9, -0x1.af8e8210a415cp-4),
    (0.999999, -0x1.0c6f82d74d230p-20),
    (1.000001, 0x1.0c6f713f33a1dp-20),
    (1.1, 0x1.8663f793c46ccp-4),
    (1.4142, 0x1.62e1ac5b1d181p-2),
    (1.41422, 0x1.62e5616bc4029p-2),
    (2.0, 0x1.62e42fefa39efp-1),
    (2.718281828459045, 0x1.0000000000000p+0),
    (10.0, 0x1.26bb1bbb55516p+1),
    (12345.678, 0x1.2d79559791e31p+3),
    (1000000000000000.0, 0x1.144f69ff9ffc4p+5),
    (1e+300, 0x1.5963447f87fb5p+9),
  ])
  func logarithmIsWithinOneUlp(_ x: Double, _ expected: Double) {
    #expect(abs(Elementary.log(x) - expected) <= expected.ulp)
  }

  @Test(arguments: [
    (-700.0, 0x1.14f2b0fb9307fp-1010),
    (-100.5, 0x1.01a0e5643644fp-145),
    (-37.2, 0x1.422f4cf50e1d5p-54),
    (-1.0, 0x1.78b56362cef38p-2),
    (-0.35, 0x1.68cce09671f71p-1),
    (-1e-09, 0x1.fffffff768fa1p-1),
    (0.0, 0x1.0000000000000p+0),
    (1e-09, 0x1.000000044b830p+0),
    (0.3, 0x1.599058c8c1a96p+0),
    (0.3466, 0x1.6a0c5906bc779p+0),
    (1.0, 0x1.5bf0a8b145769p+1),
    (2.5, 0x1.85d6fd931e0bbp+3),
    (23.45, 0x1.c7773a52fab7dp+33),
    (100.25, 0x1.8c39b9134bac4p+144),
    (709.0, 0x1.d422d2be5dc9bp+1022),
  ])
  func exponentialIsWithinTwoUlps(_ x: Double, _ expected: Double) {
    #expect(abs(Elementary.exp(x) - expected) <= 2 * expected.ulp)
  }

  @Test(arguments: [
    (1e-300, -0x1.286074064c26ep+5),
    (1e-100, -0x1.546010d755221p+4),
    (1e-20, -0x1.2865170b43a4cp+3),
    (1e-12, -0x1.c234fba57a32ap+2),
    (1e-06, -0x1.30381a9799f7ep+2),
    (0.001, -0x1.8b8cbb7204471p+1),
    (0.025, -0x1.f5c0331eeff85p+0),
    (0.05, -0x1.a515209676abdp+0),
    (0.0749, -0x1.70b374817af52p+0),
    (0.0751, -0x1.7056dc6686c9bp+0),
    (0.1, -0x1.4813c36e26d32p+0),
    (0.25, -0x1.5956b87528a49p-1),
    (0.4, -0x1.036d6c4a04b59p-2),
    (0.5, 0x0.0p+0),
    (0.6, 0x1.036d6c4a04b59p-2),
    (0.75, 0x1.5956b87528a49p-1),
    (0.9, 0x1.4813c36e26d33p+0),
    (0.95, 0x1.a515209676abbp+0),
    (0.975, 0x1.f5c0331eeff83p+0),
    (0.999, 0x1.8b8cbb7204470p+1),
    (0.999999, 0x1.30381a97985efp+2),
  ])
  func inverseNormalIsWithinEightUlps(_ p: Double, _ expected: Double) {
    #expect(abs(Elementary.inverseNormal(p) - expected) <= 8 * max(expected.ulp, 0x1p-55))
  }

  @Test func exponentialSaturatesOutsideItsRange() {
    #expect(Elementary.exp(-1e6) == 0)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(709.5) == .infinity)
    #expect(Elementary.exp(.nan).isNaN)
  }

  @Test(
    arguments: [
      (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (1e9 + 0.5, 1_000_000_000),
      (0x1p52 + 2, (1 << 52) + 2), (-0x1p55, -(1 << 55)), (.infinity, 1 << 57), (.nan, 0),
    ] as [(Double, Int64)])
  func durationsAreRoundedHalfToEven(_ x: Double, _ expected: Int64) {
    #expect(Elementary.micros(x) == expected)
  }
}
