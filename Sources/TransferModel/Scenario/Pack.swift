// SPDX-License-Identifier: Apache-2.0

/// A scenario pack as read: everything a study needs.
package struct Pack: Sendable {
  /// The folder it was read from, as the command named it.
  package var path: String
  /// A stable 64-bit hash of the contents, with changes applied, in hexadecimal.
  package var hash: String
  /// The scenarios in the order of their files.
  package var scenarios: [Scenario]
  /// The step library.
  package var steps: [Step]
  /// The waits and probabilities of the library.
  package var waits: [LibraryWait] = []
  /// The places where cases of several flows are gathered.
  package var gatherings: [Gathering] = []
  /// The material library.
  package var materials: [Material]
  /// The rules of law.
  package var legalRules: [LegalRule]
  /// The tax and fee rules.
  package var taxRules: [TaxRule]
  /// The departments.
  package var departments: [Department]
  /// The hall.
  package var hall: Hall
  /// The questions that lead a transfer to its scenario; empty where the pack asks none.
  package var routing = Routing()
  /// Changes that may be made together.
  package var presets: [Preset] = []
  /// The changes that were made of what is written, as `PATH=VALUE`.
  package var changes: [String] = []
  /// Every number with its source.
  package var ledger: [LedgerEntry]

  /// Creates a pack.
  package init(
    path: String, hash: String, scenarios: [Scenario], steps: [Step], materials: [Material],
    legalRules: [LegalRule], taxRules: [TaxRule], departments: [Department], hall: Hall,
    ledger: [LedgerEntry]
  ) {
    self.path = path
    self.hash = hash
    self.scenarios = scenarios
    self.steps = steps
    self.materials = materials
    self.legalRules = legalRules
    self.taxRules = taxRules
    self.departments = departments
    self.hall = hall
    self.ledger = ledger
  }
}

/// One number of the pack with where it comes from.
package struct LedgerEntry: Sendable {
  /// The path by which `--set` reaches it.
  package var path: String
  /// The number as written.
  package var text: String
  /// Where it comes from.
  package var source: ParameterSource
  /// Where it stands.
  package var place: SourcePlace

  /// Creates an entry.
  package init(path: String, text: String, source: ParameterSource, place: SourcePlace) {
    self.path = path
    self.text = text
    self.source = source
    self.place = place
  }
}
