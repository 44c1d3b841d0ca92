// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

struct LogHistogramTests {
  @Test func bucketsTileTheRange() {
    for bucket in 0..<LogHistogram.bucketCount {
      let low = LogHistogram.lowerBound(of: bucket)
      let next = LogHistogram.lowerBound(of: bucket + 1)
      #expect(LogHistogram.bucket(of: low) == bucket)
      #expect(LogHistogram.bucket(of: next - 1) == bucket)
      if low >= 1 << 20 { #expect(Double(next - low) / Double(low) <= 0.011) }
    }
    #expect(LogHistogram.bucket(of: .max) == LogHistogram.bucketCount - 1)
  }

  @Test func quantilesInterpolate() throws {
    var buckets = [UInt32](repeating: 0, count: LogHistogram.bucketCount)
    // 1,000 values from 1 to 1,000 s.
    for second in 1...1000 {
      buckets[LogHistogram.bucket(of: Int64(second) * HallEngine.second)] += 1
    }
    let histogram = buckets.withUnsafeBufferPointer { pointer in
      pointer.baseAddress.map { LogHistogram(zeros: 1000, buckets: $0) }
    }
    let filled = try #require(histogram)
    #expect(filled.count == 2000)
    #expect(filled.quantile(0.25) == 0)
    for probability in [0.6, 0.75, 0.95] {
      let exact = (probability * 2000 - 1000) * 1e6
      let found = try #require(filled.quantile(probability))
      #expect(abs(found - exact) <= 0.011 * exact)
    }
    #expect(LogHistogram().quantile(0.5) == nil)

    var merged = LogHistogram()
    merged.merge(filled)
    merged.merge(filled)
    #expect(merged.count == 4000)
    #expect(merged.quantile(0.75) == filled.quantile(0.75))
  }

  @Test func talliesAreExactAndMerge() {
    var all = Tally()
    var parts = [Tally(), Tally()]
    for value in [3, 5, 8, 1_000_000_000_000, 0] as [Int64] {
      all.add(value)
      parts[Int(value % 2)].add(value)
    }
    parts[0].merge(parts[1])
    #expect(parts[0] == all)
    #expect(all.sum == 1_000_000_000_016)
    #expect(all.maximum == 1_000_000_000_000)
    #expect(Tally().mean == nil)
  }
}
