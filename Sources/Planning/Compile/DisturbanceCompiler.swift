// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Turns closures and outages into probabilities of every day that is laid out.
struct DisturbanceCompiler {
  let hall: Hall
  let configuration: String
  let calendar: CalendarCompiler
  let samplers: SamplerCompiler

  /// The outages that happen under the configuration.
  var outages: [SystemOutage] { hall.outages.filter { $0.happens(in: configuration) } }

  /// Returns the disturbances; nil where nothing happens under the configuration.
  func planned() -> PlanDisturbances? {
    let closures = hall.closures.filter { $0.rates.perYear(in: configuration) > 0 }
    let outages = outages
    guard !closures.isEmpty || !outages.isEmpty else { return nil }
    return PlanDisturbances(
      closures: closures.map { closure in
        PlanDisturbances.Closure(
          startProbability: perDay(closure.rates.perYear(in: configuration), in: closure.months)
            .map { min(1, $0) },
          lengths: closure.sharesByLength,
          streamKey: StreamKey.hash("closure/\(closure.id.value)"))
      },
      outages: outages.map { outage in
        PlanDisturbances.Outage(
          expectedPerDay: outage.rates.map {
            perDay($0.perYear(in: configuration), in: Set(1...12))
          } ?? [],
          instants: DemandCompiler.instants(outage.instants),
          time: samplers.sampler(outage.time.value),
          streamKey: StreamKey.hash("outage/\(outage.id.value)"))
      },
      firstDay: calendar.from.dayNumber)
  }

  /// Divides a number of events a year among the working days of some months of that year.
  private func perDay(_ perYear: Double, in months: Set<Int>) -> [Double] {
    var events = YearlyEvents { [hall] date in
      months.contains(date.components.month) && hall.calendar.isWorkingDay(date)
    }
    return (0..<calendar.days).map { day in
      perYear * events.expected(on: calendar.from.adding(days: day))
    }
  }
}
