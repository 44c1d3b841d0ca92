// SPDX-License-Identifier: Apache-2.0

/// Event-based gateways.
extension ReplicationState {
  /// Lets a token wait for the first of several waits to be over.
  ///
  /// Their draws are functions of case, wait and attempt, so that the first to be over is known at
  /// once and only its end need be scheduled.
  @inline(never)
  mutating func waitForFirst(_ id: Int, _ slot: Int, _ node: UnsafeMutablePointer<RunNode>) {
    let record = cases + slot
    var earliest = HallEngine.never
    var row = -1
    for place in Int(node.pointee.first)..<Int(node.pointee.first) + Int(node.pointee.count) {
      let end = delayEnd(record, nodes[place], from: now)
      if end < earliest { (earliest, row) = (end, place) }
    }
    if recordsVisits { recordWait(id, slot, until: earliest) }
    guard row >= 0 else { return }
    schedule(earliest, .release, priority: record.pointee.priority, slot: slot, node: row)
  }
}

extension Lowering {
  /// Adds a row for each wait of each event-based gateway, where it ends.
  mutating func addRowsOfWaits() {
    for (index, node) in plan.nodes.enumerated() {
      guard case .first(let first) = node.action else { continue }
      let gateway = nodes[index]
      nodes[index].first = Int32(nodes.count)
      nodes[index].count = Int32(first.branches.count)
      for branch in first.branches {
        var row = gateway
        row.kind = .delay
        row.key = settings.key(branch.streamKey)
        row.basis = branch.basis
        row.sampler = Int32(samplers.add(branch.time))
        row.rounds = Int32(branch.rounds ?? -1)
        row.next = lower(branch.next)
        nodes.append(row)
      }
    }
  }
}
