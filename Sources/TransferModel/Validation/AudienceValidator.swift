// SPDX-License-Identifier: Apache-2.0

/// Checks that the shares of every kind of applicant name channels and add up.
struct AudienceValidator {
  let pack: Pack
  private var hall: Hall { pack.hall }

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    let known = hall.audiences.map(\.id.value)
    for scenario in pack.scenarios {
      guard let audience = scenario.audience, !known.contains(audience.value) else { continue }
      findings.error(
        "unknown-audience", at: audience.place,
        "audience '\(audience.value)' does not exist"
          + NearestName.hint(for: audience.value, in: known))
    }
    for audience in hall.audiences where names(audience, &findings) {
      for configuration in hall.configurations {
        sum(audience, configuration.id.value, &findings)
      }
    }
  }

  /// Checks the names; whether all of them exist.
  private func names(_ audience: Audience, _ findings: inout Findings) -> Bool {
    let channels = hall.channels.map(\.id.value)
    let configurations = hall.configurations.map(\.id.value)
    var isFine = true
    func channel(_ name: Located<String>) {
      guard !channels.contains(name.value) else { return }
      isFine = false
      findings.error(
        "unknown-channel", at: name.place,
        "channel '\(name.value)' does not exist\(NearestName.hint(for: name.value, in: channels))")
    }
    for change in audience.changes {
      channel(change.channel)
      for (name, rule) in change.rules.sorted(by: { $0.key < $1.key }) {
        if name != "*", !configurations.contains(name) {
          findings.error(
            "unknown-configuration", at: change.channel.place,
            "audience '\(audience.id.value)' has a rule for '\(name)', which is no configuration"
              + NearestName.hint(for: name, in: configurations))
        }
        if case .moved(let target) = rule { channel(target) }
      }
    }
    return isFine
  }

  private func sum(_ audience: Audience, _ configuration: String, _ findings: inout Findings) {
    for change in audience.changes {
      guard case .moved(let target) = change.rule(in: configuration) else { continue }
      let next = audience.changes.first { $0.channel.value == target.value }
      if case .moved = next?.rule(in: configuration) {
        findings.error(
          "bad-audience", at: target.place,
          "'\(change.channel.value)' moves to '\(target.value)', which moves on in \(configuration); "
            + "name a channel that stays")
        return
      }
    }
    let shares = hall.channelShares(in: configuration, audience: audience.id.value)
    let total = shares.reduce(0, +)
    if abs(total - 1) > 1e-9 || shares.contains(where: { $0 < -1e-9 }) {
      let given = audience.changes.reduce(0) { sum, change in
        switch change.rule(in: configuration) {
        case .share(let share): sum + share
        case .times(let factor):
          sum + factor
            * (hall.channels.first { $0.id.value == change.channel.value }?.share(in: configuration)
              ?? 0)
        case .moved, nil: sum
        }
      }
      findings.error(
        "probability-sum", at: audience.id.place,
        "the shares that '\(audience.id.value)' states add up to \(Percentage.text(given)) in "
          + "\(configuration)"
          + (given > 1 ? "; at most 100 %" : ", and no other channel is there to take the rest"))
    }
  }
}
