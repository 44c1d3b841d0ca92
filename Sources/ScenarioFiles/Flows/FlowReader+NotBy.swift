// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension FlowReader {
  /// Returns the tasks whose servers may not serve at a node, without those that are switched off.
  func notBy(_ task: FlowTask, at id: String) -> [Located<String>] {
    task.notBy.map { named($0, at: id) }.filter { !isSwitchedOff($0.value) }
  }

  /// Returns the node that a name means at a node: that of its own template, else that of the nearest
  /// template around it; the name as it is where there is none.
  private func named(_ name: Located<String>, at id: String) -> Located<String> {
    var scope = id.split(separator: "/").dropLast().map(String.init)
    let own = name.value.split(separator: "/").dropFirst(scope.count).joined(separator: "/")
    while true {
      let full = (scope + [own]).joined(separator: "/")
      if nodes.contains(where: { $0.id == full }) || unreadable.contains(full)
        || isSwitchedOff(full)
      {
        return Located(full, at: name.place)
      }
      guard scope.popLast() != nil else { return name }
    }
  }

  /// Whether a node, or a node whose template it is of, is switched off.
  private func isSwitchedOff(_ id: String) -> Bool {
    switchedOff.contains { id == $0 || id.hasPrefix($0 + "/") }
  }
}
