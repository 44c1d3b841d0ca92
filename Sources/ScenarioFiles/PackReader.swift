// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// Reads a scenario pack: files, then changes, then meaning.
package enum PackReader {
  /// What reading gives: a pack where that was possible, and all findings.
  package struct Result: Sendable {
    /// The pack; nil when files could not be read as documents.
    package var pack: Pack?
    /// Everything found, in no order.
    package var findings: Findings
    /// The keys that were asked for, by kind of map.
    ///
    /// This is what the readers know of the format, as far as this pack made them look; the schema
    /// is compared with it.
    package var keys: [String: Set<String>] = [:]
  }

  /// Reads a pack folder with presets of the pack and changes.
  ///
  /// Reading never stops at the first fault: what cannot be read is reported and left out, and
  /// the rest is read on. Nothing is written.
  package static func read(
    folder: String, presets: [String] = [], changes: [PackChange] = []
  ) -> Result {
    OpenedPack(folder: folder, presets: presets, changes: changes).read()
  }

  /// Gives a tree its meaning.
  package static func read(_ tree: PackTree) -> Result {
    let context = ReadingContext()
    var library = LibraryReader(context: context)
    var hall = HallReader(context: context)
    var routing = RoutingReader(context: context)
    var scenarioFiles: [PackTree.File] = []
    var ledger = SourceLedger()
    var sections: [String: [String: SourcePlace]] = [:]
    for file in tree.files {
      ledger.add(file, findings: &context.findings)
      guard let entries = file.root.entries else {
        context.error(
          "not-a-map", at: file.root.place,
          "a file of a pack is a map of sections, or a scenario or template; here is "
            + file.root.shape)
        continue
      }
      if entries.allSatisfy({ $0.key == "source" }) {
        context.error(
          "empty-file", at: file.root.place,
          "the file defines nothing; write a section, a scenario or a template, or delete it")
      } else if file.root["scenario"] != nil {
        scenarioFiles.append(file)
      } else if file.root["template"] != nil {
        LibraryReader.readTemplate(file.root, context: context)
      } else if file.root["year"] != nil {
        hall.readYear(file.root)
      } else {
        for entry in entries where entry.key != "source" {
          read(
            entry, library: &library, hall: &hall, routing: &routing, sections: &sections,
            context: context)
        }
      }
    }
    let scenarios = scenarioFiles.compactMap { ScenarioReader(context: context).read($0) }
    context.knownKeys["sections"] = Set(allSections + ["source"])
    reportUnused(context, scenarios: scenarios)
    var pack = Pack(
      path: tree.folder, hash: tree.hash, scenarios: scenarios, steps: library.steps,
      materials: library.materials, legalRules: library.legalRules, taxRules: library.taxRules,
      departments: library.departments, hall: hall.hall, ledger: ledger.entries)
    pack.waits = library.waits
    pack.gatherings = library.gatherings
    pack.presets = library.presets
    pack.routing = routing.routing
    return Result(pack: pack, findings: context.findings, keys: context.knownKeys)
  }

  private static let librarySections = [
    "departments", "steps", "waits", "gatherings", "materials", "legal", "taxes", "attributes",
    "presets",
  ]
  private static let allSections =
    librarySections + HallReader.sections + RoutingReader.sections

  private static func read(
    _ entry: DocumentEntry, library: inout LibraryReader, hall: inout HallReader,
    routing: inout RoutingReader, sections: inout [String: [String: SourcePlace]],
    context: ReadingContext
  ) {
    if entry.value.entries == nil,
      let first = sections[entry.key, default: [:]].updateValue(entry.place, forKey: "")
    {
      context.error(
        "duplicate-name", at: entry.place,
        "'\(entry.key)' is written at \(first) already; keep one")
    }
    for item in entry.value.entries ?? [] where item.key != "source" {
      if let first = sections[entry.key, default: [:]].updateValue(item.place, forKey: item.key) {
        context.error(
          "duplicate-name", at: item.place,
          "'\(item.key)' of '\(entry.key)' is defined at \(first) already")
      }
    }
    if librarySections.contains(entry.key) {
      library.read(section: entry.key, entry.value)
    } else if HallReader.sections.contains(entry.key) {
      hall.read(section: entry.key, entry.value)
    } else if RoutingReader.sections.contains(entry.key) {
      routing.read(section: entry.key, entry.value)
    } else {
      let known = allSections + ["scenario", "template", "year"]
      context.error(
        "unknown-section", at: entry.place,
        "'\(entry.key)' is not a section of a pack\(NearestName.hint(for: entry.key, in: known))")
    }
  }

  /// Reports templates that no flow uses.
  private static func reportUnused(_ context: ReadingContext, scenarios: [Scenario]) {
    guard !scenarios.isEmpty, !context.findings.hasErrors else { return }
    for (name, template) in context.templates where !context.usedNames.contains("template \(name)")
    {
      context.warning(
        "unused-template", at: template.id.place, "no scenario uses the template '\(name)'")
    }
  }
}
