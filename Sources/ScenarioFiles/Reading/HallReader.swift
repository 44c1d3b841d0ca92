// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads the sections that describe the hall.
struct HallReader {
  let context: ReadingContext
  private(set) var hall: Hall

  init(context: ReadingContext) {
    self.context = context
    hall = Hall(
      calendar: WorkingCalendar(kind: .civil), hours: [], workingHours: nil, rounds: [], pools: [],
      channels: [], patience: [], appointments: [], streams: [], patterns: [],
      configurations: [],
      study: StudyDefaults(
        from: CivilDate(dayNumber: 18_687), days: 250, warmUpDays: 0, replications: 1))
  }

  /// The sections this reader knows.
  static let sections = [
    "calendar", "localClosures", "workingHours", "hours", "rounds", "pools", "channels",
    "audiences", "patience", "appointments", "streams", "patterns", "configurations", "study",
    "rating", "closures", "outages",
  ]

  /// Reads one section of one file.
  mutating func read(section: String, _ node: DocumentNode) {
    let demand = DemandReader(context: context)
    switch section {
    case "calendar":
      // A word that cannot be read is reported once, not again as a calendar without hours.
      hall.calendar.kind = context.word(node, as: WorkingCalendar.Kind.self)?.value ?? .always
    case "localClosures": hall.calendar.localClosures.formUnion(dates(node).map(\.value))
    case "workingHours": hall.workingHours = context.name(node)
    case "hours": hall.hours += SectionReader.read(node, of: "hours", context: context, hours)
    case "rounds":
      hall.rounds += SectionReader.read(node, of: "rounds", context: context, rounds)
    case "pools":
      let reader = PoolReader(context: context)
      hall.pools += SectionReader.read(node, of: "pool", context: context, reader.pool)
    case "channels":
      hall.channels += SectionReader.read(node, of: "channel", context: context, demand.channel)
    case "audiences":
      let reader = AudienceReader(context: context)
      hall.audiences += SectionReader.read(
        node, of: "audience", context: context, reader.audience)
    case "patience":
      hall.patience += SectionReader.read(node, of: "patience", context: context, demand.patience)
    case "appointments":
      hall.appointments += SectionReader.read(
        node, of: "appointment", context: context, demand.appointment)
    case "streams":
      hall.streams += SectionReader.read(node, of: "stream", context: context, demand.stream)
    case "patterns":
      hall.patterns += SectionReader.read(node, of: "pattern", context: context, demand.pattern)
    case "configurations":
      hall.configurations += SectionReader.read(
        node, of: "configuration", context: context, configuration)
    case "study": study(node)
    case "closures":
      let reader = DisturbanceReader(context: context)
      hall.closures += SectionReader.read(
        node, of: "closure", context: context, reader.closure)
    case "outages":
      let reader = DisturbanceReader(context: context)
      hall.outages += SectionReader.read(node, of: "outage", context: context, reader.outage)
    case "rating": hall.rating = demand.rating(node)
    default: break
    }
  }

  // MARK: Calendar

  /// Reads the list of one year.
  mutating func readYear(_ root: DocumentNode) {
    let fields = Fields(root, of: "calendar year", kind: "year", context: context)
    guard let node = fields.need("year"), let year = context.count(node, in: 1...9999) else {
      return
    }
    if hall.calendar.years.contains(year.value) {
      context.error("duplicate-name", at: year.place, "the year \(year.value) exists already")
    }
    hall.calendar.years.insert(year.value)
    let off = fields.take("daysOff").map { dates($0, near: year.value) } ?? []
    let made = fields.take("makeUpDays").map { dates($0, near: year.value) } ?? []
    fields.finish()
    let free = Set(off.map(\.value))
    for date in made {
      if free.contains(date.value) {
        context.error(
          "day-off-and-worked", at: date.place,
          "\(date.value) is both a day off and a make-up day; keep it in one list")
      } else if !date.value.weekday.isWeekend {
        context.warning(
          "make-up-weekday", at: date.place,
          "\(date.value) is a \(date.value.weekday.name), worked anyhow; make-up days are worked "
            + "Saturdays and Sundays")
      }
    }
    hall.calendar.daysOff.formUnion(free)
    hall.calendar.makeUpDays.formUnion(made.map(\.value))
  }

