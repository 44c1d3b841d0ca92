// SPDX-License-Identifier: Apache-2.0

extension PlanCheck {
  /// Checks a pool whose services may be interrupted.
  mutating func checkInterruptions(_ index: Int) {
    let pool = plan.pools[index]
    let place = "pools[\(index)]"
    require(
      pool.preemption == .none || pool.usesPriority, place, "has preemption without priorities")
    guard pool.interruptsServices else { return }
    if let breakdowns = pool.breakdowns {
      check(breakdowns.up, "\(place).breakdowns.up")
      check(breakdowns.repair, "\(place).breakdowns.repair")
    }
    require(pool.groups.isEmpty, place, "interrupts services of servers who differ in speed")
    require(
      pool.absentCallMicros == 0, place, "interrupts services and calls tickets without people")
    for (number, node) in plan.nodes.enumerated() {
      guard case .serve(let service) = node.action,
        service.isRoom || service.tellsServersApart,
        service.holds.contains(where: { $0.pool == index })
      else { continue }
      require(false, "nodes[\(number)]", "is served in turn at pool \(index), which interrupts")
    }
  }
}
