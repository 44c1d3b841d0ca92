// SPDX-License-Identifier: Apache-2.0

extension FactList {
  /// Adds the hall: hours, people, demand, configurations.
  mutating func add(_ hall: Hall) {
    let anywhere =
      hall.studyPlace ?? hall.workingHours?.place ?? hall.pools.first?.id.place
      ?? SourcePlace.start(of: "hall")
    begin(["calendar"], .text(hall.calendar.kind.rawValue), at: anywhere)
    add("kind", value: .text(hall.calendar.kind.rawValue))
    add("workingHours", name: hall.workingHours)
    add("daysOff", names: hall.calendar.daysOff.map(\.description))
    add("makeUpDays", names: hall.calendar.makeUpDays.map(\.description))
    add("localClosures", names: hall.calendar.localClosures.map(\.description))
    add("years", names: hall.calendar.years.map(String.init))
    for hours in hall.hours {
      begin(["hours", hours.id.value], .text("hours"), at: hours.id.place)
      add("open", names: hours.open.map(\.description))
      add("days", names: hours.days.map(\.rawValue))
    }
    for rounds in hall.rounds {
      begin(["rounds", rounds.id.value], .text("rounds"), at: rounds.id.place)
      add("at", names: rounds.at.map(\.description))
      add("days", names: rounds.days.map(\.rawValue))
    }
    for pool in hall.pools { add(pool) }
    for configuration in hall.configurations {
      begin(
        ["configurations", configuration.id.value], .label(configuration.name),
        at: configuration.id.place)
      add("name", label: configuration.name)
      for scenario in scenarios {
        let flow = configuration.flowsByScenario[scenario] ?? configuration.flow
        add("flow", scenario, value: flow.map { .text($0.value) })
      }
    }
    addDemand(of: hall)
    addDisturbances(of: hall)
    begin(["study"], .text("study"), at: anywhere)
    add("from", value: .text("\(hall.study.from)"))
    add("days", value: .count(hall.study.days))
    add("warmUpDays", value: .count(hall.study.warmUpDays))
    add("replications", value: .count(hall.study.replications))
    if let rating = hall.rating {
      begin(["rating"], .text("rating"), at: anywhere)
      add("coverage", value: .share(rating.coverage))
      add("base", value: .number(rating.base))
      add("waitMinute", value: .number(rating.waitMinute))
      add("trip", value: .number(rating.trip))
      add("supplement", value: .number(rating.supplement))
      add("late", value: .number(rating.late))
      add("refused", value: .number(rating.refused))
    }
  }

  private mutating func add(_ pool: Pool) {
    begin(["pools", pool.id.value], .label(pool.name), at: pool.id.place)
    add("name", label: pool.name)
    add("kind", value: .text(pool.kind.rawValue))
    add("department", name: pool.department)
    for (number, shift) in pool.shifts.enumerated() {
      let prefix = number == 0 ? "" : "extra[\(number - 1)]."
      add(prefix + "hours", name: shift.hours)
      for configuration in configurations {
        add(
          prefix + "servers", configuration, value: .count(shift.servers(in: configuration)),
          at: (shift.servers[configuration] ?? shift.servers["*"])?.place)
      }
    }
    add("closing", value: .text(pool.closing.rawValue))
    add("order", value: .text(pool.order.rawValue))
    add("priorities", value: .text(pool.priorities.rawValue))
    add("preemption", value: .text(pool.preemption.rawValue))
    add("breakdowns.up", time: pool.breakdowns?.up)
    add("breakdowns.repair", time: pool.breakdowns?.repair)
    add("guarantee", "class", value: pool.guarantee.map { .count($0.priority) })
    add("guarantee", "every", value: pool.guarantee.map { .count($0.every) })
    add("usable", value: .share(pool.usableShare))
    add("forecast", value: pool.forecastMinutes.map { .minutes($0) })
    add("absentCall", value: .minutes(pool.absentCallMinutes))
    addPeople(of: pool)
  }

  private mutating func addDemand(of hall: Hall) {
    for channel in hall.channels {
      begin(["channels", channel.id.value], .label(channel.name), at: channel.id.place)
      add("name", label: channel.name)
      for configuration in configurations {
        add("share", configuration, value: .share(channel.share(in: configuration)))
      }
      add("priority", value: .count(channel.priority))
    }
    for audience in hall.audiences {
      begin(["audiences", audience.id.value], .label(audience.name), at: audience.id.place)
      add("name", label: audience.name)
      for change in audience.changes {
        for configuration in configurations {
          let value: FactValue? =
            switch change.rule(in: configuration) {
            case .share(let share): .share(share)
            case .times(let factor): .change(.init(factor: factor, addMinutes: 0))
            case .moved(let target): .text(target.value)
            case nil: nil
            }
          add(change.channel.value, configuration, value: value)
        }
      }
    }
    for law in hall.patience {
      begin(["patience", law.id.value], .text("patience"), at: law.id.place)
      add("time", time: law.time)
      for adjustment in law.adjustments {
        for (value, change) in adjustment.changes {
          add("adjust", adjustment.attribute.value, value.value, value: .change(change))
        }
      }
      add("checkEvery", value: .minutes(law.checkMinutes))
    }
    for kind in hall.appointments {
      begin(["appointments", kind.id.value], .text("appointment"), at: kind.id.place)
      add("lead", time: kind.lead)
      for slot in kind.slots { add("slots", slot.at.description, value: .number(slot.weight)) }
      add("punctuality", time: kind.punctuality)
      add("tolerance", value: .minutes(kind.toleranceMinutes))
      add("onTime", value: .count(kind.onTimePriority))
      add("late", value: .count(kind.latePriority))
    }
    for pattern in hall.patterns { add(pattern) }
    for stream in hall.streams { add(stream) }
  }

  private mutating func add(_ pattern: DemandPattern) {
    begin(["patterns", pattern.id.value], .text("pattern"), at: pattern.id.place)
    for segment in pattern.segments {
      add("profile", segment.interval.description, value: .share(segment.weight))
    }
    add("days", value: .text(pattern.days.rawValue))
    for (day, factor) in zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], pattern.weekdays) {
      add("weekdays", day, value: .number(factor))
    }
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    for (month, factor) in zip(months, pattern.months) {
      add("months", month, value: .number(factor))
    }
    add("makeUpDay", value: .number(pattern.makeUpDay))
    add("afterHoliday", value: .number(pattern.afterHoliday))
    add("beforeHoliday", value: .number(pattern.beforeHoliday))
  }

  private mutating func add(_ stream: ArrivalStream) {
    begin(["streams", stream.id.value], .text("stream"), at: stream.id.place)
    switch stream.law {
    case .rate(let perDay, let pattern, let dispersion):
      add("rate", value: .perDay(perDay))
      add("pattern", name: pattern)
      add("dispersion", value: .number(dispersion))
    case .waves(let waves, let pattern):
      add(waves)
      add("pattern", name: pattern)
    case .every(let law): add("every", time: law)
    case .at(let instants):
      add("at", value: .text(instants.map { "\($0) min" }.joined(separator: ", ")))
    }
    switch stream.mix {
    case .byShare: add("mix", value: .text("share"))
    case .weights(let weights):
      for (scenario, weight) in weights {
        add("mix", scenario.value, value: .number(weight), at: scenario.place)
      }
    }
    add("split", value: .flag(stream.isSplit))
    addChanges(of: stream)
  }
}
