// SPDX-License-Identifier: Apache-2.0

import Foundation
package import HallEngine
import Synchronization

/// Computes values that do not depend on each other on several threads.
package enum ParallelRuns {
  /// Returns the values of the places from 0 below a count, in order.
  ///
  /// A value is a function of its place alone, so the result does not depend on the number of
  /// threads; after a cancellation the values that were not made are nil.
  ///
  /// - Parameters:
  ///   - count: How many values there are.
  ///   - threads: The number of threads; 0 means all cores.
  ///   - cancellation: The flag after which no further value is begun.
  ///   - make: Makes the value of a place, or nil where it was cut short.
  /// - Returns: The values by place.
  package static func map<Value: Sendable>(
    count: Int, threads: Int, cancellation: CancellationFlag,
    _ make: @escaping @Sendable (Int) -> Value?
  ) async -> [Value?] {
    let places = Places()
    let threads = threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
    let numbered = await withTaskGroup(of: [(Int, Value)].self) { group in
      for _ in 0..<max(0, min(count, threads)) {
        group.addTask(executorPreference: WorkerThread()) {
          var finished: [(Int, Value)] = []
          while !cancellation.isCancelled {
            let place = places.next()
            guard place < count, let value = make(place) else { break }
            finished.append((place, value))
          }
          return finished
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    var values = [Value?](repeating: nil, count: count)
    for (place, value) in numbered { values[place] = value }
    return values
  }

  /// Hands out places, each once.
  private final class Places: Sendable {
    private let following = Atomic(0)

    func next() -> Int { following.wrappingAdd(1, ordering: .relaxed).oldValue }
  }
}
