// SPDX-License-Identifier: Apache-2.0

/// A sampler as the run loop reads it: one flat row of 64 bytes.
struct RunSampler: BitwiseCopyable {
  enum Kind: UInt8 {
    case constant, uniform, triangular, exponential, gamma, normal, lognormal, weibull, beta
    case poisson, discrete, histogram, mixture, erlang
  }

  var kind: Kind
  /// The number of values, bins, components or phases, or the mode of a Poisson.
  var count: Int32 = 0
  /// The first entry in the table of values.
  var values: Int32 = 0
  /// The first component in the table of samplers.
  var components: Int32 = 0
  /// Parameters by kind; see ``SamplerLowering``.
  var a = 0.0
  var b = 0.0
  var c = 0.0
  var d = 0.0
  var low: Double
  var high: Double
}

/// The coordinates of a draw: the key of a stream and the counter without its block number.
struct DrawPoint: BitwiseCopyable {
  var key: UInt64
  /// The case number, with the word of its stream in the upper half.
  var caseAndStream: UInt64
  var attemptAndPurpose: UInt32

  @inline(__always)
  init(key: UInt64, caseNumber: UInt32, streamWord: UInt32, attempt: UInt16, purpose: Purpose) {
    self.key = key
    caseAndStream = UInt64(streamWord) &<< 32 | UInt64(caseNumber)
    attemptAndPurpose = UInt32(attempt) &<< 8 | purpose.rawValue
  }

  @inline(__always)
  func block(_ number: UInt32) -> Philox.Block {
    Philox.block(
      Philox.Block(caseAndStream, UInt64(number) &<< 32 | UInt64(attemptAndPurpose)), key: key)
  }
}

/// Turns samplers into rows of two flat tables.
struct SamplerLowering {
  private(set) var samplers: [RunSampler] = []
  private(set) var values: [Double] = []

  /// Adds a sampler and returns its row.
  mutating func add(_ sampler: Sampler) -> Int {
    let row = lower(sampler)
    samplers.append(row)
    return samplers.count - 1
  }

  /// Adds plain values and returns the first index.
  mutating func addValues(_ list: [Double]) -> Int {
    values += list
    return values.count - list.count
  }

  /// Adds cumulative weights that end in exactly 1 and returns the first index.
  mutating func addCumulative(_ weights: [Double]) -> Int {
    let first = values.count
    let total = weights.reduce(0, +)
    var sum = 0.0
    for weight in weights {
      sum += weight
      values.append(sum / total)
    }
    if let last = weights.lastIndex(where: { $0 > 0 }) {
      for index in last..<weights.count { values[first + index] = 1 }
    }
    return first
  }

  private mutating func lower(_ sampler: Sampler) -> RunSampler {
    var row = RunSampler(kind: .constant, low: sampler.low, high: sampler.high)
    switch sampler.kind {
    case .constant(let value):
      row.a = value
    case .uniform(let low, let high):
      row.kind = .uniform
      (row.a, row.b) = (low, high - low)
    case .triangular(let low, let mode, let high):
      row.kind = .triangular
      guard high > low else {
        row.kind = .constant
        row.a = low
        return row
      }
      (row.a, row.b) = (low, high)
      // The share below the mode, and the two products under the roots.
      row.c = (mode - low) / (high - low)
      row.d = mode
    case .exponential(let mean):
      row.kind = .exponential
      row.a = mean
    case .erlang(let phases, let mean):
      if phases <= 8 {
        row.kind = .erlang
        row.a = mean / Double(phases)
        row.count = Int32(phases)
      } else {
        row.kind = .gamma
        (row.a, row.b) = (Double(phases), mean / Double(phases))
      }
    case .gamma(let shape, let scale):
      row.kind = .gamma
      (row.a, row.b) = (shape, scale)
    case .normal(let mean, let sd):
      row.kind = .normal
      (row.a, row.b) = (mean, sd)
    case .lognormal(let mu, let sigma):
      row.kind = .lognormal
      (row.a, row.b) = (mu, sigma)
    case .weibull(let shape, let scale):
      row.kind = .weibull
      (row.a, row.b) = (1 / shape, scale)
    case .beta(let alpha, let beta, let low, let high):
      row.kind = .beta
      (row.a, row.b, row.c, row.d) = (alpha, beta, low, high - low)
    case .poisson(let mean, let scale):
      row.kind = .poisson
      let table = PoissonTable(mean: mean)
      (row.a, row.b) = (table.mean, scale)
      (row.c, row.d) = (table.modeProbability, table.modeCumulative)
      row.count = Int32(table.mode)
    case .discrete(let values, let weights):
      row.kind = .discrete
      row.count = Int32(values.count)
      row.values = Int32(addCumulative(weights))
      self.values += values
    case .histogram(let edges, let weights):
      row.kind = .histogram
      row.count = Int32(weights.count)
      row.values = Int32(addCumulative(weights))
      values += edges
    case .mixture(let components):
      row.kind = .mixture
      row.count = Int32(components.count)
      let rows = components.map { lower($0.sampler) }
      row.values = Int32(addCumulative(components.map(\.weight)))
      row.components = Int32(samplers.count)
      samplers += rows
    }
    return row
  }
}
