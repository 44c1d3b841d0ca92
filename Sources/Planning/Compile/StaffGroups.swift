// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// The groups of servers of a pool under a configuration: its own, then those lent to it and
/// those of its reserve.
struct StaffGroups {
  /// The groups; empty where all servers are alike.
  let groups: [PlanPool.Group]
  /// The group of each of the pool's own servers, by number.
  let ofServers: [Int]
  /// What service times are multiplied by on average while all of the pool's own servers work and
  /// have learned: the number of servers over the sum of their speeds.
  let meanFactor: Double
  /// The factors of the groups behind the pool's own.
  private let lentFactors: [Double]
  private let ownCount: Int

  init(of pool: Pool, in hall: Hall, configuration: String) {
    let own = pool.people.groups
    let loans = hall.loans(to: pool, in: configuration)
    let learning = pool.people.learning
    guard hall.hasUnlikeStaff(pool, in: configuration) else {
      groups = []
      ofServers = []
      meanFactor = 1
      lentFactors = []
      ownCount = 0
      return
    }
    let counts = own.map { $0.servers.number(in: configuration) }
    ofServers = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    let factors = own.isEmpty ? [1] : own.map(\.factor)
    // Windows of the reserve are staffed by people of ordinary speed.
    let reserve = pool.people.reserve == nil ? [] : [1.0]
    lentFactors = (loans.map(\.factor) + reserve).reduce(into: []) { list, factor in
      if !list.contains(factor) { list.append(factor) }
    }
    ownCount = factors.count
    let curves = own.isEmpty ? [learning] : own.map { $0.learning ?? learning }
    groups =
      zip(factors, curves).map { PlanPool.Group(dailyFactors: Self.dailyFactors($0, $1)) }
      + lentFactors.map { PlanPool.Group(factor: $0) }
    let speed = zip(counts, factors).reduce(0.0) { $0 + Double($1.0) / $1.1 }
    meanFactor = speed > 0 ? Double(ofServers.count) / speed : 1
  }

  /// Returns what service times are multiplied by on each working day, f·(1 + (F − 1)·2^(−t/h)) on
  /// day t from 0 and f from the day on which people have learned.
  private static func dailyFactors(_ factor: Double, _ learning: PoolPeople.Learning?) -> [Double] {
    guard let learning else { return [factor] }
    let rate = Elementary.log(2) / Double(learning.halfLife)
    return (0..<learning.until).map { day in
      factor * (1 + (learning.factor - 1) * Elementary.exp(-rate * Double(day)))
    } + [factor]
  }

  /// Returns the groups of a number of servers; those without one of their own are of the first.
  func ofServers(_ count: Int) -> [Int] {
    ofServers.prefix(count) + Array(repeating: 0, count: max(0, count - ofServers.count))
  }

  /// Returns the group of people who are lent and work there with a factor; 1 is that of the reserve.
  func ofLent(factor: Double) -> Int {
    lentFactors.firstIndex(of: factor).map { ownCount + $0 } ?? 0
  }
}
