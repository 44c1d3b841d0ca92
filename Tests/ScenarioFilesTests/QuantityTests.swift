// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

@testable import ScenarioFiles

/// The short quantities, each with what is read and what is refused.
struct PlainQuantityTests {
  @Test(arguments: [
    ("12 %", 0.12), ("12%", 0.12), ("0.12", 0.12), ("100 %", 1), ("0", 0), ("0 %", 0), ("1", 1),
    ("33.333333 %", 0.33333333),
  ])
  func readsShares(text: String, value: Double) throws {
    let share = try PlainQuantity.share(text).get()
    #expect(abs(share - value) < 1e-15)
  }

  @Test(arguments: [
    ("150 %", "the share '150 %' lies outside 0 … 100 %; the nearest legal value is 100 %"),
    ("-5 %", "the share '-5 %' lies outside 0 … 100 %; the nearest legal value is 0 %"),
    ("26", "the share '26' lies outside 0 … 100 %; write '26 %' for a percentage"),
    ("a lot", "'a lot' is not a share; write for example '12 %' or '0.12'"),
    ("12 % of all", "'12 % of all' is not a share; write for example '12 %' or '0.12'"),
    ("", "'' is not a share; write for example '12 %' or '0.12'"),
    ("1e-2", "'1e-2' is not a share: '1e-2' has an exponent; write the number in full"),
    (".5", "'.5' is not a share: '.5' is not written in full; write '0.5'"),
    ("5.", "'5.' is not a share: '5.' is not written in full; write '5'"),
    ("050 %", "'050 %' is not a share: '050' begins with a zero; write '50'"),
    ("00.5", "'00.5' is not a share: '00.5' begins with a zero; write '0.5'"),
    (".inf", "'.inf' is not a share: '.inf' is not a number; write for example '12' or '0.5'"),
    ("½", "'½' is not a share: '½' does not belong in a quantity"),
  ])
  func refusesOtherShares(text: String, message: String) {
    #expect(PlainQuantity.share(text) == .failure(.init(message: message)))
  }

  @Test func readsCounts() {
    #expect(PlainQuantity.count("0") == 0)
    #expect(PlainQuantity.count("12") == 12)
    #expect(PlainQuantity.count("999999999") == 999_999_999)
    for text in ["", "-1", "+1", "1.0", "010", "00", "1e3", "1 ", "9999999999", "一", "١"] {
      #expect(PlainQuantity.count(text) == nil, "\(text)")
    }
  }

  @Test func readsWorkingDays() {
    #expect(PlainQuantity.workingDays("30 wd") == 30)
    for text in ["30", "30 d", "30wd", "1.5 wd", "-1 wd", "10001 wd", "30 wd wd"] {
      #expect(PlainQuantity.workingDays(text) == nil, "\(text)")
    }
  }

  @Test(
    arguments: [
      ("0.9 per min", 1296.0), ("30 per h", 720), ("220 per wd", 220), ("220 per d", 220),
      ("10000000 per d", 10_000_000), ("10000001 per d", nil), ("0 per h", nil),
      ("1 per day", nil), ("per h", nil), ("1 each h", nil), ("-1 per h", nil), ("1e3 per h", nil),
      ("999999 per min", nil),
    ] as [(String, Double?)])
  func readsRates(text: String, perDay: Double?) {
    #expect(PlainQuantity.ratePerDay(text) == perDay)
  }

