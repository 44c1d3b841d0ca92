// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// The probability that each of several independent waits is over first; of those over at one instant
/// the first in order is meant.
///
/// P(i) is the integral of the chance that all others last longer, over the distribution of wait i.
/// Jumps are added up exactly. Between the corners of all distributions the integral is that of
/// Stieltjes, by the trapezoidal rule in steps of the mean distribution function and Romberg's
/// extrapolation; the shares are made to add up to 1. The error is below 1e-6. Rounds are left out, and
/// where elapsed and working time meet, working time counts as so much more elapsed time as the calendar
/// has on average.
struct FirstShares {
  /// The shares, in order.
  let shares: [Double]

  /// The largest number of steps of a stretch.
  private static let steps = 64

  init(_ first: PlanFirst, clock: WorkingClock) {
    let isMixed = Set(first.branches.map(\.basis)).count > 1
    let unit = isMixed ? clock.elapsedPerWorking : 1
    self.init(
      first.branches.map { branch in
        SamplerDistribution(branch.time, unit: branch.basis == .working ? unit : 1)
      })
  }

  /// Compares waits by their distributions, at least one.
  init(_ waits: [SamplerDistribution]) {
    var shares = waits.map { _ in 0.0 }
    let corners = Set(waits.flatMap(\.corners)).sorted()
    for (index, corner) in corners.enumerated() {
      for wait in waits.indices {
        let jump = waits[wait].atMost(corner) - waits[wait].below(corner)
        guard jump > 0 else { continue }
        // A wait written before wins where both are over.
        shares[wait] += waits.indices.reduce(jump) { product, other in
          if other == wait { return product }
          return product
            * (1 - (other < wait ? waits[other].atMost(corner) : waits[other].below(corner)))
        }
      }
      let end = index + 1 < corners.count ? corners[index + 1] : .infinity
      for (wait, share) in Self.stretch(waits, from: corner, to: end).enumerated() {
        shares[wait] += share
      }
    }
    let total = shares.reduce(0, +)
    self.shares = total > 0 ? shares.map { $0 / total } : shares.indices.map { $0 == 0 ? 1 : 0 }
  }

  /// Returns the share of each wait that is over strictly between two corners.
  private static func stretch(
    _ waits: [SamplerDistribution], from start: Double, to end: Double
  ) -> [Double] {
    func values(_ x: Double) -> [Double] { waits.map { $0.atMost(x) } }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let first = values(start)
    let last = waits.map { end.isFinite ? $0.below(end) : 1 }
    let (low, high) = (mean(first), mean(last))
    guard high - low > 1e-15 else { return waits.map { _ in 0 } }
    var top = end
    if !end.isFinite {
      top = max(1, start * 2)
      while mean(values(top)) < high - (high - low) * 1e-9, top < 1e300 { top *= 2 }
    }
    // Steps are small at both ends, where the functions need not be smooth.
    var points = [first]
    var x = start
    for step in 1..<steps {
      let v = Double(step) / Double(steps)
      let level = low + (high - low) * v * v * v * (10 - 15 * v + 6 * v * v)
      var (a, b) = (x, top)
      for _ in 0..<60 where b - a > 1e-12 * b {
        let middle = (a + b) / 2
        if mean(values(middle)) < level { a = middle } else { b = middle }
      }
      x = b
      points.append(values(x))
    }
    points.append(last)
    return waits.indices.map { romberg(points, $0) }
  }

  /// Extrapolates the trapezoidal sums with every point, every second and every fourth.
  private static func romberg(_ points: [[Double]], _ wait: Int) -> Double {
    func left(_ values: [Double]) -> Double {
      values.indices.reduce(1) { $1 == wait ? $0 : $0 * (1 - values[$1]) }
    }
    func sum(_ every: Int) -> Double {
      stride(from: every, to: points.count, by: every).reduce(0) { sum, index in
        let (a, b) = (points[index - every], points[index])
        return sum + (b[wait] - a[wait]) * (left(a) + left(b)) / 2
      }
    }
    let (fine, middle, coarse) = (sum(1), sum(2), sum(4))
    let better = fine + (fine - middle) / 3
    let worse = middle + (middle - coarse) / 3
    return max(0, better + (better - worse) / 15)
  }
}

extension WorkingClock {
  /// How many times as long as working time elapsed time is on average.
  var elapsedPerWorking: Double {
    let days = dayCount
    let worked = workingTime(until: Int64(days) * HallEngine.day)
    return worked > 0 ? Double(Int64(days) * HallEngine.day) / Double(worked) : 1
  }
}
