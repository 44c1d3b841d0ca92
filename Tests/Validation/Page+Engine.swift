// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import TestSupport

extension Page {
  /// The table of common random numbers.
  var commonNumbers: String {
    let (base, other) = (CommonRandomNumbers.base, CommonRandomNumbers.other)
    let about = """
      `\(base)` and `\(other)` of the shipped pack meet the same applicants, who draw the same times \
      wherever both let them do the same. The ratio is the variance of the difference over the sum of \
      the two variances, which is what runs with numbers of their own would give: at 0.25 one \
      replication does the work of four, above 1 the same numbers do harm. Where the two flows have \
      little in common it cannot be far below 1.
      """
    var lines = [
      "## Common random numbers", "", PageText.wrapped(about), "",
      "| number | \(other) − \(base) | correlation | variance ratio |",
      "| --- | ---: | ---: | ---: |",
    ]
    for difference in benefit.differences {
      let paired = difference.paired
      let cells = [
        difference.name.resultKey,
        PageText.estimate(
          paired.difference.mean, halfWidth: paired.difference.halfWidth ?? 0),
        paired.correlation.map { PageText.fixed($0, 2) } ?? "–",
        paired.varianceRatio.map { PageText.fixed($0, 2) } ?? "–",
      ]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    lines += ["", "```sh", CommonRandomNumbers.command, "```", ""]
    return lines.joined(separator: "\n")
  }

  /// What is tested about random numbers, in words.
  var randomNumbers: String {
    """
    ## Random numbers and samplers

    These tests run with the others (`make test`), with fixed seeds and stated false-alarm rates.

    - Philox2x64 gives the published answers of Random123 (`kat_vectors`) for seven and ten rounds:
      `RandomnessTests`.
    - Streams of neighbouring seeds, replications, nodes, purposes, attempts and cases are neither
      correlated nor dependent (chi-square over pairs), keys of few bits are as good as others, and one
      changed bit of a key or a counter changes half of the output: `StreamIndependenceTests`.
    - Every sampler has its moments, its distribution (Kolmogorov and Smirnov, chi-square where it is
      discrete) and its clamps: `SamplerTests`, `DiscreteSamplerTests`.
    - The same applicant draws the same times in two configurations: `DeterminismTests`.

    """
  }

  /// The list of exact traces.
  var traces: String {
    let about = """
      What belongs to a calendar has no formula. These tests follow runs with constant times event by \
      event, worked out by hand to the minute. The list is checked against the tests: one that is \
      removed or renamed fails `make validate`.
      """
    var lines = ["## Exact traces", "", PageText.wrapped(about), ""]
    for part in ExactTrace.table {
      lines += ["### \(part.title)", "", "| test | proves that |", "| --- | --- |"]
      lines += part.traces.map { "| `\($0.suite).\($0.test)` | \($0.proves) |" }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }
}
