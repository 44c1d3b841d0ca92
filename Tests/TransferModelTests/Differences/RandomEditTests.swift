// SPDX-License-Identifier: Apache-2.0

import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Single edits at random places of the shipped pack, each held against all that the model holds.
///
/// A few scenarios stand for all, to keep the test short: together they have every attribute that
/// templates ask for. The questions and presets, which name the others too, are left out.
struct RandomEditTests {
  private let documents: PackTree
  private let shipped: ValidPack
  private let meaning: String

  init() throws {
    var documents = ShippedPack.tree
    documents.files.removeAll { file in
      file.path.contains("/")
        ? ["shared/routing.yaml", "shared/presets.yaml"].contains(file.path)
        : !["S01", "S03", "S05", "S06", "S16", "S17", "S20"].contains { file.path.hasPrefix($0) }
    }
    self.documents = documents
    shipped = try #require(Self.valid(documents))
    meaning = ModelMeaning.text(shipped.pack)
  }

  private static func valid(_ documents: PackTree) -> ValidPack? {
    var result = PackReader.read(documents)
    return result.pack?.validated(findings: &result.findings)
  }

  /// Writes another number, or in one case of three the same one otherwise.
  private static func edit(_ text: String, _ random: inout RepeatableGenerator) -> String {
    if random.below(3) == 0 {
      if text.hasSuffix(" min"), let number = Double(text.dropLast(4)) { return "\(number * 60) s" }
      if text.hasSuffix(" %"), let number = Double(text.dropLast(2)) { return "\(number / 100)" }
      return text
    }
    let digits = text.indices.filter { ("1"..."8").contains(text[$0]) }
    guard !digits.isEmpty, case let index = random.pick(digits) else { return text }
    let digit = text[index].wholeNumberValue ?? 0
    return "\(text[..<index])\(digit + 1)\(text[text.index(after: index)...])"
  }

  /// What was compared, so that the edits are known to be of both kinds.
  private func compare(seed: UInt64) throws -> (valid: Bool, changed: Bool) {
    let first = shipped
    var random = RepeatableGenerator(seed: seed)
    let entry = random.pick(first.pack.ledger)
    let edit = "\(entry.path)=\(Self.edit(entry.text, &random))"
    var (edited, findings) = (documents, Findings())
    try #require(PackChange(text: edit)).apply(to: &edited, findings: &findings)
    guard !findings.hasErrors, let second = Self.valid(edited) else { return (false, false) }
    let isChanged = ModelMeaning.text(second.pack) != meaning
    func compare(_ first: ValidPack, _ second: ValidPack) -> [PackDifference] {
      // The source of a number that a command sets is that command.
      PackComparison(from: first, to: second).differences
        .filter { $0.uses[0].section != "sources" }
    }
    let found = compare(first, second)
    #expect(found.isEmpty != isChanged, "seed \(seed): \(edit)")
    let uses = found.flatMap(\.uses)
    let parts = entry.path.split(separator: ".").map(String.init)
    if isChanged {
      let isNamed = uses.contains { use in
        switch parts[0] {
        case "templates": use.section == "flows"
        // What several scenarios draw alike is theirs.
        case "attributes": use.section == "scenarios" && use.entry.hasPrefix("attributes ")
        case let id where first.pack.scenarios.contains { $0.id == id }: use.scenario == id
        default:
          use.section == parts[0]
            && (use.entry.isEmpty || parts.count < 2 || parts[1].hasPrefix(use.entry))
        }
      }
      #expect(isNamed, "seed \(seed): \(edit) gives \(uses.prefix(3))")
    }
    func texts(_ differences: [PackDifference], _ isMirrored: Bool) -> Set<String> {
      Set(
        differences.map { one in
          let sides = [one.from, one.to].map { "\($0.map { "\($0)" } ?? "none")" }
          let places = [one.fromPlace, one.toPlace].map { "\($0.map(\.description) ?? "none")" }
          let ordered =
            isMirrored ? (sides.reversed() + places.reversed()) : sides + places
          return "\(one.uses) \(ordered) \(one.legalBasis)"
        })
    }
    #expect(texts(found, false) == texts(compare(second, first), true), "seed \(seed): \(edit)")
    return (true, isChanged)
  }

  @Test func differencesAreThoseOfTheModelAndNameTheEdit() throws {
    var counts = (valid: 0, changed: 0)
    for seed in UInt64(1)...10 {
      let result = try compare(seed: seed)
      if result.valid { counts.valid += 1 }
      if result.changed { counts.changed += 1 }
    }
    #expect(counts.changed >= 5)
    #expect(counts.valid - counts.changed >= 2)
  }
}
