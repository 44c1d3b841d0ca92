// SPDX-License-Identifier: Apache-2.0

/// Tables that make the two functions behind a lognormal draw cheap: exp and the normal quantile.
///
/// Built once per process from ``Elementary``, so they hold the same bits on every machine.
/// Quantiles stay monotone in the uniform to within the error stated, which inversion needs.
struct QuantileTables: BitwiseCopyable {
  /// 2^(j/128) for j in 0..<128.
  private let powers: UnsafePointer<Double>
  /// Four coefficients for each of 256 stretches of the central range of probabilities.
  private let cubics: UnsafePointer<Double>

  /// The tables of the process; their memory lives as long as it does.
  // Written once, before anyone can read it, and never again.
  nonisolated(unsafe) static let shared = QuantileTables()

  private static let stretches = 256
  /// The central range is 1/32...31/32; outside it the quantile bends too much for cubics.
  private static let low = 1.0 / 32
  private static let width = (1 - 2 * low) / Double(stretches)

  private init() {
    let powers = UnsafeMutablePointer<Double>.allocate(capacity: 128)
    for j in 0..<128 {
      powers[j] = Elementary.exp(Double(j) / 128 * 0x1.62e42fefa39efp-1)
    }
    let cubics = UnsafeMutablePointer<Double>.allocate(capacity: 4 * Self.stretches)
    for stretch in 0..<Self.stretches { Self.fit(stretch, cubics + 4 * stretch) }
    self.powers = UnsafePointer(powers)
    self.cubics = UnsafePointer(cubics)
  }

  /// Fits a cubic in t = -1...1 through the four Chebyshev nodes of a stretch.
  private static func fit(_ stretch: Int, _ coefficients: UnsafeMutablePointer<Double>) {
    // cos(π/8) and cos(3π/8); the nodes keep the error of interpolation near its least.
    let outer = 0.923_879_532_511_286_7
    let inner = 0.382_683_432_365_089_8
    let middle = low + (Double(stretch) + 0.5) * width
    func value(_ t: Double) -> Double { Elementary.inverseNormal(middle + t * width / 2) }
    let (a, b, c, d) = (value(-outer), value(-inner), value(inner), value(outer))
    // Even and odd parts at the two distances give two coefficients each.
    let evenOuter = (a + d) / 2
    let evenInner = (b + c) / 2
    let oddOuter = (d - a) / (2 * outer)
    let oddInner = (c - b) / (2 * inner)
    let gap = outer * outer - inner * inner
    coefficients[2] = (evenOuter - evenInner) / gap
    coefficients[0] = evenInner - coefficients[2] * inner * inner
    coefficients[3] = (oddOuter - oddInner) / gap
    coefficients[1] = oddInner - coefficients[3] * inner * inner
  }

  /// Returns the normal quantile with an error of at most 2e-7 in the central range, and that of
  /// ``Elementary/inverseNormal(_:)`` outside it.
  @inline(__always)
  func inverseNormal(_ p: Double) -> Double {
    let scaled = (p - Self.low) * (1 / Self.width)
    guard scaled >= 0, scaled < Double(Self.stretches) else { return Elementary.inverseNormal(p) }
    // The integer at or below, without the conversions, which wait for each other: the nearest
    // one, and one less if that is above.
    let nearest = (scaled + 0x1p52) - 0x1p52
    let whole = nearest > scaled ? nearest - 1 : nearest
    let stretch = Int(truncatingIfNeeded: (whole + 0x1p52).bitPattern & 0xFF)
    let t = 2 * (scaled - whole) - 1
    let row = cubics + 4 * stretch
    return (row[0] + t * row[1]) + (t * t) * (row[2] + t * row[3])
  }

  /// Returns e^x with a relative error of at most 4e-15; 0 and infinity beyond the range.
  ///
  /// x = (128 k + j) ln 2 / 128 + r with |r| ≤ ln 2 / 256, so a polynomial of degree 4 is enough
  /// (Tang, ACM TOMS 15, 1989).
  @inline(__always)
  func exp(_ x: Double) -> Double {
    guard x > -700, x < 700 else { return Elementary.exp(x) }
    let shifted = x * (128 * 0x1.71547652b82fep0) + 0x1.8p52
    let n = shifted - 0x1.8p52
    // ln 2 / 128 in two parts; the first has 32 bits, so its product with n is exact.
    let r = (x - n * 0x1.62e42feep-8) - n * 0x1.a39ef35793c76p-40
    let r2 = r * r
    let fraction = r + r2 * ((0.5 + r * (1.0 / 6)) + r2 * (1.0 / 24))
    let bits = shifted.bitPattern
    let power = powers[Int(truncatingIfNeeded: bits & 127)]
    // The bits above the lowest seven are k in two's complement.
    let scale = Double(bitPattern: (bits &>> 7 &+ 1023) &<< 52)
    return (power + power * fraction) * scale
  }
}
