// SPDX-License-Identifier: Apache-2.0

/// A quantity of a pack made larger or smaller by a factor, as text.
///
/// In a law every number that is a time (or a count) is multiplied, clamps included, so that a draw X
/// becomes factor · X; shapes and coefficients of variation stay, and so do shares of mixtures. Only
/// `poisson` cannot be stretched: its mean is multiplied. A share stops at 100 %, and where only
/// whole numbers make sense the nearest one is taken, at least one away.
package struct ScaledQuantity: Sendable, Hashable {
  /// The text as a pack writes it.
  package let text: String
  /// The new number by the old one, of a law by the sum of its times.
  package let ratio: Double

  /// The parameters of laws that have no unit.
  private static let plain: Set<String> = ["cv", "sigma", "shape", "k"]

  /// Returns the texts that may stand for a quantity times a factor, the exact one first; none for
  /// what is no quantity or 0 throughout.
  ///
  /// Whether a place takes fractions is known to the pack alone, so a text in whole numbers follows
  /// the exact one.
  ///
  /// - Complexity: O(length of the text)
  package static func candidates(_ text: String, times factor: Double) -> [ScaledQuantity] {
    guard factor > 0, factor != 1, factor.isFinite, let tokens = try? QuantityScanner(text).tokens
    else {
      return []
    }
    let isShare = tokens.count <= 2 && tokens.last == .mark("%") || tokens.count == 1
    let places = times(in: tokens)
    var found: [ScaledQuantity] = []
    for isWhole in [false, true] {
      var scaled = tokens
      var (before, after) = (0.0, 0.0)
      for place in places {
        guard case .number(let old) = tokens[place] else { continue }
        let new = isWhole ? whole(old, times: factor) : old * factor
        scaled[place] = .number(new)
        before += old
        after += new
      }
      guard before > 0, after != before else { continue }
      found.append(ScaledQuantity(text: write(scaled), ratio: after / before))
      if !isWhole, isShare, let top = highest(tokens, after: after) {
        found.append(ScaledQuantity(text: write(top.tokens), ratio: top.value / before))
      }
    }
    return found
  }

  /// The places of the numbers that are multiplied.
  private static func times(in tokens: [QuantityScanner.Token]) -> [Int] {
    tokens.indices.filter { place in
      guard case .number = tokens[place] else { return false }
      let next = place + 1 < tokens.count ? tokens[place + 1] : nil
      let second = place + 2 < tokens.count ? tokens[place + 2] : nil
      // A share of a mixture: '70 %:' or '0.7:'.
      if next == .mark(":") || next == .mark("%") && second == .mark(":") { return false }
      if place > 0, case .word(let name) = tokens[place - 1], plain.contains(name) { return false }
      return true
    }
  }

  /// A share of 100 % in the place of one that would be larger.
  private static func highest(
    _ tokens: [QuantityScanner.Token], after value: Double
  ) -> (tokens: [QuantityScanner.Token], value: Double)? {
    let top = tokens.last == .mark("%") ? 100.0 : 1
    guard value > top, case .number(let old) = tokens[0], old < top else { return nil }
    return ([.number(top)] + tokens.dropFirst(), top)
  }

  private static func whole(_ old: Double, times factor: Double) -> Double {
    let new = (old * factor).rounded(.toNearestOrAwayFromZero)
    guard new == old, old > 0 else { return new }
    return factor > 1 ? old + 1 : max(0, old - 1)
  }

  /// A number with nine decimals, which hide what a product in binary adds; all of them where it is
  /// that small.
  private static func number(_ value: Double) -> String {
    value < 1e-3 ? PlainNumber.exact(value) : PlainNumber.decimal(value, places: 9)
  }

  private static func write(_ tokens: [QuantityScanner.Token]) -> String {
    var text = ""
    // Where the next token follows without a blank: at the beginning, after '(' and after a sign.
    var isTight = true
    for (index, token) in tokens.enumerated() {
      switch token {
      case .number(let value):
        text += (isTight ? "" : " ") + number(value)
        isTight = false
      case .word(let word):
        text += (isTight ? "" : " ") + word
        isTight = false
      case .mark(let mark):
        let isSign = mark == "-" && index + 1 < tokens.count
        let isClose = "(),:".contains(mark)
        text += (isTight || isClose ? "" : " ") + String(mark)
        isTight = mark == "(" || isSign
      }
    }
    return text
  }
}
