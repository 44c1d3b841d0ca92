// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

struct QuantileTableTests {
  private let tables = QuantileTables.shared

  @Test func quantilesKeepTheirErrorBound() {
    var worst = 0.0
    for step in 1..<200_000 {
      let p = Double(step) / 200_000
      worst = max(worst, abs(tables.inverseNormal(p) - Elementary.inverseNormal(p)))
    }
    #expect(worst <= 2e-7, "\(worst)")
    #expect(worst > 0)
  }

  @Test func quantilesRiseFromStretchToStretch() {
    var last = tables.inverseNormal(1e-6)
    for step in 1..<400_000 {
      let value = tables.inverseNormal(Double(step) / 400_000)
      #expect(value > last)
      last = value
    }
  }

  @Test func exponentialsKeepTheirErrorBound() {
    var worst = 0.0
    for step in -70_000...70_000 {
      let x = Double(step) / 101
      let exact = Elementary.exp(x)
      worst = max(worst, abs(tables.exp(x) - exact) / exact)
    }
    #expect(worst <= 4e-15, "\(worst)")
    #expect(tables.exp(-1000) == 0)
    #expect(tables.exp(1000) == .infinity)
    #expect(tables.exp(0) == 1)
  }
}
