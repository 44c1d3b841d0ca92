// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file that is written piece by piece and is there as a whole or not at all.
final class OutputFile {
  private let path: String
  private let partial: String
  private let descriptor: Int32
  /// The folder, where it was made for the file.
  private let newFolder: String?
  private var isDone = false

  /// Opens a file beside the path it is to have, and makes its folder.
  ///
  /// - Throws: An exit with the reason where that cannot be done.
  init(_ path: String) throws(ProgramExit) {
    self.path = path
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    partial = folder.appendingPathComponent(".\(url.lastPathComponent).\(getpid()).partial").path
    newFolder = FileManager.default.fileExists(atPath: folder.path) ? nil : folder.path
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw ProgramExit(
        .inputOutput, "error: cannot write '\(path)': \(error.localizedDescription)")
    }
    descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    guard !isDone, descriptor >= 0 else { return }
    close(descriptor)
    unlink(partial)
    // Only where it is empty.
    if let newFolder { rmdir(newFolder) }
  }

  /// Adds bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ProgramExit) {
    var rest = bytes[...]
    while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
      let count = Foundation.write(descriptor, base, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives the file its name.
  func finish() throws(ProgramExit) {
    isDone = true
    guard close(descriptor) == 0, rename(partial, path) == 0 else {
      let failure = Self.failure(path)
      unlink(partial)
      throw failure
    }
  }

  private static func failure(_ path: String) -> ProgramExit {
    ProgramExit(.inputOutput, "error: cannot write '\(path)': \(String(cString: strerror(errno)))")
  }
}
