// SPDX-License-Identifier: Apache-2.0

/// What two packs say differently, by meaning: order, comments and ways of writing do not count.
package struct PackComparison: Sendable {
  /// The differences, libraries first, then scenarios, flows and the hall; sources last.
  package let differences: [PackDifference]

  /// Compares two packs.
  ///
  /// Flows are compared with all templates filled in, node by node by their ids. An entry that only
  /// one pack has is one difference, whatever it holds; nothing is taken for renamed. Differences
  /// that come from one written value, or that are the same in several scenarios or flows, are one.
  ///
  /// - Complexity: O(n log n) in the number of values of the packs.
  package init(from first: ValidPack, to second: ValidPack) {
    let (first, second) = (first.pack, second.pack)
    let others = Set(second.hall.configurations.map(\.id.value))
    let configurations = first.hall.configurations.map(\.id.value).filter { others.contains($0) }
    let ids = Set(second.scenarios.map(\.id))
    let scenarios = first.scenarios.map(\.id).filter { ids.contains($0) }
    let pairs = Self.pairs(
      first.facts(configurations: configurations, scenarios: scenarios),
      second.facts(configurations: configurations, scenarios: scenarios))
    differences =
      Self.grouped(pairs).sorted { $0.uses[0] < $1.uses[0] }
      + Self.sources(first.ledger, second.ledger)
  }

  /// What one or both packs say, differently, of one thing.
  private struct Pair {
    var from: PackFact?
    var to: PackFact?
    var use: PackDifference.Use

    /// Equal for differences that come from the same written value.
    var written: [String] {
      let isWritten = from?.isWrittenThere ?? true && to?.isWrittenThere ?? true
      return [
        from?.place.description ?? "", to?.place.description ?? "", isWritten ? "" : use.field,
      ] + values
    }

    var values: [String] { [from?.value.key ?? "", to?.value.key ?? ""] }
  }

  private static func pairs(_ first: [PackFact], _ second: [PackFact]) -> [Pair] {
    func index(_ facts: [PackFact]) -> [[String]: PackFact] {
      Dictionary(facts.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (left, right) = (index(first), index(second))
    var pairs: [Pair] = []
    for fact in left.values {
      let other = right[fact.path]
      if let other, fact.isEntry || fact.value.means(other.value) { continue }
      if other == nil, isWithinMissing(fact, right) { continue }
      pairs.append(Pair(from: fact, to: other, use: fact.use))
    }
    for fact in right.values where left[fact.path] == nil && !isWithinMissing(fact, left) {
      pairs.append(Pair(from: nil, to: fact, use: fact.use))
    }
    return pairs.sorted { $0.use < $1.use }
  }

  /// Whether a fact belongs to an entry that the other pack lacks as a whole.
  private static func isWithinMissing(_ fact: PackFact, _ others: [[String]: PackFact]) -> Bool {
    if !fact.isEntry, others[Array(fact.path.prefix(fact.entryDepth))] == nil { return true }
    // Scenarios hold flows, flows hold nodes, questions hold answers.
    for depth in [2, 4] where depth < fact.entryDepth {
      let outer = Array(fact.path.prefix(depth))
      let isEntry = fact.path[0] == "scenarios" ? depth == 2 || fact.path[2] == "flows" : depth == 2
      if isEntry, others[outer] == nil { return true }
    }
    return false
  }

  private static func grouped(_ pairs: [Pair]) -> [PackDifference] {
    // First what is written once, then what several scenarios say alike.
    var groups: [[Pair]] = []
    var byWritten: [[String]: Int] = [:]
    for pair in pairs {
      if let group = byWritten[pair.written] {
        groups[group].append(pair)
      } else {
        byWritten[pair.written] = groups.count
        groups.append([pair])
      }
    }
    var merged: [[Pair]] = []
    var byMeaning: [[String]: Int] = [:]
    for group in groups {
      let names = Set(group.map { "\($0.use.section)\u{0}\($0.use.entry)\u{0}\($0.use.field)" })
      let key = names.sorted() + group[0].values
      if let found = byMeaning[key] {
        merged[found] += group
      } else {
        byMeaning[key] = merged.count
        merged.append(group)
      }
    }
    return merged.map { difference($0) }
  }

  private static func difference(_ group: [Pair]) -> PackDifference {
    let group = group.sorted { $0.use < $1.use }
    let first = group[0]
    // What a library or a node changes does not rest on all the rules of a scenario that uses it.
    let based = group.filter { first.use.section == "scenarios" || $0.use.section != "scenarios" }
    let basis = Set(based.flatMap { ($0.from?.basis ?? []) + ($0.to?.basis ?? []) })
    return PackDifference(
      kind: first.from == nil ? .added : first.to == nil ? .removed : .changed,
      uses: group.map(\.use), from: first.from?.value, to: first.to?.value,
      fromPlace: first.from?.place, toPlace: first.to?.place, legalBasis: basis.sorted())
  }

  /// Numbers that both packs state, on other grounds.
  private static func sources(_ first: [LedgerEntry], _ second: [LedgerEntry])
    -> [PackDifference]
  {
    let others = Dictionary(
      second.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var groups: [[String]: [(LedgerEntry, LedgerEntry)]] = [:]
    for entry in first {
      guard let other = others[entry.path], other.source != entry.source else { continue }
      groups[[entry.source.text, other.source.text], default: []].append((entry, other))
    }
    return groups.sorted { ($0.value[0].0.path, $0.key[1]) < ($1.value[0].0.path, $1.key[1]) }
      .map { key, entries in
        PackDifference(
          kind: .changed,
          uses: entries.map {
            .init(section: "sources", scenario: nil, flow: nil, entry: $0.0.path, field: "source")
          }.sorted(),
          from: .text(key[0]), to: .text(key[1]), fromPlace: entries[0].0.place,
          toPlace: entries[0].1.place, legalBasis: [])
      }
  }
}
