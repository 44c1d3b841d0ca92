// SPDX-License-Identifier: Apache-2.0

/// A value of a pack with its meaning, so that two ways to write it are equal.
package enum FactValue: Sendable {
  /// A word or name.
  case text(String)
  /// Words or names whose order means nothing, ascending.
  case names([String])
  /// A label.
  case label(LocalizedText)
  /// A share, from 0 to 1.
  case share(Double)
  /// What the other branches of a choice leave, from 0 to 1.
  case rest(Double)
  /// A plain number.
  case number(Double)
  /// A whole number.
  case count(Int)
  /// Working days.
  case workingDays(Int)
  /// A fixed time in minutes.
  case minutes(Double)
  /// A rate a day.
  case perDay(Double)
  /// A law of a time.
  case time(TimeLaw)
  /// A law of a whole number.
  case counted(CountLaw)
  /// A change of a time.
  case change(TimeAdjustment.Change)
  /// Yes or no.
  case flag(Bool)

  /// Whether two values mean the same, however they are written.
  ///
  /// What is left of 100 % equals the same share written out, and equals whatever is left on the
  /// other side: the branches that changed tell that themselves.
  func means(_ other: FactValue) -> Bool {
    switch (self, other) {
    case (.rest, .rest): true
    case (.rest(let left), .share(let right)), (.share(let left), .rest(let right)):
      abs(left - right) < 1e-9
    // Most values are words or laws that are written alike; keys are made for the others.
    case (.text(let left), .text(let right)): left == right
    case (.names(let left), .names(let right)): left == right
    case (.label(let left), .label(let right)): left == right
    case (.time(let left), .time(let right)) where left == right: true
    case (.counted(let left), .counted(let right)) where left == right: true
    default: key == other.key
    }
  }

  /// A text that is equal for values of the same meaning.
  var key: String {
    switch self {
    case .text(let text): "text \(text)"
    case .names(let names): "names \(names)"
    case .label(let label): "label \(label.zh)\u{0}\(label.en)"
    // 5.04 % and 0.0504 may differ in the last bit.
    case .share(let share): "share \((share * 1e12).rounded())"
    case .rest: "rest"
    case .number(let value): "number \(value)"
    case .count(let count): "count \(count)"
    case .workingDays(let days): "days \(days)"
    case .minutes(let minutes): "minutes \(minutes)"
    case .perDay(let rate): "rate \(rate)"
    case .time(let law): "time \(Self.plain(law))"
    case .counted(let law): "counted \(Self.plain(law))"
    case .change(let change): "change \(change.factor) \(change.addMinutes)"
    case .flag(let flag): "flag \(flag)"
    }
  }

  /// Returns a law without the text it was written as.
  private static func plain(_ law: TimeLaw) -> TimeLaw {
    var law = law
    law.text = ""
    if case .mixture(let parts) = law.family {
      law.family = .mixture(parts.map { .init(law: plain($0.law), share: $0.share) })
    }
    return law
  }

  private static func plain(_ law: CountLaw) -> CountLaw {
    var law = law
    law.text = ""
    return law
  }
}
