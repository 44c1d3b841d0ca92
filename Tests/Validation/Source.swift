// SPDX-License-Identifier: Apache-2.0

/// A book or article that a formula is from.
enum Source: Int, CaseIterable, Sendable {
  case gross, khinchine, erlang, crommelin, takacs, palm, hebuterne, cobham, chaudhry, burke, reich
  case jackson, bernoulli, flatto, reiser, engset, falin, feller, takacsInfinite, eick, cox
  case jensen, gumbel, kolmogorov, lawCounts

  /// The number in the list, from 1.
  var number: Int { rawValue + 1 }

  /// The title.
  var title: String {
    switch self {
    case .gross:
      "Gross, Shortle, Thompson, Harris, Fundamentals of Queueing Theory, 4th edition, 2008: M/M/c "
        + "2.3, M/M/c/K 2.5, M/M/c//N 2.8, state-dependent arrivals 2.10"
    case .khinchine: "Pollaczek 1930, Khinchine 1932; Gross and others, section 5.1"
    case .erlang:
      "Erlang 1909 (M/D/1) and 1917 (loss); Cooper, Introduction to Queueing Theory, 2nd edition, "
        + "1981, section 3.3; insensitivity: Sevast'yanov, Theory of Probability and its "
        + "Applications 2 (1957) 104"
    case .crommelin:
      "Crommelin, P.O. Electrical Engineers' Journal 25 (1932) 41; Spitzer, Transactions of the AMS "
        + "82 (1956) 323"
    case .takacs: "Takács, Introduction to the Theory of Queues, 1962, chapter 2 (GI/M/c)"
    case .palm:
      "Palm 1957; Mandelbaum, Zeltyn, Service Engineering in Action: the Palm/Erlang-A Queue, 2007"
    case .hebuterne:
      "Baccelli, Hébuterne, Performance '81, 159; Zeltyn, Mandelbaum, Queueing Systems 51 (2005) 361"
    case .cobham:
      "Cobham, Journal of the Operations Research Society of America 2 (1954) 70, 3 (1955) 547"
    case .chaudhry: "Chaudhry, Templeton, A First Course in Bulk Queues, 1983, chapter 3"
    case .burke: "Burke, Operations Research 4 (1956) 699"
    case .reich: "Reich, Annals of Mathematical Statistics 28 (1957) 768"
    case .jackson: "Jackson, Operations Research 5 (1957) 518"
    case .bernoulli: "Takács, Bell System Technical Journal 42 (1963) 505 (feedback)"
    case .flatto:
      "Flatto, Hahn, SIAM Journal on Applied Mathematics 44 (1984) 1041; Nelson, Tantawi, IEEE "
        + "Transactions on Computers 37 (1988) 739"
    case .reiser:
      "Reiser, Lavenberg, Journal of the ACM 27 (1980) 313; Baskett, Chandy, Muntz, Palacios, "
        + "Journal of the ACM 22 (1975) 248"
    case .engset: "Engset 1918; Cooper 1981, chapter 3"
    case .falin: "Falin, Templeton, Retrial Queues, 1997, chapter 1"
    case .feller:
      "Feller, An Introduction to Probability Theory and Its Applications, volume 2, 2nd edition, "
        + "1971: the wait for a point of time 1.4, maxima of exponential times 1.6"
    case .takacsInfinite: "Takács 1962, chapter 3 (M/G/∞)"
    case .eick: "Eick, Massey, Whitt, Operations Research 41 (1993) 731"
    case .cox:
      "Cox, Isham, Point Processes, 1980: counts of Poisson and mixed Poisson processes"
    case .jensen:
      "Jensen, Skandinavisk Aktuarietidskrift 36 (1953) 87; Grassmann, Computers and Operations "
        + "Research 4 (1977) 47: the forward equations by uniformisation"
    case .gumbel: "Gumbel, Operations Research 8 (1960) 504 (servers of different speed)"
    case .kolmogorov: "Balance equations of the birth–death chain; Gross and others, section 2.1"
    case .lawCounts: "`docs/engine.md`, whose rule is a sum over days or servers"
    }
  }
}
