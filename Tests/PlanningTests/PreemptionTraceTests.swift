// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// Preemption from packs, with everything else that acts on a pool, worked out by hand to the minute.
struct PreemptionTraceTests {
  @Test func urgentWorkTakesTheDesk() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, priorities: yes, preemption: resume",
      urgent: "at: [1 09:10, 1 09:50]", plain: "at: [1 09:00, 1 09:05]"
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 09:00 | 1 09:00 | 1 09:10",
        "urgent 0 serve: 1 09:10 | 1 09:10 | 1 09:30",
        "plain 0 serve: 1 09:10 | 1 09:30 | 1 09:50",
        "urgent 1 serve: 1 09:50 | 1 09:50 | 1 10:10",
        "plain 0 serve: 1 09:50 | 1 10:10 | 1 10:40",
        "plain 1 serve: 1 09:05 | 1 10:40 | 1 11:40",
      ])
    #expect(run.metrics.invariantsHold)
    #expect(run.metrics.pools[0][.interruptions] == 2)
    #expect(run.metrics.pools[0][.lostMinutes] == 0)
    // Four visits: the plain one that gave way twice has waited for 40 minutes in all.
    #expect(run.metrics.pools[0][.services] == 4)
    #expect(run.metrics.pools[0][.waitMinutes] == (40 + 95) / 4.0)
    #expect(run.scenario("plain", .cycleMinutes) == (100 + 155) / 2.0)
  }

  @Test func restartedWorkCountsTwice() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, priorities: yes, preemption: restart",
      urgent: "at: [1 09:10]", plain: "at: [1 09:00]"
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 09:00 | 1 09:00 | 1 09:10",
        "urgent 0 serve: 1 09:10 | 1 09:10 | 1 09:30",
        "plain 0 serve: 1 09:10 | 1 09:30 | 1 10:30",
      ])
    #expect(run.metrics.pools[0][.lostMinutes] == 10)
    #expect(run.scenario("plain", .touchMinutes) == 70)
    #expect(run.metrics.pools[0][.utilisation] == 90.0 / 840)
  }

  /// The first break lasts from 09:48:45 to 10:03:45: what is in hand goes on until 10:00, when the one
  /// place on duty can be taken.
  @Test func breaksFinishWhatIsInHand() throws {
    let run = try InterruptedPack(
      desk: "servers: 2, hours: office, priorities: yes, preemption: resume, "
        + "breaks: {length: 15 min}",
      urgent: "at: [1 09:52, 1 10:06]", plain: "at: [1 09:00, 1 09:02, 1 11:30]", days: 1
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 09:00 | 1 09:00 | 1 10:00",
        "plain 1 serve: 1 09:02 | 1 09:02 | 1 10:00",
        "urgent 0 serve: 1 09:52 | 1 10:00 | 1 10:20",
        "plain 1 serve: 1 10:00 | 1 10:03:45 | 1 10:05:45",
        "urgent 1 serve: 1 10:06 | 1 10:06 | 1 10:26",
        "plain 2 serve: 1 11:30 | 1 11:30 | 1 12:30",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// Who is at the desk at noon is interrupted even after the closing, by who was there before it.
  @Test func drainingDesksInterruptToo() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, priorities: yes, preemption: resume, closing: drain",
      urgent: "at: [1 11:58]", plain: "at: [1 11:30]", task: "window", days: 1
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 11:30 | 1 11:30 | 1 11:58",
        "urgent 0 serve: 1 11:58 | 1 11:58 | 1 12:18",
        "plain 0 serve: 1 11:58 | 1 12:18 | 1 12:50",
      ])
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 50)
    #expect(run.metrics.invariantsHold)
  }

  /// The desk closes while urgent work is done; what was interrupted waits for the next opening.
  @Test func interruptedWorkWaitsForTheOpening() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, priorities: yes, preemption: resume",
      urgent: "at: [1 11:50]", plain: "at: [1 11:30, 1 11:40]", days: 1
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 11:30 | 1 11:30 | 1 11:50",
        "urgent 0 serve: 1 11:50 | 1 11:50 | 1 12:10",
        "plain 0 serve: 1 11:50 | 1 13:00 | 1 13:40",
        "plain 1 serve: 1 11:40 | 1 13:40 | 1 14:40",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// Urgent work that an outage holds back takes the desk at its end; what was interrupted has begun
  /// and goes on during an outage.
  @Test func outagesHoldBackNewWorkOnly() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, priorities: yes, preemption: resume",
      urgent: "at: [1 09:20, 1 10:55]", plain: "at: [1 09:00]", times: ("20 min", "120 min"),
      task: "back-office, step: work",
      extra: """
        steps: {work: {time: 1 h, electronic: yes}}
        outages: {system: {at: [1 09:10, 1 11:00], time: 30 min, stops: electronic}}
        """, days: 1
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 09:00 | 1 09:00 | 1 09:40",
        "urgent 0 serve: 1 09:20 | 1 09:40 | 1 10:00",
        "plain 0 serve: 1 09:40 | 1 10:00 | 1 10:55",
        "urgent 1 serve: 1 10:55 | 1 10:55 | 1 11:15",
        "plain 0 serve: 1 10:55 | 1 11:15 | 1 11:40",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// A pool in which all are of one class does what it does without preemption, to the microsecond.
  @Test func oneClassIsNeverInterrupted() throws {
    func run(_ preemption: String) throws -> TraceRun {
      try InterruptedPack(
        desk: "servers: 2, hours: office, closing: drain, usable: 80 %, priorities: yes, "
          + preemption,
        plain: "rate: 25 per wd", times: ("", "exponential(mean 20 min)"), task: "window", days: 10
      ).trace()
    }
    let (plain, preemptive) = (try run("preemption: none"), try run("preemption: restart"))
    #expect(preemptive.metrics.fingerprint == plain.metrics.fingerprint)
    #expect(preemptive.lines == plain.lines)
    #expect(preemptive.result.pools[0].busyArea == plain.result.pools[0].busyArea)
    #expect(preemptive.result.pools[0].queueArea == plain.result.pools[0].queueArea)
    #expect(preemptive.metrics.pools[0][.interruptions] == 0)
    #expect(plain.metrics.pools[0][.interruptions] == nil)
  }
}