  @Test(arguments: [
    ("x 0.55", 0.55, 0.0), ("+ 6 min", 1, 6), ("x 1.1 + 6 min", 1.1, 6), ("+ 30 s", 1, 0.5),
    ("x 0", 0, 0),
  ])
  func readsChanges(text: String, factor: Double, minutes: Double) {
    #expect(
      PlainQuantity.change(text) == TimeAdjustment.Change(factor: factor, addMinutes: minutes))
  }

  @Test(arguments: [
    "", "x", "0.5", "x -1", "+ -6 min", "- 6 min", "+ 6", "+ 1 wd", "x 1 x 2", "x 9999999",
    "+ 99999 d", "x 0.5 min",
  ])
  func refusesOtherChanges(text: String) { #expect(PlainQuantity.change(text) == nil) }

  @Test func readsPlainNumbers() {
    #expect(PlainQuantity.number("1.05") == 1.05)
    #expect(PlainQuantity.number("1000000") == 1_000_000)
    for text in ["-1", "1000001", "1 min", "", "x", "99999999999999999999999999"] {
      #expect(PlainQuantity.number(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    (0.12, "12 %"), (1.0 / 3, "33.3333 %"), (1.0, "100 %"), (0.0, "0 %"), (-0.5, "-50 %"),
    (0.1 + 0.2, "30 %"),
  ])
  func writesPercentages(share: Double, text: String) {
    #expect(PlainNumber.percent(share) == text)
  }

  @Test func writesNumbersOfEverySizeWithoutBreakingOff() {
    #expect(PlainNumber.decimal(1e300, places: 4) == "1e+300")
    #expect(PlainNumber.decimal(.infinity, places: 4) == "inf")
    #expect(PlainNumber.decimal(.nan, places: 4) == "nan")
    #expect(PlainNumber.decimal(9e14, places: 6) == "900000000000000.0")
    #expect(PlainNumber.decimal(12.5, places: 0) == "13")
  }
}

/// The laws of durations: every family, form and message.
struct TimeLawParserTests {
  private func law(_ text: String, negative: Bool = false) throws -> TimeLaw {
    try TimeLawParser.parse(text, allowsNegative: negative)
  }

  @Test(arguments: [
    ("24 min", TimeLaw.Family.constant(24)), ("24min", .constant(24)), ("30 s", .constant(0.5)),
    ("1.5 h", .constant(90)), ("2 d", .constant(2880)), ("0", .constant(0)),
    ("uniform(10, 20) min", .uniform(10, 20)), ("uniform(1 h, 90 min)", .uniform(60, 90)),
    ("uniform(0, 2 h)", .uniform(0, 120)), ("uniform(from 1, to 2) h", .uniform(60, 120)),
    ("triangular(15, 24, 50) min", .triangular(minimum: 15, mode: 24, maximum: 50)),
    ("pert(1, 2, 4) h", .pert(minimum: 60, mode: 120, maximum: 240)),
    ("exponential(mean 10) min", .exponential(mean: 10)),
    ("exponential(10 min)", .exponential(mean: 10)),
    ("erlang(shape 3, mean 2) h", .erlang(shape: 3, mean: 120)),
    ("erlang(k 2, mean 12 min)", .erlang(shape: 2, mean: 12)),
    ("gamma(mean 10 min, cv 0.5)", .gamma(mean: 10, cv: 0.5)),
    ("gamma(mean 1, sd 2) h", .gamma(mean: 60, cv: 2)),
    ("normal(mean 10, sd 2) min", .normal(mean: 10, sd: 2)),
    ("normal(10, 2) min", .normal(mean: 10, sd: 2)),
    ("lognormal(mean 15, sd 8) min", .lognormal(.meanSD(15, 8))),
    ("lognormal(mean 1 h, cv 0.5)", .lognormal(.meanCV(60, 0.5))),
    ("lognormal(median 70 min, sigma 0.5)", .lognormal(.medianSigma(70, 0.5))),
    ("lognormal(median 4 h, p95 48 h)", .lognormal(.medianP95(240, 2880))),
    ("weibull(shape 2, scale 9) h", .weibull(shape: 2, scale: 540)),
    ("poisson(mean 3) min", .poisson(mean: 3)),
    (
      "empirical(50 %: 5, 50 %: 10) h",
      .empirical([.init(value: 300, share: 0.5), .init(value: 600, share: 0.5)])
    ),
    (
      "empirical(0.25: 5 min, 0.75: 1 h)",
      .empirical([.init(value: 5, share: 0.25), .init(value: 60, share: 0.75)])
    ),
  ])
  func readsEveryFamilyInMinutes(text: String, family: TimeLaw.Family) throws {
    let law = try law(text)
    #expect(law.family == family)
    #expect(law.unit == .elapsed)
    #expect(law.text == text)
  }

