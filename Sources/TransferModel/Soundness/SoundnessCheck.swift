// SPDX-License-Identifier: Apache-2.0

/// Proves that a flow is a sound workflow net, or says at which node it is not.
///
/// Sound means (van der Aalst, "The application of Petri nets to workflow management", 1998): from
/// every state that can be reached the end can be reached; when the end is reached nothing is left
/// behind; and every node can be used. The proof enumerates the states of the net; flows of this
/// size have some hundred. Choices count as free: a branch of share 0 is still a branch.
package struct SoundnessCheck {
  /// The largest number of states that is enumerated.
  package static let stateLimit = 50_000
  /// The largest number of branches of a split; the states list the tokens.
  package static let branchLimit = 64
  /// The largest number of branches of an inclusive split, of which any may be taken together.
  package static let inclusiveLimit = 10

  /// The nodes that hold a token, ascending, each once for each token; a join holds the tokens that
  /// wait at it.
  private typealias State = [Int]

  /// What a node does with the tokens it takes.
  private enum Role { case ends, splits, includes, passes }

  private let flow: Flow
  private let roles: [Role]
  private let targets: [[Int]]
  private let needed: [Int]
  /// For an inclusive split, its join: there a token stands for each branch that is not taken.
  private let absent: [Int?]
  private var findings = Findings()
  /// Nodes that can still be under way when an end is reached, by the end.
  private var leftBehind: [Int: Set<Int>] = [:]

  private init(_ flow: Flow) {
    self.flow = flow
    roles = flow.nodes.map { node in
      switch node.kind {
      case .end: .ends
      case .split: .splits
      case .inclusive: .includes
      default: .passes
      }
    }
    targets = flow.nodes.map { node in node.targets.compactMap { flow.position(of: $0.value) } }
    needed = flow.nodes.indices.map { node in
      flow.split(ofJoin: node).map { max(1, flow.nodes[$0].targets.count) } ?? 1
    }
    absent = flow.nodes.indices.map { node in
      flow.nodes[node].kind.inclusiveBranches == nil ? nil : flow.joins(ofSplit: node).first
    }
  }

  /// Checks a flow whose targets all exist; adds what is wrong to a list of findings.
  ///
  /// - Complexity: O(states × tokens × branches).
  package static func check(_ flow: Flow, scenario: String, findings: inout Findings) {
    var check = SoundnessCheck(flow)
    check.run(scenario: scenario)
    findings.merge(check.findings)
  }

  private mutating func error(_ rule: String, node: Int, _ message: String) {
    findings.error(rule, at: flow.nodes[node].place, message)
  }

  private mutating func run(scenario: String) {
    let name = "\(scenario) \(flow.name)"
    guard roles.contains(.ends) else {
      findings.error(
        "no-end", at: flow.place, "\(name) has no end node; add one, such as 'end: done'")
      return
    }
    for (node, count) in needed.enumerated() where count > Self.branchLimit {
      error(
        "too-many-branches", node: node,
        "\(name): '\(flow.nodes[node].id)' joins \(count) branches; at most \(Self.branchLimit)")
    }
    for node in flow.nodes.indices where flow.nodes[node].kind.isSplit {
      let branches = flow.nodes[node].targets.count
      let isInclusive = flow.nodes[node].kind.inclusiveBranches != nil
      let limit = isInclusive ? Self.inclusiveLimit : Self.branchLimit
      guard branches > limit else { continue }
      error(
        "too-many-branches", node: node,
        "\(name): '\(flow.nodes[node].id)' splits into \(branches) branches; at most \(limit)"
          + (isInclusive ? " of which any may be taken" : ""))
    }
    if findings.hasErrors { return }
    let start: State = [0]
    var numbers: [State: Int] = [start: 0]
    var states = [start]
    var predecessors: [[Int]] = [[]]
    var isFinal: [Bool] = []
    var isUsed = [Bool](repeating: false, count: flow.nodes.count)
    var isUnbounded = false
    var current = 0
    while current < states.count {
      let state = states[current]
      let (next, ended) = successors(
        of: state, name: name, isUsed: &isUsed, isUnbounded: &isUnbounded)
      isFinal.append(ended)
      if next.isEmpty, !ended { reportDeadlock(state, name: name) }
      for successor in next {
        if let known = numbers[successor] {
          predecessors[known].append(current)
        } else {
          numbers[successor] = states.count
          states.append(successor)
          predecessors.append([current])
        }
      }
      if states.count > Self.stateLimit {
        findings.error(
          "too-many-states", at: flow.place,
          "\(name) has more than \(Self.stateLimit) states, too many to prove it sound; join parallel "
            + "branches earlier, or make them shorter")
        return
      }
      current += 1
    }
    reportDeadNodes(isUsed, name: name)
    // Tokens that meet on the way also meet the end; the first place says it all.
    if !isUnbounded {
      reportLeftBehind(name: name)
      reportLivelock(states, predecessors, isFinal, name: name)
    }
  }

  /// Returns the states after every possible move, and whether one move completes the case.
  private mutating func successors(
    of state: State, name: String, isUsed: inout [Bool], isUnbounded: inout Bool
  ) -> ([State], Bool) {
    var result: [State] = []
    var ended = false
    var next = 0
    while next < state.count {
      let place = next
      let node = state[place]
      while next < state.count, state[next] == node { next += 1 }
      guard next - place >= needed[node] else { continue }
      isUsed[node] = true
      var rest = state
      rest.removeSubrange(place..<place + needed[node])
      switch roles[node] {
      case .ends:
        ended = true
        if !rest.isEmpty { leftBehind[node, default: []].formUnion(rest) }
      case .splits:
        if let next = put(targets[node], on: rest, from: node, name: name) {
          result.append(next)
        } else {
          isUnbounded = true
        }
      case .includes:
        let branches = flow.nodes[node].kind.inclusiveBranches ?? []
        for taken in branches.takenTogether {
          let left = branches.count - taken.count
          let waiting = absent[node].map { Array(repeating: $0, count: left) } ?? []
          let places = taken.map { targets[node][$0] } + waiting
          if let next = put(places, on: rest, from: node, name: name) {
            result.append(next)
          } else {
            isUnbounded = true
          }
        }
      case .passes:
        for target in targets[node] {
          if let next = put([target], on: rest, from: node, name: name) {
            result.append(next)
          } else {
            isUnbounded = true
          }
        }
      }
    }
    return (result, ended)
  }

  /// Puts a token on each target; nil where a node would hold more tokens than it can take.
  private mutating func put(_ targets: [Int], on state: State, from node: Int, name: String)
    -> State?
  {
    var next = state
    for target in targets {
      next.insert(target, at: next.firstIndex { $0 > target } ?? next.endIndex)
      if next.count(where: { $0 == target }) > needed[target] {
        error(
          "lack-of-synchronisation", node: target,
          "\(name): '\(flow.nodes[target].id)' can be reached by two parallel branches at once "
            + "(from '\(flow.nodes[node].id)'); join them before it")
        return nil
      }
    }
    return next
  }

  private mutating func reportDeadlock(_ state: State, name: String) {
    guard let node = state.first else { return }
    if let split = flow.split(ofJoin: node), absent[split] != nil {
      error(
        "deadlock", node: node,
        "\(name) can stop for ever at '\(flow.nodes[node].id)': a branch that "
          + "'\(flow.nodes[split].id)' started can no longer come")
      return
    }
    error(
      "deadlock", node: node,
      "\(name) can stop for ever at '\(flow.nodes[node].id)': \(state.count { $0 == node }) of the "
        + "\(needed[node]) branches it waits for arrived, and no other can come")
  }

  private mutating func reportLeftBehind(name: String) {
    for (end, left) in leftBehind.sorted(by: { $0.key < $1.key }) {
      let names = left.sorted().prefix(4).map { "'\(flow.nodes[$0].id)'" }
      error(
        "improper-completion", node: end,
        "\(name) can reach the end '\(flow.nodes[end].id)' while \(names.joined(separator: " or ")) "
          + "is still under way; join parallel branches before the end")
    }
  }

  private mutating func reportDeadNodes(_ isUsed: [Bool], name: String) {
    // Behind a deadlock or a place that overflows nodes are dead only because of it.
    let isCut = findings.hasErrors
    var reached: Set<Int> = [0]
    var open = [0]
    while isCut, let node = open.popLast() {
      for target in targets[node] where reached.insert(target).inserted { open.append(target) }
    }
    for node in flow.nodes.indices where !isUsed[node] && !(isCut && reached.contains(node)) {
      error(
        "dead-node", node: node,
        "\(name) can never use '\(flow.nodes[node].id)'; lead an edge to it or remove it")
    }
  }

  /// Reports states from which no end can be reached although something always happens.
  private mutating func reportLivelock(
    _ states: [State], _ predecessors: [[Int]], _ isFinal: [Bool], name: String
  ) {
    var canEnd = isFinal
    var open = isFinal.indices.filter { isFinal[$0] }
    while let state = open.popLast() {
      for previous in predecessors[state] where !canEnd[previous] {
        canEnd[previous] = true
        open.append(previous)
      }
    }
    guard let stuck = canEnd.firstIndex(of: false), !findings.hasErrors else { return }
    let node = states[stuck].first ?? 0
    error(
      "livelock", node: node,
      "\(name) can go round for ever from '\(flow.nodes[node].id)' without reaching an end; lead "
        + "one branch of the loop out")
  }
}
