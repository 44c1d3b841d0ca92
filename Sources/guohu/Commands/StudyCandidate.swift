// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TransferModel

/// A configuration of a pack, with whatever changes: one of those that are studied together.
struct StudyCandidate {
  var valid: ValidPack
  var configuration: String

  /// Compiles the configuration for a period; what does not fit is bad input.
  func compile(_ period: StudyPeriod, only: [String]) throws(ProgramExit) -> CompiledStudy {
    try Self.usable { () throws(CompileError) in
      try PlanCompiler.compile(
        valid, configuration: configuration, period: period, only: only)
    }
  }

  /// Turns what cannot be compiled into bad input.
  static func usable<Value>(
    _ make: () throws(CompileError) -> Value
  ) throws(ProgramExit) -> Value {
    do { return try make() } catch {
      throw ProgramExit(.badInput, "error: \(error.description)")
    }
  }
}

/// Candidates compiled for one period, with the warm-up found where that was asked for.
struct CompiledCandidates {
  var studies: [CompiledStudy] = []
  var period: StudyPeriod
  /// What was found for each; nil where the warm-up is given.
  var warmUps: [WarmUpSearch]?

  /// Compiles candidates for the period of a command; where the warm-up is to be found it is the
  /// longest of theirs, so that all are counted over the same time.
  ///
  /// - Throws: Where one does not compile, the run is too short for its warm-up, or the search was
  ///   cancelled.
  init(
    _ candidates: [StudyCandidate], _ options: StudyOptions, _ settings: StudySettings,
    _ cancel: CancelSignal
  ) async throws(ProgramExit) {
    guard let first = candidates.first else {
      throw ProgramExit(.badInput, "error: there is nothing to run")
    }
    let only = options.scenarios
    period = try options.period(first.valid.pack.hall)
    for candidate in candidates { studies.append(try candidate.compile(period, only: only)) }
    guard options.findsWarmUp else { return }
    var found: [WarmUpSearch] = []
    for (candidate, study) in zip(candidates, studies) {
      found.append(try await Self.search(candidate, study, period, only, settings, cancel))
    }
    warmUps = found
    guard let longest = found.max(by: { $0.truncation < $1.truncation }) else { return }
    switch longest.unit {
    case .workingDay: period.warmUpDays = longest.truncation
    case .time(let length): period.setWarmUp(microseconds: Int64(longest.truncation) * length)
    }
    studies = []
    for candidate in candidates { studies.append(try candidate.compile(period, only: only)) }
  }

  private static func search(
    _ candidate: StudyCandidate, _ study: CompiledStudy, _ period: StudyPeriod, _ only: [String],
    _ settings: StudySettings, _ cancel: CancelSignal
  ) async throws(ProgramExit) -> WarmUpSearch {
    var earlier: CompiledStudy?
    if let before = WarmUpSearch.earlier(
      than: period, of: study, in: candidate.valid.pack.hall.calendar)
    {
      earlier = try candidate.compile(before, only: only)
    }
    let found = await WarmUpSearch(
      study, earlier: earlier, settings: settings, cancellation: cancel.flag)
    guard let found else {
      if cancel.isSet { throw ProgramExit(.cancelled, "cancelled before the warm-up was found") }
      let days = study.dayStarts.count { $0 < study.expectedEnd }
      let isShort = !study.dayStarts.isEmpty && days < 50
      throw ProgramExit(
        .badInput,
        isShort
          ? "error: --warm-up auto needs a run of 50 working days at least; give more days, or the "
            + "warm-up as a number"
          : "error: the pilot runs of --warm-up auto stopped before their end, as too many cases "
            + "were inside; give the warm-up as a number")
    }
    guard found.isConclusive else {
      throw ProgramExit(
        .checkFailed,
        "error: no warm-up found for \(candidate.configuration): by MSER-5 the number of cases "
          + "inside settles in the last half of the run, if at all; make the run at least twice as "
          + "long, or give --warm-up as a number")
    }
    return found
  }
}
