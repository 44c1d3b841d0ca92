// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// The schema says what the readers read.
struct SchemaTests {
  static let schema = SchemaCheck(Repository.scenarios.appendingPathComponent("schema.json"))

  static func document(_ url: URL) -> DocumentNode? {
    var findings = Findings()
    let data = (try? Data(contentsOf: url)) ?? Data()
    return DocumentReader.read([UInt8](data), file: url.lastPathComponent, findings: &findings)
  }

  @Test func usesOnlyWhatTheCheckerUnderstands() throws {
    let schema = try #require(Self.schema)
    #expect(schema.unknownKeywords.isEmpty)
  }

  @Test(arguments: ShippedPack.paths)
  func acceptsEveryShippedFile(path: String) throws {
    let schema = try #require(Self.schema)
    let node = try #require(Self.document(Repository.scenarios.appendingPathComponent(path)))
    #expect(schema.problems(of: node) == [])
  }

  @Test func acceptsAllThatIsToBeSaidOfPeople() throws {
    let schema = try #require(Self.schema)
    let hall = "Tests/PlanningTests/Packs/people/hall/hall.yaml"
    let node = try #require(Self.document(Repository.root.appendingPathComponent(hall)))
    #expect(schema.problems(of: node) == [])
  }

  @Test(arguments: [
    "papers/shared/templates/PAPERS.yaml", "answers/shared/templates/ANSWER.yaml",
    "bags/pair.yaml", "bags/hall/hall.yaml",
  ])
  func acceptsGatewaysOfAllKinds(path: String) throws {
    let schema = try #require(Self.schema)
    let node = try #require(
      Self.document(Repository.root.appendingPathComponent("Tests/PlanningTests/Packs/\(path)")))
    #expect(schema.problems(of: node) == [])
  }

  @Test func acceptsTheExamplesOfTheGuide() throws {
    let schema = try #require(Self.schema)
    for (path, text) in Guide.files {
      var findings = Findings()
      let node = DocumentReader.read([UInt8](text.utf8), file: path, findings: &findings)
      #expect(schema.problems(of: try #require(node)) == [], "\(path)")
    }
  }

  /// Packs whose faults a schema can see: a key that is missing, unknown or of the wrong shape.
  @Test(arguments: [
    "unknown-keys", "unknown-section", "sections-not-maps", "missing-keys", "node-kinds", "labels",
    "hours-odd", "rounds-odd", "limits", "materials", "wait-kinds", "calendar-unknown",
    "pool-settings", "routing-shapes",
  ])
  func refusesAFaultOfStructure(name: String) throws {
    let schema = try #require(Self.schema)
    let pack = MalformedPackTests.folder.appendingPathComponent(name)
    let problems = Repository.files(under: pack, ending: ".yaml").flatMap { path in
      Self.document(pack.appendingPathComponent(path)).map { schema.problems(of: $0) } ?? []
    }
    #expect(!problems.isEmpty)
  }

  @Test func listsExactlyTheKeysTheReadersAskFor() throws {
    let schema = try #require(Self.schema)
    // Between them these packs make every reader look at every key it knows.
    var asked = ShippedPack.outcome.keys
    for name in MalformedPackTests.names where name != "too-many-states" {
      asked.merge(MalformedPackTests.outcome(name).keys) { $0.union($1) }
    }
    asked["node"] = nil
    let listed = schema.propertiesByDefinition
    for (kind, keys) in asked.sorted(by: { $0.key < $1.key }) {
      #expect(listed[kind] == keys, "keys of \(kind)")
    }
    // Maps with free keys list nothing but the source; all others must be read by something.
    let named = listed.filter { $0.value != ["source"] && !$0.value.isEmpty }
    #expect(Set(named.keys).subtracting(asked.keys).isEmpty)
  }
}
