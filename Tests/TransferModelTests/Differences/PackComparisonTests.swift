// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import TransferModel

/// What two packs say differently.
struct PackComparisonTests {
  static let files = [
    "S01.yaml": """
    scenario: S01
    name: {zh: 买卖, en: Sale}
    parties: {from: individual, to: individual, application: joint}
    legalBasis: [rule-1, rule-2]
    share: {value: 60 %, source: cited:BOOK}
    limits: {statutory: 30 wd, committed: {as-is: 10 wd, to-be: 5 wd}}
    materials:
      M01: {as-is: HR, to-be: keep}
      M02: {as-is: R, to-be: shared}
    attributes: {link: {hit: P-LINK, miss: rest}}
    parameters: {miss: {as-is: 10 %, to-be: 5 %}}
    flows: {as-is: {template: T}, to-be: {template: T}}
    source: assumed:test

    """,
    "S02.yaml": """
    scenario: S02
    legalBasis: rule-1
    share: 40 %
    materials: {M01: {as-is: R, to-be: keep}}
    parameters: {miss: 20 %}
    flows: {as-is: {template: T}, to-be: {template: T}}
    source: assumed:test

    """,
    "shared/T.yaml": """
    template: T
    parameters: {miss: share}
    flow:
      serve: {task: window, step: T01, legalBasis: rule-2, next: right?}
      right?: {choose: {store: rest, serve: miss}}
      store: {task: window, step: T02, next: out}
      out: {end: done}
    source: assumed:test

    """,
    "shared/library.yaml": """
    steps:
      T01: {name: {zh: 受理, en: Acceptance}, pool: DESK, time: 24 min}
      T02: {name: {zh: 归档, en: Archive}, pool: DESK, time: "uniform(1, 3) min"}
    waits: {P-LINK: {value: 95 %}}
    materials: {M01: {name: {zh: 身份证, en: Identity card}}, M02: {name: {zh: 证书, en: Certificate}}}
    legal:
      rule-1: {title: {zh: 条例, en: Regulation}, from: 2015-03-01}
      rule-2: {title: {zh: 细则, en: Rules}, from: 2015-03-01}
    source: assumed:test

    """,
    "hall/hall.yaml": """
    calendar: always
    pools: {DESK: {servers: {B0: 2, rest: 3}}}
    streams: {all: {rate: 48 per d}}
    configurations: {B0: {flows: as-is}, B2: {flows: to-be}}
    source: assumed:test

    """,
  ]

  private static func valid(_ files: [String: String]) throws -> ValidPack {
    let outcome = try SmallPack(files).read()
    #expect(outcome.findings == [])
    return try #require(outcome.valid)
  }

  /// Compares the pack with one in which a text of a file is replaced.
  private func differences(_ path: String, _ old: String, _ new: String) throws
    -> [PackDifference]
  {
    var files = Self.files
    try #require(files[path]?.contains(old) == true)
    files[path] = files[path]?.replacing(old, with: new)
    return PackComparison(from: try Self.valid(Self.files), to: try Self.valid(files)).differences
  }

