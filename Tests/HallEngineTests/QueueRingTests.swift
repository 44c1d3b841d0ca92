// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

struct QueueRingTests {
  private func entry(_ number: Int, key: Int64 = 0) -> QueueEntry {
    QueueEntry(
      token: UInt32(number), patienceNumber: UInt32(number), enqueued: 0, key: key,
      service: 0)
  }

  @Test func servesInOrderThroughGrowthAndGaps() {
    var ring = QueueRing()
    defer { ring.deallocate() }
    var model: [UInt32] = []
    var numbers = EventHeapTests.Numbers(state: 11)
    for number in 1...5000 {
      switch numbers.next(5) {
      case 0...2:
        ring.append(entry(number))
        model.append(UInt32(number))
      case 3 where !model.isEmpty:
        #expect(ring.removeFirst().token == model.removeFirst())
      case 4 where !model.isEmpty:
        let gone = model.remove(at: Int(numbers.next(UInt64(model.count))))
        #expect(ring.remove(patienceNumber: gone)?.token == gone)
        #expect(ring.remove(patienceNumber: gone) == nil)
      default: break
      }
      #expect(Int(ring.live) == model.count)
    }
    var seen: [UInt32] = []
    ring.forEach { seen.append($0.token) }
    #expect(seen == model)
  }

  @Test func insertsBehindEqualKeys() {
    var ring = QueueRing()
    defer { ring.deallocate() }
    let keys: [Int64] = [5, 3, 9, 3, 1, 9, 5, 0, 3]
    for (number, key) in keys.enumerated() { ring.insert(entry(number, key: key)) }
    var seen: [[Int64]] = []
    ring.forEach { seen.append([$0.key, Int64($0.token)]) }
    #expect(
      seen == [[0, 7], [1, 4], [3, 1], [3, 3], [3, 8], [5, 0], [5, 6], [9, 2], [9, 5]])
  }

  @Test func removesFromTheMiddleAndGoesOnBehind() {
    var ring = QueueRing()
    defer { ring.deallocate() }
    for number in 0..<6 { ring.append(entry(number, key: 0)) }
    #expect(ring.removeFirst().token == 0)
    var place = ring.firstPlace
    place &+= 1
    #expect(ring.entry(from: &place)?.token == 2)
    ring.remove(at: place)
    #expect(ring.entry(from: &place)?.token == 3)
    #expect(ring.find(token: 4)?.entry.token == 4)
    #expect(ring.find(token: 2) == nil)
    // A place that the head has passed means the first entry.
    let passed = ring.firstPlace
    #expect([ring.removeFirst().token, ring.removeFirst().token] == [1, 3])
    place = passed
    #expect(ring.entry(from: &place)?.token == 4)
    #expect([ring.removeFirst().token, ring.removeFirst().token] == [4, 5])
    #expect(ring.live == 0)
    #expect(ring.entry(from: &place) == nil)
  }
}
