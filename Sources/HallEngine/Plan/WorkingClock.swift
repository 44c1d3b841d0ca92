// SPDX-License-Identifier: Apache-2.0

/// The clock of working time and working days.
///
/// Working time runs only inside the segments of the days; a day with a segment is a working day.
/// Working days are numbered from 0. Instants are microseconds since the midnight that begins
/// day 0; negative instants are treated as 0.
package struct WorkingClock: Sendable, Hashable {
  /// An open stretch of a day, as times of day in microseconds.
  package struct Segment: Sendable, Hashable {
    /// The start, at least 0.
    package var start: Int64
    /// The end, after the start and at most 24 h.
    package var end: Int64

    /// Creates a segment.
    package init(start: Int64, end: Int64) {
      self.start = start
      self.end = end
    }
  }

  /// The length of a standard working day in microseconds, for turning "2 working days" into
  /// working time and back.
  package let standardDay: Int64
  /// A Boolean value that says whether every instant works.
  package let isContinuous: Bool
  /// A Boolean value that says whether every segment given lay inside its day, sorted, without
  /// overlap; segments that did not were dropped.
  package let isWellFormed: Bool
  private let segments: [Segment]
  /// The index in `segments` of the first segment of each day; one more entry than days.
  private let firstSegment: [Int]
  /// The working time before each day; one more entry than days.
  private let cumulative: [Int64]
  /// The number of working days before each day; one more entry than days.
  private let numberOfDay: [Int]
  /// The day of each working-day number.
  private let dayOfNumber: [Int]

  /// The clock on which every instant works and a day has 24 hours, without end.
  package static let continuous = WorkingClock()

  private init() {
    standardDay = HallEngine.day
    isContinuous = true
    isWellFormed = true
    segments = []
    firstSegment = [0]
    cumulative = [0]
    numberOfDay = [0]
    dayOfNumber = []
  }

  /// Creates a clock from the open segments of each day; an empty list is a day off.
  ///
  /// - Parameters:
  ///   - days: The segments by day index, each list sorted and without overlap.
  ///   - standardDay: The length of a standard working day in microseconds, at least 1.
  package init(days: [[Segment]], standardDay: Int64) {
    self.standardDay = max(1, standardDay)
    isContinuous = false
    var segments: [Segment] = []
    var firstSegment = [0]
    var cumulative: [Int64] = [0]
    var numberOfDay = [0]
    var dayOfNumber: [Int] = []
    var wellFormed = standardDay >= 1
    for (day, list) in days.enumerated() {
      var last: Int64 = 0
      var worked: Int64 = 0
      for segment in list {
        guard segment.start >= last, segment.end > segment.start, segment.end <= HallEngine.day
        else {
          wellFormed = false
          continue
        }
        segments.append(segment)
        worked += segment.end - segment.start
        last = segment.end
      }
      if worked > 0 { dayOfNumber.append(day) }
      firstSegment.append(segments.count)
      cumulative.append((cumulative.last ?? 0) + worked)
      numberOfDay.append(dayOfNumber.count)
    }
    self.segments = segments
    self.firstSegment = firstSegment
    self.cumulative = cumulative
    self.numberOfDay = numberOfDay
    self.dayOfNumber = dayOfNumber
    isWellFormed = wellFormed
  }

  /// The number of days of the calendar; 0 for the continuous clock.
  package var dayCount: Int { cumulative.count - 1 }

  /// The number of working days of the calendar; 0 for the continuous clock.
  package var workingDayCount: Int { dayOfNumber.count }

  /// Returns the working time from 0 to an instant, in microseconds.
  ///
  /// - Complexity: O(segments of a day).
  package func workingTime(until instant: Int64) -> Int64 {
    let instant = max(0, instant)
    if isContinuous { return instant }
    let day = Int(instant / HallEngine.day)
    guard day < dayCount else { return cumulative[dayCount] }
    let timeOfDay = instant - Int64(day) * HallEngine.day
    var worked = cumulative[day]
    var index = firstSegment[day]
    while index < firstSegment[day + 1] {
      let segment = segments[index]
      if timeOfDay <= segment.start { break }
      worked += min(timeOfDay, segment.end) - segment.start
      index += 1
    }
    return worked
  }

  /// Returns the working time between two instants; negative if the second is the earlier one.
  package func workingMicros(from start: Int64, to end: Int64) -> Int64 {
    workingTime(until: end) - workingTime(until: start)
  }

  /// Returns the first instant at which `micros` of working time have passed since an instant.
  ///
  /// An advance by 0 or less stays where it is. An advance past the end of the calendar gives
  /// ``HallEngine/never``.
  ///
  /// - Complexity: O(log days).
  package func advance(_ instant: Int64, byWorkingMicros micros: Int64) -> Int64 {
    guard micros > 0 else { return instant }
    let (target, overflow) = workingTime(until: instant).addingReportingOverflow(micros)
    if overflow { return HallEngine.never }
    if isContinuous { return target > HallEngine.lastInstant ? HallEngine.never : target }
    guard target <= cumulative[dayCount] else { return HallEngine.never }
    // The first day at whose end the target is reached.
    var low = 0
    var high = dayCount - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle + 1] >= target { high = middle } else { low = middle + 1 }
    }
    var rest = target - cumulative[low]
    var index = firstSegment[low]
    while index < firstSegment[low + 1] {
      let segment = segments[index]
      let length = segment.end - segment.start
      if rest <= length { return Int64(low) * HallEngine.day + segment.start + rest }
      rest -= length
      index += 1
    }
    return HallEngine.never
  }

  /// Returns the effective working-day number of an instant.
  ///
  /// On a working day up to and including its closing time this is the number of that day; after
  /// the closing, and on a day off, it is the number of the next working day. After the last
  /// working day of the calendar it stays at ``workingDayCount``.
  package func dayNumber(of instant: Int64) -> Int {
    let instant = max(0, instant)
    let day = Int(instant / HallEngine.day)
    if isContinuous { return day }
    guard day < dayCount else { return workingDayCount }
    let last = firstSegment[day + 1]
    if last > firstSegment[day],
      instant - Int64(day) * HallEngine.day > segments[last - 1].end
    {
      return numberOfDay[day + 1]
    }
    return numberOfDay[day]
  }

  /// Returns the number of the calendar day's working day, or of the next one on a day off.
  package func dayNumber(ofDay day: Int) -> Int {
    if isContinuous { return max(0, day) }
    return day < dayCount ? numberOfDay[max(0, day)] : workingDayCount
  }

  /// Returns the midnight that begins a working day, or ``HallEngine/never`` past the calendar.
  package func midnight(ofWorkingDay number: Int) -> Int64 {
    guard number >= 0, number < 1 << 30 else { return HallEngine.never }
    if isContinuous {
      let day = Int64(number)
      return day > HallEngine.lastInstant / HallEngine.day ? HallEngine.never : day * HallEngine.day
    }
    guard number < workingDayCount else { return HallEngine.never }
    return Int64(dayOfNumber[number]) * HallEngine.day
  }

  /// Returns the midnight that begins the first working day after the day of an instant.
  package func nextWorkingDay(after instant: Int64) -> Int64 {
    let day = Int(max(0, instant) / HallEngine.day)
    return midnight(ofWorkingDay: dayNumber(ofDay: day + 1))
  }
}
