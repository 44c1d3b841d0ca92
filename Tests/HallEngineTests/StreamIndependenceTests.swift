// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// Streams that differ in as little as they can.
///
/// Inputs are fixed. With independent streams the chance that any one check of this suite fails is
/// below 1e-5, by the bounds stated at each.
struct StreamIndependenceTests {
  /// The uniform numbers of one stream, by case.
  private static func stream(
    seed: UInt64 = 1, designPoint: UInt32 = 0, replication: UInt32 = 0, node: String = "S01/accept",
    word: UInt32 = 7, attempt: UInt16 = 0, purpose: Purpose = .service, block: UInt32 = 0,
    from first: UInt32 = 0, count: Int
  ) -> [Double] {
    let key = StreamKey.key(
      seed: seed, designPoint: designPoint, replication: replication, stream: StreamKey.hash(node))
    return (0..<UInt32(count)).map { number in
      DrawPoint(
        key: key, caseNumber: first + number, streamWord: word, attempt: attempt, purpose: purpose
      ).block(block).first
    }
  }

  /// The correlation of two streams times √n, which is standard normal for large n.
  private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let sum = zip(left, right).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) }
    return sum * 12 / Double(left.count).squareRoot()
  }

  /// Pearson's statistic of the pairs of two streams over a square of 8 × 8 fields.
  private static func chiSquare(_ left: [Double], _ right: [Double]) -> Double {
    var counts = [Int](repeating: 0, count: 64)
    for index in left.indices { counts[Int(left[index] * 8) * 8 + Int(right[index] * 8)] += 1 }
    return chiSquare(counts)
  }

  private static func chiSquare(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { sum, count in
      let gap = Double(count) - expected
      return sum + gap * gap / expected
    }
  }

  /// One coordinate more or another one: |r| √n > 5.5 has the probability 4e-8, and a chi-square of 63
  /// degrees of freedom above 139 has 1e-7.
  @Test func streamsThatDifferInOneCoordinateAreIndependent() {
    let n = 8192
    let base = Self.stream(count: n)
    let others = [
      Self.stream(seed: 2, count: n), Self.stream(seed: 1 << 63 | 1, count: n),
      Self.stream(designPoint: 1, count: n), Self.stream(replication: 1, count: n),
      Self.stream(node: "S01/accepu", count: n), Self.stream(node: "S02/accept", count: n),
      Self.stream(word: 8, count: n), Self.stream(attempt: 1, count: n),
      Self.stream(purpose: .patience, count: n), Self.stream(block: 1, count: n),
      Self.stream(from: 1, count: n), Self.stream(from: 1 << 20, count: n),
    ]
    for (index, other) in others.enumerated() {
      #expect(abs(Self.correlation(base, other)) < 5.5, "\(index)")
      #expect(Self.chiSquare(base, other) < 139, "\(index)")
    }
  }

  /// All 120 pairs of two seeds, two replications, two nodes and two purposes: the bounds of the test
  /// above, met 120 times each.
  @Test func streamsArePairwiseIndependent() {
    var streams: [[Double]] = []
    for seed: UInt64 in [1, 2] {
      for replication: UInt32 in [0, 1] {
        for node in ["S01/accept", "S01/review"] {
          for purpose in [Purpose.service, .route] {
            streams.append(
              Self.stream(
                seed: seed, replication: replication, node: node, purpose: purpose, count: 2048))
          }
        }
      }
    }
    var largest = (correlation: 0.0, chiSquare: 0.0)
    for left in streams.indices {
      for right in streams.indices where right > left {
        largest.correlation = max(
          largest.correlation, abs(Self.correlation(streams[left], streams[right])))
        largest.chiSquare = max(
          largest.chiSquare, Self.chiSquare(streams[left], streams[right]))
      }
    }
    #expect(largest.correlation < 5.5)
    #expect(largest.chiSquare < 139)
    // The least of so many would not be as small as this by itself: the checks see something.
    #expect(largest.correlation > 1)
  }

  /// Keys and counters with few bits set: small numbers, single bits, their complements.
  ///
  /// The fields are the leading byte of the first and of the second word: 256 of them, and a chi-square
  /// of 255 degrees of freedom above 398 has the probability 2e-8.
  @Test func keysAndCountersOfFewBitsAreAsGoodAsOthers() {
    var first = [Int](repeating: 0, count: 256)
    var second = first
    var pairs = first
    var before: UInt64 = 0
    func add(_ block: Philox.Block) {
      first[Int(block.x0 >> 56)] += 1
      second[Int(block.x1 >> 56)] += 1
      // The leading halves of this block and the one before.
      pairs[Int(block.x0 >> 60) << 4 | Int(before >> 60)] += 1
      before = block.x0
    }
    for key in 0..<UInt64(6000) { add(Philox.block(.init(0, 0), key: key)) }
    for one in 0..<64 {
      for other in 0..<64 {
        add(Philox.block(.init(1 << UInt64(one), 0), key: 1 << UInt64(other)))
        add(Philox.block(.init(0, ~(1 << UInt64(one))), key: ~(1 << UInt64(other))))
      }
    }
    for counts in [first, second, pairs] { #expect(Self.chiSquare(counts) < 398) }
    // The keys of small seeds and replications, as runs use them.
    var keys = [Int](repeating: 0, count: 256)
    for seed in 0..<UInt64(100) {
      for replication in 0..<UInt32(60) {
        let key = StreamKey.key(
          seed: seed, designPoint: 0, replication: replication, stream: StreamKey.hash("a"))
        keys[Int(Philox.block(.init(0, 0), key: key).x0 >> 56)] += 1
      }
    }
    #expect(Self.chiSquare(keys) < 398)
  }

  /// Each of the 64 bits of a key and the 128 of a counter, changed in 256 random places, changes
  /// 128 · 256 output bits with probability a half: 5.7 standard deviations have the probability 1e-8.
  @Test func oneChangedBitChangesHalfOfTheOutput() {
    let trials = 256
    let deviation = Double(128 * trials).squareRoot() / 2
    var worst = 0.0
    for bit in 0..<192 {
      var changed = 0
      for trial in 0..<UInt64(trials) {
        let counter = Philox.Block(StreamKey.mix(trial), StreamKey.mix(trial + 1000))
        let key = StreamKey.mix(trial + 2000)
        let flip: UInt64 = 1 << UInt64(bit % 64)
        let plain = Philox.block(counter, key: key)
        let other =
          switch bit / 64 {
          case 0: Philox.block(counter, key: key ^ flip)
          case 1: Philox.block(.init(counter.x0 ^ flip, counter.x1), key: key)
          default: Philox.block(.init(counter.x0, counter.x1 ^ flip), key: key)
          }
        changed += (plain.x0 ^ other.x0).nonzeroBitCount + (plain.x1 ^ other.x1).nonzeroBitCount
      }
      worst = max(worst, abs(Double(changed) - Double(64 * trials)) / deviation)
    }
    #expect(worst < 5.7)
  }

  /// The same for what a key is made of: 64 · 256 bits by each bit of seed and stream.
  @Test func oneChangedBitOfASeedChangesHalfOfTheKey() {
    let trials = 256
    let deviation = Double(64 * trials).squareRoot() / 2
    for bit in 0..<128 {
      var changed = 0
      for trial in 0..<UInt64(trials) {
        let flip: UInt64 = 1 << UInt64(bit % 64)
        let (seed, stream) = (trial, StreamKey.mix(trial))
        let plain = StreamKey.key(seed: seed, designPoint: 0, replication: 3, stream: stream)
        let other = StreamKey.key(
          seed: bit < 64 ? seed ^ flip : seed, designPoint: 0, replication: 3,
          stream: bit < 64 ? stream : stream ^ flip)
        changed += (plain ^ other).nonzeroBitCount
      }
      #expect(abs(Double(changed) - Double(32 * trials)) < 5.7 * deviation, "\(bit)")
    }
  }
}
