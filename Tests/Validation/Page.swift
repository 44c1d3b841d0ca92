// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import TestSupport

/// The page `docs/validation.md`.
struct Page: Sendable {
  /// Its path in the repository.
  static let path = "docs/validation.md"

  let groups: [(group: CaseGroup, runs: [CaseRun])]
  let benefit: CommonRandomNumbers
  let verdict: Verdict

  /// Gathers what the page says.
  init(groups: [(group: CaseGroup, runs: [CaseRun])], benefit: CommonRandomNumbers) {
    self.groups = groups
    self.benefit = benefit
    verdict = Verdict(groups.flatMap(\.runs))
  }

  /// The page as Markdown.
  var text: String {
    ([head] + groups.indices.map { section($0) } + [
      literature, commonNumbers, randomNumbers, traces,
    ])
    .joined(separator: "\n")
  }

  private var head: String {
    let runs = groups.flatMap(\.runs)
    let customers = PageText.grouped(runs.reduce(0) { $0 + $1.cases })
    let expected = PageText.fixed(verdict.expectedBeyondTwo, 1)
    let level = PageText.fixed(Verdict.level, 2)
    let about = """
      What the simulator gives beside what theory says. The page is written by `make validation-page` \
      from runs of the release build and is not edited; `make validate` runs everything again and fails \
      where a byte of it would change, so that a change of the engine shows here. That takes about \
      \(Self.cpuSeconds) seconds of CPU time; neither threads nor the machine change a figure.
      """
    let method = """
      Every case is a pack of `Tests/Validation/Packs` with the changes of its command. An estimate is \
      the mean over independent replications with its 95 % half-width by Student's distribution; z is \
      its distance from theory in standard errors, estimated from the same replications. Seeds are the \
      numbers of the cases: none was chosen. Runs begin empty; where a steady state is asked for, a \
      warm-up of many relaxation times is left out. Waits that last beyond the end of a run are not \
      counted, which takes a mean wait W down by a part of about 2 W over the length of the run, far \
      less than a standard error.
      """
    let result = """
      **\(runs.count) cases, \(verdict.count) numbers, \(customers) simulated customers.** \
      \(verdict.beyondTwo) numbers lie more than two standard errors from theory, where chance alone \
      would put \(expected); the largest |z| is \(PageText.fixed(verdict.largest, 2)). After Holm's \
      correction for their number the least p-value is \(PageText.fixed(verdict.leastPValue, 3)); \
      below \(level) the run fails, which a right engine does for at most one seed in a hundred. Numbers \
      of one case depend on each other, which the correction allows for.
      """
    return "# Validation\n\n"
      + [about, method, result].map { PageText.wrapped($0) + "\n" }.joined(separator: "\n")
  }

  /// What a run of everything takes on the machine of `docs/performance.md`.
  static let cpuSeconds = 30

  private func section(_ index: Int) -> String {
    let (group, runs) = groups[index]
    var lines = [
      "## \(index + 1). \(group.title)", "", group.note, "",
      "| case | model | parameters | quantity | theory | estimate | z | customers × replications | seed "
        + "| source |",
      "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for run in runs {
      for (row, number) in run.numbers.enumerated() {
        lines.append(line(run, number, isFirst: row == 0))
      }
    }
    lines += ["", "<details><summary>Commands</summary>", "", "```sh"]
    lines += runs.map { "# \($0.item.name)\n\($0.item.command)" }
    lines += ["```", "", "</details>", ""]
    return lines.joined(separator: "\n")
  }

  private func line(_ run: CaseRun, _ number: ComparedNumber, isFirst: Bool) -> String {
    let item = run.item
    let half = number.estimate.halfWidth ?? 0
    let decimals = PageText.decimals(for: half)
    let each = PageText.grouped(run.cases / max(1, item.replications))
    return "| "
      + [
        isFirst ? item.name : "", isFirst ? item.model : "", isFirst ? item.parameters : "",
        number.quantity.name, PageText.fixed(number.quantity.theory, decimals + 1),
        PageText.estimate(number.estimate.mean, halfWidth: half), PageText.fixed(number.z, 2),
        isFirst ? "\(each) × \(PageText.grouped(item.replications))" : "",
        isFirst ? "\(item.seed)" : "", "[\(number.quantity.source.number)]",
      ].joined(separator: " | ") + " |"
  }

  private var literature: String {
    let lines = Source.allCases.map { "\($0.number). \($0.title)" }
    return "## Sources\n\n" + lines.joined(separator: "\n") + "\n"
  }
}
