// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads how demand changes over the years: growth, rushes before new rules, waves.
struct DemandChangeReader {
  let context: ReadingContext

  /// Reads a growth a year, `4 %` or `-2 %`.
  func growth(_ node: DocumentNode) -> Double? {
    let text = node.text ?? ""
    let isNegative = text.hasPrefix("-")
    guard text.hasSuffix("%"),
      case .success(let size) = PlainQuantity.share(String(text.drop { $0 == "-" })),
      size <= (isNegative ? 0.5 : 1)
    else {
      context.error(
        "bad-growth", at: node.place,
        "a growth a year from -50 % to 100 % is expected here, such as '4 %', not \(node.shape)")
      return nil
    }
    return isNegative ? -size : size
  }

  /// Reads a list of rushes.
  func rushes(_ items: [DocumentNode]) -> [DemandRush] {
    items.compactMap { item in
      let fields = Fields(item, of: "rush", context: context)
      let before = fields.need("before").flatMap { context.date($0) }
      let (days, factor) = stretch(fields)
      var after: (days: Int?, factor: Double?) = (0, 1)
      if let node = fields.take("after") {
        let inner = Fields(node, of: "'after'", kind: "lull", context: context)
        after = stretch(inner)
        inner.finish()
      }
      fields.finish()
      guard let before, let days, let factor, let daysAfter = after.days,
        let factorAfter = after.factor
      else { return nil }
      return DemandRush(
        before: before, days: days, factor: factor, daysAfter: daysAfter, factorAfter: factorAfter)
    }
  }

  private func stretch(_ fields: Fields) -> (days: Int?, factor: Double?) {
    (
      fields.need("days").flatMap { context.count($0, in: 1...250)?.value },
      fields.need("factor").flatMap { context.number($0)?.value }
    )
  }

  /// Reads waves of demand.
  func waves(_ node: DocumentNode) -> DemandWaves? {
    let fields = Fields(node, of: "waves", context: context)
    let rates = fields.need("rate").flatMap { DisturbanceReader(context: context).rates($0) }
    let cases = fields.need("cases").flatMap { readCases($0) }
    let over = fields.need("over").flatMap { readOver($0) }
    fields.finish()
    guard let rates, let cases, let over else { return nil }
    return DemandWaves(rates: rates, cases: cases, over: over)
  }

  private func readCases(_ node: DocumentNode) -> Located<CountLaw>? {
    do {
      return Located(
        try CountLawParser.parse(node.text ?? "", limit: DemandWaves.maximumCases), at: node.place)
    } catch {
      context.error("bad-count-law", at: node.place, error.message)
      return nil
    }
  }

  private func readOver(_ node: DocumentNode) -> Located<TimeLaw>? {
    guard let law = context.timeLaw(node) else { return nil }
    let last: Double?
    switch law.value.family {
    case .constant(let value): last = value.rounded() == value ? value : nil
    case .uniform(_, let high), .triangular(_, _, let high): last = high
    default: last = nil
    }
    guard let last, law.value.unit == .working || last == 0,
      last <= Double(DemandWaves.maximumDays), law.value.minimum == nil, law.value.maximum == nil
    else {
      context.error(
        "bad-duration", at: node.place,
        "'over' spreads cases over working days, as in 'triangular(0, 5, 20) wd', uniform or a whole "
          + "number, up to \(DemandWaves.maximumDays) wd, not \(node.shape)")
      return nil
    }
    return law
  }
}
