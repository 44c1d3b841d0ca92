// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// References: mpmath with 40 digits.
struct SpecialFunctionTests {
  @Test(arguments: [
    (1e-5, 11.512919692895826), (0.5, 0.57236494292470009), (1.5, -0.12078223763524522),
    (2.5, 0.28468287047291916), (3.7, 1.4280723266653881), (9.99, 12.779315214350193),
    (10, 12.80182748008147), (50.5, 146.51925549072063), (1000.25, 5906.9472682711172),
    (1e6, 12815504.569147612),
  ])
  func logGammaAgrees(x: Double, expected: Double) {
    #expect(agree(GammaFunctions.logGamma(x), expected, within: 2e-14))
  }

  @Test(arguments: [
    (0.5, 0.01, 0.11246291601828489, 0.88753708398171511),
    (0.5, 3.0, 0.98569412156457036, 0.01430587843542964),
    (0.5, 200.0, 1.0, 5.5072482372124674e-89),
    (1.0, 1.0, 0.63212055882855768, 0.36787944117144232),
    (2.5, 0.3, 0.011996757205906265, 0.98800324279409373),
    (2.5, 9.0, 0.99705359541211971, 0.0029464045878802904),
    (10.0, 10.0, 0.54207028552814779, 0.45792971447185221),
    (50.0, 30.0, 0.00051889146254803429, 0.99948110853745197),
    (50.0, 90.0, 0.99999835050149828, 1.6494985017178248e-6),
    (1000.0, 1000.0, 0.50420524418021551, 0.49579475581978449),
    (1000.0, 1100.0, 0.99894067674607002, 0.0010593232539299773),
    (20000.0, 19500.0, 0.00018327005188799396, 0.99981672994811201),
    (20000.0, 20000.0, 0.50094031623374932, 0.49905968376625068),
    (20000.0, 20500.0, 0.99977497196435766, 0.00022502803564234128),
  ])
  func incompleteGammaAgreesInBothTails(a: Double, x: Double, lower: Double, upper: Double) {
    #expect(agree(GammaFunctions.lower(a, x), lower, within: 1e-12))
    #expect(agree(GammaFunctions.upper(a, x), upper, within: 1e-12))
  }

  @Test(arguments: [
    (0.3, 0.5, 0.5, 0.36901011956554538), (0.1, 2, 3, 0.052300000000000005),
    (0.9, 2, 3, 0.9963), (0.5, 10, 0.5, 0.0002334474347486224),
    (0.97, 100, 3, 0.40633618022259162), (0.999, 5000, 0.5, 0.0015615791602892833),
    (0.4, 200, 300, 0.502428616319932), (0.02, 0.5, 40, 0.79496813499250736),
  ])
  func incompleteBetaAgrees(x: Double, a: Double, b: Double, expected: Double) {
    let value = BetaFunctions.incomplete(x: x, complement: 1 - x, a, b)
    #expect(agree(value, expected, within: 1e-12))
    let mirrored = BetaFunctions.incomplete(x: 1 - x, complement: x, b, a)
    #expect(agree(1 - mirrored, expected, within: 1e-11))
  }

  @Test func valuesOutsideTheRangeAreNaN() {
    #expect(GammaFunctions.logGamma(0).isNaN)
    #expect(GammaFunctions.lower(0, 1).isNaN)
    #expect(GammaFunctions.upper(1, -1).isNaN)
    #expect(GammaFunctions.lower(.nan, 1).isNaN)
    #expect(BetaFunctions.incomplete(x: 0.5, complement: 0.5, 0, 1).isNaN)
    #expect(BetaFunctions.incomplete(x: .nan, complement: 0.5, 1, 1).isNaN)
    #expect(BetaFunctions.incomplete(x: 0, complement: 1, 1, 1) == 0)
    #expect(BetaFunctions.incomplete(x: 1, complement: 0, 1, 1) == 1)
    #expect(GammaFunctions.upper(1, .infinity) == 0)
  }
}
