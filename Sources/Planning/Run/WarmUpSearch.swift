// SPDX-License-Identifier: Apache-2.0

package import HallEngine
import Statistics
package import TransferModel

/// The warm-up of a study, found from pilot replications by the MSER-5 rule.
///
/// Looked at is the mean number of cases inside, in which everything is that fills slowly, queues
/// and files on their way alike, averaged over pilots with random numbers of their own.
/// - In a calendar with working days it is taken for each of these, as a share of what it is on the
///   same day in pilots that began so many working days earlier. Without that a December would look
///   like a transient, as a year of demand is never steady. Five working days are a week, so the
///   pattern of the week is not taken for one either.
/// - Where the calendar has no nights, it is taken for each of a thousand equal stretches.
package struct WarmUpSearch: Sendable, Hashable {
  /// The number of pilot replications from each start.
  package static let pilots = 10
  /// The number of stretches of a run whose calendar has no nights.
  package static let stretches = 1000
  /// The most working days by which the pilots to compare with begin earlier.
  package static let longestLead = 125
  /// The set of random numbers of the pilots; the replications that are reported have set 0, and
  /// the pilots that begin earlier have the next one.
  static let designPoint: UInt32 = 1

  /// What a stretch is.
  package enum Unit: Sendable, Hashable {
    /// A working day.
    case workingDay
    /// So many microseconds.
    case time(Int64)
  }

  /// What a stretch is.
  package var unit: Unit
  /// The number of cases inside, or its share, during each stretch.
  package var series: [Double]
  /// The number of leading stretches to leave out, a multiple of five.
  package var truncation: Int
  /// The smallest value of the statistic.
  package var statistic: Double
  /// Whether the smallest value lies in the first half of the run.
  package var isConclusive: Bool

  /// Searches the warm-up of a study, which must be compiled without one; nil where the run is shorter
  /// than ten batches of five stretches, or was cancelled.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - earlier: The same study for the period of ``earlier(than:of:in:)``; nil where the calendar
  ///     has no nights.
  ///   - settings: The seed and the threads.
  ///   - cancellation: The flag that ends the search.
  package init?(
    _ study: CompiledStudy, earlier: CompiledStudy?, settings: StudySettings,
    cancellation: CancellationFlag = CancellationFlag()
  ) async {
    let runs = PilotRuns(settings: settings, cancellation: cancellation)
    if let earlier {
      unit = .workingDay
      let days = Self.edges(of: study)
      guard
        let cold = await runs.meanInside(study, days, designPoint: Self.designPoint),
        let warm = await runs.meanInside(
          earlier, Self.edges(of: earlier), designPoint: Self.designPoint + 1)
      else { return nil }
      // A day on which nobody is inside from either start is like any other.
      series = zip(cold, warm.suffix(cold.count)).map { $1 > 0 ? $0 / $1 : $0 > 0 ? 2 : 1 }
    } else {
      let length = max(1, study.expectedEnd / Int64(Self.stretches))
      unit = .time(length)
      let edges = (0...Int64(Self.stretches)).map { $0 * length }
      guard let inside = await runs.meanInside(study, edges, designPoint: Self.designPoint) else {
        return nil
      }
      series = inside
    }
    guard let found = WarmUp(series) else { return nil }
    truncation = found.truncation
    statistic = found.statistic
    isConclusive = found.isConclusive
  }

  /// Returns the period of the pilots to compare with: it begins as many working days earlier as the
  /// study has, but at most ``longestLead``; nil where every instant is a working one.
  package static func earlier(
    than period: StudyPeriod, of study: CompiledStudy, in calendar: WorkingCalendar
  ) -> StudyPeriod? {
    guard !study.dayStarts.isEmpty else { return nil }
    let days = edges(of: study).count - 1
    let lead = min(days, longestLead)
    var from = period.from
    var found = 0
    for _ in 0..<10_000 where found < lead {
      from = from.adding(days: -1)
      if calendar.isWorkingDay(from) { found += 1 }
    }
    return StudyPeriod(from: from, end: .workingDays(days + lead), warmUpDays: 0)
  }

  /// The midnights of the working days of a run, and its end.
  private static func edges(of study: CompiledStudy) -> [Int64] {
    study.dayStarts.filter { $0 < study.expectedEnd } + [study.expectedEnd]
  }
}

/// Replications that are looked at and not reported.
private struct PilotRuns {
  let settings: StudySettings
  let cancellation: CancellationFlag

  /// Returns the mean number of cases inside between instants, over all pilots; nil where they were
  /// cancelled or did not come to their end.
  func meanInside(
    _ study: CompiledStudy, _ edges: [Int64], designPoint: UInt32
  ) async -> [Double]? {
    let end = study.expectedEnd
    let lengths = zip(edges.dropFirst(), edges).map { Double($0 - $1) }
    // The instant 0 cannot be looked at, and nothing is inside then.
    let instants = edges.first == 0 ? Array(edges.dropFirst()) : edges
    let settings = settings
    let cancellation = cancellation
    let runs = await ParallelRuns.map(
      count: WarmUpSearch.pilots, threads: settings.threads, cancellation: cancellation
    ) { index -> [Double]? in
      var pilot = Replication(
        seed: settings.seed, designPoint: designPoint, index: UInt32(index), horizon: end,
        cancellation: cancellation)
      pilot.sampling = Sampling(instants: instants, notes: .inside)
      let areas = (instants.count < edges.count ? [0] : []) + pilot.run(study.plan).insideAreas
      guard !cancellation.isCancelled else { return nil }
      return zip(zip(areas.dropFirst(), areas), lengths).map { Double($0.0 - $0.1) / $1 }
    }
    let pilots = runs.compactMap { $0 }
    let mean = WarmUp.meanSeries(of: pilots)
    return pilots.count == WarmUpSearch.pilots && mean.count == lengths.count ? mean : nil
  }
}
