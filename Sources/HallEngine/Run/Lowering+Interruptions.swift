// SPDX-License-Identifier: Apache-2.0

extension Lowering {
  /// Lets the services of some pools be interrupted.
  mutating func lowerInterruptions() {
    guard pools.contains(where: \.interrupts) else { return }
    interruptions = plan.pools.map(InterruptionState.init)
    for index in pools.indices where pools[index].interrupts {
      pools[index].callsInTurn = true
      if let breakdowns = plan.pools[index].breakdowns { lower(breakdowns, of: index) }
    }
    for index in nodes.indices
    where nodes[index].kind == .serve && pools[Int(nodes[index].index)].interrupts {
      nodes[index].kind = .interruptible
    }
  }

  private mutating func lower(_ breakdowns: PlanPool.Breakdowns, of index: Int) {
    let rows = Int(pools[index].firstEdge)..<Int(pools[index].endEdge)
    let most = edges[rows].map(\.capacity).max() ?? 0
    let servers = most + Int(pools[index].mostOpened)
    interruptions[index].up = Int32(samplers.add(breakdowns.up))
    interruptions[index].repair = Int32(samplers.add(breakdowns.repair))
    interruptions[index].key = settings.key(breakdowns.streamKey)
    interruptions[index].firstServer = Int32(breakableServers)
    interruptions[index].serverCount = Int32(min(servers, PlanPool.Breakdowns.mostServers))
    breakableServers += Int(interruptions[index].serverCount)
  }
}
