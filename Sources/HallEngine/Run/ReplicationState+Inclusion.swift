// SPDX-License-Identifier: Apache-2.0

/// A branch of an inclusive split as the run loop reads it.
struct RunInclusion: BitwiseCopyable {
  static let constant: Int32 = -1
  static let rest: Int32 = -2

  var edge: UInt32
  /// The attribute slot, or one of the two above.
  var slot: Int32
  /// The first probability in the table of values, and their number.
  var first: Int32 = 0
  var count: Int32 = 0
}

/// Inclusive splits.
extension ReplicationState {
  /// Starts the branches that are taken and lets the join count the others as come; returns the edge
  /// of the first.
  @inline(never)
  mutating func include(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt32 {
    let first = Int(node.pointee.first)
    let count = Int(node.pointee.count)
    var taken: UInt64 =
      node.pointee.kind == .includeByScript ? scriptedBranches(record, node) : 0
    if taken == 0 { taken = drawBranches(record, node) }
    let absent = UInt64(count) &- UInt64(taken.nonzeroBitCount)
    record.pointee.tokens &+= UInt32(taken.nonzeroBitCount) &- 1
    if node.pointee.index >= 0 {
      // The tokens that will not come wait at the join as if they had.
      record.pointee.tokens &+= UInt32(absent)
      let shift = UInt64(truncatingIfNeeded: node.pointee.index & 7) &* 8
      if node.pointee.index < 8 {
        record.pointee.joinsLow &+= absent &<< shift
      } else {
        record.pointee.joinsHigh &+= absent &<< shift
      }
    }
    let lowest = taken.trailingZeroBitCount
    var branch = count &- 1
    while branch > lowest {
      if taken &>> UInt64(branch) & 1 == 1 {
        pendingEdges.push(inclusions[first &+ branch].pointee.edge)
      }
      branch &-= 1
    }
    return inclusions[first &+ lowest].pointee.edge
  }

  /// Returns the branches that are taken, as bits; each draws by its place.
  private mutating func drawBranches(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt64 {
    var taken: UInt64 = 0
    var rest: UInt64 = 1
    for branch in 0..<Int(node.pointee.count) {
      let row = inclusions[Int(node.pointee.first) &+ branch].pointee
      let bit: UInt64 = 1 &<< UInt64(branch)
      if row.slot == RunInclusion.rest {
        rest = bit
        continue
      }
      let value =
        row.slot >= 0 ? CaseRecord.value(record.pointee.attributes, Int(row.slot)) : 0
      let probability = samplerValues[Int(row.first) + min(value, Int(row.count) - 1)].pointee
      let isTaken =
        probability >= 1
        || (probability > 0
          && point(record, node, .route).block(UInt32(branch)).first <= probability)
      if isTaken { taken |= bit }
    }
    return taken == 0 ? rest : taken
  }

  /// Returns the branches that the script of the case names for this visit; the first behind its end.
  private mutating func scriptedBranches(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt64 {
    let row = Int(node.pointee.rounds)
    return UInt64(nextOfScript(row, Int(record.pointee.caseNumber)) ?? 1)
  }
}

extension Lowering {
  /// Lowers an inclusive split.
  mutating func lower(_ inclusion: PlanInclusion, into row: inout RunNode) {
    row.kind = .include
    row.index = Int32(inclusion.join ?? -1)
    row.first = Int32(inclusions.count)
    row.count = Int32(inclusion.branches.count)
    for branch in inclusion.branches {
      var target = RunInclusion(edge: lower(branch.edge), slot: RunInclusion.rest)
      switch branch.condition {
      case .probability(let probability):
        target.slot = RunInclusion.constant
        target.first = Int32(samplers.addValues([probability]))
        target.count = 1
      case .attribute(let slot, let list):
        target.slot = Int32(slot)
        target.first = Int32(samplers.addValues(list))
        target.count = Int32(list.count)
      case .rest: break
      }
      inclusions.append(target)
    }
    if let list = inclusion.scripts {
      row.kind = .includeByScript
      row.rounds = Int32(scripts.count)
      scripts.append(list)
    }
  }
}
