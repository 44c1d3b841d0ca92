// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// Builders of small plans; times in minutes.
enum TestPlans {
  static func minutes(_ number: Double) -> Int64 { Int64(number * 60_000_000) }

  /// A constant time in minutes.
  static func constant(_ number: Double) -> Sampler { .constant(number * 60_000_000) }

  /// Cases that arrive at given minutes, all of scenario 0.
  static func arrivals(_ instants: [Double]) -> PlanStream {
    PlanStream(
      arrivals: .instants(instants.map(minutes), scenarios: []), mix: [.init(scenario: 0)],
      streamKey: StreamKey.hash("arrivals"))
  }

  /// Cases that arrive at given minutes with their scenarios.
  static func arrivals(_ instants: [(Double, Int)]) -> PlanStream {
    PlanStream(
      arrivals: .instants(instants.map { minutes($0.0) }, scenarios: instants.map(\.1)), mix: [],
      streamKey: StreamKey.hash("arrivals"))
  }

  /// One pool, a constant service, then the end; scenarios differ in priority only.
  static func single(
    _ pool: PlanPool, service: Double, instants: [(Double, Int)], priorities: [Int] = [0],
    marks: PlanNode.Marks = .init()
  ) -> EnginePlan {
    EnginePlan(
      nodes: [
        PlanNode(
          .serve(.init(pool: 0, time: constant(service), next: PlanEdge(1))), marks: marks,
          streamKey: StreamKey.hash("serve")),
        PlanNode(.end(.done)),
      ], pools: [pool], scenarios: priorities.map { PlanScenario(start: 0, priority: $0) },
      streams: [arrivals(instants)])
  }

  static func edges(_ list: [(Double, Int)]) -> [PlanPool.CapacityEdge] {
    list.map { .init(time: minutes($0.0), capacity: $0.1) }
  }

  /// Runs with records.
  static func run(_ plan: EnginePlan, horizon: Double? = nil) -> ReplicationResult {
    Replication(
      seed: 1, horizon: horizon.map(minutes) ?? HallEngine.never, recordsVisits: true
    ).run(plan)
  }
}

extension ReplicationResult {
  /// The visits that were served, in the order of service.
  var services: [Visit] { record?.services ?? [] }

  /// The services as rows of case, node, joined, started, ended, with times in minutes.
  var trace: [[Double]] {
    services.map { visit in
      let instants = [visit.enabled, visit.started, visit.ended]
      return [Double(visit.caseNumber), Double(visit.node)]
        + instants.map { Double($0) / 60_000_000 }
    }
  }
}
