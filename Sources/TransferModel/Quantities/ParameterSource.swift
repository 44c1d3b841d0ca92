// SPDX-License-Identifier: Apache-2.0

/// Where a number comes from, as written in the pack: `cited:KEY`, `assumed:reason`, `measured:what`.
package struct ParameterSource: Sendable, Hashable {
  /// The three grounds a number can rest on.
  package enum Ground: String, Sendable, CaseIterable {
    /// Taken from a publication named by a key.
    case cited
    /// An estimate; the text says why it is plausible.
    case assumed
    /// Observed at a hall; the text says where and when.
    case measured
  }

  /// What the number rests on.
  package let ground: Ground
  /// The key of a publication, the reason of an assumption, or what was measured.
  package let detail: String

  /// Creates a source.
  package init(ground: Ground, detail: String) {
    self.ground = ground
    self.detail = detail
  }

  /// Reads `ground:detail`; nil when the ground is unknown or the detail empty.
  package init?(text: String) {
    guard let colon = text.firstIndex(of: ":"),
      let ground = Ground(rawValue: String(text[..<colon]))
    else { return nil }
    var detail = text[text.index(after: colon)...]
    while detail.first == " " { detail.removeFirst() }
    guard !detail.isEmpty else { return nil }
    self.init(ground: ground, detail: String(detail))
  }

  /// The form written in the pack.
  package var text: String { "\(ground.rawValue):\(detail)" }
}
