// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Runs a program of the system and returns what it writes.
enum Command {
  /// A program that a test needs is missing or failed.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs a program with arguments; `package` is what installs it.
  static func run(_ arguments: [String], package: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let what = process.terminationStatus == 127 ? "is missing" : "failed"
      throw Failure(description: "\(arguments[0]) \(what); this test needs the package \(package)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Calls a function with a folder that is removed afterwards.
  static func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("guohu-diagrams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
