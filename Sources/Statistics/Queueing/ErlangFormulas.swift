// SPDX-License-Identifier: Apache-2.0

/// Erlang's formulas for loss and for waiting.
///
/// Source: Erlang (1917); the recursion and the relation between the two are in Cooper,
/// Introduction to Queueing Theory, 2nd edition (1981), sections 3.3 and 3.4.
package enum ErlangFormulas {
  /// Returns Erlang B: the chance that an arrival finds all servers busy where none may wait.
  ///
  /// `B(n) = a B(n-1) / (n + a B(n-1))`, which holds all values between zero and one. Valid for
  /// any distribution of the service time.
  ///
  /// - Throws: `parameterOutOfRange` for a load below zero or servers outside
  ///   `0...OfferedLoad.serverLimit`.
  /// - Complexity: O(servers)
  package static func loss(erlangs: Double, servers: Int) throws(StatisticsError) -> Double {
    guard erlangs.isFinite, erlangs >= 0 else {
      throw .outOfRange("the offered load must be zero or more, not \(erlangs)")
    }
    guard servers >= 0, servers <= OfferedLoad.serverLimit else {
      throw .outOfRange(
        "the number of servers must be 0 to \(OfferedLoad.serverLimit), not \(servers)")
    }
    var blocked = 1.0
    for server in 0..<servers {
      blocked = erlangs * blocked / (Double(server + 1) + erlangs * blocked)
    }
    return blocked
  }

  /// Returns Erlang C: the chance that an arrival has to wait in M/M/c.
  ///
  /// - Throws: `parameterOutOfRange` as ``loss(erlangs:servers:)`` and for no server; `unstable`
  ///   unless the load is below the servers.
  /// - Complexity: O(servers)
  package static func waitProbability(
    erlangs: Double, servers: Int
  ) throws(StatisticsError) -> Double {
    try OfferedLoad.validate(servers: servers)
    let blocked = try loss(erlangs: erlangs, servers: servers)
    guard erlangs < Double(servers) else { throw .unstable(load: erlangs, servers: servers) }
    return blocked / (1 - erlangs / Double(servers) * (1 - blocked))
  }
}
