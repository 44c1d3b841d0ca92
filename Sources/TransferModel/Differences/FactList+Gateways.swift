// SPDX-License-Identifier: Apache-2.0

extension FactList {
  /// Adds a branch of an inclusive split.
  mutating func add(_ branch: InclusiveBranch) {
    let target = branch.target.value
    switch branch.condition {
    case .share(let share): add("any", target, value: .share(share.value), at: share.place)
    case .attribute(let attribute, let shares):
      add("any", target, name: attribute)
      for share in shares {
        add(
          "any", target, share.value.value, value: .share(share.share.value), at: share.share.place)
      }
    case .rest: add("any", target, value: .text("rest"), at: branch.target.place)
    }
    add("labels", target, value: branch.label.map { .label($0) })
  }

  /// Adds a branch of an event-based gateway.
  mutating func add(_ branch: WaitBranch) {
    let name = branch.name.value
    add("first", name, name: branch.wait.wait ?? Located("time", at: branch.name.place))
    if case .time(let time) = branch.wait.rule {
      add("first", name, "time", value: .time(time.value), at: time.place)
    }
    add("first", name, "rounds", name: branch.wait.rounds)
    add("first", name, "name", value: branch.label.map { .label($0) })
    add("first", name, "next", name: branch.wait.next)
  }

  /// Adds a node that gathers; the rule of the library is said there.
  mutating func add(_ gather: FlowGather) {
    if let name = gather.gathering { add("gather", name: name) } else { add(gather.rule) }
    add("next", name: gather.next)
  }

  /// Adds when gathered cases go on.
  mutating func add(_ rule: GatherRule) {
    add("size", value: rule.size.map { .count($0.value) }, at: rule.size?.place)
    add("limit", time: rule.limit)
    add("rounds", name: rule.rounds)
  }
}
