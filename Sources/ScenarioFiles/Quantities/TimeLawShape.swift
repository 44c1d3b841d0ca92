// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// The parameters of a law by position and name, checked and turned into a family.
struct TimeLawShape {
  /// What is wrong with the parameters, in words for the person at the terminal.
  typealias Problem = QuantityScanner.Problem

  let familyName: String
  private let form: Form
  private var positional: [Double]
  private var named: [String: Double]
  /// The lower clamp.
  let minimum: Double?
  /// The upper clamp.
  let maximum: Double?

  /// What a family takes.
  private struct Form {
    /// The parameters that may stand without their name, in order.
    var unnamed: [String] = []
    /// The parameters that stand with their name.
    var named: [String] = []
    /// How it is written.
    var usage: String
  }

  private static let forms: [String: Form] = [
    "uniform": Form(unnamed: ["from", "to"], usage: "uniform(10, 20)"),
    "triangular": Form(
      unnamed: ["minimum", "mode", "maximum"], usage: "triangular(15, 24, 50)"),
    "pert": Form(unnamed: ["minimum", "mode", "maximum"], usage: "pert(15, 24, 50)"),
    "exponential": Form(unnamed: ["mean"], usage: "exponential(mean 10)"),
    "poisson": Form(unnamed: ["mean"], usage: "poisson(mean 3)"),
    "geometric": Form(unnamed: ["mean"], usage: "geometric(mean 6)"),
    "erlang": Form(named: ["shape", "k", "mean"], usage: "erlang(shape 3, mean 12)"),
    "gamma": Form(named: ["mean", "cv", "sd"], usage: "gamma(mean 10, cv 0.5)"),
    "normal": Form(unnamed: ["mean", "sd"], usage: "normal(mean 10, sd 2)"),
    "lognormal": Form(
      named: ["mean", "sd", "cv", "median", "sigma", "p95"],
      usage: "lognormal(median 10, p95 30)"),
    "weibull": Form(named: ["shape", "scale"], usage: "weibull(shape 2, scale 9)"),
  ]

  /// Collects the parameters, refusing names and numbers the family does not know.
  init(family: String, positional: [Double], named: [String: Double]) throws(Problem) {
    let form = Self.forms[family] ?? Form(usage: "\(family)(…)")
    var named = named
    let known = form.unnamed + form.named.filter { !form.unnamed.contains($0) } + ["min", "max"]
    for name in named.keys.sorted() where !known.contains(name) {
      throw Problem(
        message: "\(family) has no parameter '\(name)'\(NearestName.hint(for: name, in: known))")
    }
    minimum = named.removeValue(forKey: "min")
    maximum = named.removeValue(forKey: "max")
    familyName = family
    self.form = form
    guard positional.count <= form.unnamed.count else {
      throw Problem(
        message: form.unnamed.isEmpty
          ? "\(family) takes its parameters by name: \(form.usage)"
          : "\(family) takes \(form.unnamed.joined(separator: ", ")), as in \(form.usage), not "
            + "\(positional.count) numbers")
    }
    for (name, value) in zip(form.unnamed, positional) {
      guard named.updateValue(value, forKey: name) == nil else {
        throw Problem(message: "parameter '\(name)' of \(family) is given twice")
      }
    }
    self.positional = positional
    self.named = named
  }

  func value(_ name: String) throws(Problem) -> Double {
    guard let value = named[name] else {
      throw Problem(message: "\(familyName) needs '\(name)': \(form.usage)")
    }
    return value
  }

  func check(_ condition: Bool, _ message: @autoclosure () -> String) throws(Problem) {
    if !condition { throw Problem(message: message()) }
  }

  /// Refuses a number that is so small or large that the law is not what was meant.
  func checkRange(_ name: String, _ value: Double, _ range: ClosedRange<Double>)
    throws(Problem)
  {
    try check(
      range.contains(value),
      "'\(name)' of \(familyName) must lie from \(PlainNumber.decimal(range.lowerBound, places: 4)) "
        + "to \(PlainNumber.decimal(range.upperBound, places: 4))")
  }

