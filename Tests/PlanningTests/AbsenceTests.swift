// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing
import TransferModel

/// Servers who are absent for whole days.
struct AbsenceTests {
  private static func study(
    _ pool: String, days: Int = 2, configuration: String = "base", name: String = "desk"
  ) throws -> CompiledStudy {
    try PeoplePack.study(
      pools: "desk: {hours: office, \(pool)}", arrivals: "rate: 3 per wd", days: days,
      configuration: configuration)
  }

  private static func present(_ study: CompiledStudy, seed: UInt64 = 1, shift: Int = 0) throws
    -> [[Bool]]
  {
    let roster = try #require(study.plan.rosters.first)
    return roster.dayKinds.indices.map {
      roster.isPresent(in: shift, day: $0, Replication(seed: seed))
    }
  }

  @Test func meanPresentIsThatOfTheLargerOfMinimumAndBinomial() {
    var people = PoolPeople()
    #expect(people.meanPresent(of: 7) == 7)
    people.absence = 0.5
    // None, one or two of two in the proportion 1 : 2 : 1; at least one comes.
    #expect(abs(people.meanPresent(of: 2) - 1.25) < 1e-12)
    people.minimum = 0
    #expect(abs(people.meanPresent(of: 2) - 1) < 1e-12)
    people.minimum = 9
    #expect(abs(people.meanPresent(of: 2) - 2) < 1e-12)
    people.absence = 0.06
    people.minimum = 0
    #expect(abs(people.meanPresent(of: 10_000) - 9400) < 1e-6)
  }

  /// 250 days of four servers with probability 0.3 and a minimum of 2.
  ///
  /// The mean number present differs from its expectation by more than 3.89 standard errors once in
  /// ten thousand seeds.
  @Test func meanCapacityIsTheExpectedOne() throws {
    let study = try Self.study("servers: 4, absence: 30 %, minimum: 2", days: 250)
    let result = Replication(seed: 3, horizon: study.horizon).run(study.plan)
    let mean = Double(result.pools[0].capacityArea) / Double(study.workingDay) / 250
    // Binomial: 0.0081, 0.0756, 0.2646, 0.4116, 0.2401 for 0 to 4; 0 and 1 count as 2.
    let expected = 2 * 0.3483 + 3 * 0.4116 + 4 * 0.2401
    let squares = 4 * 0.3483 + 9 * 0.4116 + 16 * 0.2401
    let error = ((squares - expected * expected) / 250).squareRoot()
    #expect(abs(mean - expected) < 3.89 * error, "\(mean), expected \(expected) ± \(error)")
    #expect(abs(study.loads[0].servers - expected) < 1e-9)
    #expect(result.invariants.hold)
    // Who is on duty and who is absent are together all.
    let absent = Double(result.pools[0].absentArea) / Double(study.workingDay) / 250
    #expect(abs(mean + absent - 4) < 1e-9)
  }

  @Test func dayIsWholeAndNeverBelowTheMinimum() throws {
    let days = try Self.present(Self.study("servers: 3, absence: 60 %, minimum: 2", days: 60))
    #expect(days.allSatisfy { $0.count { $0 } >= 2 })
    #expect(Set(days.map { $0.count { $0 } }) == [2, 3])
    let study = try Self.study("servers: 1, absence: 90 %")
    #expect(try Self.present(study).allSatisfy { $0 == [true] }, "one is always there")
  }

  @Test func moreServersLeaveTheOthersAsTheyWere() throws {
    let keys = "servers: {base: 5, more: 6}, absence: 40 %, minimum: 0"
    let five = try Self.present(Self.study(keys, days: 40))
    let six = try Self.present(Self.study(keys, days: 40, configuration: "more"))
    #expect(zip(five, six).allSatisfy { $0 == Array($1.prefix(5)) })
    #expect(five != (try Self.present(Self.study(keys, days: 40), seed: 2)))
    #expect(Set(five).count > 10, "days differ")
  }

  @Test func absentServerMissesAllShiftsOfTheDay() throws {
    let study = try Self.study(
      """
      servers: 3, extra: [{hours: evening, servers: 2}], absence: 40 %, minimum: 0
      """, days: 40)
    let morning = try Self.present(study)
    let evening = try Self.present(study, shift: 1)
    #expect(zip(morning, evening).allSatisfy { Array($0.prefix(2)) == $1 })
  }

  @Test func utilisationCountsWhoIsOnDuty() throws {
    let study = try PeoplePack.study(
      pools: "desk: {servers: 2, hours: office, absence: 50 %}",
      arrivals: "at: [1 09:00, 2 09:00, 3 09:00, 4 09:00]", time: "90 min", days: 4)
    let present = try Self.present(study).prefix(4).reduce(0) { $0 + $1.count { $0 } }
    try #require(present < 8, "the seed lets somebody be absent")
    let metrics = TraceRun(study, seed: 1).metrics
    #expect(metrics.pools[0][.utilisation] == 4 * 90 / (180.0 * Double(present)))
    #expect(metrics.pools[0][.absentServers] == Double(8 - present) / 4)
  }
}
