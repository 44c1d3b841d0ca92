// SPDX-License-Identifier: Apache-2.0

import Statistics

/// Numbers as tables show them, without any locale.
enum NumberText {
  /// Returns a number with a fixed number of decimals.
  static func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int64((abs(value) * scale).rounded())
    let whole = scaled / Int64(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let fraction = String(scaled % Int64(scale))
    return "\(sign)\(whole)." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  /// Returns a share as a percentage with one decimal.
  static func percent(_ share: Double) -> String { decimal(share * 100, 1) + "%" }

  /// Returns an estimate with its half-width, `12.3 ±0.4`, or the mean alone without an interval.
  static func estimate(_ estimate: Estimate?, _ places: Int, factor: Double = 1) -> String {
    guard let estimate else { return "–" }
    let mean = decimal(estimate.mean * factor, places)
    guard let half = estimate.halfWidth else { return mean }
    return mean + " ±" + decimal(half * factor, places)
  }

  /// Returns a share estimate in per cent with its half-width.
  static func percent(_ estimate: Estimate?) -> String {
    guard estimate != nil else { return "–" }
    return self.estimate(estimate, 1, factor: 100) + "%"
  }

  /// Returns a mean alone.
  static func mean(_ estimate: Estimate?, _ places: Int, factor: Double = 1) -> String {
    estimate.map { decimal($0.mean * factor, places) } ?? "–"
  }
}
