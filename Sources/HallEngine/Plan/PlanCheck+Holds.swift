// SPDX-License-Identifier: Apache-2.0

extension PlanCheck {
  /// The most servers a room task holds: each may cost an event.
  private static var mostServers: Int { 1_000_000 }
  /// The most servers of a pool that are told apart: a case keeps their numbers in 16 bits.
  private static var mostKnownServers: Int { 65_535 }

  /// Checks which servers a task holds, keeps and excludes.
  mutating func checkHolds(_ service: PlanNode.Service, _ place: String) {
    let plan = plan
    let pools = service.holds.map(\.pool)
    for pool in pools where !plan.pools.indices.contains(pool) {
      require(false, place, "names pool \(pool)")
    }
    require(Set(pools).count == pools.count, place, "holds servers of a pool twice")
    let numbers = service.holds.map(\.servers)
    require(
      numbers.allSatisfy { (1...Self.mostServers).contains($0) }
        && numbers.reduce(0, &+) <= Self.mostServers, place,
      "holds \(numbers) servers; expected 1...\(Self.mostServers)")
    let places = service.excludesServersIn + (service.keepsServerIn.map { [$0] } ?? [])
    require(
      places.allSatisfy { (0...3).contains($0) }, place,
      "keeps servers in the places \(places); expected 0...3")
    if service.isRoom {
      require(service.patience == nil, place, "is a room task with patience")
      require(!service.tellsServersApart, place, "is a room task that tells servers apart")
    }
    let isTold = service.tellsServersApart
    for pool in pools where (isTold || service.isRoom) && plan.pools.indices.contains(pool) {
      require(
        plan.pools[pool].groups.isEmpty, place,
        "is served in turn at pool \(pool), whose servers differ in speed")
      require(
        plan.pools[pool].absentCallMicros == 0, place,
        "is served in turn at pool \(pool), which calls tickets without people")
    }
    if isTold, plan.pools.indices.contains(service.pool) {
      require(
        plan.pools[service.pool].mostServers <= Self.mostKnownServers,
        place, "tells more than \(Self.mostKnownServers) servers apart")
      require(
        !plan.rosters.contains { roster in
          roster.pool == service.pool || roster.loans.contains { $0.pool == service.pool }
        }, place, "tells servers apart at pool \(service.pool), whose people have a roster")
    }
  }
}
