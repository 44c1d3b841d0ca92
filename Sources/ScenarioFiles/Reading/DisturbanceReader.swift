// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads what closes the hall or stops a part of it at random.
struct DisturbanceReader {
  let context: ReadingContext

  /// The names of the months, as demand patterns write them.
  static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  /// The most closures that may begin in each of the months named, so that a day that may be the
  /// first of one is left.
  private static let closuresPerMonth = 10.0

  func closure(_ id: Located<String>, _ fields: Fields) -> HallClosure? {
    let rates = fields.need("rate").flatMap { self.rates($0) }
    let months = fields.take("months").map { readMonths($0) } ?? Set(1...12)
    let lengths = fields.take("days").map { readLengths($0) } ?? [(1, 1)]
    guard let rates, !months.isEmpty, !lengths.isEmpty else { return nil }
    let most = Self.closuresPerMonth * Double(months.count)
    for (_, rate) in rates.perYear.sorted(by: { $0.key < $1.key }) where rate.value > most {
      context.error(
        "bad-rate", at: rate.place,
        "at most \(Int(most)) closures a year can begin in \(months.count) "
          + (months.count == 1 ? "month" : "months") + "; the nearest legal value is "
          + "\(Int(most)) per year")
    }
    return HallClosure(id: id, rates: rates, months: months, lengths: lengths)
  }

  func outage(_ id: Located<String>, _ fields: Fields) -> SystemOutage? {
    let rateNode = fields.take("rate")
    let atNode = fields.take("at")
    let time = fields.need("time").flatMap { context.timeLaw($0) }
    let stops = fields.need("stops").flatMap { readStops($0) }
    guard (rateNode == nil) != (atNode == nil) else {
      context.error(
        "outage-kind", at: id.place,
        "outage '\(id.value)' needs either 'rate', how often it happens, or 'at', when it begins")
      return nil
    }
    let rates = rateNode.flatMap { self.rates($0) }
    let instants =
      atNode.map { DemandReader(context: context).readInstants($0, of: "outage") } ?? []
    guard rateNode == nil || rates != nil, let time, let stops else { return nil }
    guard time.value.unit == .elapsed else {
      context.error(
        "bad-duration", at: time.place, "an outage lasts elapsed time (min, h), not working days")
      return nil
    }
    return SystemOutage(id: id, rates: rates, instants: instants, time: time, stops: stops)
  }

  /// Reads one rate for all configurations, or a map from configuration to rate.
  func rates(_ node: DocumentNode) -> EventRates? {
    var result: [String: Located<Double>] = [:]
    guard let entries = node.entries else {
      result["*"] = rate(node)
      return result.isEmpty ? nil : EventRates(perYear: result)
    }
    for entry in entries where entry.key != "source" {
      guard let rate = rate(entry.value) else { return nil }
      result[entry.key == "rest" ? "*" : entry.key] = rate
    }
    return EventRates(perYear: result)
  }

  private func rate(_ node: DocumentNode) -> Located<Double>? {
    guard let text = node.text, let perYear = PlainQuantity.eventsPerYear(text) else {
      context.error(
        "bad-rate", at: node.place,
        "a rate such as '1.5 per year' or '0.4 per month' is expected here, at most 1000 a year and "
          + "0 for never, not \(node.shape)")
      return nil
    }
    return Located(perYear, at: node.place)
  }

  /// Reads a month, a range such as `jul..oct`, or a list of them.
  private func readMonths(_ node: DocumentNode) -> Set<Int> {
    var result: Set<Int> = []
    for item in node.items ?? [node] {
      let parts = (item.text ?? "").split(separator: ".", omittingEmptySubsequences: false)
      let ends = parts.count == 1 ? [parts[0], parts[0]] : [parts[0], parts[parts.count - 1]]
      guard parts.count == 1 || parts.count == 3 && parts[1].isEmpty,
        let first = Self.months.firstIndex(of: String(ends[0])),
        let last = Self.months.firstIndex(of: String(ends[1]))
      else {
        context.error(
          "bad-word", at: item.place,
          "a month such as jul or a range such as jul..oct is expected here, not \(item.shape)")
        return []
      }
      // A range may pass the turn of the year.
      for offset in 0...(last - first + 12) % 12 { result.insert((first + offset) % 12 + 1) }
    }
    if node.items?.isEmpty ?? false {
      context.error("bad-word", at: node.place, "'months' is empty; write for example [jul..oct]")
    }
    return result
  }

  private func readLengths(_ node: DocumentNode) -> [(days: Int, share: Double)] {
    var result: [(days: Int, share: Double)] = []
    for entry in context.entries(node, of: "'days'") {
      guard let days = PlainQuantity.count(entry.key), (1...30).contains(days) else {
        context.error(
          "bad-count", at: entry.place,
          "a length from 1 to 30 working days is expected here, as in {1: 80 %, 2: 20 %}, not "
            + "'\(entry.key)'")
        return []
      }
      guard let share = context.share(entry.value) else { return [] }
      result.append((days, share.value))
    }
    let total = result.reduce(0) { $0 + $1.share }
    if node.entries != nil, abs(total - 1) > 1e-9 {
      context.error(
        "probability-sum", at: node.place,
        "the shares of the lengths add up to \(PlainNumber.percent(total)), not 100 %")
      return []
    }
    return result
  }

  private func readStops(_ node: DocumentNode) -> SystemOutage.Stops? {
    if node.text == "electronic" { return .electronic }
    guard let items = node.items, !items.isEmpty else {
      context.error(
        "bad-word", at: node.place,
        "'stops' is electronic or a list of steps, as in [T06A, T10], not \(node.shape)")
      return nil
    }
    return .steps(items.compactMap { context.name($0) })
  }
}
