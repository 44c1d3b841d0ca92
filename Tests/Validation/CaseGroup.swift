// SPDX-License-Identifier: Apache-2.0

/// Cases of one kind under one heading.
struct CaseGroup: Sendable {
  /// The heading.
  var title: String
  /// What the cases have in common, for the reader of the page.
  var note: String
  /// The cases.
  var cases: [ValidationCase]

  /// All groups, in the order of the page.
  ///
  /// New cases go to the end of their group: the place of a case is its seed.
  static func all() throws -> [CaseGroup] {
    [
      try oneServer(group: 1), try severalServers(group: 2), try renewalArrivals(group: 3),
      try lossAndPatience(group: 4), try priorities(group: 5), try batches(group: 6),
      try networks(group: 7), try closedPopulations(group: 8), try stays(group: 9),
      try daysAndTransients(group: 10), try people(group: 11), try chanceOfDays(group: 12),
    ]
  }
}
