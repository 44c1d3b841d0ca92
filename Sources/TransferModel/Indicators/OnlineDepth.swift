// SPDX-License-Identifier: Apache-2.0

/// How far a scenario can be handled online, read off its flow.
///
/// The levels are those of the reform letters: three, the file is lodged and checked online before
/// one visit; four, there is a route without any visit.
package struct OnlineDepth: Sendable, Hashable {
  /// The level.
  package enum Level: Int, Sendable, Hashable, Comparable {
    /// Every route begins at a window.
    case none = 0
    /// Lodged and checked online, then a visit (三级).
    case preCheck = 3
    /// Fully online (四级).
    case full = 4

    /// Orders levels by depth.
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The deepest level that some route reaches.
  package var level: Level
  /// The nodes of a route that reaches it: to the end at level four, up to the online check at
  /// level three, empty otherwise.
  package var route: [String]

  /// Reads the depth off a flow.
  ///
  /// A node needs the hall when it is a window task or an applicant's task in the hall. A split is
  /// passed only where all its branches are, an inclusive one where those are that every case takes, or
  /// where there is no such branch some other one. Gateways on one attribute of the case agree with each
  /// other, since the search is made anew for every combination of attribute values (up to 4,096;
  /// beyond that each gateway is taken for itself). Branches with probability 0 do not exist.
  ///
  /// - Parameters:
  ///   - flow: The flow.
  ///   - channels: The channels of the hall, values of the attribute `channel`.
  ///   - attributes: The attributes of the scenario.
  package init(_ flow: Flow, channels: [String], attributes: [CaseAttribute]) {
    level = .none
    route = []
    for values in Self.combinations(flow, channels, attributes) {
      let search = WindowFreeSearch(flow: flow, values: values)
      if let found = search.routeToDone {
        level = .full
        route = found
        return
      }
      if level == .none, let found = search.routeToOnlineCheck {
        level = .preCheck
        route = found
      }
    }
  }

  /// Every combination of the values of those attributes that some gateway asks for.
  private static func combinations(
    _ flow: Flow, _ channels: [String], _ attributes: [CaseAttribute]
  ) -> [[String: String]] {
    var asked: [String] = []
    for node in flow.nodes {
      var names: [String] = node.kind.inclusiveBranches?.compactMap(\.attribute?.value) ?? []
      if case .route(let attribute, _) = node.kind { names.append(attribute.value) }
      for name in names where !asked.contains(name) { asked.append(name) }
    }
    var result: [[String: String]] = [[:]]
    for name in asked {
      let values =
        name == "channel" && !channels.isEmpty
        ? channels
        : attributes.first { $0.name.value == name }?.values.filter { $0.share > 0 }
          .map(\.value.value) ?? []
      guard !values.isEmpty, result.count * values.count <= 4096 else { continue }
      result = result.flatMap { base in
        values.map { value in base.merging([name: value]) { $1 } }
      }
    }
    return result
  }
}

/// Looks for routes that need no visit, for a case whose attributes are known.
private struct WindowFreeSearch {
  let flow: Flow
  let values: [String: String]

  private func next(_ node: FlowNode) -> [String] {
    switch node.kind {
    case .end: return []
    case .task(let task): return [task.next.value]
    case .wait(let wait): return [wait.next.value]
    case .choose(let branches):
      return branches.filter { $0.share.value > 0 }.map(\.target.value)
    case .route(let attribute, let branches):
      guard let value = values[attribute.value] else { return branches.map(\.target.value) }
      let chosen =
        branches.first { $0.value?.value == value } ?? branches.first { $0.value == nil }
      return chosen.map { [$0.target.value] } ?? []
    case .inclusive(let branches):
      let open = branches.filter { ($0.share(for: values) ?? ($0.isPossible ? 1 : 0)) > 0 }
      return open.filter { !$0.isRest || certain(branches).isEmpty }.map(\.target.value)
    case .event, .split, .join, .each, .first, .gather: return node.targets.map(\.value)
    }
  }

  /// The branches of an inclusive split that the case takes whatever happens.
  private func certain(_ branches: [InclusiveBranch]) -> [String] {
    branches.filter { ($0.share(for: values) ?? 0) >= 1 }.map(\.target.value)
  }

  private func needsHall(_ node: FlowNode) -> Bool {
    guard case .task(let task) = node.kind else { return false }
    return task.kind == .window || task.isInHall
  }

  /// A route to `done` without a visit; nil where there is none.
  var routeToDone: [String]? {
    // The least set of nodes from which `done` can be reached; each knows the node it goes on to.
    var onward: [String: [String]] = [:]
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for node in flow.nodes.reversed() where onward[node.id] == nil && !needsHall(node) {
        let targets = next(node)
        switch node.kind {
        case .end(let outcome):
          guard outcome == .done else { continue }
          onward[node.id] = []
        case .split:
          guard targets.allSatisfy({ onward[$0] != nil }) else { continue }
          onward[node.id] = targets
        case .inclusive(let branches) where !certain(branches).isEmpty:
          let needed = certain(branches)
          guard needed.allSatisfy({ onward[$0] != nil }) else { continue }
          onward[node.id] = needed
        default:
          guard let target = targets.first(where: { onward[$0] != nil }) else { continue }
          onward[node.id] = [target]
        }
        hasGrown = true
      }
    }
    guard let start = flow.nodes.first?.id, onward[start] != nil else { return nil }
    var route: [String] = []
    var open = [start]
    while let id = open.popLast() {
      guard !route.contains(id) else { continue }
      route.append(id)
      open += (onward[id] ?? []).reversed()
    }
    return route
  }

  /// A route from the start over an applicant's task away from the hall to back-office work, before
  /// any visit; nil where there is none.
  var routeToOnlineCheck: [String]? {
    guard let start = flow.nodes.first else { return nil }
    struct State: Hashable {
      var id: String
      var isLodged: Bool
    }
    var origin: [State: State] = [:]
    let first = State(id: start.id, isLodged: false)
    var seen: Set<State> = [first]
    var queue = [first]
    while !queue.isEmpty {
      var state = queue.removeFirst()
      let entered = state
      guard let node = flow[state.id], !needsHall(node) else { continue }
      if case .task(let task) = node.kind {
        if task.kind == .applicant { state.isLodged = true }
        if task.isBehindCounter, state.isLodged {
          var route = [entered]
          while let before = origin[route[0]] { route.insert(before, at: 0) }
          return route.map(\.id)
        }
      }
      for target in next(node) {
        let following = State(id: target, isLodged: state.isLodged)
        guard seen.insert(following).inserted else { continue }
        origin[following] = entered
        queue.append(following)
      }
    }
    return nil
  }
}
