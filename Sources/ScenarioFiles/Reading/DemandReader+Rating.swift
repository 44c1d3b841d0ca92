// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension DemandReader {
  /// Reads how cases are rated; nil where a coefficient is missing or cannot be read.
  func rating(_ node: DocumentNode) -> RatingLaw? {
    let fields = Fields(node, of: "rating", context: context)
    func number(_ key: String) -> Double? {
      fields.need(key).flatMap { context.number($0)?.value }
    }
    let coverage = fields.need("coverage").flatMap { context.share($0)?.value }
    let base = number("base")
    let waitMinute = number("waitMinute")
    let trip = number("trip")
    let supplement = number("supplement")
    let late = number("late")
    let refused = number("refused")
    fields.finish()
    guard let coverage, let base, let waitMinute, let trip, let supplement, let late, let refused
    else { return nil }
    return RatingLaw(
      coverage: coverage, base: base, waitMinute: waitMinute, trip: trip, supplement: supplement,
      late: late, refused: refused)
  }
}
