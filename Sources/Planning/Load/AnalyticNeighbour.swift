// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Statistics

/// A textbook queue that a pool is, or is close to, with its mean wait: a plausibility check.
package struct AnalyticNeighbour: Sendable, Hashable {
  /// The model in Kendall's notation.
  package var model: String
  /// The mean wait of the model in minutes.
  package var meanWaitMinutes: Double
  /// The formula, and whether it is approximate; arrivals from upstream count as Poisson.
  package var note: String

  /// Returns a neighbour for every pool of a plan that is open around the clock.
  ///
  /// One server gives Pollaczek–Khinchine with the mixture of service laws met there; several give
  /// Erlang C, scaled by (1 + cv²) / 2 (Lee and Longton 1959) when service is not exponential.
  /// Arrivals are taken as Poisson, so that there is none with a stream that is not. Pools with
  /// opening hours, patience, pauses, preemption or breakdowns have none, nor those of room tasks and
  /// those whose servers are told apart, nor has a hall where cases arrive or are gathered together,
  /// demand comes in waves or something disturbs the work.
  static func neighbours(of study: CompiledStudy) -> [AnalyticNeighbour?] {
    study.pools.indices.map { neighbour(of: study, pool: $0) }
  }

  private static func neighbour(of study: CompiledStudy, pool index: Int) -> AnalyticNeighbour? {
    let pool = study.plan.pools[index]
    guard study.plan.disturbances == nil, study.plan.clock.isContinuous,
      study.plan.streams.allSatisfy({ isPoisson($0.arrivals) }), study.plan.gathers.isEmpty,
      study.plan.scenarios.allSatisfy({ $0.batch == nil }),
      pool.capacity.count == 1, pool.pauseFactor == 0,
      pool.groups.isEmpty, pool.reserve == nil, pool.preemption == .none,
      pool.breakdowns == nil,
      study.plan.rosters.allSatisfy({ $0.pool != index }),
      let servers = pool.capacity.first?.capacity, servers > 0
    else { return nil }
    var services: [PlanNode.Service] = []
    for node in study.plan.nodes {
      guard case .serve(let service) = node.action,
        service.holds.contains(where: { $0.pool == index })
      else { continue }
      guard service.patience == nil, service.adjustments.isEmpty, !service.isRoom,
        !service.tellsServersApart
      else { return nil }
      services.append(service)
    }
    let load = study.loads[index]
    let rate = load.visitsPerDay / 1440
    guard rate > 0, let first = services.first, load.ratio < 1 else { return nil }
    // With several service laws the mean is that of the traffic equations and the shape unknown.
    let isOne = services.allSatisfy { $0.time == first.time && $0.factor == first.factor }
    guard isOne else { return nil }
    let minute = Double(HallEngine.minute)
    let mean = first.time.mean * first.factor / minute
    let variation = first.time.variance / (first.time.mean * first.time.mean)
    let shape = abs(variation - 1) < 1e-9 ? "M" : variation < 1e-12 ? "D" : "G"
    if servers == 1 {
      guard
        let queue = try? SingleServerQueue(
          arrivalRate: rate, meanService: mean, squaredVariation: variation)
      else { return nil }
      return AnalyticNeighbour(
        model: "M/\(shape)/1", meanWaitMinutes: queue.meanWait, note: "Pollaczek-Khinchine")
    }
    guard
      let queue = try? MultiServerQueue(
        arrivalRate: rate, serviceRate: 1 / mean, servers: servers)
    else { return nil }
    return AnalyticNeighbour(
      model: "M/\(shape)/\(servers)", meanWaitMinutes: queue.meanWait * (1 + variation) / 2,
      note: shape == "M" ? "Erlang C" : "Erlang C × (1 + cv²) / 2, approximate")
  }

  /// Whether cases arrive one by one at random, however the rate changes.
  private static func isPoisson(_ arrivals: PlanStream.Arrivals) -> Bool {
    switch arrivals {
    case .poisson(let rate): return rate.waves == nil
    case .renewal(let interval, _):
      if case .exponential(let mean) = interval.kind { return interval.mean == mean }
      return false
    case .instants: return false
    }
  }
}
