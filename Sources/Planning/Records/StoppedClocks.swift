// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// When the legal clocks of the cases of a record stood still.
struct StoppedClocks: Sendable {
  private let end: Int64
  /// The spans of the cases that have any, by place, sorted and without overlap.
  private var spans: [Int: [Range<Int64>]] = [:]
  private var hasSpans: [Bool] = []

  /// Finds the spans: the stays at nodes that stop the clock, as far as they lie between acceptance
  /// and book entry.
  ///
  /// - Complexity: O(visits).
  init(_ record: StudyRecord) {
    end = record.run.end
    guard record.nodes.contains(where: \.stopsClock) else { return }
    let stops = record.nodes.map(\.stopsClock)
    hasSpans = [Bool](repeating: false, count: record.cases.count)
    var raw: [Int: [Range<Int64>]] = [:]
    record.run.visits.forEach { visit in
      guard Int(visit.node) < stops.count, stops[Int(visit.node)] else { return }
      let place = record.cases.place(visit)
      guard let row = record.cases.row(at: place) else { return }
      let recorded = record.run.cases[row]
      let start = max(visit.enabled, recorded.legalStart)
      let last = min(visit.ended, min(recorded.legalEnd, end))
      if last > start { raw[place, default: []].append(start..<last) }
    }
    for (place, list) in raw {
      hasSpans[place] = true
      spans[place] = Self.union(list)
    }
  }

  private static func union(_ list: [Range<Int64>]) -> [Range<Int64>] {
    var result: [Range<Int64>] = []
    for span in list.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, span.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        result.append(span)
      }
    }
    return result
  }

  /// Whether no clock ever stood still.
  var isEmpty: Bool { spans.isEmpty }

  /// Returns how much of a visit of the case at a place fell into such spans.
  @inline(__always)
  func stopped(_ visit: Visit, at place: Int) -> Int64 {
    guard place < hasSpans.count, hasSpans[place] else { return 0 }
    return overlap(visit, place)
  }

  private func overlap(_ visit: Visit, _ place: Int) -> Int64 {
    let last = min(visit.ended, end)
    return (spans[place] ?? []).reduce(0) { sum, span in
      sum + max(0, min(span.upperBound, last) - max(span.lowerBound, visit.enabled))
    }
  }
}
