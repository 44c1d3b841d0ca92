// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// What attributes of cases do to means: the combinations that steer a flow, mean times, shares of
/// branches.
///
/// Attributes that steer the flow are enumerated jointly, so that two gateways on one attribute
/// agree, up to 4,096 combinations. Attributes that only change times are independent of the way
/// and of each other, and a task is changed by each but once, so that their mean factor and mean
/// addend give the exact mean.
struct CaseMix {
  let plan: EnginePlan
  /// The mean time of each node's service in microseconds, before adjustments; 0 at other nodes.
  ///
  /// Taken once for each law: the mean of a clamped one is an integral, and nodes made of one step
  /// have the same.
  private let means: [Double]

  init(plan: EnginePlan) {
    self.plan = plan
    var known: [Sampler: Double] = [:]
    means = plan.nodes.map { node in
      guard case .serve(let service) = node.action else { return 0 }
      let mean = known[service.time] ?? service.time.mean
      known[service.time] = mean
      return mean * service.factor
    }
  }

  /// In the place of an attribute's value: its mean effect counts.
  static let averaged = -1

  /// Returns the slots whose values must be told apart: those by which several gateways of a scenario choose,
  /// or one that a case can pass again, or that change times as well.
  ///
  /// Where one gateway alone asks, once, its shares give the exact means.
  ///
  /// - Parameter path: The nodes of the scenario.
  /// - Returns: The slots.
  private func steering(_ path: FlowOrder) -> Set<Int> {
    var gateways: [Int: [Int]] = [:]
    var changing: Set<Int> = []
    for node in path.nodes {
      switch plan.nodes[node].action {
      case .choose(.attribute(let slot, _)): gateways[slot, default: []].append(node)
      case .include(let inclusion):
        for slot in Set(inclusion.slots) { gateways[slot, default: []].append(node) }
      case .serve(let service): changing.formUnion(service.adjustments.map(\.slot))
      case .delay(let delay): changing.formUnion(delay.adjustments.map(\.slot))
      default: break
      }
    }
    return Set(
      gateways.filter { slot, nodes in
        nodes.count > 1 || changing.contains(slot) || path.isInLoop(nodes[0])
      }.keys)
  }

  /// The attribute values a case can have, with their probabilities; slots not drawn hold 0.
  func combinations(
    of scenario: PlanScenario, along path: FlowOrder
  ) -> [(weight: Double, values: [Int])] {
    var result: [(weight: Double, values: [Int])] = [(1, [Int](repeating: 0, count: 8))]
    let steering = steering(path)
    if let batch = BatchLoad(scenario) {
      var together = result[0].values
      together[batch.slot] = BatchLoad.together
      result = [(1 - batch.share, result[0].values), (batch.share, together)]
    }
    for attribute in scenario.attributes {
      let total = attribute.weights.reduce(0, +)
      guard total > 0, attribute.slot != scenario.batch?.slot else { continue }
      guard steering.contains(attribute.slot), result.count * attribute.weights.count <= 4096
      else {
        for index in result.indices { result[index].values[attribute.slot] = Self.averaged }
        continue
      }
      result = result.flatMap { base in
        attribute.weights.enumerated().filter { $0.element > 0 }.map { value, weight in
          var values = base.values
          values[attribute.slot] = value
          return (base.weight * weight / total, values)
        }
      }
    }
    return result
  }

  /// Returns the mean time of the service of a node in microseconds for cases with these values,
  /// before or behind the node that splits their batch.
  func meanMicros(
    _ node: Int, _ service: PlanNode.Service, _ values: [Int], _ scenario: PlanScenario,
    _ batch: BatchLoad?, isSplit: Bool
  ) -> Double {
    service.adjustments.reduce(means[node]) { time, adjustment in
      let change = change(adjustment, values[adjustment.slot], scenario, batch, isSplit: isSplit)
      return time * change.factor + change.addMicros
    }
  }

  /// The factor and the addend of an adjustment for a value, or on the average.
  private func change(
    _ adjustment: PlanAdjustment, _ value: Int, _ scenario: PlanScenario, _ batch: BatchLoad?,
    isSplit: Bool
  ) -> PlanAdjustment.Entry {
    if let batch, batch.slot == adjustment.slot {
      return Self.mean(adjustment, isSplit ? batch.byCase : batch.byArrival)
    }
    if adjustment.entries.indices.contains(value) { return adjustment.entries[value] }
    guard value == Self.averaged,
      let weights = scenario.attributes.last(where: { $0.slot == adjustment.slot })?.weights
    else { return PlanAdjustment.Entry() }
    return Self.mean(adjustment, weights)
  }

  private static func mean(_ adjustment: PlanAdjustment, _ weights: [Double])
    -> PlanAdjustment.Entry
  {
    let total = weights.reduce(0, +)
    var mean = PlanAdjustment.Entry(factor: 0, addMicros: 0)
    for (value, weight) in weights.enumerated() {
      let entry =
        value < adjustment.entries.count ? adjustment.entries[value] : PlanAdjustment.Entry()
      mean.factor += weight / total * entry.factor
      mean.addMicros += weight / total * entry.addMicros
    }
    return mean
  }

  /// The branches of a choice by attribute with the shares of the cases that take them.
  func ways(
    _ lists: [[PlanBranch]], _ value: Int, _ slot: Int, _ scenario: PlanScenario
  ) -> [(list: [PlanBranch], share: Double)] {
    guard let last = lists.last else { return [] }
    guard value == Self.averaged,
      let weights = scenario.attributes.last(where: { $0.slot == slot })?.weights
    else { return [(lists.indices.contains(value) ? lists[value] : last, 1)] }
    let total = weights.reduce(0, +)
    return weights.enumerated().map { value, weight in
      (lists.indices.contains(value) ? lists[value] : last, weight / total)
    }
  }
}
