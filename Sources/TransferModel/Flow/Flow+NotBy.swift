// SPDX-License-Identifier: Apache-2.0

extension Flow {
  /// Returns the tasks a task may not share its server with and shares its pool with, without
  /// repeats.
  ///
  /// With tasks of other pools it cannot share a server, so that nothing need be kept.
  package func sharedNotBy(_ task: FlowTask) -> [String] {
    var names: [String] = []
    for name in task.notBy where !names.contains(name.value) {
      guard let node = self[name.value], case .task(let other) = node.kind,
        other.pool?.value == task.pool?.value
      else { continue }
      names.append(name.value)
    }
    return names
  }

  /// The tasks whose servers must be kept for later tasks of a case, in reading order.
  package var keptServers: [String] {
    var names: Set<String> = []
    for node in nodes {
      guard case .task(let task) = node.kind, !task.notBy.isEmpty else { continue }
      names.formUnion(sharedNotBy(task))
    }
    return names.isEmpty ? [] : nodes.map(\.id).filter { names.contains($0) }
  }

  /// How many times one task may not be done by who did another: held by separate pools, and by
  /// telling the servers of a pool apart.
  package var notByRules: (separate: Int, shared: Int) {
    var rules = (separate: 0, shared: 0)
    for node in nodes {
      guard case .task(let task) = node.kind, !task.notBy.isEmpty else { continue }
      let shared = sharedNotBy(task).count
      rules.shared += shared
      rules.separate += Set(task.notBy.map(\.value)).count - shared
    }
    return rules
  }
}
