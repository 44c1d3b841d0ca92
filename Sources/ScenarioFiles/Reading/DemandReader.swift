// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads demand and behaviour: streams, patterns, channels, patience, appointments.
struct DemandReader {
  let context: ReadingContext

  // MARK: Streams

  func stream(_ id: Located<String>, _ fields: Fields) -> ArrivalStream? {
    let kinds = ["rate", "waves", "every", "at"].filter { fields.has($0) }
    let rate = fields.take("rate")
    let waves = fields.take("waves")
    let every = fields.take("every")
    let at = fields.take("at")
    let pattern = fields.name("pattern")
    let dispersion = fields.take("dispersion").flatMap { readDispersion($0) } ?? 0
    let isSplit = fields.flag("split")
    let changes = DemandChangeReader(context: context)
    let growth = fields.take("growth").flatMap { changes.growth($0) } ?? 0
    let rushes = changes.rushes(fields.items("rushes"))
    let mix = fields.take("mix").map { readMix($0) } ?? ArrivalStream.Mix.byShare
    guard kinds.count == 1 else {
      context.error(
        "stream-kind", at: id.place,
        "stream '\(id.value)' needs exactly one of rate, waves, every, at"
          + (kinds.isEmpty ? "" : "; it has \(kinds.joined(separator: " and "))"))
      return nil
    }
    for key in ["pattern", "dispersion", "split", "growth", "rushes"]
    where rate == nil && fields.has(key) && !(key == "pattern" && waves != nil) {
      context.error(
        "stream-kind", at: id.place,
        "'\(key)' has no effect on '\(id.value)', which has '\(kinds[0])'; it goes with 'rate'")
    }
    let law: ArrivalStream.Law
    if let rate {
      guard let text = rate.text, let perDay = PlainQuantity.ratePerDay(text) else {
        context.error(
          "bad-rate", at: rate.place,
          "a rate such as '0.9 per min', '30 per h' or '220 per wd' is expected, above 0 and at most "
            + "10000000 a day, not \(rate.shape)")
        return nil
      }
      law = .rate(perDay: perDay, pattern: pattern, dispersion: dispersion)
    } else if let waves {
      guard let waves = changes.waves(waves) else { return nil }
      if case .byShare = mix {
        context.error(
          "bad-mix", at: id.place,
          "'\(id.value)' needs 'mix' to say whose events its waves are, as in {S05: 90 %, "
            + "S20: 10 %}")
        return nil
      }
      law = .waves(waves, pattern: pattern)
    } else if let every {
      guard let time = context.timeLaw(every) else { return nil }
      guard time.value.unit == .elapsed else {
        context.error(
          "bad-duration", at: every.place,
          "times between arrivals are elapsed time (min, h, d), not working days")
        return nil
      }
      guard Self.roughMean(time.value) * PlainQuantity.maximumRatePerDay >= 1440 else {
        context.error(
          "bad-duration", at: every.place,
          "'\(time.value.text)' lets more than 10000000 a day arrive; the time between arrivals must "
            + "be longer")
        return nil
      }
      law = .every(time)
    } else {
      guard let instants = at.map({ readInstants($0) }), !instants.isEmpty else {
        context.error(
          "bad-instant", at: at?.place ?? id.place,
          "'\(id.value)' lists no arrival; write for example [0 min, 9 min]")
        return nil
      }
      law = .at(instants)
    }
    var stream = ArrivalStream(id: id, law: law, mix: mix, isSplit: isSplit)
    stream.growth = growth
    stream.rushes = rushes
    return stream
  }

  private func readDispersion(_ node: DocumentNode) -> Double? {
    guard let value = context.number(node) else { return nil }
    guard value.value <= 10 else {
      context.error(
        "bad-number", at: node.place,
        "a coefficient of variation of \(node.shape) is too large; the nearest legal value is 10")
      return nil
    }
    return value.value
  }

  /// A mean, or for laws whose mean takes more than arithmetic a value near it.
  private static func roughMean(_ law: TimeLaw) -> Double {
    let value: Double
    switch law.family {
    case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
      value = (low + mode + high) / 3
    case .weibull(_, let scale): value = scale
    case .empirical(let parts): value = parts.reduce(0) { $0 + $1.value * $1.share }
    case .mixture(let parts): value = parts.reduce(0) { $0 + roughMean($1.law) * $1.share }
    default: value = law.typicalValue ?? 0
    }
    return min(max(value, law.minimum ?? 0), law.maximum ?? .infinity)
  }

