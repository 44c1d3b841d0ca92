// SPDX-License-Identifier: Apache-2.0

/// Numbers as people read them in messages.
package enum PlainNumber {
  /// Returns a share as a percentage with up to four decimals, without trailing zeros.
  package static func percent(_ share: Double) -> String { "\(decimal(share * 100, places: 4)) %" }

  /// Returns a number with up to a number of decimals, without trailing zeros.
  package static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    guard abs(value) * scale < 9e18 else { return "\(value)" }
    let scaled = Int64((abs(value) * scale).rounded())
    let whole = scaled / Int64(scale)
    var fraction = String(scaled % Int64(scale))
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled != 0 ? "-" : ""
    return fraction.isEmpty || places == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}
