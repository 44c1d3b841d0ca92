// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Planning
import ScenarioFiles
import TransferModel

/// What a run covers and how it is made.
struct StudyOptions: ParsableArguments {
  @Option(help: "The first day. Default: that of the pack's study.")
  var from: String?

  @Option(help: "Working days, warm-up included; the run ends at closing time of the last.")
  var days: Int?

  @Option(help: "Arrivals after which the doors close; the run ends when the hall is empty.")
  var cases: Int?

  @Option(
    help: ArgumentHelp(
      "What is not counted at the beginning: working days, or a time such as '6 h' where the "
        + "calendar is always, or auto, which finds it by MSER-5 in pilot runs.",
      valueName: "N|auto"))
  var warmUp: String?

  @Option(help: "Independent replications.")
  var replications: Int?

  @Option(help: "The scenarios that arrive, separated by commas. Default: all.")
  var only: String?

  @Option(help: "The seed of the experiment. Default: 1.")
  var seed: UInt64?

  @Option(help: "Threads; 0 means all cores. The result does not depend on it.")
  var threads = 0

  @Option(
    help: ArgumentHelp(
      "Write the JSON result to a file as well, whatever --format prints.", valueName: "FILE"))
  var json: String?

  /// The scenarios chosen.
  var scenarios: [String] {
    only?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
  }

  /// Whether the warm-up is to be found.
  var findsWarmUp: Bool { warmUp == "auto" }

  /// The period, with what the pack says where the command says nothing; without a warm-up where
  /// that is to be found.
  func period(_ hall: Hall) throws(ProgramExit) -> StudyPeriod {
    let study = hall.study
    var period = StudyPeriod(from: study.from, end: .workingDays(study.days), warmUpDays: 0)
    if let from {
      guard let date = CivilDate(text: from) else {
        throw ProgramExit(.badInput, "error: '\(from)' is not a date; write for example 2021-03-01")
      }
      period.from = date
    }
    // A short run by command keeps no more warm-up than it can afford.
    var fallback = study.warmUpDays
    if let cases {
      if days != nil { throw ProgramExit(.badInput, "error: give --days or --cases, not both") }
      guard (1...2_000_000_000).contains(cases) else {
        throw ProgramExit(.badInput, "error: --cases is from 1 to 2000000000")
      }
      period.end = .cases(cases)
      fallback = 0
    } else if let days {
      guard (1...100_000).contains(days) else {
        throw ProgramExit(.badInput, "error: --days is from 1 to 100000")
      }
      period.end = .workingDays(days)
      fallback = min(fallback, days / 5)
    }
    try setWarmUp(of: &period, fallback, hasNights: hall.calendar.kind == .civil)
    return period
  }

  private func setWarmUp(
    of period: inout StudyPeriod, _ fallback: Int, hasNights: Bool
  ) throws(ProgramExit) {
    guard let warmUp, warmUp != "auto" else {
      period.warmUpDays = warmUp == nil ? fallback : 0
      return
    }
    if let days = Int(warmUp) {
      guard (0...100_000).contains(days) else {
        throw ProgramExit(.badInput, "error: --warm-up is from 0 to 100000 working days")
      }
      period.warmUpDays = days
      return
    }
    guard let law = try? TimeLawParser.parse(warmUp), case .constant(let minutes) = law.family,
      law.unit == .elapsed
    else {
      throw ProgramExit(
        .badInput,
        "error: '\(warmUp)' is no warm-up; --warm-up takes working days such as 20, a time such as "
          + "'6 h' where the calendar is always, or auto")
    }
    if hasNights {
      throw ProgramExit(
        .badInput,
        "error: this pack has nights and holidays; give --warm-up in working days, such as 20")
    }
    period.setWarmUp(microseconds: Int64((minutes * 60e6).rounded(.toNearestOrEven)))
  }

  /// The settings of the runs.
  func settings(_ study: StudyDefaults) throws(ProgramExit) -> StudySettings {
    let count = replications ?? study.replications
    guard (1...100_000).contains(count) else {
      throw ProgramExit(.badInput, "error: --replications is from 1 to 100000")
    }
    let seed = seed ?? 1
    guard seed <= UInt64(Int64.max) else {
      throw ProgramExit(.badInput, "error: --seed is from 0 to \(Int64.max)")
    }
    guard (0...1024).contains(threads) else {
      throw ProgramExit(.badInput, "error: --threads is from 0 to 1024")
    }
    return StudySettings(seed: seed, replications: count, threads: threads)
  }
}
