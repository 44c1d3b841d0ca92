// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Every command of both READMEs runs as printed, but for the size of studies and of the pack.
///
/// Where they run, `scenarios` is the part of the shipped pack that the sale needs, with all pools of
/// the hall. A command that both print is run once, in Chinese.
struct ReadmeTests {
  /// What reads the pack many times over; its tests run it on a textbook queue.
  private static let heldOnAQueue = ["select", "sensitivity"]

  /// The commands in the `sh` blocks of a README, without comments.
  private static func commands(_ file: String) throws -> [String] {
    let text = try String(
      contentsOf: Program.root.appendingPathComponent(file), encoding: .utf8)
    var isShell = false
    var commands: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell {
        let command = line.split(separator: "#", maxSplits: 1)[0]
          .trimmingCharacters(in: .whitespaces)
        if !command.isEmpty { commands.append(command) }
      }
    }
    return commands
  }

  @Test(arguments: ["README.md", "README.zh.md"])
  func everyCommandRuns(_ file: String) throws {
    var commands = try Self.commands(file)
    #expect(commands.count >= 7)
    if file == "README.md" {
      let others = try Set(
        Self.commands("README.zh.md").map { $0.replacing(" --lang zh", with: "") })
      commands.removeAll { others.contains($0) && !$0.hasPrefix("guohu draw") }
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-readme-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let sale = try SalePack.inItsFolder()
    for command in commands {
      var words = command.split(separator: " ").map(String.init)
      #expect(words.removeFirst() == "guohu", "\(command)")
      if Self.heldOnAQueue.contains(words[0]) { continue }
      // What a command writes goes to a folder of its own, not into the checkout.
      words = words.map { $0.hasPrefix("out") ? folder.path + $0.dropFirst(3) : $0 }
      // A later option replaces an earlier one: a small study shows that the command is right.
      if words.contains("--days") {
        words += ["--days", "2", "--warm-up", "0"]
        words += [words.contains("--precision") ? "--max-replications" : "--replications", "2"]
      }
      // The questions lead to all scenarios.
      let place = command.hasPrefix("guohu route") ? Program.root : sale.folder
      let outcome = try Program.run(words, ["LC_ALL": "C"], in: place)
      #expect(outcome.status == 0, "\(command): \(outcome.errors)")
    }
    let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(pictures.contains("S01-mindmap-tobe.svg"))
    #expect(pictures.contains("S01-mindmap-tobe.pdf"))
    #expect(pictures.contains("S01-mindmap-tobe.png"))
  }

  @Test(arguments: ["README.md", "README.zh.md"])
  func beginsWithTheTwoCommandsAndThePicture(_ file: String) throws {
    let text = try String(
      contentsOf: Program.root.appendingPathComponent(file), encoding: .utf8)
    let run = try #require(text.range(of: "    make run\n    make test\n"))
    let picture = try #require(text.range(of: "](diagrams/S01-mindmap-tobe.svg)"))
    #expect(run.upperBound < picture.lowerBound)
    let firstHeading = try #require(text.range(of: "\n## "))
    #expect(picture.upperBound < firstHeading.lowerBound)
    let makefile = try String(
      contentsOf: Program.root.appendingPathComponent("Makefile"), encoding: .utf8)
    #expect(makefile.contains("\nrun:"))
    #expect(makefile.contains("\ntest:"))
  }
}