  /// Returns the family.
  func family(allowsNegative: Bool) throws(Problem) -> TimeLaw.Family {
    switch familyName {
    case "uniform":
      let (low, high) = (try value("from"), try value("to"))
      try check(low <= high, "uniform(from, to) needs from ≤ to")
      try checkSign(low, allowsNegative)
      return .uniform(low, high)
    case "triangular", "pert":
      let (low, mode, high) = (try value("minimum"), try value("mode"), try value("maximum"))
      try check(
        low <= mode && mode <= high && low < high,
        "\(familyName) needs minimum ≤ mode ≤ maximum and minimum < maximum")
      try checkSign(low, allowsNegative)
      return familyName == "pert"
        ? .pert(minimum: low, mode: mode, maximum: high)
        : .triangular(minimum: low, mode: mode, maximum: high)
    case "exponential": return .exponential(mean: try positive("mean"))
    case "poisson": return .poisson(mean: try positive("mean"))
    case "erlang":
      try check(
        named["shape"] == nil || named["k"] == nil, "erlang takes shape or k, which are the same")
      let shape = if let k = named["k"] { k } else { try value("shape") }
      try check(
        shape >= 1 && shape <= 1000 && shape.rounded() == shape,
        "erlang needs a whole shape from 1 to 1000: \(form.usage)")
      return .erlang(shape: Int(shape), mean: try positive("mean"))
    case "gamma":
      let mean = try positive("mean")
      try check(
        (named["cv"] == nil) != (named["sd"] == nil), "gamma takes either cv or sd: \(form.usage)")
      let cv = if let cv = named["cv"] { cv } else { try value("sd") / mean }
      try checkRange("cv", cv, 0.01...100)
      return .gamma(mean: mean, cv: cv)
    case "normal":
      let (mean, sd) = (try value("mean"), try value("sd"))
      try check(sd >= 0, "normal needs sd ≥ 0: \(form.usage)")
      try checkSign(mean, allowsNegative)
      return .normal(mean: mean, sd: sd)
    case "lognormal": return .lognormal(try lognormal())
    default:
      let shape = try value("shape")
      try checkRange("shape", shape, 0.1...100)
      return .weibull(shape: shape, scale: try positive("scale"))
    }
  }

  func lognormal() throws(Problem) -> TimeLaw.LognormalForm {
    switch (named["mean"], named["sd"], named["cv"], named["median"], named["sigma"], named["p95"])
    {
    case (_?, let sd?, nil, nil, nil, nil):
      let mean = try positive("mean")
      try check(sd >= 0, "lognormal needs sd ≥ 0")
      try checkRange("sd / mean", sd / mean, 0...100)
      return .meanSD(mean, sd)
    case (_?, nil, let cv?, nil, nil, nil):
      try checkRange("cv", cv, 0...100)
      return .meanCV(try positive("mean"), cv)
    case (nil, nil, nil, _?, let sigma?, nil):
      try checkRange("sigma", sigma, 0...4)
      return .medianSigma(try positive("median"), sigma)
    case (nil, nil, nil, _?, nil, let p95?):
      let median = try positive("median")
      try check(p95 >= median, "lognormal needs p95 ≥ median")
      try checkRange("p95 / median", p95 / median, 1...700)
      return .medianP95(median, p95)
    default:
      throw Problem(
        message:
          "lognormal takes (mean, sd), (mean, cv), (median, sigma) or (median, p95), each by "
          + "name")
    }
  }

  func positive(_ name: String) throws(Problem) -> Double {
    let value = try value(name)
    try check(value > 0, "\(familyName) needs a positive \(name): \(form.usage)")
    return value
  }

  private func checkSign(_ least: Double, _ allowsNegative: Bool) throws(Problem) {
    try check(
      least >= 0 || allowsNegative,
      "a duration cannot be negative; \(familyName) must begin at 0 or above")
  }
}
