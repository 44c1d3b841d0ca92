// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import ScenarioFiles
import TransferModel

/// Makes the numbers of a pack smaller and larger, one at a time, the way `--set` would.
struct ParameterVariation: Sendable {
  let opened: OpenedPack
  let base: ValidPack
  /// What is compiled without any change.
  let study: CompiledStudy
  let period: StudyPeriod
  let only: [String]
  /// The relative change, above 0 and below 1.
  let by: Double

  /// What came of varying a number.
  enum Outcome: Sendable {
    case parameter(SensitivityParameter)
    case refused(SensitivityReport.Refused)
  }

  /// The numbers that a pattern means, those assumed first; the same in the order of the pack.
  func entries(_ patterns: [PathPattern]) -> [LedgerEntry] {
    let matched = base.pack.ledger.filter { entry in
      patterns.contains { $0.matches(entry.path) }
    }
    return matched.filter { $0.source.ground == .assumed }
      + matched.filter { $0.source.ground != .assumed }
  }

  /// Varies a number; one that the pack takes neither smaller nor larger is refused.
  func vary(_ entry: LedgerEntry) -> Outcome {
    var why = "it is 0, which has no per cent"
    let high = level(entry, times: 1 + by, &why)
    // What nobody notices when it is larger is not noticed when it is smaller.
    let isNoticed = high == nil || high?.study != nil
    let low = isNoticed ? level(entry, times: 1 - by, &why) : nil
    guard low != nil || high != nil else {
      return .refused(.init(path: entry.path, why: why))
    }
    return .parameter(
      SensitivityParameter(
        path: entry.path, text: entry.text, ground: entry.source.ground, low: low, high: high))
  }

  private func level(
    _ entry: LedgerEntry, times factor: Double, _ why: inout String
  ) -> SensitivityParameter.Level? {
    var isFirst = true
    for candidate in ScaledQuantity.candidates(entry.text, times: factor) {
      let own = "\(entry.path)=\(candidate.text)"
      let room = ShareGroup(of: entry, in: base.pack.ledger)?
        .changes(making: candidate.text)
      for changes in [[own], room.map { [own] + $0 }].compactMap({ $0 }) {
        switch compile(changes) {
        case .success(let compiled):
          return SensitivityParameter.Level(
            text: candidate.text, ratio: candidate.ratio, changes: changes,
            study: compiled.measuresSame(as: study) ? nil : compiled)
        case .failure(let error):
          if isFirst { why = error.description }
          isFirst = false
        }
      }
    }
    return nil
  }

  private func compile(_ texts: [String]) -> Result<CompiledStudy, CompileError> {
    var read = opened.read(with: texts.compactMap { PackChange(text: $0) })
    let valid = read.pack.flatMap { $0.validated(findings: &read.findings) }
    guard let valid, !read.findings.hasErrors else {
      let first = read.findings.sorted.first { $0.severity == .error }
      return .failure(CompileError(first?.message ?? "the pack refuses it"))
    }
    do {
      return .success(
        try PlanCompiler.compile(
          valid, configuration: study.configuration.id.value, period: period, only: only))
    } catch { return .failure(error) }
  }
}

/// Shares of a pack that add up to 100 %, of which one is changed.
struct ShareGroup {
  private let others: [(path: String, share: Double)]

  /// Finds the group of a share; nil where there is none.
  ///
  /// Its members are the entries whose paths differ from that of the share in one part and which,
  /// with it, add up to 100 %.
  init?(of entry: LedgerEntry, in ledger: [LedgerEntry]) {
    guard let own = Self.share(entry.text) else { return nil }
    let parts = entry.path.split(separator: ".")
    for place in parts.indices.reversed() {
      let others = ledger.compactMap { other -> (path: String, share: Double)? in
        let otherParts = other.path.split(separator: ".")
        guard other.path != entry.path, otherParts.count == parts.count,
          parts.indices.allSatisfy({ $0 == place || parts[$0] == otherParts[$0] }),
          let share = Self.share(other.text)
        else { return nil }
        return (other.path, share)
      }
      let total = others.reduce(own) { $0 + $1.share }
      if !others.isEmpty, (total - 1).magnitude < 1e-9, own < 1 {
        self.others = others
        return
      }
    }
    return nil
  }

  /// Returns the changes of the other shares, in proportion, that make room for a new one; nil where
  /// it is no share.
  func changes(making text: String) -> [String]? {
    guard let new = Self.share(text), new <= 1 else { return nil }
    let rest = others.reduce(0) { $0 + $1.share }
    guard rest > 0 else { return nil }
    // The last takes what is left, so that the sum is 100 % to the last digit.
    var left = 1 - new
    return others.enumerated().map { index, other in
      let share = index == others.count - 1 ? left : other.share * (1 - new) / rest
      let percent = PlainNumber.decimal(share * 100, places: 9)
      left -= (Double(percent) ?? 0) / 100
      return "\(other.path)=\(percent) %"
    }
  }

  private static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%"),
      let number = Double(text.dropLast().filter { $0 != " " }), (0...100).contains(number)
    else { return nil }
    return number / 100
  }
}
