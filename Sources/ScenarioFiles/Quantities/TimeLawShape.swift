// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// The parameters of a law by position and name, checked and turned into a family.
struct TimeLawShape {
  private let familyName: String
  private var positional: [Double]
  private var named: [String: Double]
  /// The lower clamp.
  let minimum: Double?
  /// The upper clamp.
  let maximum: Double?

  private static let parameters: [String: [String]] = [
    "uniform": [], "triangular": [], "pert": [], "exponential": ["mean"],
    "erlang": ["shape", "k", "mean"], "gamma": ["mean", "sd", "cv"], "normal": ["mean", "sd"],
    "lognormal": ["mean", "sd", "cv", "median", "sigma", "p95"], "weibull": ["shape", "scale"],
    "poisson": ["mean"],
  ]

  /// Collects the parameters, refusing names the family does not know.
  init(family: String, positional: [Double], named: [String: Double])
    throws(TimeLawParser.Problem)
  {
    let known = (Self.parameters[family] ?? []) + ["min", "max"]
    for name in named.keys.sorted() where !known.contains(name) {
      throw TimeLawParser.Problem(
        message: "\(family) has no parameter '\(name)'\(NearestName.hint(for: name, in: known))")
    }
    familyName = family
    self.positional = positional
    self.named = named
    minimum = named["min"]
    maximum = named["max"]
  }

  /// Returns the family.
  func family(allowsNegative: Bool) throws(QuantityScanner.Problem) -> TimeLaw.Family {
    switch familyName {
    case "uniform":
      let (low, high) = try pair("uniform(from, to)")
      try check(low <= high, "uniform(from, to) needs from ≤ to")
      try check(low >= 0 || allowsNegative, "a duration cannot be negative")
      return .uniform(low, high)
    case "triangular", "pert":
      try check(
        positional.count == 3, "\(familyName) takes three numbers: (minimum, mode, maximum)")
      let (low, mode, high) = (positional[0], positional[1], positional[2])
      try check(
        low <= mode && mode <= high && low < high,
        "\(familyName) needs minimum ≤ mode ≤ maximum and minimum < maximum")
      try check(low >= 0 || allowsNegative, "a duration cannot be negative")
      return familyName == "pert"
        ? .pert(minimum: low, mode: mode, maximum: high)
        : .triangular(minimum: low, mode: mode, maximum: high)
    case "exponential": return .exponential(mean: try positiveMean("exponential(mean 10)"))
    case "poisson": return .poisson(mean: try positiveMean("poisson(mean 3)"))
    case "erlang":
      let shape = named["shape"] ?? named["k"] ?? positional.first ?? 0
      try check(
        shape >= 1 && shape <= 1000 && shape.rounded() == shape,
        "erlang needs a whole shape from 1 to 1000: erlang(shape 3, mean 12)")
      let mean = named["mean"] ?? (positional.count > 1 ? positional[1] : 0)
      try check(mean > 0, "erlang needs a positive mean: erlang(shape 3, mean 12)")
      return .erlang(shape: Int(shape), mean: mean)
    case "gamma":
      let mean = try positiveMean("gamma(mean 10, cv 0.5)")
      let cv = named["cv"] ?? named["sd"].map { $0 / mean } ?? 0
      try check(cv > 0, "gamma needs a positive cv or sd: gamma(mean 10, cv 0.5)")
      return .gamma(mean: mean, cv: cv)
    case "normal":
      let mean = named["mean"] ?? positional.first
      let sd = named["sd"] ?? (positional.count > 1 ? positional[1] : nil)
      guard let mean, let sd, sd >= 0 else {
        throw .init(message: "normal needs mean and sd ≥ 0: normal(mean 10, sd 2)")
      }
      return .normal(mean: mean, sd: sd)
    case "lognormal": return .lognormal(try lognormal())
    default:
      let shape = named["shape"] ?? positional.first ?? 0
      let scale = named["scale"] ?? (positional.count > 1 ? positional[1] : 0)
      try check(
        shape > 0 && scale > 0, "weibull needs positive shape and scale: weibull(shape 2, scale 9)")
      return .weibull(shape: shape, scale: scale)
    }
  }

  private func lognormal() throws(QuantityScanner.Problem) -> TimeLaw.LognormalForm {
    let usage =
      "lognormal takes (mean, sd), (mean, cv), (median, sigma) or (median, p95), each by name"
    try check(positional.isEmpty, usage)
    switch (named["mean"], named["sd"], named["cv"], named["median"], named["sigma"], named["p95"])
    {
    case (let mean?, let sd?, nil, nil, nil, nil):
      try check(mean > 0 && sd >= 0, "lognormal needs mean > 0 and sd ≥ 0")
      return .meanSD(mean, sd)
    case (let mean?, nil, let cv?, nil, nil, nil):
      try check(mean > 0 && cv >= 0, "lognormal needs mean > 0 and cv ≥ 0")
      return .meanCV(mean, cv)
    case (nil, nil, nil, let median?, let sigma?, nil):
      try check(median > 0 && sigma >= 0, "lognormal needs median > 0 and sigma ≥ 0")
      return .medianSigma(median, sigma)
    case (nil, nil, nil, let median?, nil, let p95?):
      try check(median > 0 && p95 >= median, "lognormal needs median > 0 and p95 ≥ median")
      return .medianP95(median, p95)
    default: throw .init(message: usage)
    }
  }

  private func positiveMean(_ example: String) throws(QuantityScanner.Problem) -> Double {
    guard let mean = named["mean"] ?? positional.first, mean > 0 else {
      throw .init(message: "\(familyName) needs a positive mean: \(example)")
    }
    return mean
  }

  private func pair(_ usage: String) throws(QuantityScanner.Problem) -> (Double, Double) {
    try check(positional.count == 2, "\(familyName) takes two numbers: \(usage)")
    return (positional[0], positional[1])
  }

  private func check(_ condition: Bool, _ message: String) throws(QuantityScanner.Problem) {
    if !condition { throw .init(message: message) }
  }
}
