// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagrams
import Foundation
import TransferModel

/// `guohu draw`: diagrams from the pack.
struct DrawCommand: ParsableCommand {
  /// The kinds of diagram.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case mindmap
  }

  /// The papers a sheet is cut for.
  enum PaperName: String, ExpressibleByArgument, CaseIterable {
    case auto, a3, a4
  }

  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw scenarios as mind maps: SVG, PDF, PNG or DOT.",
    discussion: "guohu draw [PACK] [S01 …] --kind mindmap --as svg,pdf,png --out-dir out")

  @Argument(help: "The pack folder, if given, then scenarios. Default: all scenarios with parties.")
  var arguments: [String] = []

  @Flag(help: "Draw every scenario.")
  var all = false

  @Option(help: "The kind of diagram: mindmap.")
  var kind: Kind = .mindmap

  @Option(help: "The flow to draw: to-be or as-is.")
  var flow = "to-be"

  @Option(name: .customLong("as"), help: "Forms, separated by commas: svg, pdf, png, dot.")
  var forms = "svg"

  @Option(help: "The paper: a4, a3, or auto for the smallest on which the sheet is legible.")
  var paper: PaperName = .auto

  @Option(help: "The folder to write to.")
  var outDir = "out"

  @Option(help: "The language of the sheet: zh or en.")
  var lang: Language = .zh

  @OptionGroup var packOptions: PackOptions

  func run() throws {
    var names = arguments
    var folder = "scenarios"
    var isFolder: ObjCBool = false
    if let first = names.first,
      FileManager.default.fileExists(atPath: first, isDirectory: &isFolder), isFolder.boolValue
    {
      folder = names.removeFirst()
    }
    let formats = try readFormats()
    let valid = try packOptions.valid(folder)
    // The aggregate class of all others has no parties and no map of its own.
    let drawable = valid.pack.scenarios.filter { $0.parties != nil }
    for name in names where !drawable.contains(where: { $0.id == name }) {
      throw ProgramExit(
        .badInput,
        "error: scenario '\(name)' does not exist"
          + NearestName.hint(for: name, in: drawable.map(\.id)))
    }
    let chosen = all || names.isEmpty ? drawable : drawable.filter { names.contains($0.id) }
    guard !chosen.isEmpty else {
      throw ProgramExit(.badInput, "error: the pack has no scenario with 'parties' to draw")
    }
    for scenario in chosen { try draw(scenario, valid, formats) }
  }

  private func readFormats() throws(ProgramExit) -> [Diagrams.OutputFormat] {
    var formats: [Diagrams.OutputFormat] = []
    for name in forms.split(separator: ",") {
      guard let format = Diagrams.OutputFormat(rawValue: String(name)) else {
        let known = Diagrams.OutputFormat.allCases.map(\.rawValue)
        throw ProgramExit(
          .badInput,
          "error: '\(name)' is no form of a diagram"
            + NearestName.hint(for: String(name), in: known))
      }
      formats.append(format)
    }
    return formats
  }

  private func draw(
    _ scenario: Scenario, _ valid: ValidPack, _ formats: [Diagrams.OutputFormat]
  ) throws {
    guard let map = ScenarioMap(valid, scenario: scenario.id, flow: flow, language: lang) else {
      throw ProgramExit(
        .badInput,
        "error: \(scenario.id) has no flow '\(flow)'"
          + NearestName.hint(for: flow, in: scenario.flows.map(\.name)))
    }
    do {
      let sheet = try MindMapSheet(map.map)
      let name = "\(scenario.id)-mindmap-\(flow.replacing("-", with: ""))"
      for format in formats {
        let bytes = try Renderer.shared.render(
          sheet, as: format, paper: self.paper(of: sheet))
        let path = "\(outDir)/\(name).\(format.fileExtension)"
        try Terminal.write(Data(bytes), toFile: path)
        Terminal.printError("wrote \(path)")
      }
    } catch let error as DiagramError {
      throw ProgramExit(.inputOutput, "error: \(scenario.id): \(error)")
    }
  }

  private func paper(of sheet: MindMapSheet) -> Paper {
    switch paper {
    case .auto: sheet.smallestPaper
    case .a3: .a3
    case .a4: .a4
    }
  }
}
