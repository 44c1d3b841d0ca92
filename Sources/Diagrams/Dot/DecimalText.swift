// SPDX-License-Identifier: Apache-2.0

/// Numbers as text with a fixed count of decimals and a full stop, whatever the locale.
enum DecimalText {
  /// Rounds to one decimal, the precision of everything that is written.
  static func tenths(_ value: Double) -> Double {
    (value * 10).rounded() / 10
  }

  /// Returns a number with one decimal; nought has no sign.
  static func text(_ value: Double) -> String {
    text(value, decimals: 1)
  }

  /// Returns a number with a count of decimals from 0 to 9, rounded half away from nought.
  ///
  /// Numbers that are not finite or too large for the page are written as nought: a drawing never
  /// holds one, and text that Graphviz cannot read would be worse.
  static func text(_ value: Double, decimals: Int) -> String {
    var unit = 1
    for _ in 0..<max(0, min(9, decimals)) { unit *= 10 }
    let scaled = (value * Double(unit)).rounded()
    guard scaled.isFinite, scaled.magnitude < 1e15 else { return "0" }
    let whole = Int(scaled)
    let sign = whole < 0 ? "-" : ""
    let magnitude = Int(whole.magnitude)
    if unit == 1 { return sign + String(magnitude) }
    let fraction = String(magnitude % unit)
    let zeros = String(repeating: "0", count: String(unit).count - 1 - fraction.count)
    return "\(sign)\(magnitude / unit).\(zeros)\(fraction)"
  }
}
