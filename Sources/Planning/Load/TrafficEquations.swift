// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// The load that arrives at a pool, before any waiting.
package struct OfferedLoad: Sendable, Hashable {
  /// Mean busy servers needed during opening hours, at the usable share of the time, which breaks
  /// shorten.
  package var erlangs: Double
  /// Mean servers on duty during opening hours of the main shift, less those absent; on a break
  /// they are on duty here.
  package var servers: Double
  /// Visits per case and day: cases per day of demand factor 1 that come to the pool.
  package var visitsPerDay: Double

  /// Load per server; 1 and above cannot be sustained.
  package var ratio: Double { servers > 0 ? erlangs / servers : erlangs > 0 ? .infinity : 0 }
}

/// The load of every pool by the traffic equations.
struct TrafficEquations {
  let plan: EnginePlan
  let pools: [Pool]
  let demand: DemandCompiler
  let calendar: CalendarCompiler
  let configuration: String

  /// Returns the load of every pool of the plan.
  func loads() -> [OfferedLoad] {
    var minutes = [Double](repeating: 0, count: pools.count)
    var visits = [Double](repeating: 0, count: pools.count)
    var push = TokenPush(plan)
    // The closure below runs for every step of every token: it must not hold on to more than this.
    let holds = plan.nodes.map { node -> [PlanNode.Service.Hold] in
      if case .serve(let service) = node.action { service.holds } else { [] }
    }
    for (index, scenario) in plan.scenarios.enumerated() {
      let perDay = demand.casesPerOpenDay(of: index)
      guard perDay > 0 else { continue }
      push.run(scenario) { arrival, _ in
        guard let time = arrival.serviceMinutes else { return }
        for hold in holds[arrival.node] {
          minutes[hold.pool] += perDay * arrival.tokens * time * Double(hold.servers)
          visits[hold.pool] += perDay * arrival.tokens
        }
      }
    }
    return pools.indices.map { index in
      let open = calendar.openMinutesPerDay(of: pools[index])
      let servers = calendar.serverMinutesPerDay(of: pools[index], in: configuration) / open
      // Breakdowns take time like breaks; what is interrupted goes on with what is left.
      let usable =
        calendar.usableShare(of: pools[index], in: configuration)
        * (plan.pools[index].breakdowns?.availability ?? 1)
      return OfferedLoad(
        erlangs: minutes[index] / (open * usable), servers: servers, visitsPerDay: visits[index])
    }
  }
}
