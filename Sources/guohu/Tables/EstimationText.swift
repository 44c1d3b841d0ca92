// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Statistics
import TransferModel

/// One line that says how the figures of a result came about: period, warm-up, runs, intervals.
struct EstimationText {
  private let result: StudyResult
  private let language: Language

  init(_ result: StudyResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The line.
  var line: String {
    let from = result.period.from
    return say(
      "自 \(from) 起 \(length)，\(runs)，种子 \(result.seed)，\(intervals)",
      "from \(from), \(length), \(runs), seed \(result.seed), \(intervals)")
  }

  private var length: String {
    switch result.period.end {
    case .workingDays(let days):
      say("\(days) 个工作日（\(warmUp)）", "\(days) working days (\(warmUp))")
    case .cases(let cases):
      warmUpIsNone
        ? say("\(cases) 件", "\(cases) cases")
        : say("\(cases) 件（\(warmUp)）", "\(cases) cases (\(warmUp))")
    }
  }

  private var warmUpIsNone: Bool {
    result.period.warmUpDays == 0 && result.period.warmUpRest == 0 && result.warmUp == nil
  }

  private var warmUp: String {
    let found = result.warmUp == nil ? "" : say("，由 MSER-5 求得", " found by MSER-5")
    guard result.period.warmUpRest == 0 else {
      let minutes = NumberText.decimal(result.period.warmUpMinutes, 1)
      return say("前 \(minutes) 分钟为预热\(found)", "warm-up \(minutes) min\(found)")
    }
    let days = result.period.warmUpDays
    return say("前 \(days) 日为预热\(found)", "warm-up \(days)\(found)")
  }

  private var runs: String {
    if let batches = result.batches {
      let each: String
      switch batches.length {
      case .workingDays(let days): each = say("\(days) 个工作日", "\(days) working days")
      case .time(let micros):
        let minutes = NumberText.decimal(Double(micros) / Double(HallEngine.minute), 0)
        each = say("\(minutes) 分钟", "\(minutes) min")
      }
      return say(
        "一次运行分 \(batches.count) 批（每批 \(each)）", "one run in \(batches.count) batches of \(each)")
    }
    let count = say("重复 \(result.replications) 次", "\(result.replications) replications")
    guard let precision = result.precision else { return count }
    let share = NumberText.percent(precision.goal.share)
    return count
      + (precision.isReached
        ? say("（已达 ±\(share)）", " (± \(share) reached)")
        : say("（未达 ±\(share)）", " (± \(share) not reached)"))
  }

  private var intervals: String {
    if result.batches != nil {
      return say("不相关的批给出 95% 置信区间", "95% intervals where batches do not correlate")
    }
    return result.replications == 1
      ? say("一次运行无置信区间", "no interval from one replication")
      : say("95% 置信区间", "95% intervals")
  }
}
