// SPDX-License-Identifier: Apache-2.0

/// What a pack defines, by name, for checks that look names up at each node of each flow.
///
/// Of entries with one name the first is kept; that there are two is reported where they are read.
struct PackNames {
  let pools: [String: Pool]
  let legalRules: [String: LegalRule]
  let materials: Set<String>
  let taxRules: Set<String>
  let departments: Set<String>
  let patience: Set<String>
  /// Opening hours, `always` among them.
  let hours: Set<String>
  let appointments: Set<String>
  let rounds: Set<String>

  /// Takes the names of a pack.
  ///
  /// - Complexity: O(entries).
  init(_ pack: Pack) {
    let hall = pack.hall
    pools = Dictionary(
      hall.pools.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    legalRules = Dictionary(
      pack.legalRules.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    materials = Set(pack.materials.map(\.id.value))
    taxRules = Set(pack.taxRules.map(\.id.value))
    departments = Set(pack.departments.map(\.id.value))
    patience = Set(hall.patience.map(\.id.value))
    hours = Set(hall.hours.map(\.id.value) + ["always"])
    appointments = Set(hall.appointments.map(\.id.value))
    rounds = Set(hall.rounds.map(\.id.value))
  }
}
