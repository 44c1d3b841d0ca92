// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Arguments of commands that take a pack folder, if given, and then names.
enum PackArguments {
  /// Returns the folder, `scenarios` where the first argument is none, and the names.
  static func split(_ arguments: [String]) -> (folder: String, names: [String]) {
    var isFolder: ObjCBool = false
    guard let first = arguments.first,
      FileManager.default.fileExists(atPath: first, isDirectory: &isFolder), isFolder.boolValue
    else { return ("scenarios", arguments) }
    return (first, Array(arguments.dropFirst()))
  }
}
