// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The program as users run it: the built binary, beside the test bundle.
struct BinaryTests {
  /// What became of a command.
  private struct Outcome {
    var status: Int32
    var output: Data
    var errors: String
  }

  private struct NotBuilt: Error, CustomStringConvertible {
    let description = "the program guohu does not stand beside the test bundle; build it first"
  }

  /// The folder of the repository.
  private static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  /// Finds the program in the folder that holds the running bundle.
  private static func program() throws -> URL {
    let places = CommandLine.arguments + [Bundle.main.bundlePath]
    for place in places {
      var url = URL(fileURLWithPath: place)
      while url.pathComponents.count > 1 {
        url.deleteLastPathComponent()
        let found = url.appendingPathComponent("guohu")
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: found.path, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: found.path)
        {
          return found
        }
      }
    }
    throw NotBuilt()
  }

  private static func run(_ arguments: [String], _ environment: [String: String]) throws -> Outcome
  {
    let process = Process()
    process.executableURL = try program()
    process.arguments = arguments
    process.currentDirectoryURL = root
    // The program sees these variables and the search path, nothing of the caller's locale.
    var variables = environment
    variables["PATH"] = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    process.environment = variables
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Little is written to the error stream, so reading one pipe after the other cannot block.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let message = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: data,
      errors: String(decoding: message, as: UTF8.self))
  }

  @Test func jsonDependsOnNeitherLocaleNorTimeZoneNorThreads() throws {
    let arguments = [
      "simulate", "--config", "B2", "--days", "5", "--warm-up", "1", "--replications", "2",
      "--seed", "3", "--format", "json", "--threads",
    ]
    var first: Data?
    for (locale, zone, threads) in [
      ("C", "Asia/Shanghai", "1"), ("zh_CN.UTF-8", "Asia/Shanghai", "2"),
      ("C", "America/New_York", "2"), ("zh_CN.UTF-8", "America/New_York", "1"),
    ] {
      let outcome = try Self.run(arguments + [threads], ["LC_ALL": locale, "TZ": zone])
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      #expect(outcome.output.count > 10_000)
      let expected = first ?? outcome.output
      #expect(outcome.output == expected, "LC_ALL=\(locale) TZ=\(zone) --threads \(threads)")
      first = expected
    }
  }

  /// The table follows the locale, so the locale did reach the program.
  @Test func tableSpeaksTheLanguageOfTheLocale() throws {
    let arguments = ["list"]
    let chinese = try Self.run(arguments, ["LC_ALL": "zh_CN.UTF-8"])
    let english = try Self.run(arguments, ["LC_ALL": "C"])
    #expect(chinese.status == 0)
    #expect(english.status == 0)
    #expect(chinese.output != english.output)
  }

  /// A hall of 21 classes from its files, the same in debug and release builds.
  @Test func referenceWorkloadIsReproduced() throws {
    let outcome = try Self.run(
      [
        "simulate", "Benchmarks/packs/hall-21", "--config", "base", "--cases", "2000",
        "--replications", "1", "--format", "json",
      ], [:])
    #expect(outcome.status == 0)
    let json = try #require(
      JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    let pools = try #require(json["pools"] as? [[String: Any]])
    #expect(
      pools.compactMap { $0["id"] as? String } == ["window", "backA", "backB", "backC", "issue"])
    #expect(json["fingerprints"] as? [String] == ["ad12fd5e62a4c804"])
  }
}
