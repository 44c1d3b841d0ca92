// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Planning
import TransferModel

/// What a run covers and how it is made.
struct StudyOptions: ParsableArguments {
  @Option(help: "The first day. Default: that of the pack's study.")
  var from: String?

  @Option(help: "Working days, warm-up included; the run ends at closing time of the last.")
  var days: Int?

  @Option(help: "Arrivals after which the doors close; the run ends when the hall is empty.")
  var cases: Int?

  @Option(help: "Working days at the beginning that are not counted.")
  var warmUp: Int?

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

  /// The period, with what the pack says where the command says nothing.
  func period(_ study: StudyDefaults) throws(ProgramExit) -> StudyPeriod {
    var start = study.from
    if let from {
      guard let date = CivilDate(text: from) else {
        throw ProgramExit(.badInput, "error: '\(from)' is not a date; write for example 2021-03-01")
      }
      start = date
    }
    if let cases {
      if days != nil { throw ProgramExit(.badInput, "error: give --days or --cases, not both") }
      guard (1...2_000_000_000).contains(cases) else {
        throw ProgramExit(.badInput, "error: --cases is from 1 to 2000000000")
      }
      return StudyPeriod(from: start, end: .cases(cases), warmUpDays: try warmUp(0))
    }
    let count = days ?? study.days
    guard (1...100_000).contains(count) else {
      throw ProgramExit(.badInput, "error: --days is from 1 to 100000")
    }
    // A short run by command keeps no more warm-up than it can afford.
    let fallback = days == nil ? study.warmUpDays : min(study.warmUpDays, count / 5)
    return StudyPeriod(from: start, end: .workingDays(count), warmUpDays: try warmUp(fallback))
  }

  private func warmUp(_ fallback: Int) throws(ProgramExit) -> Int {
    let value = warmUp ?? fallback
    guard (0...100_000).contains(value) else {
      throw ProgramExit(.badInput, "error: --warm-up is from 0 to 100000 working days")
    }
    return value
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
