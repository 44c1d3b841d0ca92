// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The program as users run it: the built binary, beside the test bundle.
enum Program {
  /// What became of a command.
  struct Outcome {
    var status: Int32
    var output: Data
    var errors: String

    /// The output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  private struct NotBuilt: Error, CustomStringConvertible {
    let description = "the program guohu does not stand beside the test bundle; build it first"
  }

  /// The folder of the repository.
  static let root = Repository.root

  /// Runs the program where `scenarios` is the pack of the sale, to which most of what commands
  /// promise applies as to the shipped one, and is found sooner.
  static func runOnSale(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> Outcome {
    let pack = try SalePack.inItsFolder()
    return try withExtendedLifetime(pack) { try run(arguments, environment, in: pack.folder) }
  }

  /// Finds the program in the folder that holds the running bundle.
  private static func find() throws -> URL {
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

  /// Runs the program in a folder, that of the repository unless another is named, and waits for it.
  static func run(
    _ arguments: [String], _ environment: [String: String] = [:], in folder: URL = root
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try find()
    process.arguments = arguments
    process.currentDirectoryURL = folder
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
}
