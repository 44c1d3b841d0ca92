// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Turns arrival streams into sources of the plan.
struct DemandCompiler {
  let hall: Hall
  let configuration: String
  let from: CivilDate
  let days: Int
  /// The scenarios of the plan with their index.
  let scenarios: [Scenario]
  let samplers: SamplerCompiler

  /// A stream's scenarios with the fraction of the stream's rate that each takes.
  ///
  /// Waves that do not happen under the configuration have none.
  func parts(_ stream: ArrivalStream) -> [(scenario: Int, fraction: Double)] {
    if case .waves(let waves, _) = stream.law, wavesPerYear(waves) == 0 { return [] }
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
      let parts = parts(stream)
      guard !parts.isEmpty else { return sum }
      switch stream.law {
      case .rate(let perDay, let pattern, _):
        let curve = DemandCurve(stream, hall.calendar, base: hall.study.from)
        let pattern = self.pattern(pattern?.value)
        let days = (0..<days).map { from.adding(days: $0) }
        let factors = days.reduce(0.0) {
          $0 + (pattern?.factor(of: $1, in: hall.calendar) ?? 1) * curve.factor(on: $1)
        }
        let cases = parts.reduce(0) { $0 + $1.fraction * part(ofRateOf: $1.scenario) }
        return sum + perDay * cases * factors / Double(max(1, days.count))
      case .waves(let waves, _):
        return sum + parts.reduce(0) { $0 + $1.fraction } * wavesPerYear(waves) / 365
          * Self.cases(waves).mean
      case .every(let time):
        let mean = samplers.sampler(time.value).mean
        return mean > 0 ? sum + Double(HallEngine.day) / mean * casesPerArrival(parts) : sum
      case .at(let instants):
        return sum + Double(instants.count) / Double(max(1, days)) * casesPerArrival(parts)
      }
    }
  }

  /// The mean number of cases of a scenario on a day on which people arrive with factor 1, over the
  /// growth, the rushes and the waves of the laid-out period.
  func casesPerOpenDay(of scenario: Int) -> Double {
    smoothCasesPerOpenDay(of: scenario) + waveCasesPerOpenDay(of: scenario)
  }

  private func smoothCasesPerOpenDay(of scenario: Int) -> Double {
    hall.streams.reduce(0) { sum, stream in
      guard let part = parts(stream).first(where: { $0.scenario == scenario }) else { return sum }
      switch stream.law {
      case .rate(let perDay, _, _):
        let curve = DemandCurve(stream, hall.calendar, base: hall.study.from)
        return sum + perDay * part.fraction * self.part(ofRateOf: scenario)
          * curve.mean(from: from, days: days, openOn: openDays(stream))
      case .every(let time):
        let mean = samplers.sampler(time.value).mean
        guard mean > 0 else { return sum }
        return sum + Double(HallEngine.day) / mean * part.fraction
          / arrivalsPerCase(of: scenario, inWaves: false)
      case .at, .waves: return sum
      }
    }
  }

  /// The mean number of cases an arrival of a stream without a rate brings.
  private func casesPerArrival(_ parts: [(scenario: Int, fraction: Double)]) -> Double {
    let total = parts.reduce(0) { $0 + $1.fraction }
    return parts.reduce(0) {
      $0 + $1.fraction / arrivalsPerCase(of: $1.scenario, inWaves: false)
    } / total
  }

  func pattern(_ id: String?) -> DemandPattern? {
    id.flatMap { id in hall.patterns.first { $0.id.value == id } }
  }

  /// Returns the sources.
  func streams() -> [PlanStream] {
    hall.streams.flatMap { stream -> [PlanStream] in
      var parts = parts(stream)
      guard !parts.isEmpty else { return [] }
      let name = "stream/\(stream.id.value)"
      var isSplit = false
      switch stream.law {
      case .every, .at: break
      // An event is of one scenario.
      case .waves: isSplit = true
      case .rate:
        isSplit = stream.isSplit
        // A rate counts cases; where some come together there are fewer arrivals.
        for index in parts.indices {
          let scenario = parts[index].scenario
          parts[index].fraction *=
            part(ofRateOf: scenario) * arrivalsPerCase(of: scenario, inWaves: false)
        }
        // With nothing but batches that come in waves nothing is left.
        parts.removeAll { $0.fraction == 0 }
        if parts.isEmpty { return [] }
      }
      if isSplit {
        return parts.map { part in
          PlanStream(
            arrivals: arrivals(stream, of: part.scenario, fraction: part.fraction),
            mix: [.init(scenario: part.scenario)],
            streamKey: StreamKey.hash("\(name)/\(scenarios[part.scenario].id)"))
        }
      }
      let fraction = parts.reduce(0) { $0 + $1.fraction }
      return [
        PlanStream(
          arrivals: arrivals(stream, of: parts[0].scenario, fraction: fraction),
          mix: parts.map { .init(scenario: $0.scenario, weight: $0.fraction) },
          streamKey: StreamKey.hash(name))
      ]
    }
  }

  /// Turns minutes after the start into instants.
  static func instants(_ minutes: [Double]) -> [Int64] {
    minutes.map { Int64(($0 * Double(HallEngine.minute)).rounded(.toNearestOrEven)) }
  }

  private func arrivals(_ stream: ArrivalStream, of scenario: Int, fraction: Double)
    -> PlanStream.Arrivals
  {
    switch stream.law {
    case .every(let time):
      return .renewal(interval: samplers.sampler(time.value), startsAtZero: false)
    case .at(let minutes):
      return .instants(Self.instants(minutes), scenarios: [])
    case .waves(let waves, _):
      return .poisson(waveRate(stream, waves, scenario, fraction))
    case .rate(let perDay, let name, let dispersion):
      let rate = perDay * fraction
      let curve = DemandCurve(stream, hall.calendar, base: hall.study.from)
      let pattern = pattern(name?.value)
      if pattern == nil, hall.calendar.kind == .always, dispersion == 0, curve.isFlat {
        return .homogeneous(meanInterval: Double(HallEngine.day) / rate)
      }
      return .poisson(
        .init(
          expectedPerDay: (0..<days).map {
            let date = from.adding(days: $0)
            let factor = pattern?.factor(of: date, in: hall.calendar) ?? 1
            return rate * factor * curve.factor(on: date)
          },
          profiles: [profile(name?.value)], dayCV: dispersion))
    }
  }

  /// The stretches of the day of a pattern, or the whole day.
  func profile(_ id: String?) -> [PlanStream.Poisson.Segment] {
    guard let pattern = pattern(id) else {
      return [.init(start: 0, end: HallEngine.day, weight: 1)]
    }
    // Weights written with few decimals add up to 1 only nearly; the engine wants 1.
    let total = pattern.segments.reduce(0) { $0 + $1.weight }
    return pattern.segments.map {
      PlanStream.Poisson.Segment(
        start: Int64($0.interval.start.minutes) * HallEngine.minute,
        end: Int64($0.interval.end.minutes) * HallEngine.minute, weight: $0.weight / total)
    }
  }
}
