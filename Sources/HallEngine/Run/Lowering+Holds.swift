// SPDX-License-Identifier: Apache-2.0

extension Lowering {
  /// Tells servers apart where a task asks for it, and lists what room tasks hold.
  mutating func lowerHolds() {
    let services = plan.nodes.map { node -> PlanNode.Service? in
      if case .serve(let service) = node.action { service } else { nil }
    }
    for case let service? in services where service.tellsServersApart {
      let most = plan.pools[service.pool].mostServers
      guard pools[service.pool].firstServer < 0 else { continue }
      pools[service.pool].firstServer = Int32(serverCount)
      pools[service.pool].serverCount = Int32(most)
      pools[service.pool].callsInTurn = true
      serverCount += most
    }
    guard services.contains(where: { $0?.isRoom ?? false }) || pools.contains(where: \.callsInTurn)
    else { return }
    for (index, service) in services.enumerated() {
      var rule = RunServerRule()
      let first = Int32(holds.count)
      if let service, service.isRoom || pools[service.pool].firstServer >= 0 {
        nodes[index].kind = service.isRoom ? .room : .named
        if service.isRoom, service.reserves { nodes[index].flags |= RunNode.Flags.reserves }
        holds += service.holds.map { RunHold(pool: Int32($0.pool), servers: Int32($0.servers)) }
        rule.keeps = Int8(service.keepsServerIn ?? -1)
        for place in service.excludesServersIn { rule.excludes |= 1 << UInt8(place) }
      }
      holdRanges.append(RunRange(first: first, count: Int32(holds.count) - first))
      serverRules.append(rule)
    }
  }
}
