// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// The check of all balances that every run of a debug build passes through.
struct BalanceCheckTests {
  @Test func brokenBalanceEndsADebugBuild() async {
    await #expect(processExitsWith: .failure) {
      Invariants(caseBalance: 1, sojournBalance: 0, queueBalances: [0], busyBalances: [0])
        .assertHold(seed: 1, replication: 0)
    }
  }

  @Test func balancesThatHoldPass() {
    Invariants(caseBalance: 0, sojournBalance: 0, queueBalances: [0], busyBalances: [0])
      .assertHold(seed: 1, replication: 0)
  }

  @Test func eachBalanceIsLookedAt() {
    let whole = Invariants(
      caseBalance: 0, sojournBalance: 0, queueBalances: [0, 0], busyBalances: [0, 0])
    #expect(whole.hold)
    var cases = whole
    cases.caseBalance = -1
    var sojourns = whole
    sojourns.sojournBalance = 1
    var queues = whole
    queues.queueBalances[1] = -1
    var services = whole
    services.busyBalances[0] = 1
    #expect([cases, sojourns, queues, services].allSatisfy { !$0.hold })
  }
}
