// SPDX-License-Identifier: Apache-2.0

/// Two equal M/M/1 queues that each get one part of every arrival, which is done when both parts
/// are.
///
/// Source: Flatto and Hahn, SIAM Journal on Applied Mathematics 44 (1984) 1041, solve the chain;
/// Nelson and Tantawi, IEEE Transactions on Computers 37 (1988) 739,
/// <https://doi.org/10.1109/12.2213>, give the mean. Exact for two queues, exponential service and
/// first come first served.
package struct ForkJoinPair: Hashable, Sendable {
  /// The share of time each server is busy.
  package let utilisation: Double

  /// The mean time from arrival until both parts are done, `(12 - ρ) / (8 (μ - λ))`.
  package let meanSojourn: Double

  /// The mean number not done yet, which is the mean of the longer of the two queues.
  package let meanNumber: Double

  /// Creates the pair.
  ///
  /// - Throws: `parameterOutOfRange` for a rate outside its range; `unstable` unless the arrival
  ///   rate is below the service rate.
  package init(arrivalRate: Double, serviceRate: Double) throws(StatisticsError) {
    let load = try OfferedLoad(arrivalRate: arrivalRate, meanService: 1 / serviceRate)
    try load.validateStable(servers: 1)
    utilisation = load.erlangs
    meanSojourn = (12 - load.erlangs) / 8 * load.meanService / (1 - load.erlangs)
    meanNumber = arrivalRate * meanSojourn
  }
}
