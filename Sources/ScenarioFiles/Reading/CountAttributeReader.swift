// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads an attribute that is a whole number: `heirs: {count: "poisson(mean 2.2)", plus: 1}`.
enum CountAttributeReader {
  static func read(_ entry: DocumentEntry, context: ReadingContext) -> CaseAttribute? {
    let fields = Fields(
      entry.value, of: "count '\(entry.key)'", kind: "countAttribute", context: context)
    let node = fields.need("count")
    let plus = fields.take("plus").flatMap { context.count($0, in: 0...CountLaw.limit)?.value } ?? 0
    let together = fields.take("together").flatMap { context.share($0) }
    fields.finish()
    guard let node, let law = law(node, plus: plus, context: context) else { return nil }
    return CaseAttribute(
      name: Located(entry.key, at: entry.place), count: law, together: together)
  }

  /// Reads the law of a count.
  static func law(
    _ node: DocumentNode, plus: Int, context: ReadingContext
  ) -> Located<CountLaw>? {
    guard let text = node.text else {
      context.error(
        "bad-count-law", at: node.place,
        "a count such as 'poisson(mean 2.2)' is expected here, not \(node.shape)")
      return nil
    }
    do {
      return Located(try CountLawParser.parse(text, plus: plus), at: node.place)
    } catch {
      context.error("bad-count-law", at: node.place, error.message)
      return nil
    }
  }
}
