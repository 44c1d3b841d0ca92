// SPDX-License-Identifier: Apache-2.0

extension FactList {
  /// Adds what closes the hall or stops its work.
  mutating func addDisturbances(of hall: Hall) {
    for closure in hall.closures {
      begin(["closures", closure.id.value], .text("closure"), at: closure.id.place)
      add(closure.rates)
      add("months", names: closure.months.map(String.init))
      for (days, share) in closure.lengths { add("days", String(days), value: .share(share)) }
    }
    for outage in hall.outages {
      begin(["outages", outage.id.value], .text("outage"), at: outage.id.place)
      if let rates = outage.rates { add(rates) }
      add("at", names: outage.instants.map { "\($0) min" })
      add("time", time: outage.time)
      switch outage.stops {
      case .electronic: add("stops", value: .text("electronic"))
      case .steps(let steps): add("stops", names: steps.map(\.value))
      }
    }
  }

  /// Adds how a stream changes over the years.
  mutating func addChanges(of stream: ArrivalStream) {
    if stream.growth != 0 { add("growth", value: .number(stream.growth)) }
    for (number, rush) in stream.rushes.enumerated() {
      let field = "rushes[\(number)]"
      add(field, "before", value: .text(rush.before.description))
      add(field, "days", value: .count(rush.days))
      add(field, "factor", value: .number(rush.factor))
      add(field, "after.days", value: .count(rush.daysAfter))
      add(field, "after.factor", value: .number(rush.factorAfter))
    }
  }

  /// Adds the waves of a stream.
  mutating func add(_ waves: DemandWaves) {
    add(waves.rates)
    add("cases", value: .counted(waves.cases.value), at: waves.cases.place)
    add("over", time: waves.over)
  }

  private mutating func add(_ rates: EventRates) {
    for configuration in configurations {
      add(
        "rate", configuration, value: .number(rates.perYear(in: configuration)),
        at: (rates.perYear[configuration] ?? rates.perYear["*"])?.place)
    }
  }
}
