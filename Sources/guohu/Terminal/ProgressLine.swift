// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning

/// One line on the error stream that says how far a study is: replications, rate, time left.
actor ProgressLine {
  private let isOn: Bool
  private let start = Date()
  private var last = Date.distantPast
  private var finished = 0
  private var width = 0
  /// Replications of the studies before the present one.
  private var before = 0
  /// Cases of the studies before the present one, and of the present one.
  private var casesBefore = 0
  private var cases = 0
  private let total: Int

  /// Creates a line for a number of replications in all; nothing is shown when off.
  init(isOn: Bool, total: Int) {
    self.isOn = isOn
    self.total = total
  }

  /// Shows progress, at most ten times a second.
  func show(_ progress: StudyProgress) {
    finished = before + progress.done - progress.first
    cases = progress.cases
    let now = Date()
    guard isOn, now.timeIntervalSince(last) > 0.1 || progress.done == progress.total else { return }
    last = now
    let elapsed = max(1e-3, now.timeIntervalSince(start))
    let left = elapsed / Double(max(1, finished)) * Double(total - finished)
    draw(
      "\(progress.configuration): \(progress.done)/\(progress.total) replications, "
        + "\(Int(Double(casesBefore + cases) / elapsed)) cases/s, \(Int(left.rounded(.up))) s left")
  }

  /// Shows a text, at most ten times a second.
  func say(_ text: String) {
    let now = Date()
    guard isOn, now.timeIntervalSince(last) > 0.1 else { return }
    last = now
    draw(text)
  }

  /// Says that a study is complete.
  func completeStudy(_ replications: Int) {
    before += replications
    casesBefore += cases
    cases = 0
  }

  /// Takes the line away.
  func clear() {
    guard isOn, width > 0 else { return }
    draw("")
    FileHandle.standardError.write(Data("\r".utf8))
  }

  private func draw(_ text: String) {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    width = text.count
    FileHandle.standardError.write(Data("\r\(text)\(padding)".utf8))
  }
}
