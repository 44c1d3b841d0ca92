// SPDX-License-Identifier: Apache-2.0

import Statistics

/// One exponential server whose newcomers stay with a chance that falls with the number waiting.
///
/// The balance equations of the birth–death chain with births `λ θⁿ` where `n` wait, summed until they
/// vanish (Gross, Shortle, Thompson and Harris, 2008, section 2.10).
struct DiscouragedQueue {
  /// The share that goes away.
  let lostShare: Double
  /// The mean wait of those who stay.
  let meanWait: Double
  /// The share of time the server is busy.
  let utilisation: Double

  /// Solves the chain; `staying` is `θ`, below one.
  init(arrivalRate: Double, serviceRate: Double, staying: Double) {
    // By the number in the hall: none, then one in service and the rest waiting.
    var weight = 1.0
    var total = 1.0
    var admitted = arrivalRate
    var queue = 0.0
    for number in 1...2000 {
      let waitingBefore = Double(max(0, number - 2))
      weight *=
        arrivalRate * (number == 1 ? 1 : Elementary.exp(waitingBefore * Elementary.log(staying)))
        / serviceRate
      if weight < 1e-300 { break }
      total += weight
      let waiting = Double(number - 1)
      admitted += weight * arrivalRate * Elementary.exp(waiting * Elementary.log(staying))
      queue += weight * waiting
    }
    lostShare = 1 - admitted / total / arrivalRate
    meanWait = queue / admitted
    utilisation = 1 - 1 / total
  }
}
