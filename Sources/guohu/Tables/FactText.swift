// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import TransferModel

/// The values of a pack as it writes them, with units.
enum FactText {
  /// Returns both sides of a difference; of lists only what the other side lacks.
  ///
  /// - Parameters:
  ///   - difference: The difference.
  ///   - language: The language of labels; nil writes both.
  /// - Returns: What each side says, nil where it says nothing.
  static func sides(_ difference: PackDifference, _ language: Language?) -> (
    from: String?, to: String?
  ) {
    switch (difference.from, difference.to) {
    case (.names(let from)?, .names(let to)?):
      let (known, new) = (Set(from), Set(to))
      return (
        from.filter { !new.contains($0) }.joined(separator: ", "),
        to.filter { !known.contains($0) }.joined(separator: ", ")
      )
    case (.label(let from)?, .label(let to)?)
    where language.map { from.text($0) == to.text($0) } ?? false:
      // Only the other language changed.
      return (both(from), both(to))
    default:
      return (
        difference.from.map { text($0, language) }, difference.to.map { text($0, language) }
      )
    }
  }

  private static func both(_ label: LocalizedText) -> String { "\(label.zh) | \(label.en)" }

  private static func text(_ value: FactValue, _ language: Language?) -> String {
    switch value {
    case .text(let text): text
    case .names(let names): names.joined(separator: ", ")
    case .label(let label): language.map { label.text($0) } ?? both(label)
    case .share(let share): PlainNumber.exactPercent(share)
    case .rest(let share): "rest (\(PlainNumber.percent(share)))"
    case .number(let value): PlainNumber.exact(value)
    case .count(let count): String(count)
    case .workingDays(let days): "\(days) wd"
    case .minutes(let minutes): "\(PlainNumber.exact(minutes)) min"
    case .perDay(let rate): "\(PlainNumber.exact(rate)) per d"
    case .time(let law): law.text
    case .counted(let law): law.plus == 0 ? law.text : "\(law.text) + \(law.plus)"
    case .change(let change): change.text
    case .flag(let flag): flag ? "yes" : "no"
    }
  }
}
