// SPDX-License-Identifier: Apache-2.0

/// Mean times in the system of classes with priority, where a better class takes the server and the
/// interrupted service goes on later with what is left of it.
///
/// Within a class the order is first come first served.
package enum PreemptiveSojourns {
  /// Returns the mean wait plus service of each class in M/G/1, interruptions included, the most
  /// urgent class first.
  ///
  /// With σ the load of the classes up to each,
  /// `E[S] / (1 - σ₋) + Σ λE[S²]/2 / ((1 - σ₋)(1 - σ))`, the sum over the classes up to it: worse
  /// classes do not exist for it.
  ///
  /// Source: White and Christie, Operations Research 6 (1958) 79,
  /// <https://doi.org/10.1287/opre.6.1.79>; Conway, Maxwell and Miller, Theory of Scheduling (1967),
  /// chapter 8.
  ///
  /// - Throws: `parameterOutOfRange` for no class or a parameter outside its range; `unstable`
  ///   unless the total load is below one.
  package static func singleServer(
    _ classes: [PriorityWaits.ServiceClass]
  ) throws(StatisticsError) -> [Double] {
    // The waits of all classes above and of a class itself as one, without those below.
    _ = try PriorityWaits.singleServer(classes)
    var above = 0.0
    var residual = 0.0
    return classes.map { item in
      let load = item.arrivalRate * item.meanService
      residual += load * item.meanService * (1 + item.squaredVariation) / 2
      let upTo = above + load
      defer { above = upTo }
      return item.meanService / (1 - above) + residual / ((1 - above) * (1 - upTo))
    }
  }

  /// Returns the mean wait plus service of each class in M/M/c with one service rate for all, the
  /// most urgent class first.
  ///
  /// With exponential service it makes no difference who of the classes up to one is served, so that
  /// their number is that of M/M/c without classes, and Little's law gives the time of each (Buzen
  /// and Bondi, Operations Research 31 (1983) 456, <https://doi.org/10.1287/opre.31.3.456>).
  ///
  /// - Throws: `parameterOutOfRange` for no class, a class without arrivals or a parameter outside
  ///   its range; `unstable` unless the total load is below the servers.
  package static func multiServer(
    arrivalRates: [Double], serviceRate: Double, servers: Int
  ) throws(StatisticsError) -> [Double] {
    guard !arrivalRates.isEmpty, arrivalRates.allSatisfy({ $0 > 0 }) else {
      throw .outOfRange("preemptive classes need at least one class, and arrivals of each")
    }
    var result: [Double] = []
    var rate = 0.0
    var number = 0.0
    for own in arrivalRates {
      rate += own
      let upTo = try MultiServerQueue(
        arrivalRate: rate, serviceRate: serviceRate, servers: servers
      ).meanNumber
      result.append((upTo - number) / own)
      number = upTo
    }
    return result
  }
}
