// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Everything a pack holds in memory as one text, equal for packs that mean the same.
///
/// Left out are places, the text of laws, sources, the hash and how changes came in. It knows nothing
/// of the fields that are compared.
enum ModelMeaning {
  static func text(_ pack: Pack) -> String {
    var output = ""
    write(pack, to: &output)
    return output
  }

  private static func write(_ value: Any, to output: inout String) {
    if value is SourcePlace || value is [SourcePlace] || value is [LedgerEntry] { return }
    let mirror = Mirror(reflecting: value)
    let isLaw = value is TimeLaw || value is CountLaw
    switch mirror.displayStyle {
    case .set, .dictionary:
      let items = mirror.children.map { child in
        var text = ""
        write(child.value, to: &text)
        return text
      }
      output += items.sorted().joined(separator: ";")
    case nil: output += "\(value)|"
    case .enum where mirror.children.isEmpty: output += "\(value)|"
    default:
      for child in mirror.children {
        if isLaw, child.label == "text" { continue }
        if value is Pack, ["hash", "path", "changes"].contains(child.label) { continue }
        output += (child.label ?? "") + ":"
        write(child.value, to: &output)
      }
    }
  }
}
