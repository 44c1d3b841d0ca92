// SPDX-License-Identifier: Apache-2.0

/// Checks that what pools say of their people fits their hours.
struct PeopleValidator {
  let pack: Pack
  private var hall: Hall { pack.hall }

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    for pool in hall.pools { breaks(pool, &findings) }
  }

  /// The lengths of the opening stretches of a pool's shifts in minutes; nil where hours are unknown.
  private func stretches(_ pool: Pool) -> [Int]? {
    var result: [Int] = []
    for shift in pool.shifts {
      if shift.hours.value == "always" {
        result.append(1440)
      } else if let hours = hall.hours.first(where: { $0.id.value == shift.hours.value }) {
        result += hours.open.map(\.minutes)
      } else {
        return nil
      }
    }
    return result
  }

  private func breaks(_ pool: Pool, _ findings: inout Findings) {
    guard let length = pool.people.breakMinutes, let longest = stretches(pool)?.max() else {
      return
    }
    let most = Double(longest) / PoolPeople.shortestStretch
    guard length.value < 1 || length.value > most else { return }
    findings.error(
      "bad-break", at: length.place,
      "a break lasts from 1 min to a quarter of an opening stretch; the longest of "
        + "'\(pool.id.value)' has \(longest) min")
  }
}
