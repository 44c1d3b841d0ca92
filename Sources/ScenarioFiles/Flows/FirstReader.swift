// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension NodeReader {
  /// Reads an event-based gateway: `first: {paid: {wait: W-PAY, next: seal}, lapsed: {…}}`.
  func first(_ entry: DocumentEntry) -> Body? {
    guard let node = fields.take("first"),
      case let entries = (node.entries ?? []).filter({ $0.key != "source" }), !entries.isEmpty
    else {
      context.error(
        "empty-choice", at: entry.place,
        "'first' maps the name of each event to a wait, as in {paid: {wait: W-PAY, next: seal}, "
          + "lapsed: {wait: 15 wd, next: out}}")
      return nil
    }
    var branches: [WaitBranch] = []
    var isStopped = false
    for item in entries {
      let name = Located(item.key, at: item.place)
      context.checkName(name)
      let own = Fields(
        item.value, of: "branch '\(item.key)'", kind: "waitBranch", context: context)
      let label = own.label("name")
      let rounds = own.name("rounds")
      let value = own.need("wait").map { reader.value($0, scope) }
      let next = own.need("next").flatMap { context.name($0) }.map { reader.target($0, scope) }
      own.finish()
      guard let value, let next,
        let (wait, library) = TaskReader(reader, own, scope: scope)
          .waited(value, rounds: rounds, next: next)
      else { return nil }
      guard case .time = wait.rule else {
        context.error(
          "first-kind", at: value.place,
          "'\(library?.id.value ?? item.key)' is no wait with a time; opening hours and appointments "
            + "cannot be events of 'first'")
        return nil
      }
      isStopped = isStopped || library?.isStopped ?? false
      branches.append(WaitBranch(name: name, label: label, wait: wait))
    }
    return Body(kind: .first(branches), isStopped: isStopped)
  }
}
