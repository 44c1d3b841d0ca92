// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics

extension CaseGroup {
  /// M/G/1 with many laws of service.
  static func oneServer(group: Int) throws -> CaseGroup {
    var cases: [ValidationCase] = []
    func add(
      _ model: String, _ parameters: String, pack: String = "station", changes: [String] = [],
      days: (Int, Int) = (61, 1), _ quantities: Quantity...
    ) {
      cases.append(
        ValidationCase(
          number: (group, cases.count + 1), model: model, parameters: parameters, pack: pack,
          changes: changes, days: days, quantities: quantities))
    }
    let plain = try MultiServerQueue(arrivalRate: 0.7, serviceRate: 1, servers: 1)
    add(
      "M/M/1", "λ 0.7, mean 1",
      Quantity("mean wait, min", plain.meanWait, .gross) { $0.desk(.waitMinutes) },
      Quantity("mean queue length", plain.meanQueueLength, .gross) { $0.desk(.queueLength) },
      Quantity("P90 of the sojourn, min", -Elementary.log(0.1) / 0.3, .gross) {
        $0.scenario("customer", .grossP90) * 1440
      })
    let heavy = try MultiServerQueue(arrivalRate: 0.9, serviceRate: 1, servers: 1)
    add(
      "M/M/1", "λ 0.9, mean 1", changes: ["streams.arrivals.rate=0.9 per min"], days: (125, 5),
      Quantity("mean wait, min", heavy.meanWait, .gross) { $0.desk(.waitMinutes) },
      Quantity("share who wait at most 15 min", 1 - heavy.waitTail(beyond: 15), .gross) {
        $0.hall(.within15)
      })
    let constant = try SingleServerQueue(arrivalRate: 0.08, constantService: 10)
    add(
      "M/D/1", "λ 0.08, always 10",
      changes: ["streams.arrivals.rate=0.08 per min", "customer.flow.serve.time=10 min"],
      days: (210, 10),
      Quantity("mean wait, min", constant.meanWait, .khinchine) { $0.desk(.waitMinutes) },
      Quantity(
        "share who wait at most 15 min",
        ConstantServiceWait.probability(upTo: 15, arrivalRate: 0.08, service: 10), .erlang
      ) { $0.hall(.within15) })
    for law in ServiceLaw.all() {
      let queue = try SingleServerQueue(
        arrivalRate: law.rate, meanService: law.mean, squaredVariation: law.squaredVariation)
      add(
        "M/\(law.name)/1", "λ \(law.rate), \(law.text)",
        changes: [
          "streams.arrivals.rate=\(law.rate) per min", "customer.flow.serve.time=\(law.text)",
        ],
        Quantity("mean wait, min", queue.meanWait, .khinchine) { $0.desk(.waitMinutes) },
        Quantity("utilisation", queue.utilisation, .khinchine) { $0.desk(.utilisation) })
    }
    // Whoever comes finds the same line, whatever kind it is.
    let kinds = try SingleServerQueue(
      arrivalRate: 0.5, meanService: 1.4, squaredVariation: 1.4 / 0.5 / (1.4 * 1.4) - 1)
    add(
      "M/G/1, two kinds", "λ 0.3, exponential 1, and λ 0.2, always 2", pack: "two-kinds",
      Quantity("mean wait of the short ones, min", kinds.meanWait, .khinchine) {
        $0.scenario("short", .hallWaitMinutes)
      },
      Quantity("mean wait of the long ones, min", kinds.meanWait, .khinchine) {
        $0.scenario("long", .hallWaitMinutes)
      })
    // Uniform from 0 to 2 and as many minutes as a Poisson number of mean 3.
    let portions = try SingleServerQueue(
      arrivalRate: 0.15, meanService: 4, squaredVariation: (4.0 / 12 + 3) / 16)
    add(
      "M/G/1, service by a count", "λ 0.15, uniform(0, 2) + 1 · Poisson(3)", pack: "portions",
      Quantity("mean wait, min", portions.meanWait, .khinchine) { $0.desk(.waitMinutes) },
      Quantity("utilisation", portions.utilisation, .khinchine) { $0.desk(.utilisation) })
    // Away for a quarter of each service: the next one is kept waiting by 5/4 of it.
    let pauses = try SingleServerQueue(arrivalRate: 0.5, meanService: 1.25, squaredVariation: 1)
    add(
      "M/M/1, away after services", "λ 0.5, mean 1, usable 80 %", pack: "pauses",
      Quantity("mean wait, min", pauses.meanWait, .khinchine) { $0.desk(.waitMinutes) },
      Quantity("utilisation", pauses.utilisation, .khinchine) { $0.desk(.utilisation) })
    return CaseGroup(
      title: "One server",
      note:
        "Poisson arrivals, first come first served. λ is arrivals a minute; laws of service are "
        + "written as in a pack.", cases: cases)
  }
}

/// A law of service times with its first two moments, in minutes.
struct ServiceLaw {
  /// The letter in Kendall's notation.
  var name: String
  /// The law, as in a pack.
  var text: String
  /// Arrivals a minute.
  var rate: Double
  var mean: Double
  var squaredVariation: Double

  /// Creates a law from its variance.
  init(_ name: String, _ text: String, rate: Double, mean: Double, variance: Double) {
    self.name = name
    self.text = text
    self.rate = rate
    self.mean = mean
    squaredVariation = variance / (mean * mean)
  }

  /// The laws that are tried, the exponential and the constant one apart.
  static func all() -> [ServiceLaw] {
    func gamma(_ x: Double) -> Double { Elementary.exp(GammaFunctions.logGamma(x)) }
    let weibull = gamma(1 + 2.0 / 3)
    let weibullSquare = gamma(1 + 4.0 / 3)
    // The mode of a PERT law is one of four parts of its mean; shapes 7/3 and 11/3 of a beta law.
    let (alpha, beta) = (1 + 4.0 / 3, 1 + 8.0 / 3)
    let betaVariance = alpha * beta / ((alpha + beta) * (alpha + beta) * (alpha + beta + 1))
    let triangle = (0.25 + 1 + 9 - 0.5 - 1.5 - 3) / 18
    return [
      ServiceLaw("E4", "erlang(shape 4, mean 1) min", rate: 0.8, mean: 1, variance: 0.25),
      ServiceLaw(
        "H2", "mixture(70 %: exponential(mean 0.5 min), 30 %: exponential(mean 3 min))", rate: 0.5,
        mean: 1.25, variance: 0.7 * 0.5 + 0.3 * 18 - 1.25 * 1.25),
      ServiceLaw("lognormal", "lognormal(mean 1, cv 1.2) min", rate: 0.6, mean: 1, variance: 1.44),
      ServiceLaw("uniform", "uniform(0.2, 1.8) min", rate: 0.8, mean: 1, variance: 2.56 / 12),
      ServiceLaw("gamma", "gamma(mean 1, cv 1.5) min", rate: 0.6, mean: 1, variance: 2.25),
      ServiceLaw(
        "Weibull", "weibull(shape 1.5, scale 1) min", rate: 0.8, mean: weibull,
        variance: weibullSquare - weibull * weibull),
      ServiceLaw(
        "triangular", "triangular(0.5, 1, 3) min", rate: 0.5, mean: 1.5, variance: triangle),
      ServiceLaw(
        "PERT", "pert(0, 1, 3) min", rate: 0.6, mean: 7.0 / 6, variance: 9 * betaVariance),
      ServiceLaw(
        "two-point", "empirical(80 %: 0.5, 20 %: 3) min", rate: 0.7, mean: 1, variance: 1),
    ]
  }
}