  private func readMix(_ node: DocumentNode) -> ArrivalStream.Mix {
    if node.text == "share" { return .byShare }
    guard let entries = node.entries, !entries.isEmpty else {
      context.error(
        "bad-mix", at: node.place,
        "'mix' is 'share' (each scenario by its share) or a map from scenario to weight")
      return .byShare
    }
    return .weights(
      entries.filter { $0.key != "source" }.compactMap { entry in
        let text = entry.value.text ?? ""
        let value: Double?
        if text.hasSuffix("%"), case .success(let share) = PlainQuantity.share(text) {
          value = share
        } else {
          value = PlainQuantity.number(text)
        }
        guard let value else {
          context.error(
            "bad-number", at: entry.value.place,
            "a weight from 0 to 1000000 or a percentage is expected here, not "
              + entry.value.shape)
          return nil
        }
        return (Located(entry.key, at: entry.place), value)
      })
  }

  /// Reads instants: `9 min` after the start of the first day, or `1 08:30` (day 1 is the first).
  func readInstants(_ node: DocumentNode, of what: String = "arrival") -> [Double] {
    var result: [Double] = []
    for item in node.items ?? [node] {
      let text = item.text ?? ""
      let parts = text.split(separator: " ")
      var minutes = PlainQuantity.minutes(text)
      if parts.count == 2, let day = PlainQuantity.count(String(parts[0])),
        (1...36_500).contains(day), let time = TimeOfDay(text: parts[1])
      {
        minutes = Double((day - 1) * 1440 + time.minutes)
      }
      guard let minutes else {
        context.error(
          "bad-instant", at: item.place,
          "an \(what) is written '9 min' (after the start) or '1 08:30' (day and time), not "
            + item.shape)
        continue
      }
      if let last = result.last, minutes < last {
        context.error(
          "interval-order", at: item.place,
          "\(what)s are listed in order of time; \(item.shape) comes before the one above it")
        continue
      }
      result.append(minutes)
    }
    return result
  }

  // MARK: Patterns

  func pattern(_ id: Located<String>, _ fields: Fields) -> DemandPattern? {
    let segments = fields.need("profile").map { readProfile($0) } ?? []
    let days = fields.word("days", as: DayRule.self) ?? .working
    let weekdays = readFactors(
      fields.take("weekdays"), names: Weekday.allCases.map(\.rawValue), default: 1)
    let months = readFactors(
      fields.take("months"), names: DisturbanceReader.months, default: 1)
    func factor(_ key: String) -> Double {
      fields.take(key).flatMap { context.number($0)?.value } ?? 1
    }
    for (what, factors) in [("weekdays", weekdays), ("months", months)]
    where factors.allSatisfy({ $0 == 0 }) {
      context.error(
        "bad-factor", at: id.place,
        "all \(what) of '\(id.value)' have the factor 0, so nobody ever comes; give one above 0")
    }
    return DemandPattern(
      id: id, segments: segments, days: days, weekdays: weekdays, makeUpDay: factor("makeUpDay"),
      months: months, afterHoliday: factor("afterHoliday"), beforeHoliday: factor("beforeHoliday"))
  }

  private func readProfile(_ node: DocumentNode) -> [DemandPattern.Segment] {
    var segments: [DemandPattern.Segment] = []
    guard let entries = node.entries, !entries.isEmpty else {
      context.error(
        "bad-profile", at: node.place,
        "a profile maps stretches of the day to weights, as in {08:30-09:00: 13 %}")
      return []
    }
    for entry in entries where entry.key != "source" {
      guard let interval = DayInterval(text: entry.key) else {
        context.error(
          "bad-interval", at: entry.place,
          "a stretch of the day is written 08:30-09:00, start before end, not '\(entry.key)'")
        continue
      }
      if let last = segments.last, interval.start < last.interval.end {
        context.error(
          "interval-order", at: entry.place, "\(interval) begins before \(last.interval) has ended")
        continue
      }
      guard let share = context.share(entry.value) else { continue }
      segments.append(.init(interval: interval, weight: share.value))
    }
    let total = segments.reduce(0) { $0 + $1.weight }
    if abs(total - 1) > 1e-6 {
      context.error(
        "probability-sum", at: node.place,
        "the weights of the day add up to \(PlainNumber.percent(total)), not 100 %")
    }
    return segments
  }

