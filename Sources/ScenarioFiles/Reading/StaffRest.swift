// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Counts the servers of the group of staff that has the rest of a pool, `servers: rest`.
struct StaffRest {
  let context: ReadingContext
  let pool: String

  /// Gives the group of the rest, of which there is at most one, what the other groups leave.
  ///
  /// Others that have more than the pool are a finding of its validation.
  func fill(_ groups: inout [PoolPeople.Group], of total: [String: Located<Int>]) {
    let rests = groups.indices.filter { groups[$0].takesRest }
    guard let rest = rests.first else { return }
    for other in rests.dropFirst() {
      context.error(
        "staff-rest", at: groups[other].place,
        "two groups of '\(pool)' have the rest; say how many servers one of them has")
    }
    let place = groups[rest].place
    let others = groups.filter { !$0.takesRest }.map(\.servers)
    for key in Set(others.flatMap(\.keys)).union(total.keys) {
      let taken = others.reduce(0) { $0 + $1.number(in: key) }
      groups[rest].servers[key] = Located(max(0, total.number(in: key) - taken), at: place)
    }
  }
}
