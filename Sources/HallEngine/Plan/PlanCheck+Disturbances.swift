// SPDX-License-Identifier: Apache-2.0

extension PlanCheck {
  /// Checks waves of demand.
  mutating func check(_ waves: PlanStream.Waves, _ place: String) {
    require(
      waves.days.count == waves.expectedPerDay.count
        && zip(waves.days, waves.days.dropFirst()).allSatisfy(<), "\(place).waves",
      "has days out of order or without an expected number")
    require(
      waves.expectedPerDay.allSatisfy { $0 >= 0 && $0.isFinite }, "\(place).waves",
      "has an expected number that is negative or not finite")
    checkWeights(waves.parts, "\(place).waves.parts")
    require(
      waves.arrivalsPerCase > 0 && waves.arrivalsPerCase <= 1, "\(place).waves",
      "has \(waves.arrivalsPerCase) arrivals a case")
    check(waves.cases, "\(place).waves.cases")
  }

  /// Checks closures, outages and the nodes that name them.
  mutating func check(_ disturbances: PlanDisturbances) {
    for (index, closure) in disturbances.closures.enumerated() {
      let place = "disturbances.closures[\(index)]"
      require(
        closure.startProbability.allSatisfy { (0...1).contains($0) }, place,
        "has a probability outside 0...1")
      checkWeights(closure.lengths, "\(place).lengths")
    }
    let count = disturbances.outages.count
    require(
      count <= PlanDisturbances.maximumOutages
        && plan.pools.count + count <= EnginePlan.maximumCount + 1, "disturbances.outages",
      "has \(count); at most \(PlanDisturbances.maximumOutages), with the pools "
        + "\(EnginePlan.maximumCount + 1)")
    for (index, outage) in disturbances.outages.enumerated() {
      let place = "disturbances.outages[\(index)]"
      require(
        outage.expectedPerDay.allSatisfy { $0 >= 0 && $0.isFinite }, place,
        "has an expected number that is negative or not finite")
      require(
        outage.instants.allSatisfy { (0...HallEngine.lastInstant).contains($0) }, place,
        "has an instant outside the clock")
      check(outage.time, "\(place).time")
    }
    for (index, pool) in plan.pools.enumerated() {
      require(
        pool.closedCapacity.map { (0...1_000_000).contains($0) } ?? true, "pools[\(index)]",
        "has a closed capacity outside 0...1000000")
    }
    let known: UInt64 = count < 64 ? (1 << UInt64(count)) - 1 : .max
    for (index, node) in plan.nodes.enumerated() {
      require(node.stoppedBy & ~known == 0, "nodes[\(index)]", "names an outage that is not there")
    }
  }
}
