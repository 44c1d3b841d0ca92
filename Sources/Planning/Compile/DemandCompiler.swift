// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Turns arrival streams into sources of the plan.
struct DemandCompiler {
  let hall: Hall
  let from: CivilDate
  let days: Int
  /// The scenarios of the plan with their index.
  let scenarios: [Scenario]
  let samplers: SamplerCompiler

  /// A stream's scenarios with the fraction of the stream's rate that each takes.
  private func parts(_ stream: ArrivalStream) -> [(scenario: Int, fraction: Double)] {
    switch stream.mix {
    case .byShare:
      return scenarios.indices.compactMap { index in
        guard let share = scenarios[index].share?.value, share > 0 else { return nil }
        return (index, share)
      }
    case .weights(let weights):
      let total = weights.reduce(0) { $0 + $1.weight }
      return weights.compactMap { name, weight in
        guard weight > 0, let index = scenarios.firstIndex(where: { $0.id == name.value }) else {
          return nil
        }
        return (index, weight / total)
      }
    }
  }

  /// The mean number of cases per calendar day of the laid-out period, over all streams.
  var casesPerDay: Double {
    hall.streams.reduce(0) { sum, stream in
      let fraction = parts(stream).reduce(0) { $0 + $1.fraction }
      guard fraction > 0 else { return sum }
      switch stream.law {
      case .rate(let perDay, let pattern, _):
        return sum + perDay * fraction * meanFactor(pattern?.value)
      case .every(let time):
        let mean = samplers.sampler(time.value).mean
        return mean > 0 ? sum + Double(HallEngine.day) / mean * casesPerArrival(parts(stream)) : sum
      case .at(let instants):
        return sum + Double(instants.count) / Double(max(1, days)) * casesPerArrival(parts(stream))
      }
    }
  }

  /// The mean number of cases of a scenario on a day on which people arrive with factor 1.
  func casesPerOpenDay(of scenario: Int) -> Double {
    hall.streams.reduce(0) { sum, stream in
      guard let part = parts(stream).first(where: { $0.scenario == scenario }) else { return sum }
      switch stream.law {
      case .rate(let perDay, _, _): return sum + perDay * part.fraction
      case .every(let time):
        let mean = samplers.sampler(time.value).mean
        guard mean > 0 else { return sum }
        return sum + Double(HallEngine.day) / mean * part.fraction
          / scenarios[scenario].arrivalsPerCase
      case .at: return sum
      }
    }
  }

  /// The mean number of cases an arrival of a stream without a rate brings.
  private func casesPerArrival(_ parts: [(scenario: Int, fraction: Double)]) -> Double {
    let total = parts.reduce(0) { $0 + $1.fraction }
    return parts.reduce(0) { $0 + $1.fraction / scenarios[$1.scenario].arrivalsPerCase } / total
  }

  private func pattern(_ id: String?) -> DemandPattern? {
    id.flatMap { id in hall.patterns.first { $0.id.value == id } }
  }

  private func meanFactor(_ id: String?) -> Double {
    guard let pattern = pattern(id), days > 0 else { return 1 }
    let total = (0..<days).reduce(0.0) {
      $0 + pattern.factor(of: from.adding(days: $1), in: hall.calendar)
    }
    return total / Double(days)
  }

  /// Returns the sources.
  func streams() -> [PlanStream] {
    hall.streams.flatMap { stream -> [PlanStream] in
      var parts = parts(stream)
      guard !parts.isEmpty else { return [] }
      if case .rate = stream.law {
        // A rate counts cases; where some come together there are fewer arrivals.
        for index in parts.indices {
          parts[index].fraction *= scenarios[parts[index].scenario].arrivalsPerCase
        }
      }
      let name = "stream/\(stream.id.value)"
      if stream.isSplit, case .rate = stream.law {
        return parts.map { part in
          PlanStream(
            arrivals: arrivals(stream.law, fraction: part.fraction),
            mix: [.init(scenario: part.scenario)],
            streamKey: StreamKey.hash("\(name)/\(scenarios[part.scenario].id)"))
        }
      }
      let fraction = parts.reduce(0) { $0 + $1.fraction }
      return [
        PlanStream(
          arrivals: arrivals(stream.law, fraction: fraction),
          mix: parts.map { .init(scenario: $0.scenario, weight: $0.fraction) },
          streamKey: StreamKey.hash(name))
      ]
    }
  }

  /// Turns minutes after the start into instants.
  static func instants(_ minutes: [Double]) -> [Int64] {
    minutes.map { Int64(($0 * Double(HallEngine.minute)).rounded(.toNearestOrEven)) }
  }

  private func arrivals(_ law: ArrivalStream.Law, fraction: Double) -> PlanStream.Arrivals {
    switch law {
    case .every(let time):
      return .renewal(interval: samplers.sampler(time.value), startsAtZero: false)
    case .at(let minutes):
      return .instants(Self.instants(minutes), scenarios: [])
    case .rate(let perDay, let name, let dispersion):
      let rate = perDay * fraction
      guard let pattern = pattern(name?.value) else {
        if hall.calendar.kind == .always, dispersion == 0 {
          return .homogeneous(meanInterval: Double(HallEngine.day) / rate)
        }
        return .poisson(
          .init(
            expectedPerDay: (0..<days).map { _ in rate },
            profiles: [[.init(start: 0, end: HallEngine.day, weight: 1)]], dayCV: dispersion))
      }
      let segments = pattern.segments.map {
        PlanStream.Poisson.Segment(
          start: Int64($0.interval.start.minutes) * HallEngine.minute,
          end: Int64($0.interval.end.minutes) * HallEngine.minute, weight: $0.weight)
      }
      // Weights written with few decimals add up to 1 only nearly; the engine wants 1.
      let total = segments.reduce(0) { $0 + $1.weight }
      let normalised = segments.map {
        PlanStream.Poisson.Segment(start: $0.start, end: $0.end, weight: $0.weight / total)
      }
      return .poisson(
        .init(
          expectedPerDay: (0..<days).map {
            rate * pattern.factor(of: from.adding(days: $0), in: hall.calendar)
          },
          profiles: [normalised], dayCV: dispersion))
    }
  }
}
