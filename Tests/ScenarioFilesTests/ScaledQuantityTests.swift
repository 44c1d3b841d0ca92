// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import Testing
import TransferModel

/// Quantities of a pack made larger and smaller.
struct ScaledQuantityTests {
  @Test(arguments: [
    ("24 min", "26.4 min"), ("2 wd", "2.2 wd"), ("220 per wd", "242 per wd"),
    ("triangular(15, 24, 50) min", "triangular(16.5, 26.4, 55) min"),
    ("uniform(0, 6) wd", "uniform(0, 6.6) wd"),
    ("exponential(mean 10 min)", "exponential(mean 11 min)"),
    ("erlang(shape 3, mean 12) min", "erlang(shape 3, mean 13.2) min"),
    ("gamma(mean 10, cv 0.5) min", "gamma(mean 11, cv 0.5) min"),
    ("gamma(mean 10, sd 5) h", "gamma(mean 11, sd 5.5) h"),
    ("normal(mean -5, sd 8) min", "normal(mean -5.5, sd 8.8) min"),
    ("lognormal(median 70 min, sigma 0.5)", "lognormal(median 77 min, sigma 0.5)"),
    ("lognormal(median 2 wd, p95 8 wd)", "lognormal(median 2.2 wd, p95 8.8 wd)"),
    ("weibull(shape 2, scale 9) min", "weibull(shape 2, scale 9.9) min"),
    ("pert(1, 2, 9, min 1, max 8) min", "pert(1.1, 2.2, 9.9, min 1.1, max 8.8) min"),
    ("empirical(70 %: 0, 30 %: 20) min", "empirical(70 %: 0, 30 %: 22) min"),
    (
      "mixture(0.7: 5 min, 0.3: exponential(mean 1 h))",
      "mixture(0.7: 5.5 min, 0.3: exponential(mean 1.1 h))"
    ),
    ("x 0.55", "x 0.605"), ("x 1.1 + 6 min", "x 1.21 + 6.6 min"), ("+ 3 min", "+ 3.3 min"),
    ("12 %", "13.2 %"), ("0.3", "0.33"), ("poisson(mean 2.2)", "poisson(mean 2.42)"),
  ])
  func timesTenPerCentMore(_ text: String, _ expected: String) throws {
    let first = try #require(ScaledQuantity.candidates(text, times: 1.1).first)
    #expect(first.text == expected)
    #expect((first.ratio - 1.1).magnitude < 1e-12)
    // Back again it reads as before, but for blanks.
    let back = try #require(ScaledQuantity.candidates(first.text, times: 1 / 1.1).first)
    #expect(back.text == text)
  }

  @Test func wholeNumbersFollowTheExactOne() {
    let more = ScaledQuantity.candidates("14", times: 1.1)
    #expect(more.map(\.text) == ["15.4", "15"])
    #expect((more[1].ratio - 15 / 14.0).magnitude < 1e-15)
    #expect(ScaledQuantity.candidates("2", times: 1.1).map(\.text) == ["2.2", "3"])
    #expect(ScaledQuantity.candidates("2", times: 0.9).map(\.text) == ["1.8", "1"])
    #expect(ScaledQuantity.candidates("1", times: 0.9).map(\.text) == ["0.9", "0"])
    #expect(ScaledQuantity.candidates("uniform(1, 8)", times: 1.1).last?.text == "uniform(2, 9)")
  }

  @Test func aShareStopsAtAHundredPerCent() {
    let share = ScaledQuantity.candidates("98 %", times: 1.1)
    #expect(share.map(\.text) == ["107.8 %", "100 %", "108 %"])
    #expect((share[1].ratio - 100 / 98.0).magnitude < 1e-15)
    #expect(ScaledQuantity.candidates("0.98", times: 1.1).dropFirst().first?.text == "1")
  }

  @Test func whatIsNoQuantityOrNothingHasNoCandidates() {
    for text in ["0", "0 min", "0 %", "P-LINK", "", "1e3", "3;4"] {
      #expect(ScaledQuantity.candidates(text, times: 1.1).isEmpty)
    }
    #expect(ScaledQuantity.candidates("5 min", times: 0).isEmpty)
    #expect(ScaledQuantity.candidates("5 min", times: 1).isEmpty)
    #expect(ScaledQuantity.candidates("5 min", times: .nan).isEmpty)
  }

  @Test(arguments: [
    ("steps.*.time", "steps.T03.time", true), ("steps.*.time", "steps.T03.wait.time", false),
    ("steps.*", "steps.T03.time", true), ("steps.*", "steps.T03.cost", false),
    ("hall.pools.R-*.servers", "pools.R-COMP.servers.B2", false),
    ("hall.pools.R-*.servers.B2", "pools.R-COMP.servers.B2", true),
    ("pools.R-*.servers", "pools.B-TAX.servers", false), ("S01.**", "S01.share.value", true),
    ("**", "a.b.c", true), ("**.time", "steps.T03.time", true), ("**.time", "time", true),
    ("waits.P-*", "waits.P-LINK.value", true), ("*-*-*", "a-b-c", true), ("*-*-*", "a-b", false),
    ("a*b", "aXbXb", true), ("a.**.d", "a.d", true), ("a.**.d", "a.b.c.e", false), ("", "a", false),
  ])
  func patternsOfPaths(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(PathPattern(pattern).matches(path) == matches)
  }
}
