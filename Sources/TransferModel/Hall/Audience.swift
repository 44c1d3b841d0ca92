// SPDX-License-Identifier: Apache-2.0

/// A kind of applicant that reaches the hall by other channels than most, such as organisations.
package struct Audience: Sendable {
  /// What differs for one channel.
  package enum Rule: Sendable {
    /// A share of its own.
    case share(Double)
    /// A multiple of the hall's share.
    case times(Double)
    /// Nobody: those who would come by the channel come by another.
    case moved(to: Located<String>)
  }

  /// The rules of one channel.
  package struct Change: Sendable {
    /// The channel.
    package var channel: Located<String>
    /// The rule by configuration; the key `*` is for all others.
    package var rules: [String: Rule]

    /// Creates a change.
    package init(channel: Located<String>, rules: [String: Rule]) {
      self.channel = channel
      self.rules = rules
    }

    /// The rule under a configuration; nil where the channel is as for everybody.
    package func rule(in configuration: String) -> Rule? {
      rules[configuration] ?? rules["*"]
    }
  }

  /// The id.
  package var id: Located<String>
  /// The label.
  package var name: LocalizedText
  /// What differs, in the order of the file.
  package var changes: [Change]

  /// Creates an audience.
  package init(id: Located<String>, name: LocalizedText, changes: [Change]) {
    self.id = id
    self.name = name
    self.changes = changes
  }
}

extension Hall {
  /// The shares of the channels for a kind of applicant, in the order of ``channels``.
  ///
  /// Channels with a share or a multiple take it; the others divide what is left in proportion to
  /// their shares in the hall; then those who are moved change the channel. The shares sum to 1
  /// where the audience is valid.
  package func channelShares(in configuration: String, audience id: String?) -> [Double] {
    let common = channels.map { $0.share(in: configuration) }
    guard let audience = audiences.first(where: { $0.id.value == id }) else { return common }
    let rules = channels.map { channel in
      audience.changes.first { $0.channel.value == channel.id.value }?.rule(in: configuration)
    }
    var shares = common
    var given = 0.0
    var others = 0.0
    for (index, rule) in rules.enumerated() {
      switch rule {
      case .share(let share):
        shares[index] = share
        given += share
      case .times(let factor):
        shares[index] *= factor
        given += shares[index]
      case .moved, nil: others += common[index]
      }
    }
    for (index, rule) in rules.enumerated() {
      switch rule {
      case .share, .times: break
      case .moved, nil: shares[index] = others > 0 ? common[index] * (1 - given) / others : 0
      }
    }
    for (index, rule) in rules.enumerated() {
      guard case .moved(let target) = rule,
        let other = channels.firstIndex(where: { $0.id.value == target.value }), other != index
      else { continue }
      shares[other] += shares[index]
      shares[index] = 0
    }
    return shares
  }
}
