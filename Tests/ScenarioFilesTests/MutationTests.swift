// SPDX-License-Identifier: Apache-2.0

import Foundation
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Shipped files with random damage: those of the sale.
///
/// Reading and validating never breaks off, takes long or lets a pack with errors through. Each test
/// prints its seed when it fails.
struct MutationTests {
  @Test func theUndamagedPackIsValid() {
    var result = PackReader.read(SalePack.tree)
    #expect(result.pack?.validated(findings: &result.findings) != nil)
    #expect(result.findings.sorted.map(\.description) == [])
  }

  /// The processor time of this thread, which does not depend on what else the machine does.
  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Reads and validates a damaged pack and returns it where it is valid all the same.
  @discardableResult
  static func check(_ tree: PackTree, _ reading: Findings, _ what: String) -> ValidPack? {
    let started = cpuSeconds()
    var result = PackReader.read(tree)
    result.findings.merge(reading)
    let valid = result.pack?.validated(findings: &result.findings)
    let took = cpuSeconds() - started
    #expect((valid != nil) == (result.pack != nil && !result.findings.hasErrors), "\(what)")
    #expect(took < 1, "\(what) took \(took) s")
    let isReadable = result.findings.sorted.allSatisfy { finding in
      !finding.message.utf8.contains(10)
        && finding.message.unicodeScalars.count <= 2 * Finding.messageLength
    }
    #expect(isReadable, "\(what)")
    return valid
  }

  @Test(arguments: 0..<80)
  func damagedBytesAndLines(seed: Int) {
    var random = RepeatableGenerator(seed: UInt64(seed))
    var tree = SalePack.tree
    let index = random.below(tree.files.count)
    let file = tree.files[index]
    var bytes = [UInt8]((SalePack.files[file.path] ?? "").utf8)
    for _ in 0...random.below(4) {
      let at = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes[at] = UInt8(random.below(256))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(random.pick(Array("{}[]:,#&*!|>'\"%@`-? \n\t0".utf8)), at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + random.below(200)))
      case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.below(300))], at: at)
      default:
        // A line moves to another place.
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let line = lines.remove(at: random.below(lines.count))
        lines.insert(line, at: random.below(lines.count + 1))
        bytes = Array(lines.joined(separator: [10]))
      }
      if bytes.isEmpty { bytes = [10] }
    }
    let started = ContinuousClock.now
    var findings = Findings()
    let node = DocumentReader.read(bytes, file: file.shownPath, findings: &findings)
    #expect(ContinuousClock.now - started < .seconds(1), "seed \(seed)")
    #expect(node != nil || findings.hasErrors, "seed \(seed)")
    guard let node else { return }
    tree.files[index].root = node
    // What is read is written and read again alike.
    let text = DocumentWriter.write(node)
    let again = DocumentReader.read([UInt8](text.utf8), file: "again.yaml", findings: &findings)
    #expect(again.map { RandomDocument.same($0, node) } ?? false, "seed \(seed)")
    #expect(again.map { DocumentWriter.write($0) } == text, "seed \(seed)")
    Self.check(tree, findings, "seed \(seed), \(file.path)")
  }

  @Test(arguments: 1000..<1040)
  func damagedValues(seed: Int) {
    var random = RepeatableGenerator(seed: UInt64(seed))
    var tree = SalePack.tree
    for _ in 0...random.below(3) {
      let index = random.below(tree.files.count)
      Self.damage(&tree.files[index].root, &random)
    }
    Self.check(tree, Findings(), "seed \(seed)")
  }

  /// Flows with all gateways, which the shipped pack does not use.
  @Test(arguments: 2000..<2080)
  func damagedGateways(seed: Int) throws {
    var random = RepeatableGenerator(seed: UInt64(seed))
    let pack = try RandomFlowText.pack(seed: UInt64(seed))
    var findings = Findings()
    var tree = PackTree.read(folder: pack.folder.path, findings: &findings)
    for _ in 0...random.below(2) {
      Self.damage(&tree.files[random.below(tree.files.count)].root, &random)
    }
    Self.check(tree, findings, "seed \(seed)")
  }

  private static let values = [
    "", "0", "-1", "1", "1e3", ".inf", ".nan", "99999999999999999999", "0 min", "-5 min", "0 wd",
    "36500 d", "999999 min", "0.0000001 s", "0 %", "100 %", "150 %", "rest", "return", "source",
    "x 0",
    "x 1000000", "+ 36500 d", "uniform(0, 0) min", "normal(mean 0, sd 9) min", "poisson(mean 3) wd",
    "mixture(100 %: mixture(100 %: 0 min))", "empirical(100 %: 0) min",
    "erlang(shape 1000, mean 1 min)",
    "2021-02-30", "9999-12-31", "0001-01-01..9999-12-31", "24:00", "00:00-24:00", "to-be", "as-is",
    "always", "channel", "done", "lost", "999999 per min", "0 per h", "window", "back-office", "B2",
    "\n", "a.b", "'", "review", "accept", "yes", "none",
  ]

  /// Replaces, removes, repeats or swaps something somewhere in a document.
  static func damage(_ node: inout DocumentNode, _ random: inout RepeatableGenerator) {
    let place = node.place
    switch node.content {
    case .scalar: node = DocumentNode(.scalar(random.pick(values)), at: place)
    case .list(var items):
      guard !items.isEmpty, random.below(8) > 0 else {
        node = DocumentNode(
          random.below(2) == 0 ? .list([]) : .scalar(random.pick(values)), at: place)
        return
      }
      let index = random.below(items.count)
      switch random.below(4) {
      case 0: items.remove(at: index)
      case 1: items.append(items[index])
      default: damage(&items[index], &random)
      }
      node.content = .list(items)
    case .map(var entries):
      guard !entries.isEmpty, random.below(12) > 0 else {
        node = DocumentNode(
          random.below(2) == 0 ? .map([]) : .scalar(random.pick(values)), at: place)
        return
      }
      let index = random.below(entries.count)
      switch random.below(10) {
      case 0: entries.remove(at: index)
      case 1: entries[index].key = random.pick(values)
      case 2: entries[index].value = entries[random.below(entries.count)].value
      case 3: entries.swapAt(index, random.below(entries.count))
      case 4: entries.append(entries[index])
      default: damage(&entries[index].value, &random)
      }
      node.content = .map(entries)
    }
  }
}
