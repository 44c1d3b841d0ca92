// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Waves: events that bring many cases within some weeks.
extension DemandCompiler {
  /// Events a year under the configuration.
  func wavesPerYear(_ waves: DemandWaves) -> Double { waves.rates.perYear(in: configuration) }

  /// The law of the cases of an event.
  static func cases(_ waves: DemandWaves) -> Sampler {
    let law = waves.cases.value
    let sampler: Sampler =
      switch law.family {
      case .constant(let number): .constant(Double(number))
      case .uniform(let low, let high):
        Sampler(
          .discrete(
            values: (low...high).map(Double.init),
            weights: Array(repeating: 1, count: high - low + 1)))
      case .poisson(let mean): Sampler(.poisson(mean: mean, scale: 1))
      // A Poisson number with an exponential mean is geometric.
      case .geometric(let mean): Sampler(.exponential(mean: mean))
      case .lognormal(let form):
        SamplerCompiler(workingDay: 1).sampler(
          TimeLaw(.lognormal(form), unit: .working, text: law.text))
      case .empirical(let parts):
        Sampler(.discrete(values: parts.map(\.value), weights: parts.map(\.share)))
      }
    return sampler.clamped(
      low: law.minimum.map(Double.init) ?? -.infinity,
      high: law.maximum.map(Double.init) ?? .infinity)
  }

  /// Whether batches of a scenario come in waves under the configuration, and not otherwise.
  private func comesInWaves(_ scenario: Int) -> Bool {
    scenarios[scenario].batchTable != nil
      && hall.streams.contains { stream in
        guard case .waves = stream.law else { return false }
        return parts(stream).contains { $0.scenario == scenario }
      }
  }

  /// The part of a scenario's rate that comes evenly: not that of batches that come in waves.
  func part(ofRateOf scenario: Int) -> Double {
    guard let table = scenarios[scenario].batchTable, comesInWaves(scenario) else { return 1 }
    return 1 - table.together
  }

  /// Arrivals per case: in waves all come together, and besides them all alone.
  func arrivalsPerCase(of scenario: Int, inWaves: Bool) -> Double {
    guard let table = scenarios[scenario].batchTable else { return 1 }
    if inWaves { return 1 / table.meanSize }
    return comesInWaves(scenario) ? 1 : table.arrivalsPerCase
  }

  /// The share of a scenario's cases that come together in waves; nil where they do not.
  func shareTogetherInWaves(of scenario: Int) -> Double? {
    guard comesInWaves(scenario) else { return nil }
    return waveCasesPerOpenDay(of: scenario) / casesPerOpenDay(of: scenario)
  }

  /// The mean number of cases of a scenario that waves bring a day on which people come.
  func waveCasesPerOpenDay(of scenario: Int) -> Double {
    hall.streams.reduce(0) { sum, stream in
      guard case .waves(let waves, _) = stream.law,
        let part = parts(stream).first(where: { $0.scenario == scenario })
      else { return sum }
      var events = YearlyEvents(among: openDays(stream))
      let expected = (0..<days).map { events.expected(on: from.adding(days: $0)) }
        .filter { $0 > 0 }
      let mean = expected.reduce(0, +) / Double(max(1, expected.count))
      return sum + wavesPerYear(waves) * part.fraction * mean * Self.cases(waves).mean
    }
  }

  /// Whether anyone comes by a stream on a date.
  func openDays(_ stream: ArrivalStream) -> (CivilDate) -> Bool {
    let calendar = hall.calendar
    let rule = pattern(stream.pattern?.value)?.days ?? .working
    return { rule.applies(to: $0, in: calendar) }
  }

  /// The rate of a scenario's waves: nothing but what its events add.
  func waveRate(
    _ stream: ArrivalStream, _ waves: DemandWaves, _ scenario: Int, _ fraction: Double
  ) -> PlanStream.Poisson {
    let parts = waves.partsByDay
    let isOpen = openDays(stream)
    var events = YearlyEvents(among: isOpen)
    // Waves that began before the first day still run out after it.
    var before: [Int] = []
    var day = -1
    while before.count < parts.count - 1, day > -10 * (parts.count + 10) {
      if isOpen(from.adding(days: day)) { before.append(day) }
      day -= 1
    }
    let open = before.reversed() + (0..<days).filter { isOpen(from.adding(days: $0)) }
    var rate = PlanStream.Poisson(
      expectedPerDay: [Double](repeating: 0, count: days),
      profiles: [profile(stream.pattern?.value)])
    rate.waves = PlanStream.Waves(
      days: open,
      expectedPerDay: open.map {
        wavesPerYear(waves) * fraction * events.expected(on: from.adding(days: $0))
      },
      parts: parts, cases: Self.cases(waves),
      arrivalsPerCase: arrivalsPerCase(of: scenario, inWaves: true),
      streamKey: StreamKey.hash("waves/\(stream.id.value)/\(scenarios[scenario].id)"))
    return rate
  }
}
