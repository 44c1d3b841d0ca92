// SPDX-License-Identifier: Apache-2.0

import Statistics

/// Sums over days and servers that the rules of closures, outages and absence lead to.
enum DayTypes {
  /// Returns the mean number of servers absent of a shift that keeps at least `minimum`.
  static func meanAbsent(of servers: Int, absence: Double, minimum: Int) -> Double {
    var sum = 0.0
    var weight = 1.0
    for _ in 0..<servers { weight *= absence }
    // From nobody present on.
    for present in 0...servers {
      sum += weight * Double(max(present, minimum))
      weight *= Double(servers - present) / Double(present + 1) * (1 - absence) / absence
    }
    return Double(servers) - sum
  }

  /// Returns the mean number of closed days of a season, where each of its days begins a closure with
  /// a chance and some closures last a second day.
  static func meanClosed(days: Int, beginning: Double, lastingTwo: Double) -> Double {
    let second = beginning * lastingTwo
    return beginning + Double(days - 1) * (1 - (1 - beginning) * (1 - second)) + second
  }

  /// Returns the mean time down until `end` of a system whose failures begin by a Poisson process and
  /// last an exponential time, some of them at once: the busy time of M/M/∞ from empty, by Simpson's
  /// rule.
  static func meanDown(until end: Double, rate: Double, mean: Double) -> Double {
    func isDown(_ t: Double) -> Double {
      -Elementary.expm1(-rate * mean * -Elementary.expm1(-t / mean))
    }
    let settled = min(end, 40 * mean)
    let steps = 4000
    let width = settled / Double(steps)
    var sum = isDown(0) + isDown(settled)
    for step in 1..<steps {
      sum += (step.isMultiple(of: 2) ? 2 : 4) * isDown(Double(step) * width)
    }
    return sum * width / 3 + (end - settled) * isDown(end)
  }
}
