// SPDX-License-Identifier: Apache-2.0

/// One server and two classes, where the better one takes the server at once and an interrupted
/// service is done again from the beginning, for the same time (preemptive repeat identical).
///
/// Urgent customers have exponential service and plain ones a constant one; both arrive in Poisson
/// streams. A plain service of length d that an urgent arrival interrupts waits for a busy period B of
/// the urgent, and begins anew: until it is done there pass C, of mean `(e^Λd - 1)(1/Λ + E[B])`
/// with Λ the rate of the urgent (Gaver, Journal of the Royal Statistical Society B 24 (1962) 73).
/// Plain customers are an M/G/1 queue with service C, whose first customer of a busy period also waits
/// for what is left of an urgent busy period (Welch, Operations Research 12 (1964) 736,
/// <https://doi.org/10.1287/opre.12.5.736>).
package struct RepeatedServiceQueue: Hashable, Sendable {
  /// The mean time in the system of the urgent, who do not see the others.
  package let urgentSojourn: Double

  /// The mean time in the system of the plain, from arrival to the end of the service.
  package let plainSojourn: Double

  /// The share of time the server is busy, work that is lost included.
  package let utilisation: Double

  /// The mean work of a plain service that is lost.
  package let lostWork: Double

  /// Creates the queue.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range; `unstable` unless the urgent
  ///   alone, and the plain with what they repeat, can be served.
  package init(
    urgentRate: Double, urgentService: Double, plainRate: Double, plainService: Double
  ) throws(StatisticsError) {
    let urgent = try MultiServerQueue(
      arrivalRate: urgentRate, serviceRate: 1 / urgentService, servers: 1)
    let plain = try OfferedLoad(arrivalRate: plainRate, meanService: plainService)
    guard urgentRate > 0, plainRate > 0 else {
      throw .outOfRange("a queue that repeats services needs arrivals of both classes")
    }
    urgentSojourn = urgent.meanSojourn
    // The busy period of M/M/1: its moments, and its transform at the rate of the plain.
    let rate = 1 / urgentService
    let spare = rate - urgentRate
    let (busy, busySquare) = (1 / spare, 2 * rate / (spare * spare * spare))
    let sum = urgentRate + rate + plainRate
    let busyTransform =
      (sum - (sum * sum - 4 * urgentRate * rate).squareRoot()) / (2 * urgentRate)

    let length = plainService
    let mean = urgentRate * length
    let more = Elementary.expm1(mean)
    let repeated = more * (1 / urgentRate + busy)
    // The moments of a failed try, over the chance of success.
    let tries = (more - mean) / urgentRate
    let triesSquare = (2 * more - mean * mean - 2 * mean) / (urgentRate * urgentRate)
    let repeatedSquare =
      length * length + triesSquare + 2 * busy * tries + more * busySquare
      + 2 * (repeated - length) * repeated

    // What is left of an urgent busy period when a plain one comes to no other plain one.
    let first = urgentRate / (urgentRate + plainRate)
    let odds = first / (1 - first * busyTransform)
    let delay = odds * (busy - (1 - busyTransform) / plainRate)
    let delaySquare =
      odds
      * (busySquare - 2 * busy / plainRate
        + 2 * (1 - busyTransform) / (plainRate * plainRate))

    let load = plainRate * repeated
    guard load < 1 else { throw .unstable(load: load, servers: 1) }
    let empty = (1 - load) / (1 + plainRate * delay)
    let firstSquare = repeatedSquare + 2 * repeated * delay + delaySquare
    let work =
      plainRate * (repeatedSquare * (1 - empty) + firstSquare * empty) / (2 * (1 - load))
    plainSojourn = work + empty * delay + repeated
    lostWork = more / urgentRate - length
    utilisation = urgent.utilisation + plain.erlangs + plainRate * lostWork
  }
}
