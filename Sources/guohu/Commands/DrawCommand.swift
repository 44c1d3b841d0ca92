import ArgumentParser
struct DrawCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "draw") }
