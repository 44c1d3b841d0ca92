// SPDX-License-Identifier: Apache-2.0

extension Lowering {
  /// Lowers pools with the people of the replication.
  mutating func lowerPools() {
    let rosters = RosterChanges(plan, settings, closed: drawn.isClosed)
    for (index, pool) in plan.pools.enumerated() {
      var state = PoolState(pool)
      let people = rosters.capacities[index]
      let capacity = people?.edges ?? pool.capacity(closedIn: closedSpans)
      var servers = people?.servers ?? []
      if people == nil, !pool.groups.isEmpty {
        // Without a roster all are of the first group.
        let others = [Int32](repeating: 0, count: pool.groups.count - 1)
        servers = capacity.flatMap { [Int32($0.capacity)] + others }
      }
      state.firstEdge = Int32(edges.count)
      edges += capacity
      state.endEdge = Int32(edges.count)
      if !pool.groups.isEmpty { lower(pool.groups, servers, into: &state) }
      pools.append(state)
    }
  }

  private mutating func lower(
    _ list: [PlanPool.Group], _ servers: [Int32], into state: inout PoolState
  ) {
    state.firstGroup = Int32(groups.count)
    state.firstServers = Int32(groupServers.count)
    groupServers += servers
    var most = [Int](repeating: 0, count: list.count + 1)
    most[list.count] = Int(state.mostOpened)
    for (index, number) in servers.enumerated() {
      most[index % list.count] = max(most[index % list.count], Int(number))
    }
    for group in list {
      groups.append(
        GroupState(
          firstFactor: samplers.addValues(group.dailyFactors),
          factorCount: group.dailyFactors.count))
    }
    // Of every group all may be idle at once while the groups change one after the other.
    var places = 1
    while places < most.reduce(0, +) { places *= 2 }
    state.idle.base = Int32(idlePlaces)
    state.idle.mask = UInt32(places - 1)
    idlePlaces += places
  }

  /// Adds a row for each further group of servers at each task, where services of the group end.
  mutating func addRowsOfGroups() {
    for index in plan.nodes.indices where nodes[index].kind == .serve {
      let groups = plan.pools[Int(nodes[index].index)].groups.count
      guard groups > 1 else { continue }
      nodes[index].rounds = Int32(nodes.count)
      for group in 1..<groups {
        var row = nodes[index]
        row.group = UInt8(group)
        nodes.append(row)
      }
    }
  }
}