  @Test func readsWorkingDaysMixturesAndClamps() throws {
    #expect(try law("2 wd").unit == .working)
    #expect(try law("uniform(0, 6) wd").family == .uniform(0, 6))
    let clamped = try law("lognormal(mean 15, sd 8, min 5, max 60) min")
    #expect(clamped.minimum == 5 && clamped.maximum == 60)
    guard
      case .mixture(let parts) = try law(
        "mixture(70 %: 0 min, 30 %: lognormal(median 4 h, p95 48 h, max 90 h))"
      ).family
    else { throw TimeLawParser.Problem(message: "no mixture") }
    #expect(parts.map(\.share) == [0.7, 0.3])
    #expect(parts[1].law.maximum == 5400)
    #expect(try law("normal(mean -5, sd 8) min", negative: true).family == .normal(mean: -5, sd: 8))
  }

  @Test(arguments: [
    (
      "",
      "nothing is not a duration; write for example '24 min', '2 wd' or 'triangular(15, 24, 50) min'"
    ),
    (
      "%",
      "'%' is not a duration; write for example '24 min', '2 wd' or 'triangular(15, 24, 50) min'"
    ),
    ("24", "'24' has no unit; write one of s, min, h, d, wd after it"),
    ("24 minutes", "'minutes' is not a unit of time; known are d, h, min, s, wd"),
    ("24 min 5", "there is more after the duration '24 min 5'; end it at its unit"),
    ("-5 min", "a duration cannot be negative; the least is '0 min', not '-5 min'"),
    ("1e3 min", "'1e3' has an exponent; write the number in full"),
    ("1.2.3 min", "'1.2.3' is not a number; write for example '12' or '0.5'"),
    ("100000000000000000000000 min", "a number of 24 digits is too long; at most 20 are read"),
    ("36501 d", "'36501 d' holds a time of more than a hundred years; at most 36500 d or 36500 wd"),
    (
      "36501 wd",
      "'36501 wd' holds a time of more than a hundred years; at most 36500 d or 36500 wd"
    ),
    ("unifrom(1, 2) min", "'unifrom' is not a known law; did you mean 'uniform'?"),
    ("uniform 1", "write the parameters of uniform in brackets"),
    ("uniform(1, 2 min", "the bracket of uniform is not closed in 'uniform(1, 2 min'"),
    ("uniform() min", "a parameter of uniform is not a number in 'uniform() min'"),
    ("uniform(2, 1) min", "uniform(from, to) needs from ≤ to in 'uniform(2, 1) min'"),
    ("uniform(1) min", "uniform needs 'to': uniform(10, 20) in 'uniform(1) min'"),
    (
      "uniform(1, 2, 3) min",
      "uniform takes from, to, as in uniform(10, 20), not 3 numbers in 'uniform(1, 2, 3) min'"
    ),
    (
      "uniform(-1, 2) min",
      "a duration cannot be negative; uniform must begin at 0 or above in 'uniform(-1, 2) min'"
    ),
    (
      "uniform(1 h, 2 wd)",
      "'uniform(1 h, 2 wd)' mixes working days (wd) with elapsed time; use one of them"
    ),
    ("uniform(1 h, 2)", "some numbers of 'uniform(1 h, 2)' have a unit and some have none"),
    (
      "triangular(1, 3, 2) min",
      "triangular needs minimum ≤ mode ≤ maximum and minimum < maximum in 'triangular(1, 3, 2) min'"
    ),
    (
      "exponential(mean 0) min",
      "exponential needs a positive mean: exponential(mean 10) in 'exponential(mean 0) min'"
    ),
    ("exponential(mean 1, mean 2) min", "parameter 'mean' of exponential is given twice"),
    (
      "exponential(1, mean 2) min",
      "parameter 'mean' of exponential is given twice in 'exponential(1, mean 2) min'"
    ),
    ("exponential(mean 1, 2) min", "unnamed parameters of exponential come before named ones"),
    (
      "exponential(men 1) min",
      "exponential has no parameter 'men'; did you mean 'mean'? in 'exponential(men 1) min'"
    ),
    (
      "erlang(3, 12) min",
      "erlang takes its parameters by name: erlang(shape 3, mean 12) in 'erlang(3, 12) min'"
    ),
    (
      "erlang(shape 2.5, mean 12) min",
      "erlang needs a whole shape from 1 to 1000: erlang(shape 3, mean 12) in 'erlang(shape 2.5, mean 12) min'"
    ),
    (
      "erlang(shape 2, k 2, mean 1) min",
      "erlang takes shape or k, which are the same in 'erlang(shape 2, k 2, mean 1) min'"
    ),
    ("erlang(shape 2 min, mean 1 min)", "'shape' of erlang has no unit"),
    (
      "gamma(mean 1, cv 1, sd 1) min",
      "gamma takes either cv or sd: gamma(mean 10, cv 0.5) in 'gamma(mean 1, cv 1, sd 1) min'"
    ),
    (
      "gamma(mean 1, cv 0) min",
      "'cv' of gamma must lie from 0.01 to 100 in 'gamma(mean 1, cv 0) min'"
    ),
    (
      "normal(mean -1, sd 1) min",
      "a duration cannot be negative; normal must begin at 0 or above in 'normal(mean -1, sd 1) min'"
    ),
    (
      "lognormal(2, 3) min",
      "lognormal takes its parameters by name: lognormal(median 10, p95 30) in 'lognormal(2, 3) min'"
    ),
    (
      "lognormal(median 2, sd 3) min",
      "lognormal takes (mean, sd), (mean, cv), (median, sigma) or (median, p95), each by name in 'lognormal(median 2, sd 3) min'"
    ),
    (
      "lognormal(median 2, p95 1) min",
      "lognormal needs p95 ≥ median in 'lognormal(median 2, p95 1) min'"
    ),
    (
      "weibull(shape 0, scale 1) min",
      "'shape' of weibull must lie from 0.1 to 100 in 'weibull(shape 0, scale 1) min'"
    ),
    (
      "exponential(mean 1, min 5, max 2) min",
      "min must be below max in 'exponential(mean 1, min 5, max 2) min'"
    ),
    (
      "exponential(mean 1, max -1) min",
      "a duration cannot be negative; min and max must be at least 0 in 'exponential(mean 1, max -1) min'"
    ),
    ("mixture(50 %: 1 min)", "the shares of mixture add up to 50 %, not 100 %"),
    ("mixture(150 %: 1 min)", "a share of mixture lies outside 0 … 100 %"),
    ("mixture(1 min)", "write ':' between share and value in mixture"),
    ("mixture(a: 1 min)", "each part of mixture begins with its share, as in '70 %: 0 min'"),
    ("mixture(100 %: 1 min", "the bracket of mixture is not closed in 'mixture(100 %: 1 min'"),
    ("mixture(100 %: 1) min", "give each part of a mixture its own unit"),
    (
      "mixture(50 %: 1 min, 50 %: 1 wd)",
      "'mixture(50 %: 1 min, 50 %: 1 wd)' mixes working days (wd) with elapsed time; use one of them"
    ),
    ("empirical(100 %: uniform(1, 2)) min", "empirical takes plain values; use mixture for laws"),
    (
      "empirical(100 %: 1 min) h",
      "a unit after empirical serves parts without units; here a part has its own"
    ),
    (
      "empirical(100 %: 99999) d",
      "'empirical(100 %: 99999) d' holds a time of more than a hundred years; at most 36500 d or 36500 wd"
    ),
    ("5 min!", "'!' does not belong in a quantity"),
  ])
  func saysWhatIsWrong(text: String, message: String) {
    #expect(throws: TimeLawParser.Problem(message: message)) { try TimeLawParser.parse(text) }
  }

  @Test func refusesDeepMixturesAtOnce() {
    let text = String(repeating: "mixture(100 %: ", count: 100_000)
    #expect(throws: TimeLawParser.Problem(message: "mixtures are nested at most 3 deep")) {
      try TimeLawParser.parse(text)
    }
  }
}
