// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning

/// The program.
@main
struct Guohu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guohu",
    abstract: "Models, simulates and draws real-estate transfer registration at a service hall.",
    discussion: """
      PACK is a scenario pack folder, ./scenarios when left out. Exit codes: 0 done, 1 a check \
      failed, 2 bad input or usage, 3 input/output, 130 cancelled.
      """,
    version: ToolVersion.current,
    subcommands: [
      CheckCommand.self, ListCommand.self, ShowCommand.self, SimulateCommand.self,
      CompareCommand.self, SelectCommand.self, SensitivityCommand.self, ExplainCommand.self,
      GateCommand.self, IndicatorsCommand.self, CoverageCommand.self, RouteCommand.self,
      DiffCommand.self, DrawCommand.self,
    ])

  /// Runs a command line and leaves with its exit code.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let stop as ProgramExit {
      if let message = stop.message { Terminal.printError(message) }
      exit(withError: ExitCode(stop.code.rawValue))
    } catch {
      let code = exitCode(for: error)
      // Help and version end with 0; anything the parser refuses is bad usage.
      if code.isSuccess { exit(withError: error) }
      Terminal.printError(fullMessage(for: error))
      exit(withError: ExitCode(ProgramExit.Code.badInput.rawValue))
    }
  }
}
