// SPDX-License-Identifier: Apache-2.0

/// The state probabilities of M(t)/M/c(t) carried forward in time by uniformisation.
struct ForwardEquations {
  /// The expected number of arrivals cut off at the capacity so far.
  private(set) var refused = 0.0

  /// The integral of the mean queue length so far.
  private(set) var queueIntegral = 0.0

  /// The expected time servers have worked on after closings so far.
  private(set) var overtime = 0.0

  private var state: [Double]
  private var jumped: [Double]
  private var scratch: [Double]
  private var integral: [Double]

  /// The largest expected number of jumps taken at once; `e^-32` is far from underflow.
  private static let jumpsAtOnce = 32.0

  /// Creates the state with a known number of customers, at most `capacity`.
  init(capacity: Int, initialNumber: Int) {
    state = [Double](repeating: 0, count: capacity + 1)
    state[min(capacity, initialNumber)] = 1
    jumped = state
    scratch = state
    integral = state
  }

  /// Carries the state through all segments and returns it at the start and after each step.
  mutating func run(
    _ segments: [TimeVaryingQueue.Segment], serviceRate: Double, step: Double
  ) -> [TimeVaryingQueue.Point] {
    var points: [TimeVaryingQueue.Point] = []
    var start = 0.0
    if let first = segments.first {
      points.append(point(at: 0, servers: first.servers, serviceRate: serviceRate))
    }
    var before = 0
    for segment in segments {
      if segment.finishesWork { finishWork(servers: before, serviceRate: serviceRate) }
      before = segment.servers
      let steps = max(1, (segment.duration / step - 1e-9).rounded(.up))
      let length = segment.duration / steps
      for index in 1...Int(steps) {
        advance(segment, by: length, serviceRate: serviceRate)
        points.append(
          point(
            at: start + Double(index) * length, servers: segment.servers,
            serviceRate: serviceRate))
      }
      start += segment.duration
    }
    return points
  }

  /// Lets those in service leave at a closing; what they still need is overtime.
  private mutating func finishWork(servers: Int, serviceRate: Double) {
    for index in scratch.indices { scratch[index] = 0 }
    for (index, probability) in state.enumerated() {
      scratch[max(0, index - servers)] += probability
      overtime += probability * Double(min(index, servers)) / serviceRate
    }
    swap(&state, &scratch)
  }

  private mutating func advance(
    _ segment: TimeVaryingQueue.Segment, by duration: Double, serviceRate: Double
  ) {
    let uniformRate = segment.arrivalRate + Double(segment.servers) * serviceRate
    guard uniformRate > 0 else {
      addIntegrals(of: state, times: duration, segment)
      return
    }
    let parts = max(1, (uniformRate * duration / Self.jumpsAtOnce).rounded(.up))
    let length = duration / parts
    for _ in 0..<Int(parts) {
      uniformise(segment, mean: uniformRate * length, serviceRate: serviceRate)
      addIntegrals(of: integral, times: 1 / uniformRate, segment)
    }
  }

  /// Moves the state on by a Poisson number of jumps with the given mean.
  ///
  /// `integral` is left with `Σ P(N > k) · state after k jumps`, the time spent in each state in
  /// units of the mean time between jumps.
  private mutating func uniformise(
    _ segment: TimeVaryingQueue.Segment, mean: Double, serviceRate: Double
  ) {
    let uniformRate = segment.arrivalRate + Double(segment.servers) * serviceRate
    let up = segment.arrivalRate / uniformRate
    let down = serviceRate / uniformRate
    let last = state.count - 1
    var weight = Elementary.exp(-mean)
    var beyond = -Elementary.expm1(-mean)
    var jumps = 0.0
    jumped = state
    for index in state.indices {
      integral[index] = beyond * jumped[index]
      state[index] = weight * jumped[index]
    }
    while jumps < mean || weight > 1e-20 {
      jumps += 1
      weight *= mean / jumps
      beyond = max(0, beyond - weight)
      for index in jumped.indices {
        let leave = Double(min(index, segment.servers)) * down
        var value = jumped[index] * (1 - leave - (index < last ? up : 0))
        if index > 0 { value += jumped[index - 1] * up }
        if index < last {
          value += jumped[index + 1] * Double(min(index + 1, segment.servers)) * down
        }
        scratch[index] = value
      }
      swap(&jumped, &scratch)
      for index in jumped.indices {
        integral[index] += beyond * jumped[index]
        state[index] += weight * jumped[index]
      }
    }
  }

  private mutating func addIntegrals(
    of times: [Double], times factor: Double, _ segment: TimeVaryingQueue.Segment
  ) {
    var queue = 0.0
    for index in times.indices.dropFirst(segment.servers) {
      queue += times[index] * Double(index - segment.servers)
    }
    queueIntegral += queue * factor
    refused += (times.last ?? 0) * factor * segment.arrivalRate
  }

  private func point(
    at time: Double, servers: Int, serviceRate: Double
  ) -> TimeVaryingQueue.Point {
    var number = 0.0
    var queue = 0.0
    var waiting = 0.0
    for (index, probability) in state.enumerated() {
      number += probability * Double(index)
      guard index >= servers else { continue }
      queue += probability * Double(index - servers)
      waiting += probability
    }
    let capacity = Double(servers) * serviceRate
    return TimeVaryingQueue.Point(
      time: time, meanNumber: number, meanQueueLength: queue, waitProbability: waiting,
      meanVirtualWait: servers > 0 ? (queue + waiting) / capacity : nil)
  }
}
