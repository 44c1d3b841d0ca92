// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// The places where cases of a configuration are gathered: one for each name of the library that
/// some flow uses, one for each other node of a scenario.
struct GatherTable {
  private(set) var places: [PlanGather] = []
  private var indices: [[String]: Int] = [:]

  init(_ flows: [(Scenario, Flow)], samplers: SamplerCompiler, rounds: [String: Int]) {
    for (scenario, flow) in flows {
      for node in flow.nodes {
        guard case .gather(let gather) = node.kind else { continue }
        let key = Self.key(gather, scenario: scenario.id, node: node.id)
        guard indices[key] == nil else { continue }
        indices[key] = places.count
        var place = PlanGather(size: gather.rule.size?.value)
        if let limit = gather.rule.limit?.value, case .constant(let time) = limit.family {
          let scale = samplers.scale(of: limit.unit)
          place.limit = max(1, Int64((time * scale).rounded(.toNearestOrEven)))
          place.basis = limit.unit == .working ? .working : .elapsed
        }
        place.rounds = gather.rule.rounds.flatMap { rounds[$0.value] }
        places.append(place)
      }
    }
  }

  /// Returns the index of the place of a node.
  func index(of gather: FlowGather, scenario: String, node: String) -> Int {
    indices[Self.key(gather, scenario: scenario, node: node)] ?? 0
  }

  private static func key(_ gather: FlowGather, scenario: String, node: String) -> [String] {
    gather.gathering.map { [$0.value] } ?? [scenario, node]
  }
}
