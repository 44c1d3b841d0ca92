// SPDX-License-Identifier: Apache-2.0

import Foundation
package import TransferModel

/// The documents of a pack by file, with changes applied, before they are given a meaning.
package struct PackTree: Sendable {
  /// One file.
  package struct File: Sendable {
    /// The path inside the pack folder.
    package var path: String
    /// The path shown in findings.
    package var shownPath: String
    /// The document.
    package var root: DocumentNode

    /// The file name without folder and ending.
    var stem: String {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }
  }

  /// The folder as the command named it.
  package var folder: String
  /// The files, ordered by path.
  package var files: [File] = []

  /// Reads every `.yaml` file of a folder: at the top, in `shared` and in `hall`.
  ///
  /// Files that cannot be read as documents are reported and left out. Other files (a README, a
  /// schema) are no part of the pack.
  package static func read(folder: String, findings: inout Findings) -> PackTree {
    var tree = PackTree(folder: folder)
    let root = URL(fileURLWithPath: folder, isDirectory: true)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      findings.error(
        "no-pack", at: .start(of: folder),
        "there is no folder '\(folder)'; name a scenario pack folder")
      return tree
    }
    for path in yamlFiles(under: root, folder: folder, findings: &findings) {
      let shown = Self.shown(path, in: folder)
      let url = root.appendingPathComponent(path).resolvingSymlinksInPath()
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
      // A pipe would be waited for, and a file of gigabytes read, before anything is said.
      guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
        let size = (attributes[.size] as? NSNumber)?.intValue
      else {
        findings.error(
          "not-readable", at: .start(of: shown),
          "the file cannot be read; it is missing, a broken link or no plain file")
        continue
      }
      guard size <= DocumentReader.maximumSize else {
        DocumentReader.reportSize(size, file: shown, findings: &findings)
        continue
      }
      guard let data = try? Data(contentsOf: url) else {
        findings.error(
          "not-readable", at: .start(of: shown), "the file cannot be read; look at its permissions")
        continue
      }
      if let node = DocumentReader.read([UInt8](data), file: shown, findings: &findings) {
        tree.files.append(File(path: path, shownPath: shown, root: node))
      }
    }
    return tree
  }

  private static func shown(_ path: String, in folder: String) -> String {
    folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// The relative paths of all YAML files, ordered by their bytes so that no locale matters.
  ///
  /// What looks like a part of the pack and is not read is reported.
  private static func yamlFiles(
    under root: URL, folder: String, findings: inout Findings
  ) -> [String] {
    var paths: [String] = []
    var ignored: [(path: String, rule: String, message: String)] = []
    func visit(_ folder: URL, _ prefix: String, depth: Int) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names where !name.hasPrefix(".") {
        let url = folder.appendingPathComponent(name)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
          continue
        }
        if isFolder.boolValue {
          let isPart = depth > 0 || name == "shared" || name == "hall"
          if isPart, depth < 4 {
            visit(url, prefix + name + "/", depth: depth + 1)
          } else if isPart {
            ignored.append((prefix + name, "unread-folder", "folders are read four deep"))
          } else if let near = NearestName.nearest(to: name, in: ["shared", "hall"]) {
            ignored.append((prefix + name, "unread-folder", "did you mean '\(near)'?"))
          }
        } else if name.hasSuffix(".yaml") {
          paths.append(prefix + name)
        } else if name.hasSuffix(".yml") || name.hasSuffix(".YAML") {
          ignored.append((prefix + name, "unread-file", "files of a pack end in .yaml; rename it"))
        }
      }
    }
    visit(root, "", depth: 0)
    for item in ignored {
      findings.warning(
        item.rule, at: .start(of: shown(item.path, in: folder)), "this is not read; \(item.message)"
      )
    }
    return paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// A stable hash of paths and contents (FNV-1a, 64 bits), as sixteen hexadecimal digits.
  package var hash: String {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
      state = (state ^ 0xFF) &* 0x100_0000_01b3
    }
    for file in files {
      add(file.path)
      add(DocumentWriter.write(file.root))
    }
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
