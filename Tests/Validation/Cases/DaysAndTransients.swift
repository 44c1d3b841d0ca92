// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// Days with opening hours, and queues on their way to the steady state.
  static func daysAndTransients(group: Int) throws -> CaseGroup {
    let empty = try TimeVaryingQueue(
      segments: [.init(duration: 1440, arrivalRate: 0.045, servers: 1)], serviceRate: 0.05,
      step: 1440)
    let backlog = try TimeVaryingQueue(
      segments: [.init(duration: 1440, arrivalRate: 0.04, servers: 2)], serviceRate: 1 / 30.0,
      step: 1440, initialNumber: 30)
    return CaseGroup(
      title: "Days and transients",
      note: "Exact solutions of the forward equations; nothing here is a steady state.",
      cases: [
        try day((group, 1)), try fortnight((group, 2)),
        ValidationCase(
          number: (group, 3), model: "M/M/1 from empty", parameters: "λ 0.045, mean 20, one day",
          pack: "station",
          changes: [
            "streams.arrivals.rate=0.045 per min",
            "customer.flow.serve.time=exponential(mean 20 min)",
          ], days: (1, 0), replications: 4000,
          quantities: [
            Quantity("mean queue length over the day", empty.totalWait / 1440, .jensen) {
              $0.desk(.queueLength)
            },
            Quantity("mean number at its end", empty.expectedLeftOver, .jensen) {
              $0.hall(.inside)
            },
          ]),
        ValidationCase(
          number: (group, 4), model: "M/M/2 from a backlog of 30",
          parameters: "λ 0.04, mean 30, one day", pack: "backlog", days: (1, 0),
          replications: 4000,
          quantities: [
            Quantity("mean queue length over the day", backlog.totalWait / 1440, .jensen) {
              $0.desk(.queueLength)
            },
            Quantity("mean number at its end", backlog.expectedLeftOver, .jensen) {
              $0.hall(.inside)
            },
          ]),
      ])
  }

  /// A morning with people at the door from 8:00 on and a fourth desk from 10:00.
  private static func day(_ number: (Int, Int)) throws -> ValidationCase {
    let day = try TimeVaryingQueue(
      segments: [
        .init(duration: 30, arrivalRate: 12.0 / 30, servers: 0),
        .init(duration: 60, arrivalRate: 48.0 / 60, servers: 3),
        .init(duration: 30, arrivalRate: 36.0 / 90, servers: 3),
        .init(duration: 60, arrivalRate: 36.0 / 90, servers: 4),
        .init(duration: 120, arrivalRate: 24.0 / 120, servers: 4),
        .init(duration: 270, arrivalRate: 0, servers: 4),
      ], serviceRate: 0.2, step: 30)
    return ValidationCase(
      number: number, model: "M(t)/M/c(t)",
      parameters: "120 from 8:00 to 13:00, mean 5; 3 desks from 8:30, 4 from 10:00", pack: "day",
      days: (1, 0), replications: 4000,
      quantities: [
        // The run ends at closing time, 1050 minutes after midnight.
        Quantity("total wait of the day, min", day.totalWait, .jensen) {
          $0.desk(.queueLength) * $0.minutes
        },
        Quantity("mean number over the day", (day.totalWait + 120 * 5) / 1050, .jensen) {
          $0.hall(.meanInside)
        },
      ])
  }

  /// Ten working days with a break at noon, where work in hand is finished and the queue waits.
  private static func fortnight(_ number: (Int, Int)) throws -> ValidationCase {
    let (morning, afternoon) = (190 * 0.55 / 210, 190 * 0.45 / 180)
    var segments: [TimeVaryingQueue.Segment] = []
    for day in 0..<10 {
      // Minutes between 17:00 and 8:30, over the weekend for the sixth day.
      if day > 0 {
        segments.append(
          .init(
            duration: 930 + (day == 5 ? 2880 : 0), arrivalRate: 0, servers: 0, finishesWork: true))
      }
      segments += [
        .init(duration: 30, arrivalRate: morning, servers: 0),
        .init(duration: 180, arrivalRate: morning, servers: 3),
        .init(duration: 90, arrivalRate: 0, servers: 0, finishesWork: true),
        .init(duration: 30, arrivalRate: afternoon, servers: 0),
        .init(duration: 150, arrivalRate: afternoon, servers: 3),
        .init(duration: 30, arrivalRate: 0, servers: 3),
      ]
    }
    let queue = try TimeVaryingQueue(segments: segments, serviceRate: 0.2, step: 6000)
    return ValidationCase(
      number: number, model: "M(t)/M/c(t), ten days",
      parameters: "190 a day, mean 5; 3 desks 9–12 and 14–17, work in hand is finished",
      pack: "hours", days: (10, 0), replications: 2000,
      quantities: [
        Quantity("total wait, min", queue.totalWait, .jensen) {
          $0.desk(.queueLength) * $0.minutes
        },
        Quantity("overtime a day, min", queue.expectedOvertime / 10, .jensen) {
          $0.desk(.overtimeMinutesPerDay)
        },
        Quantity("mean number left in the evening of the last day", queue.expectedLeftOver, .jensen)
        {
          $0.hall(.inside)
        },
      ])
  }
}
