// SPDX-License-Identifier: Apache-2.0

/// A piece of text that is never cut: an ideograph with the marks that cling to it, or a word.
struct LineUnit {
  /// The characters, with the spaces that follow them.
  var text: String
  /// The advances of all of it, in points.
  var width: Double
  /// The advances without closing marks and spaces at the end, which may hang over the limit.
  var widthWithoutTail: Double

  /// Returns the units of a paragraph in order; together they are the paragraph.
  ///
  /// A unit wider than the limit is a word or number that cannot stand on any line. It is cut
  /// between characters after all, because text outside its cell would be worse.
  static func units(of paragraph: String, breaker: LineBreaker) -> [LineUnit] {
    var units: [LineUnit] = []
    var current: [Character] = []
    for character in paragraph {
      if let last = current.last, canBreak(after: last, before: character, in: current) {
        units.append(contentsOf: pieces(of: current, breaker: breaker))
        current.removeAll(keepingCapacity: true)
      }
      current.append(character)
    }
    if !current.isEmpty { units.append(contentsOf: pieces(of: current, breaker: breaker)) }
    return units
  }

  /// Tells whether a line may end between two neighbouring characters.
  private static func canBreak(
    after left: Character, before right: Character, in unit: [Character]
  ) -> Bool {
    if isSpace(right) { return false }
    if LineBreaker.closing.contains(right) { return false }
    if isSpace(left) {
      // Opening marks bind through spaces, and a number binds to what it counts.
      guard let solid = unit.last(where: { !isSpace($0) }) else { return false }
      if LineBreaker.opening.contains(solid) { return false }
      return right.isASCII || !isDigit(solid)
    }
    if LineBreaker.opening.contains(left) { return false }
    return !(left.isASCII && right.isASCII)
  }

  /// Returns the characters as one unit, or as several if they are wider than a line.
  private static func pieces(of characters: [Character], breaker: LineBreaker) -> [LineUnit] {
    let whole = unit(of: characters, breaker: breaker)
    if whole.widthWithoutTail <= breaker.limit { return [whole] }
    var units: [LineUnit] = []
    var current: [Character] = []
    for character in characters {
      if let last = current.last {
        let allowed =
          !isSpace(character) && !LineBreaker.closing.contains(character)
          && !LineBreaker.opening.contains(last)
        // A run of nothing but marks has no good place to end; then any place will do.
        let forced = unit(of: current + [character], breaker: breaker).width > breaker.limit
        if allowed || forced {
          units.append(unit(of: current, breaker: breaker))
          current.removeAll(keepingCapacity: true)
        }
      }
      current.append(character)
    }
    if !current.isEmpty { units.append(unit(of: current, breaker: breaker)) }
    return units
  }

  /// Measures characters that stay together.
  private static func unit(of characters: [Character], breaker: LineBreaker) -> LineUnit {
    func width(_ text: some Sequence<Character>) -> Double {
      TextMeasure.advances(of: String(text), size: breaker.size, weight: breaker.weight)
    }
    var solid = characters[...]
    while let last = solid.last, isSpace(last) { solid.removeLast() }
    // One mark hangs; a second one would stick out too far.
    if solid.count > 1, let last = solid.last, LineBreaker.closing.contains(last) {
      solid.removeLast()
    }
    return LineUnit(
      text: String(characters), width: width(characters), widthWithoutTail: width(solid))
  }

  /// Tells whether a character is a space of any width.
  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\u{3000}"
  }

  /// Tells whether a character is an ASCII digit or the end of a number such as `30%`.
  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