  private func readFactors(_ node: DocumentNode?, names: [String], default value: Double)
    -> [Double]
  {
    guard let node else { return names.map { _ in value } }
    let fields = Fields(
      node, of: "factors", kind: names.count == 7 ? "weekdays" : "months", context: context)
    let result = names.map { name in
      fields.take(name).flatMap { context.number($0)?.value } ?? value
    }
    fields.finish()
    return result
  }

  // MARK: Behaviour

  func channel(_ id: Located<String>, _ fields: Fields) -> Channel? {
    let name = fields.label("name", or: id.value)
    let priority = fields.take("priority").flatMap { context.count($0, in: 0...7)?.value } ?? 0
    var shares: [String: Double] = [:]
    if let node = fields.need("share") {
      if let entries = node.entries {
        for entry in entries where entry.key != "source" {
          let key = entry.key == "rest" ? "*" : entry.key
          if let share = context.share(entry.value) { shares[key] = share.value }
        }
      } else if let share = context.share(node) {
        shares["*"] = share.value
      }
    }
    return Channel(id: id, name: name, shares: shares, priority: priority)
  }

  func patience(_ id: Located<String>, _ fields: Fields) -> PatienceLaw? {
    guard let node = fields.need("time"), let time = context.timeLaw(node) else { return nil }
    let adjustments = fields.take("adjust").map { AdjustReader.read($0, context: context) } ?? []
    let check = fields.take("checkEvery").flatMap { context.minutes($0)?.value } ?? 0
    guard time.value.unit == .elapsed else {
      context.error(
        "bad-duration", at: time.place, "patience is elapsed time (min, h), not working days")
      return nil
    }
    return PatienceLaw(id: id, time: time, adjustments: adjustments, checkMinutes: check)
  }

  func appointment(_ id: Located<String>, _ fields: Fields) -> AppointmentKind? {
    let lead = fields.need("lead").flatMap { context.timeLaw($0) }
    let slots = fields.need("slots").map { readSlots($0) } ?? []
    let punctuality = fields.need("punctuality").flatMap {
      context.timeLaw($0, allowsNegative: true)
    }
    let tolerance = fields.take("tolerance").flatMap { context.minutes($0)?.value } ?? 0
    let onTime = fields.take("onTime").flatMap { context.count($0, in: 0...7)?.value } ?? 0
    let late = fields.take("late").flatMap { context.count($0, in: 0...7)?.value } ?? onTime
    guard let lead, let punctuality, !slots.isEmpty else { return nil }
    guard lead.value.unit == .working || lead.value.family == .constant(0) else {
      context.error(
        "bad-duration", at: lead.place,
        "'lead' counts working days, as in 'uniform(0, 6) wd', not \(lead.value.text)")
      return nil
    }
    guard punctuality.value.unit == .elapsed else {
      context.error(
        "bad-duration", at: punctuality.place, "'punctuality' is elapsed time (min), not wd")
      return nil
    }
    return AppointmentKind(
      id: id, lead: lead, slots: slots, punctuality: punctuality, toleranceMinutes: tolerance,
      onTimePriority: onTime, latePriority: late)
  }

  /// Reads slots: stretches of the day with weights, cut into slots of `every` minutes.
  private func readSlots(_ node: DocumentNode) -> [AppointmentKind.Slot] {
    let fields = Fields(node, of: "slots", context: context)
    let every = fields.take("every").flatMap { context.minutes($0)?.value } ?? 30
    guard let day = fields.need("day") else { return [] }
    fields.finish()
    guard (1...1440).contains(every), every.rounded() == every else {
      context.error(
        "bad-duration", at: node.place, "slots are 1 to 1440 whole minutes long, as in '15 min'")
      return []
    }
    var slots: [AppointmentKind.Slot] = []
    for segment in readProfile(day) {
      let count = max(1, segment.interval.minutes / Int(every))
      for index in 0..<count {
        guard
          let at = TimeOfDay(minutes: segment.interval.start.minutes + index * Int(every))
        else { continue }
        slots.append(.init(at: at, weight: segment.weight / Double(count)))
      }
    }
    return slots
  }
}
