// SPDX-License-Identifier: Apache-2.0

import Foundation
import TransferModel

/// What is known of the terminal and the locale.
enum Terminal {
  /// Writes a line to the error stream.
  static func printError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Whether the error stream is a terminal, so that a progress line makes sense.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// The language of the locale: Chinese for `zh…` in LC_ALL, LC_MESSAGES or LANG, else English.
  static var language: Language {
    let environment = ProcessInfo.processInfo.environment
    for key in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[key], !value.isEmpty { return value.hasPrefix("zh") ? .zh : .en }
    }
    return .en
  }

  /// Writes text to a file, or to standard output where there is none.
  static func write(_ text: String, to path: String?) throws(ProgramExit) {
    guard let path else {
      FileHandle.standardOutput.write(Data(text.utf8))
      return
    }
    try write(Data(text.utf8), toFile: path)
  }

  /// Writes bytes to a file, making its folder.
  static func write(_ data: Data, toFile path: String) throws(ProgramExit) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url, options: .atomic)
    } catch {
      throw ProgramExit(
        .inputOutput, "error: cannot write '\(path)': \(error.localizedDescription)")
    }
  }
}
