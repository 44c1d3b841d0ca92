// SPDX-License-Identifier: Apache-2.0

/// A pack that passed every check: the only thing later stages accept.
package struct ValidPack: Sendable {
  /// The pack.
  package let pack: Pack

  init(pack: Pack) { self.pack = pack }
}

extension Pack {
  /// Checks the whole pack: names, gateways, soundness of every flow, hall, demand.
  ///
  /// - Parameters:
  ///   - date: The day on which the legal basis must be in force; nil leaves that unchecked.
  ///   - findings: Takes everything that is found.
  /// - Returns: The valid pack, or nil where there are errors.
  package func validated(asOf date: CivilDate? = nil, findings: inout Findings) -> ValidPack? {
    HallValidator(pack: self).run(&findings)
    let names = PackNames(self)
    for scenario in scenarios {
      ScenarioValidator(pack: self, names: names, scenario: scenario, date: date).run(&findings)
    }
    AudienceValidator(pack: self).run(&findings)
    PeopleValidator(pack: self).run(&findings)
    InterruptionValidator(pack: self).run(&findings)
    DisturbanceValidator(pack: self).run(&findings)
    ConfigurationValidator(pack: self, names: names).run(&findings)
    RoutingValidator(pack: self).run(&findings)
    return findings.hasErrors ? nil : ValidPack(pack: self)
  }
}
