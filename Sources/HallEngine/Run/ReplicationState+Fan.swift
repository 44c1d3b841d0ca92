// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  /// Splits a token into services and puts each in its queue.
  ///
  /// One draw is a long chain of operations that wait for each other; the draws of the services
  /// are independent and done side by side. The result is the same as that of one after the other.
  @inline(never)
  mutating func fan(_ slot: Int, _ split: UnsafeMutablePointer<RunNode>) {
    let record = cases + slot
    let count = Int(split.pointee.count)
    record.pointee.tokens &+= UInt32(truncatingIfNeeded: count &- 1)
    if split.pointee.flags & RunNode.Flags.anyAtExit != 0 { leave(slot, split, completed: true) }

    // There are four, of which the last may be repeated ones that are not used.
    let edges = targets.base + Int(split.pointee.first)
    let uniforms = Philox.firsts(
      Philox.Block(
        record.pointee.caseNumber, record.pointee.streamWord,
        UInt32(record.pointee.attempt) &<< 8 | Purpose.service.rawValue, 0),
      keys: SIMD4(
        nodes[Int(edges[0])].pointee.key, nodes[Int(edges[1])].pointee.key,
        nodes[Int(edges[2])].pointee.key, nodes[Int(edges[3])].pointee.key))
    // By way of memory: an index into a vector would copy it at every turn of the loop.
    let times = fanTimes.base
    (times[0], times[1], times[2], times[3]) = (
      uniforms[0], uniforms[1], uniforms[2], uniforms[3]
    )
    for lane in 0..<count {
      let node = nodes[Int(edges[lane])]
      times[lane] = samplers.lognormal(Int(node.pointee.sampler), times[lane])
    }
    for lane in 0..<count {
      let id = Int(edges[lane])
      let node = nodes[id]
      stillSteps &+= 1
      if node.pointee.flags & RunNode.Flags.anyAtEntry != 0 { enter(slot, node) }
      // Nobody balks without a patience.
      _ = join(slot, id, node, service: micros(times[lane], record, node))
    }
  }
}
