// SPDX-License-Identifier: Apache-2.0

/// Draws from one sampler outside the run loop.
struct SingleSampler: ~Copyable {
  private let rows: Table<RunSampler>
  private let values: Table<Double>
  private let table: SamplerTable
  private let row: Int

  init(_ sampler: Sampler) {
    var lowering = SamplerLowering()
    row = lowering.add(sampler)
    rows = Table(lowering.samplers)
    values = Table(lowering.values)
    table = SamplerTable(
      samplers: UnsafePointer(rows.base), values: UnsafePointer(values.base),
      tables: QuantileTables.shared)
  }

  func draw(at point: DrawPoint) -> Double { table.draw(row, at: point) }
}

/// A Poisson process over a list of days, drawn before a replication begins.
enum PoissonPositions {
  /// An event: the index of its day in the list and the part of that day that has passed.
  struct Position {
    var index: Int
    var part: Double
  }

  /// Returns the events in order; each draws by its number.
  ///
  /// Gaps of the integrated rate are exponential, as for arrivals.
  static func draw(_ expected: [Double], key: UInt64, purpose: Purpose) -> [Position] {
    var positions: [Position] = []
    func gap() -> Double {
      let point = DrawPoint(
        key: key, caseNumber: UInt32(truncatingIfNeeded: positions.count), streamWord: 0,
        attempt: 0, purpose: purpose)
      return -Elementary.log(point.block(0).first)
    }
    var rest = gap()
    for (index, number) in expected.enumerated() where number > 0 {
      var passed = 0.0
      while rest <= number - passed {
        passed += rest
        positions.append(Position(index: index, part: min(1, passed / number)))
        rest = gap()
      }
      rest -= number - passed
    }
    return positions
  }
}

extension PlanStream.Waves {
  /// Draws the events of a replication and adds their arrivals to the expected numbers by day.
  func add(to expected: inout [Double], _ settings: Replication) {
    let key = settings.key(streamKey)
    let total = parts.reduce(0, +)
    let size = SingleSampler(cases)
    for (number, position) in PoissonPositions.draw(expectedPerDay, key: key, purpose: .wave)
      .enumerated()
    {
      let point = DrawPoint(
        key: key, caseNumber: UInt32(truncatingIfNeeded: number), streamWord: 0, attempt: 1,
        purpose: .wave)
      let arrivals = max(0, size.draw(at: point)) * arrivalsPerCase
      for (offset, part) in parts.enumerated() {
        guard days.indices.contains(position.index + offset) else { break }
        let day = days[position.index + offset]
        if expected.indices.contains(day) { expected[day] += arrivals * part / total }
      }
    }
  }
}
