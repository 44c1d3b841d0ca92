// SPDX-License-Identifier: Apache-2.0

extension Elementary {
  /// Returns the quantile of the standard normal distribution for a probability in (0, 1).
  ///
  /// Algorithm AS 241, routine PPND16, relative accuracy about 1e-16: M. J. Wichura, "The
  /// percentage points of the normal distribution", Applied Statistics 37 (1988) 477-484.
  @inline(__always)
  package static func inverseNormal(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) > 0.425 { return inverseNormalTail(p, q) }
    let r = 0.180625 - q * q
    let r2 = r * r
    let r4 = r2 * r2
    let numerator =
      (3.387_132_872_796_366_608 + r * 1.331_416_678_917_843_774_5e2
        + r2 * (1.971_590_950_306_551_442_7e3 + r * 1.373_169_376_550_946_112_5e4))
      + r4
      * (4.592_195_393_154_987_145_7e4 + r * 6.726_577_092_700_870_085_3e4
        + r2 * (3.343_057_558_358_812_810_5e4 + r * 2.509_080_928_730_122_672_7e3))
    let denominator =
      (1 + r * 4.231_333_070_160_091_125_2e1
        + r2 * (6.871_870_074_920_579_083e2 + r * 5.394_196_021_424_751_107_7e3))
      + r4
      * (2.121_379_430_158_659_586_7e4 + r * 3.930_789_580_009_271_061e4
        + r2 * (2.872_908_573_572_194_267_4e4 + r * 5.226_495_278_852_854_561e3))
    return q * numerator / denominator
  }

  @inline(never)
  private static func inverseNormalTail(_ p: Double, _ q: Double) -> Double {
    let tail = q < 0 ? p : 1 - p
    guard tail > 0 else { return q < 0 ? -.infinity : .infinity }
    var r = (-log(tail)).squareRoot()
    let value: Double
    if r <= 5 {
      r -= 1.6
      let n0 = 1.423_437_110_749_683_577_34 + r * 4.630_337_846_156_545_295_9
      let n1 = 5.769_497_221_460_691_405_5 + r * 3.647_848_324_763_204_605_04
      let n2 = 1.270_458_252_452_368_382_58 + r * 2.417_807_251_774_506_117_7e-1
      let n3 = 2.272_384_498_926_918_458_33e-2 + r * 7.745_450_142_783_414_076_4e-4
      let d0 = 1 + r * 2.053_191_626_637_758_821_87
      let d1 = 1.676_384_830_183_803_849_4 + r * 6.897_673_349_851_000_045_5e-1
      let d2 = 1.481_039_764_274_800_745_9e-1 + r * 1.519_866_656_361_645_719_66e-2
      let d3 = 5.475_938_084_995_344_946e-4 + r * 1.050_750_071_644_416_843_24e-9
      let r2 = r * r
      value = (n0 + r2 * (n1 + r2 * (n2 + r2 * n3))) / (d0 + r2 * (d1 + r2 * (d2 + r2 * d3)))
    } else {
      r -= 5
      let n0 = 6.657_904_643_501_103_777_2 + r * 5.463_784_911_164_114_369_9
      let n1 = 1.784_826_539_917_291_335_8 + r * 2.965_605_718_285_048_912_3e-1
      let n2 = 2.653_218_952_657_612_309_3e-2 + r * 1.242_660_947_388_078_438_6e-3
      let n3 = 2.711_555_568_743_487_578_15e-5 + r * 2.010_334_399_292_288_132_65e-7
      let d0 = 1 + r * 5.998_322_065_558_879_376_9e-1
      let d1 = 1.369_298_809_227_358_053_1e-1 + r * 1.487_536_129_085_061_485_25e-2
      let d2 = 7.868_691_311_456_132_591e-4 + r * 1.846_318_317_510_054_681_8e-5
      let d3 = 1.421_511_758_316_445_888_7e-7 + r * 2.044_263_103_389_939_785_64e-15
      let r2 = r * r
      value = (n0 + r2 * (n1 + r2 * (n2 + r2 * n3))) / (d0 + r2 * (d1 + r2 * (d2 + r2 * d3)))
    }
    return q < 0 ? -value : value
  }
}