  private func lines(_ differences: [PackDifference]) -> [String] {
    differences.map { one in
      let use = one.uses[0]
      let parts = [one.kind.rawValue, use.section, use.scenario ?? "", use.entry, use.field]
      return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  @Test func orderCommentsAndWaysOfWritingAreNoDifference() throws {
    var files = Self.files
    files["S01.yaml"] = """
      # A comment.
      scenario: S01
      legalBasis: [rule-2, rule-1]
      name: {en: Sale, zh: 买卖}
      share: {value: 0.6, source: cited:BOOK}
      materials:
        M02: {to-be: shared, as-is: R}
        M01: {as-is: HR, to-be: keep}
      parties: {to: individual, from: individual, application: joint}
      limits: {committed: {to-be: 5 wd, as-is: 10 wd}, statutory: 30 wd}
      attributes: {link: {miss: rest, hit: P-LINK}}
      parameters: {miss: {to-be: 0.05, as-is: 10 %}}
      flows: {to-be: {template: T}, as-is: {template: T}}
      source: assumed:test

      """
    files["shared/T.yaml"] = Self.files["shared/T.yaml"]?.replacing(
      "{store: rest, serve: miss}", with: "{serve: miss, store: rest}")
    files["shared/library.yaml"] = Self.files["shared/library.yaml"]?
      .replacing("24 min", with: "0.4 h").replacing("uniform(1, 3) min", with: "uniform(60, 180) s")
    files["hall/hall.yaml"] = Self.files["hall/hall.yaml"]?
      .replacing("{B0: 2, rest: 3}", with: "{B2: 3, B0: 2}").replacing("48 per d", with: "2 per h")
    // The file of the template has another name.
    files["shared/other.yaml"] = files.removeValue(forKey: "shared/T.yaml")
    let (first, second) = (try Self.valid(Self.files), try Self.valid(files))
    #expect(lines(PackComparison(from: first, to: second).differences) == [])
    #expect(lines(PackComparison(from: first, to: first).differences) == [])
  }

  @Test func aStepTimeIsOneDifferenceWithAllItTouches() throws {
    let found = try differences("shared/library.yaml", "24 min", "20 min")
    #expect(lines(found) == ["changed steps T01 time"])
    #expect(found[0].scenarios == ["S01", "S02"])
    #expect(found[0].flows == ["as-is", "to-be"])
    #expect(found[0].uses.count == 5)
    #expect(found[0].legalBasis == ["rule-2"])
    #expect(found[0].fromPlace?.line == 2)
  }

  @Test func aProbabilityUsedByNameIsOneDifference() throws {
    let found = try differences("shared/library.yaml", "95 %", "90 %")
    #expect(lines(found) == ["changed waits P-LINK value"])
    #expect(found[0].scenarios == ["S01"])
    #expect(found[0].legalBasis == [])
  }

  @Test func aNodeOfATemplateIsOneDifference() throws {
    let found = try differences(
      "shared/T.yaml", "store: {task: window, step: T02, next: out}",
      "store: {task: window, step: T02, next: seal}\n  seal: {event: {en: Sealed}, next: out}")
    #expect(lines(found) == ["added flows S01 seal", "changed flows S01 store next"])
    for one in found {
      #expect(one.scenarios == ["S01", "S02"])
      #expect(one.uses.count == 4)
    }
  }

  @Test func oneMaterialLessIsOneDifference() throws {
    // M01 stays in use by the other scenario.
    let found = try differences("S01.yaml", "  M01: {as-is: HR, to-be: keep}\n", "")
    #expect(lines(found) == ["removed scenarios S01 materials M01"])
    #expect(found[0].legalBasis == ["rule-1", "rule-2"])
    #expect(found[0].fromPlace?.line == 8 && found[0].toPlace == nil)
  }

  @Test func whatSeveralScenariosChangeAlikeIsOneDifference() throws {
    var files = Self.files
    for path in ["S01.yaml", "S02.yaml"] {
      files[path] = files[path]?.replacing("to-be: keep", with: "to-be: e-licence")
    }
    let found = PackComparison(from: try Self.valid(Self.files), to: try Self.valid(files))
      .differences
    #expect(lines(found) == ["changed scenarios S01 materials M01 to-be"])
    #expect(found[0].scenarios == ["S01", "S02"])
  }

  @Test(arguments: [
    ("S01.yaml", "cited:BOOK", "measured:HALL", "changed sources S01.share.value source"),
    ("S01.yaml", "to-be: 5 %", "to-be: 4 %", "changed flows S01 right? choose.serve"),
    ("S01.yaml", "en: Sale", "en: Resale", "changed scenarios S01 name"),
    ("S01.yaml", "to-be: 5 wd", "to-be: 4 wd", "changed scenarios S01 limits.committed.to-be"),
    ("S02.yaml", "rule-1", "[rule-1, rule-2]", "added scenarios S02 legalBasis rule-2"),
    (
      "shared/T.yaml", "legalBasis: rule-2", "legalBasis: rule-1",
      "changed flows S01 serve legalBasis"
    ),
    ("shared/library.yaml", "en: Archive", "en: File", "changed steps T02 name"),
    ("hall/hall.yaml", "B0: 2", "B0: 4", "changed pools DESK servers.B0"),
    ("hall/hall.yaml", "3}}", "3}, closing: suspend}", "changed pools DESK closing"),
    ("hall/hall.yaml", "48 per d", "50 per d", "changed streams all rate"),
    (
      "hall/hall.yaml", "B0: {flows: as-is}", "B0: {flows: to-be}",
      "changed configurations S01 B0 flow"
    ),
    (
      "hall/hall.yaml", "B2: {flows: to-be}", "B2: {flows: to-be}, B3: {flows: to-be}",
      "added configurations B3"
    ),
  ])
  func anEditIsNamed(_ path: String, _ old: String, _ new: String, _ line: String) throws {
    #expect(lines(try differences(path, old, new)) == [line])
  }

  @Test func whatInterruptsWorkIsNamed() throws {
    let keys = "priorities: yes, preemption: restart, breakdowns: {up: 200 h, repair: 1 h}"
    let found = try differences("hall/hall.yaml", "3}}", "3}, \(keys)}")
    #expect(
      lines(found) == [
        "added pools DESK breakdowns.repair", "added pools DESK breakdowns.up",
        "changed pools DESK preemption", "changed pools DESK priorities",
      ])
  }

  @Test func aScenarioThatIsNewIsOneDifference() throws {
    var fewer = Self.files
    fewer["S02.yaml"] = nil
    let (first, second) = (try Self.valid(fewer), try Self.valid(Self.files))
    let found = PackComparison(from: first, to: second).differences
    #expect(lines(found) == ["added scenarios S02"])
    #expect(found[0].toPlace?.file.hasSuffix("S02.yaml") == true)
    #expect(lines(PackComparison(from: second, to: first).differences) == ["removed scenarios S02"])
  }
}
