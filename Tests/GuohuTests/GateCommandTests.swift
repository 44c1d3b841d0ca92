// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `guohu gate` from the command line.
struct GateCommandTests {
  private static let gate = ["gate", "Tests/PlanningTests/Packs/mg1", "--config", "base"]

  @Test func aReferenceHoldsUntilAServiceTimeChanges() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "gate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("mg1.json").path
    func run(_ arguments: [String]) throws -> Program.Outcome {
      try Program.run(Self.gate + ["--reference", file] + arguments, ["LC_ALL": "C"])
    }
    #expect(try run([]).status == 3)
    #expect(try run(["--record", "--replications", "12"]).status == 0)
    let again = try run([])
    #expect(again.status == 0)
    #expect(again.text.hasSuffix("numbers tested, 0 changed\n"))
    let slower = try run([
      "--set", "customer.flow.serve.time=lognormal(mean 1.1, cv 1.2) min", "--format", "csv",
    ])
    #expect(slower.status == 1)
    #expect(slower.text.contains("steps/customer/serve/serviceMinutes"))
    let period = try run(["--days", "3"])
    #expect(period.status == 2)
    #expect(period.errors.contains("error: the period is that of the reference"))
    #expect(try run(["--cases", "10"]).status == 2)
    #expect(try run(["--level", "1"]).status == 2)
    #expect(try run(["--warm-up", "auto"]).errors.contains("error: a gate runs a stated warm-up"))
    try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
    let broken = try run([])
    #expect(broken.status == 2)
    #expect(broken.errors.contains("is no reference result"))
  }
}
