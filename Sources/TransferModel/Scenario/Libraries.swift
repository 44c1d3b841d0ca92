// SPDX-License-Identifier: Apache-2.0

/// A step of the library: work that several flows refer to.
package struct Step: Sendable {
  /// The id, such as `T03`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// A remark for diagrams, possibly empty.
  package var note: LocalizedText
  /// The department responsible.
  package var department: Located<String>
  /// The pool that serves it, if any.
  package var pool: Located<String>?
  /// How long it takes.
  package var time: Located<TimeLaw>
  /// Whether taxes or fees are paid at it.
  package var isPayment: Bool
  /// Whether it needs the electronic system and cannot begin while that is down.
  package var isElectronic = false

  /// Creates a step.
  package init(
    id: Located<String>, name: LocalizedText, note: LocalizedText, department: Located<String>,
    pool: Located<String>?, time: Located<TimeLaw>, isPayment: Bool = false
  ) {
    self.isPayment = isPayment
    self.id = id
    self.name = name
    self.note = note
    self.department = department
    self.pool = pool
    self.time = time
  }
}

/// An entry of `waits`: time that passes, or a probability used by its name.
package struct LibraryWait: Sendable {
  /// The id, such as `W-RETURN` or `P-LINK`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// How long it takes, for a wait of that kind.
  package var time: Located<TimeLaw>?
  /// The probability, from 0 to 1, for an entry that is one.
  package var share: Located<Double>?
  /// The rounds that end it, an id of `rounds`.
  package var rounds: Located<String>?
  /// The hours whose opening ends it, an id of `hours`.
  package var untilOpen: Located<String>?
  /// The kind of appointment waited for, an id of `appointments`.
  package var appointment: Located<String>?
  /// Whether the statutory clock stands still.
  package var isStopped: Bool
  /// After how long it ends early.
  package var lapse: Located<TimeLaw>?

  /// Creates a wait.
  package init(
    id: Located<String>, name: LocalizedText, time: Located<TimeLaw>?, share: Located<Double>?,
    rounds: Located<String>?, untilOpen: Located<String>?, appointment: Located<String>?,
    isStopped: Bool, lapse: Located<TimeLaw>?
  ) {
    self.id = id
    self.name = name
    self.time = time
    self.share = share
    self.rounds = rounds
    self.untilOpen = untilOpen
    self.appointment = appointment
    self.isStopped = isStopped
    self.lapse = lapse
  }
}

/// A material of the library.
package struct Material: Sendable {
  /// The id, such as `M03`.
  package var id: Located<String>
  /// The name in the guide.
  package var name: LocalizedText
  /// A shorter name for diagrams, or the name.
  package var shortName: LocalizedText
  /// A remark for diagrams, possibly empty.
  package var note: LocalizedText
  /// Who holds the data where it is shared.
  package var holder: LocalizedText

  /// Creates a material.
  package init(
    id: Located<String>, name: LocalizedText, shortName: LocalizedText, note: LocalizedText,
    holder: LocalizedText
  ) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.note = note
    self.holder = holder
  }
}

/// A rule of law with the days on which it is in force.
package struct LegalRule: Sendable {
  /// The id, such as `registration-20`.
  package var id: Located<String>
  /// The title of the instrument.
  package var title: LocalizedText
  /// The article.
  package var article: LocalizedText
  /// What it says, in our own words.
  package var gist: LocalizedText
  /// The first day in force.
  package var from: CivilDate
  /// The first day no longer in force, if repealed.
  package var until: CivilDate?

  /// Creates a rule.
  package init(
    id: Located<String>, title: LocalizedText, article: LocalizedText, gist: LocalizedText,
    from: CivilDate, until: CivilDate?
  ) {
    self.id = id
    self.title = title
    self.article = article
    self.gist = gist
    self.from = from
    self.until = until
  }

  /// Whether the rule is in force on a day.
  package func isInForce(on date: CivilDate) -> Bool {
    date >= from && until.map { date < $0 } ?? true
  }
}

/// A tax or fee rule of the library.
package struct TaxRule: Sendable {
  /// The id, such as `X-DT-HOME`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// The rule in short, for diagrams.
  package var note: LocalizedText
  /// Whether the rule is an exemption.
  package var isExemption: Bool
  /// The fixed amount of a fee in yuan a case; nil for taxes and exemptions.
  package var yuan: Int?

  /// Creates a rule.
  package init(
    id: Located<String>, name: LocalizedText, note: LocalizedText, isExemption: Bool,
    yuan: Int? = nil
  ) {
    self.yuan = yuan
    self.id = id
    self.name = name
    self.note = note
    self.isExemption = isExemption
  }
}

/// A department with its label.
package struct Department: Sendable {
  /// The id, such as `tax`.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText

  /// Creates a department.
  package init(id: Located<String>, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}
