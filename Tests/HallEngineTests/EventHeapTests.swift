// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

struct EventHeapTests {
  /// A small generator, so that a failing seed can be repeated.
  struct Numbers {
    var state: UInt64
    mutating func next(_ bound: UInt64) -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      return StreamKey.mix(state) % bound
    }
  }

  @Test(arguments: 1...12)
  func behavesLikeASortedArray(_ seed: UInt64) {
    var numbers = Numbers(state: seed)
    var heap = EventHeap(capacity: 4)
    var model: [UInt128] = []
    for step in 0..<3000 {
      if model.isEmpty || numbers.next(5) < 2 + (step < 1500 ? 1 : 0) {
        // Few distinct high words make many near ties.
        let key = UInt128(numbers.next(20)) << 64 | UInt128(step)
        heap.push(key)
        model.append(key)
      } else {
        model.sort()
        let announced = heap.next
        let taken = heap.takeTop()
        let following = heap.next
        #expect(announced == model[0])
        #expect(taken == model.removeFirst())
        if let first = model.first {
          #expect(following == first)
        } else {
          // Behind the last instant of the clock.
          #expect(EventKey.time(EventKey.high(following)) > HallEngine.lastInstant)
        }
        if numbers.next(2) == 0 {
          let key = UInt128(numbers.next(20)) << 64 | UInt128(step)
          heap.push(key)
          model.append(key)
          let hasHole = heap.hasHole
          #expect(!hasHole)
        }
        heap.settle()
      }
      let count = heap.count
      #expect(count == model.count)
    }
  }

  @Test func keysOrderByTimePhasePriorityAndNumber() {
    func key(_ time: Int64, _ phase: Phase, _ priority: UInt8, _ number: UInt32) -> UInt128 {
      EventKey.make(
        time: time, phase: phase, priority: priority, number: number, slot: 5, node: 7)
    }
    let ordered = [
      key(3, .statistics, 7, 9), key(4, .opening, 7, 8), key(4, .release, 2, 7),
      key(4, .release, 3, 5), key(4, .release, 3, 6), key(4, .patience, 0, 4),
      key(4, .arrival, 0, 3), key(4, .closing, 0, 2), key(4, .statistics, 0, 1),
      key(5, .opening, 0, 0),
    ]
    #expect(ordered == ordered.sorted())
    let high = EventKey.high(ordered[3])
    let low = EventKey.low(ordered[3])
    #expect(EventKey.time(high) == 4)
    #expect(EventKey.phase(high) == Phase.release.rawValue)
    #expect(EventKey.slot(low) == 5)
    #expect(EventKey.node(low) == 7)
    #expect(EventKey.number(low) == 5)
  }
}