  /// Reads a list of dates and ranges such as `2021-02-11..2021-02-17`.
  ///
  /// The list of a year holds its own days and those of the turns of the year.
  private func dates(_ node: DocumentNode, near year: Int? = nil) -> [Located<CivilDate>] {
    var result: [Located<CivilDate>] = []
    guard let items = node.items else {
      context.error("bad-date", at: node.place, "a list of dates is expected, not \(node.shape)")
      return []
    }
    for item in items {
      let parts = (item.text ?? "").components(separatedBy: "..")
      guard let first = CivilDate(text: parts[0]),
        let last = CivilDate(text: parts[parts.count - 1]),
        parts.count <= 2, first <= last, last.dayNumber - first.dayNumber < 400
      else {
        context.error(
          "bad-date", at: item.place,
          "a date such as 2021-10-01 or a range such as 2021-10-01..2021-10-07 is expected, not "
            + item.shape)
        continue
      }
      if let year, !Self.isNear(first, year) || !Self.isNear(last, year) {
        context.error(
          "bad-date", at: item.place,
          "\(item.shape) does not belong to \(year); write it in the list of its own year")
        continue
      }
      result += (first.dayNumber...last.dayNumber).map {
        Located(CivilDate(dayNumber: $0), at: item.place)
      }
    }
    return result
  }

  /// Whether a date lies in a year, in the December before it or in the January after it.
  private static func isNear(_ date: CivilDate, _ year: Int) -> Bool {
    let (own, month, _) = date.components
    return own == year || (own == year - 1 && month == 12) || (own == year + 1 && month == 1)
  }

  // MARK: Hours and rounds

  private func hours(_ id: Located<String>, _ fields: Fields) -> Hours? {
    guard let node = fields.need("open") else { return nil }
    var open: [DayInterval] = []
    for item in node.items ?? [node] {
      guard let interval = DayInterval(text: item.text ?? "") else {
        context.error(
          "bad-interval", at: item.place,
          "opening hours are written 08:30-12:00, start before end, not \(item.shape)")
        continue
      }
      if let last = open.last, interval.start < last.end {
        context.error(
          "interval-order", at: item.place,
          "\(interval) begins before \(last) has ended; list intervals in order, without overlap")
        continue
      }
      open.append(interval)
    }
    if node.items?.isEmpty ?? false {
      context.error(
        "bad-interval", at: node.place,
        "'\(id.value)' is never open; give at least one interval, such as 08:30-12:00")
    }
    return Hours(id: id, open: open, days: days(fields))
  }

  private func rounds(_ id: Located<String>, _ fields: Fields) -> Rounds? {
    guard let node = fields.need("at") else { return nil }
    var at: [TimeOfDay] = []
    for item in node.items ?? [node] {
      guard let time = TimeOfDay(text: item.text ?? "") else {
        context.error(
          "bad-time", at: item.place, "a time of day such as 11:30 is expected, not \(item.shape)")
        continue
      }
      if let last = at.last, time <= last {
        context.error("interval-order", at: item.place, "\(time) does not come after \(last)")
        continue
      }
      at.append(time)
    }
    if node.items?.isEmpty ?? false {
      context.error(
        "bad-time", at: node.place,
        "'\(id.value)' never comes; give at least one time of day, such as 11:30")
    }
    return Rounds(id: id, at: at, days: days(fields))
  }

  private func days(_ fields: Fields) -> [DayRule] {
    guard let node = fields.take("days") else { return [.working] }
    if node.items?.isEmpty ?? false {
      context.error(
        "bad-word", at: node.place,
        "'days' is empty; write working, every, or days of the week such as [mon, thu]")
    }
    return (node.items ?? [node]).compactMap { context.word($0, as: DayRule.self)?.value }
  }

  // MARK: Configurations

  private func configuration(_ id: Located<String>, _ fields: Fields) -> Configuration? {
    let name = fields.label("name", or: id.value)
    _ = fields.label("note")
    var flow: Located<String>?
    var byScenario: [String: Located<String>] = [:]
    if let node = fields.take("flows") {
      if let entries = node.entries {
        for entry in entries where entry.key != "source" {
          guard let name = context.name(entry.value) else { continue }
          if entry.key == "rest" { flow = name } else { byScenario[entry.key] = name }
        }
      } else {
        flow = context.name(node)
      }
    }
    return Configuration(id: id, name: name, flow: flow, flowsByScenario: byScenario)
  }

  private mutating func study(_ node: DocumentNode) {
    let fields = Fields(node, of: "study", context: context)
    if let node = fields.take("from"), let from = context.date(node) {
      hall.study.from = from
      hall.studyPlace = node.place
    }
    if let days = fields.take("days").flatMap({ context.count($0, in: 1...100_000) }) {
      hall.study.days = days.value
    }
    if let days = fields.take("warmUpDays").flatMap({ context.count($0, in: 0...100_000) }) {
      hall.study.warmUpDays = days.value
    }
    if let count = fields.take("replications").flatMap({ context.count($0, in: 1...100_000) }) {
      hall.study.replications = count.value
    }
    fields.finish()
    if hall.study.warmUpDays >= hall.study.days {
      context.error(
        "bad-study", at: node.place,
        "a warm-up of \(hall.study.warmUpDays) days leaves nothing of \(hall.study.days) days to "
          + "count; make it shorter than the run")
    }
  }
}

extension String {
  /// Splits at every occurrence of a separator, keeping empty parts; at least one part.
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
