// SPDX-License-Identifier: Apache-2.0

/// Arrivals drawn ahead, several at a time.
///
/// Only where that gives the same draws: gaps that depend on nothing but the number of the case, and
/// cases that come alone, so that numbers follow each other.
extension ReplicationState {
  /// Gives each stream that may draw ahead its rows.
  mutating func allotAheadDraws() {
    guard closedDays.count == 0 else { return }
    for index in 0..<streams.count {
      let stream = streams[index]
      guard stream.pointee.kind == .renewal, stream.pointee.scenarios < 0,
        samplerRows[stream.pointee.sampler].pointee.kind == .exponential
      else { continue }
      let mix = stream.pointee.mix
      let columns = Int(mix.first)..<Int(mix.first) + Int(mix.count)
      let hasBatches = columns.contains { column in
        let values = [alias[column].pointee.own, alias[column].pointee.other]
        return values.contains { scenarios[Int($0)].pointee.batch >= 0 }
      }
      if !hasBatches { stream.pointee.ahead = Int32(index * ArrivalDraw.count) }
    }
  }

  /// Takes the next arrival drawn ahead and returns its instant and scenario.
  @inline(__always)
  mutating func takeAhead(_ stream: UnsafeMutablePointer<StreamState>) -> (Int64, Int) {
    if stream.pointee.aheadUsed == ArrivalDraw.count { drawAhead(stream) }
    let draw = aheadDraws[Int(stream.pointee.ahead) &+ stream.pointee.aheadUsed]
    stream.pointee.aheadUsed &+= 1
    stream.pointee.pendingService = draw.pointee.service
    let last = stream.pointee.last
    let gap = draw.pointee.gap
    let instant = gap > HallEngine.lastInstant &- last ? HallEngine.never : last &+ gap
    return (instant, Int(draw.pointee.scenario))
  }

  @inline(never)
  private mutating func drawAhead(_ stream: UnsafeMutablePointer<StreamState>) {
    let first = Int(stream.pointee.ahead)
    let sampler = samplerRows[stream.pointee.sampler]
    let mix = stream.pointee.mix
    for offset in 0..<ArrivalDraw.count {
      let point = DrawPoint(
        key: stream.pointee.key,
        caseNumber: stream.pointee.nextNumber &+ UInt32(truncatingIfNeeded: offset),
        streamWord: stream.pointee.word, attempt: 0, purpose: .arrival)
      let block = point.block(0)
      let gap = min(
        max(-sampler.pointee.a * Elementary.log(block.first), sampler.pointee.low),
        sampler.pointee.high)
      let draw = aheadDraws[first &+ offset]
      draw.pointee.gap = max(0, Elementary.micros(gap))
      draw.pointee.scenario =
        mix.count == 1
        ? alias[Int(mix.first)].pointee.own
        : UInt32(
          truncatingIfNeeded: AliasTable.value(
            alias.base + Int(mix.first), count: Int(mix.count), block.second))
    }
    for offset in 0..<ArrivalDraw.count {
      let draw = aheadDraws[first &+ offset]
      let start = scenarios[Int(draw.pointee.scenario)].pointee.start
      let node = nodes[Int(start & 0xFFF)]
      // Adjustments go by attributes, which nobody knows yet.
      guard node.pointee.kind == .serve, node.pointee.count == 0 else {
        draw.pointee.service = -1
        continue
      }
      let point = DrawPoint(
        key: node.pointee.key,
        caseNumber: stream.pointee.nextNumber &+ UInt32(truncatingIfNeeded: offset),
        streamWord: stream.pointee.word, attempt: 0, purpose: .service)
      let time = samplers.draw(Int(node.pointee.sampler), at: point) * node.pointee.factor
      draw.pointee.service = max(0, Elementary.micros(time))
    }
    stream.pointee.aheadUsed = 0
  }
}
