// SPDX-License-Identifier: Apache-2.0

/// What only recorded and scripted runs do. Both go through steps the ordinary run has anyway for
/// its guard against endless loops and for the kinds of node, so they cost it nothing.
extension ReplicationState {
  /// Notes that a token enters a node.
  @inline(never)
  mutating func recordMove(_ id: Int, _ slot: Int) {
    let record = cases + slot
    moves.caseNumber.append(record.pointee.caseNumber)
    moves.stream.append(record.pointee.stream)
    moves.scenario.append(record.pointee.scenario)
    moves.node.append(UInt16(truncatingIfNeeded: id))
    moves.time.append(now)
  }

  /// Takes the branch that the script of the case names for this visit; after the end of the
  /// script, or without one, the first branch.
  @inline(never)
  mutating func chooseByScript(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt32 {
    let branch = nextOfScript(Int(node.pointee.index), Int(record.pointee.caseNumber)) ?? 0
    return targets[Int(node.pointee.first) + branch].pointee
  }

  /// Returns what a script says of the next visit of a case; nil behind its end.
  mutating func nextOfScript(_ row: Int, _ number: Int) -> Int? {
    guard number < scripts[row].count, scriptPositions[row][number] < scripts[row][number].count
    else { return nil }
    let position = scriptPositions[row][number]
    scriptPositions[row][number] += 1
    return scripts[row][number][position]
  }
}
