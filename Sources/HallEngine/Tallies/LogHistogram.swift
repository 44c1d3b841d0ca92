// SPDX-License-Identifier: Apache-2.0

/// A histogram of durations with buckets of nearly constant relative width.
///
/// From 2^20 µs (1.05 s) up each octave has 128 equal buckets, so a bucket is at most 1/128 = 0.79 %
/// of its lower bound wide; below, buckets are 2^13 µs (8.2 ms) wide. Exact zeros have a counter of
/// their own, as waits often are zero. Values from 2^47 µs (4.46 years) up share the last bucket.
package struct LogHistogram: Sendable, Hashable {
  /// The number of zeros.
  package private(set) var zeros: Int
  /// The index of the first bucket in `counts`.
  package private(set) var firstBucket: Int
  /// The counts of the buckets from the first to the last that is not empty.
  package private(set) var counts: [UInt32]

  /// The number of buckets: one linear stretch and 27 octaves of 128 buckets.
  package static let bucketCount = 128 * 28

  /// Creates an empty histogram.
  package init() {
    zeros = 0
    firstBucket = 0
    counts = []
  }

  /// Creates a histogram from all counts.
  init(zeros: Int, buckets: UnsafePointer<UInt32>) {
    self.zeros = zeros
    var first = 0
    var last = Self.bucketCount - 1
    while first < Self.bucketCount, buckets[first] == 0 { first += 1 }
    while last > first, buckets[last] == 0 { last -= 1 }
    if first < Self.bucketCount {
      firstBucket = first
      counts = Array(UnsafeBufferPointer(start: buckets + first, count: last - first + 1))
    } else {
      firstBucket = 0
      counts = []
    }
  }

  /// Returns the bucket of a value that is not negative.
  @inline(__always)
  package static func bucket(of value: Int64) -> Int {
    if value < 1 &<< 20 { return Int(truncatingIfNeeded: value &>> 13) }
    // The bits of a double begin with the octave and the seven bits after the leading one; those of
    // 2^20 are the first bucket of octave 1. Values below 2^47 are exact.
    let bits = Double(min(value, 1 &<< 47 &- 1)).bitPattern
    return Int(truncatingIfNeeded: bits &>> 45) &- ((1023 &+ 20) &* 128 &- 128)
  }

  /// Returns the lower bound of a bucket in microseconds.
  package static func lowerBound(of bucket: Int) -> Int64 {
    let octave = bucket / 128
    let position = Int64(bucket % 128)
    return octave == 0 ? position << 13 : (128 + position) << Int64(octave + 12)
  }

  /// The number of observations.
  package var count: Int { counts.reduce(zeros) { $0 + Int($1) } }

  /// Returns a quantile in microseconds, interpolated inside its bucket; `nil` if empty.
  ///
  /// The observations of a bucket are taken to be spread evenly over it, so the error is at most
  /// the bucket width.
  package func quantile(_ probability: Double) -> Double? {
    let total = count
    guard total > 0, probability >= 0, probability <= 1 else { return nil }
    var rank = probability * Double(total) - Double(zeros)
    if rank <= 0 { return zeros > 0 ? 0 : Double(Self.lowerBound(of: firstBucket)) }
    for (offset, count) in counts.enumerated() where count > 0 {
      if rank <= Double(count) {
        let lower = Double(Self.lowerBound(of: firstBucket + offset))
        let upper = Double(Self.lowerBound(of: firstBucket + offset + 1))
        return lower + (upper - lower) * rank / Double(count)
      }
      rank -= Double(count)
    }
    return Double(Self.lowerBound(of: firstBucket + counts.count))
  }

  /// Returns the observations added after an earlier state of this histogram.
  func since(_ earlier: LogHistogram) -> LogHistogram {
    var rest = self
    rest.zeros -= earlier.zeros
    for (offset, count) in earlier.counts.enumerated() {
      rest.counts[earlier.firstBucket - firstBucket + offset] -= count
    }
    let leading = rest.counts.prefix { $0 == 0 }.count
    rest.firstBucket = leading < rest.counts.count ? firstBucket + leading : 0
    rest.counts = Array(rest.counts.dropFirst(leading))
    while rest.counts.last == 0 { rest.counts.removeLast() }
    return rest
  }

  /// Adds the counts of another histogram; a bucket stays at its largest count when full.
  package mutating func merge(_ other: LogHistogram) {
    zeros += other.zeros
    guard !other.counts.isEmpty else { return }
    guard !counts.isEmpty else {
      firstBucket = other.firstBucket
      counts = other.counts
      return
    }
    let first = min(firstBucket, other.firstBucket)
    let end = max(firstBucket + counts.count, other.firstBucket + other.counts.count)
    var merged = [UInt32](repeating: 0, count: end - first)
    for (offset, count) in counts.enumerated() { merged[firstBucket - first + offset] = count }
    for (offset, count) in other.counts.enumerated() {
      let index = other.firstBucket - first + offset
      let (sum, overflow) = merged[index].addingReportingOverflow(count)
      merged[index] = overflow ? .max : sum
    }
    firstBucket = first
    counts = merged
  }
}
